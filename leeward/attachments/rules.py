"""Who may add a picture, and why not. Limits are named, and each has its sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.attachments.making import NotMade
from leeward.attachments.receiving import BYTES_MAX, Arrived
from leeward.house.models import House, Pictures
from leeward.web.limits import Limit
from leeward.words import pictures_named

POST_MAX = 8  # pictures in one post: a page of 25 posts still opens on an old phone
A_DAY = Limit("pictures", times=40, seconds=24 * 3600)  # of one member, tries included: each costs up to ten seconds
DESCRIPTION_MAX = 1_000  # characters; a screen reader reads it in one go


def why_not_add(house: House) -> str | None:
    """While the house has pictures turned off, none can be added; those that stand stay."""
    if house.pictures != Pictures.ON:
        return _("Pictures are turned off in this house. Your text is here, without the picture.")
    return None


def why_not_this_file(arrived: Arrived | None) -> str | None:
    if arrived is None:
        return _("Choose a picture first, then press “Add this picture”. Your text is here.")
    if not arrived.size:
        return _("The file is empty. Choose another one. Your text is here.")
    if arrived.is_too_large:
        return _("The picture has %(size)d MB; %(most)d are the most. A screenshot of it is smaller.") % {
            "size": -(-arrived.size // 1_000_000),
            "most": BYTES_MAX // 1_000_000,
        }
    return None


def why_not_so_many(source: str) -> str | None:
    """A post with more pictures than it can carry."""
    count = len(pictures_named(source))
    if count > POST_MAX:
        told = ngettext("One post can carry %(num)d picture", "One post can carry %(num)d pictures", POST_MAX)
        return told % {"num": POST_MAX} + _(", and this one has %(count)d. Some could go into a second post.") % {
            "count": count
        }
    return None


def why_not_one_more(source: str) -> str | None:
    if len(pictures_named(source)) >= POST_MAX:
        told = _("This post has %(num)d pictures already, and that is the most. The next can go into a second post.")
        return told % {"num": POST_MAX}
    return None


def why_not_today(times: int) -> str:
    return _(
        "You added %(num)d pictures within a day, and that is the most. Your text is here; the next can come tomorrow."
    ) % {"num": times}


def why_not_described(description: str) -> str | None:
    if len(description) > DESCRIPTION_MAX:
        return _("The description has %(long)d characters; %(most)d are the most. The rest can go into the text.") % {
            "long": len(description),
            "most": DESCRIPTION_MAX,
        }
    return None


def why_not_kept() -> str:
    return _("Pictures cannot be kept just now. Your text is here: add yours again in a while.")


def why_not_made(wrong: NotMade) -> str:
    match wrong.why:
        case "kind":
            told = _("This file cannot be read as a picture. A JPEG, PNG, WebP, GIF or HEIC can be added.")
            return told + " " + _("Your text is here.")
        case "pixels":
            told = _("The picture has %(number)d million points, too many to work on. A screenshot of it is smaller.")
            return told % {"number": -(-wrong.pixels // 1_000_000)}
        case "busy":
            return _("Others’ pictures are being prepared just now. Your text is here: add yours again in a moment.")
        case _:
            return _("The file is damaged and cannot be read as a picture. Your text is here: choose another one.")
