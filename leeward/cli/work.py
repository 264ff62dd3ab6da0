"""Which function does which kind of job: collected from the rooms, so that no room imports upward."""

import importlib
from functools import partial

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from leeward.alike import following
from leeward.answering import waits
from leeward.boards import holding
from leeward.clocks import erased
from leeward.clocks.actions import carry_out
from leeward.clocks.kinds import all_clocks
from leeward.companions import actions as companions
from leeward.drafts import expiry
from leeward.jobs.queue import Work
from leeward.jobs.turns import Regular
from leeward.law import reminding
from leeward.members.sessions import SessionStore
from leeward.moderation import waits as waiting_posts
from leeward.notices import sending
from leeward.notices.actions import ask_weekly
from leeward.upkeep import measuring
from leeward.web import limits

HOUR = 3600.0
MINUTE = 60.0
PAUSE = 0.0  # whenever there is nothing else to do
MAIL = 5.0  # seconds between two looks for mail


def table() -> dict[str, Work]:
    """Every room's JOBS (leeward/<room>/jobs.py) in one; two rooms may not claim the same kind."""
    found: dict[str, Work] = {}
    for app in apps.get_app_configs():
        if not app.name.startswith("leeward.") or not module_has_submodule(app.module, "jobs"):
            continue
        for kind, work in importlib.import_module(f"{app.name}.jobs").JOBS.items():
            if kind in found:
                raise ValueError(f"two rooms do jobs of the kind {kind!r}")
            found[kind] = work
    return found


def regular() -> list[Regular]:
    """What is tidied up by itself."""
    return [
        Regular("counts of what was done too often", HOUR, limits.sweep),
        Regular("sessions that ended", HOUR, SessionStore.clear_expired),
        Regular("mail that waits", MAIL, sending.send_due),
        Regular("the weekly question", HOUR, ask_weekly),
        Regular("drafts without a word, and old versions", HOUR, expiry.tidy),
        Regular("what is due soon in the law pack", HOUR, reminding.remind),
        Regular("pairs that a block or a closed account ended", HOUR, companions.sweep),
        Regular("who once meant to write", HOUR, holding.sweep),
        Regular("texts not yet read", PAUSE, following.read_some),
        Regular("how long first answers take", 6 * HOUR, waits.measure),
        Regular("what was erased, beside the backups", MINUTE, erased.carry),
        Regular("how the house is doing", HOUR, measuring.measure),
        Regular("how long posts that wait take to be read", HOUR, waiting_posts.measure),
        *(Regular(clock.name, clock.every, partial(carry_out, clock)) for clock in all_clocks()),
    ]
