"""`leeward rerender`: stored HTML made anew from what was typed, which is never touched."""

from argparse import Namespace

from leeward.boards.models import Post
from leeward.boards.rendering import rerender
from leeward.cli.database import insist_on_ready
from leeward.cli.speech import Progress, say
from leeward.house import versions
from leeward.search import index
from leeward.words import RENDERER_VERSION

AT_ONCE = 200  # posts between two steps of the progress line


def run(options: Namespace) -> int:
    insist_on_ready()
    if options.search:
        say("Making the index of words anew ...")
        index.rebuild()
        return 0
    posts = Post.objects.all() if options.all else Post.objects.filter(rendered_with__lt=RENDERER_VERSION)
    whole = posts.count()
    if not whole:
        say("Every post is as this version renders it.")
        return 0
    line = Progress("Posts made anew", whole)
    last = 0
    while ids := list(posts.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        line.add(rerender(posts.filter(pk__gte=ids[0], pk__lte=ids[-1])))
        last = ids[-1]
    versions.rerender()
    line.end()
    return 0
