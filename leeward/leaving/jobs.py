"""What the worker does for those who leave."""

from collections.abc import Callable
from typing import Any

from django.db.models import Max
from django.urls import reverse

from leeward.boards.models import Post
from leeward.boards.rendering import rerender
from leeward.jobs import queue
from leeward.leaving.traces import wipe_traces

LOOKED_THROUGH = 20_000  # posts in one job: some seconds of reading


def unlink_member(detail: dict[str, Any]) -> None:
    """{"page": ref, "after": id}: posts that mention somebody who is gone link to their page no more."""
    after, newest = detail["after"], Post.objects.aggregate(newest=Max("pk"))["newest"] or 0
    address = reverse("member", args=[detail["page"]])
    rerender(Post.objects.filter(pk__gt=after, pk__lte=after + LOOKED_THROUGH, html__contains=f'"{address}"'))
    if after + LOOKED_THROUGH < newest:
        queue.put("unlink_member", {**detail, "after": after + LOOKED_THROUGH})
    else:
        queue.put_once("wipe_traces")


JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "wipe_traces": wipe_traces,
    "unlink_member": unlink_member,
}
