"""`leeward setup`: the board gets its name and its first administrator."""

from argparse import Namespace

from django.db import transaction

from leeward.cli import people
from leeward.cli.asking import ask, passphrase
from leeward.cli.database import prepare
from leeward.cli.speech import Refused, say
from leeward.demo.here import is_here
from leeward.house import actions
from leeward.house.context import the_house
from leeward.house.models import NAME_MAX
from leeward.members.models import Member, Role


def run(options: Namespace) -> int:
    prepare()
    if is_here():
        raise Refused("This is the demo community. For a board of your own choose another folder with --data.")
    if known := Member.objects.filter(role=Role.ADMINISTRATOR, closed_at=None).first():
        raise Refused(
            f"This board has an administrator, {known.name}. For one more: leeward member add NAME --role administrator"
        )
    board = options.board or ask("The name of the board", "--board")
    if not 0 < len(board) <= NAME_MAX:
        raise Refused(f"The name of a board has 1 to {NAME_MAX} characters.")
    name = options.administrator or ask("The administrator's name", "--administrator")
    words = passphrase(options, name)
    with transaction.atomic():
        member = people.add(name, words, Role.ADMINISTRATOR)
        actions.set_up(by=people.OPERATOR, house=the_house(), name=board)
    say(f'"{board}" is set up. Start it with `leeward serve`, sign in as {member.name}, and open "House".')
    return 0
