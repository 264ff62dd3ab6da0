from django.urls import path

from leeward.alike import views

urlpatterns = [path("t/<ref:ref>/alike", views.alike, name="alike")]
