"""The WSGI application: Django, with the assets answered before it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leeward.settings")

from django.core.wsgi import get_wsgi_application

from leeward.web.assets import with_assets

application = with_assets(get_wsgi_application())
