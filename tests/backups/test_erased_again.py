"""What was erased after a backup was made does not come back with it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.backups.houses import House
from tests.backups.test_backing_up import back_up
from tests.backups.test_restoring import restore

WORD = "Quillmarsh"

# A house with something of each kind that can be erased; prints the refs of it.
BEFORE = f"""
import json
from leeward.boards import actions
from leeward.boards.models import Board, Post
from leeward.conversations import actions as talks
from leeward.conversations.models import Message
from leeward.members.models import Member
from tests import makers
rowan, wren = (Member.objects.get(name=name) for name in ("rowan", "wren"))
going = makers.member("Thornapple", approved=True)
board = Board.objects.filter(readers="members", writers="members").first() or Board.objects.first()
def topic(by, title, body):
    return actions.open_topic(by=by, board=board, title=title, body=body)
told = dict(
    post=topic(rowan, "One", "{WORD} one").posts.get(),
    story=topic(rowan, "{WORD} two", "{WORD} two").posts.get(),
    gone=topic(going, "{WORD} three", "{WORD} three").posts.get(),
    free=topic(rowan, "Four", "Nothing to hide four").posts.get(),
    struck=topic(rowan, "{WORD} five", "A word: {WORD} five").posts.get(),
    old=topic(rowan, "Six", "{WORD} six").posts.get(),
    stays=topic(rowan, "Seven", "A heron seven").posts.get(),
)
quote = '[quote name="rowan" post="' + told["struck"].ref + '"]{WORD} five[/quote] I see.'
told["quoting"] = actions.reply(by=wren, topic=told["stays"].topic, body=quote)
actions.edit(by=rowan, post=told["old"], body="Without it, six", note="")
place = talks.begin(by=rowan, to=wren, also="", subject="S", body="{WORD} seven")
refs = {{name: post.ref for name, post in told.items()}}
refs |= {{"member": going.ref, "message": Message.objects.order_by("-pk").first().ref}}
print(json.dumps(refs))
"""

# What their owners do after the backup was made.
AFTER = f"""
from leeward.boards import keeping, taking_down
from leeward.boards.models import Post, Revision
from leeward.conversations import actions as talks
from leeward.conversations.models import Message, Participant
from leeward.leaving import erasing, striking
from leeward.members.models import Member
post = {{name: Post.objects.get(ref=ref) for name, ref in refs.items() if name not in ("member", "message")}}
rowan = Member.objects.get(name="rowan")
taking_down.erase_post(by=rowan, post=post["post"])
taking_down.erase_story(by=rowan, topic=post["story"].topic)
taking_down.let_post_go(by=rowan, post=post["free"])
striking.strike(striking.Scope.of_story(rowan, post["struck"].topic), "{WORD}")
keeping.strike(by=rowan, post=post["old"], version=Revision.objects.get(post=post["old"]))
message = Message.objects.get(ref=refs["message"])
talks.take_back(by=rowan, place=Participant.objects.of(rowan).get(conversation=message.conversation), message=message)
assert erasing.erase_decided(Member.objects.get(ref=refs["member"]))
"""

# What stands afterwards, as one line.
FOUND = """
import json
from leeward.boards.models import Post, Revision, Topic
from leeward.conversations.models import Message
from leeward.members.models import Member
rows = Post.objects.select_related("topic", "author")
post = {name: rows.get(ref=ref) for name, ref in refs.items() if name not in ("member", "message")}
print(json.dumps({
    "words": sorted(n for n, p in post.items() if WORD in p.source + p.html + p.plain and p.taken_down_at is None),
    "titles": sorted(n for n, p in post.items() if WORD in p.topic.title),
    "versions": Revision.objects.filter(source__contains=WORD).count(),
    "erased": sorted(n for n, p in post.items() if p.erased_at),
    "down": sorted(n for n, p in post.items() if p.taken_down_at and not p.erased_at),
    "rowans": sorted(n for n, p in post.items() if p.author and p.author.name == "rowan"),
    "member": Member.objects.filter(ref=refs["member"]).exists(),
    "message": bool(Message.objects.get(ref=refs["message"]).sealed),
}))
"""


def found(house: House, refs: dict[str, str]) -> dict[str, object]:
    said: dict[str, object] = json.loads(house.inside(f"refs = {refs!r}; WORD = {WORD!r}\n" + FOUND))
    return said


@pytest.fixture(scope="module")
def refs(house: House) -> dict[str, str]:
    made: dict[str, str] = json.loads(house.inside(BEFORE))
    return made


@pytest.fixture(scope="module")
def backup(house: House, refs: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made before; then everything is erased; then the worker or the next backup carries the list beside it."""
    made = back_up(house, tmp_path_factory.mktemp("erased") / "place")
    house.inside(f"refs = {refs!r}\n" + AFTER)
    house.inside(
        f"from pathlib import Path\nfrom leeward.clocks import erased\nerased.carry(Path({str(made.parent)!r}))"
    )
    return made


def with_keys(house: House, other: House) -> House:
    shutil.copytree(house.data / "keys", other.data / "keys")
    return other


def test_what_was_erased_since_is_erased_again(house: House, other: House, refs: dict[str, str], backup: Path) -> None:
    ended = with_keys(house, other).run("restore", str(backup), "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    assert "Erased again" in ended.stdout
    for line in ("accounts | 1", "stories | 1", "posts | 1", "private messages | 1", "titles | 1"):
        assert f"\n{line}\n" in ended.stdout
    assert found(other, refs) == {
        "words": [],
        "titles": [],
        "versions": 0,
        "erased": ["gone", "post", "story"],
        "down": ["struck"],
        "rowans": ["old", "stays", "struck"],
        "member": False,
        "message": False,
    }
    again = other.inside("from leeward.clocks import erased; print(len(erased.here()))")
    assert int(again) >= 8  # the list is in the new house too, for the next time


def test_without_the_list_it_says_that_it_stands_again(
    house: House, other: House, refs: dict[str, str], backup: Path, tmp_path: Path
) -> None:
    alone = Path(shutil.copytree(backup, tmp_path / "elsewhere" / backup.name))
    code, said = restore(with_keys(house, other), alone)
    assert code == 0
    assert "stands again" in said
    now = found(other, refs)
    assert now["erased"] == []
    assert now["member"] is True


def test_a_list_from_the_old_house_can_be_named_and_one_that_was_changed_is_not_believed(
    house: House, other: House, refs: dict[str, str], backup: Path, tmp_path: Path
) -> None:
    alone = Path(shutil.copytree(backup, tmp_path / "elsewhere" / backup.name))
    changed = tmp_path / "elsewhere" / "erased"
    changed.write_bytes((backup.parent / "erased").read_bytes()[:-1] + b"x")
    code, said = restore(other, alone, "--erased", str(tmp_path / "nothing"))
    assert (code, "is no file" in said) == (1, True)
    code, said = restore(with_keys(house, other), alone, "--erased", str(backup.parent / "erased"))
    assert code == 0
    assert "does not open" in said
    assert found(other, refs)["erased"] == ["gone", "post", "story"]


def test_the_list_says_nothing_and_outlives_the_house(house: House, refs: dict[str, str], backup: Path) -> None:
    sealed = (backup.parent / "erased").read_bytes()
    assert not [ref for ref in refs.values() if ref.encode() in sealed]
    entries = json.loads(
        house.inside("import json; from leeward.clocks.erased import here; print(json.dumps([*here()]))")
    )
    kinds = sorted(kind for kind, *_rest in entries)
    # Of the account one entry: its post is not among the posts.
    assert kinds == ["account", "let_go", "message", "post", "story", "struck", "title", "versions"]
    assert not [ref for ref in refs.values() if ref in str(entries)]


def test_a_backup_made_after_an_erasure_is_put_back_as_it_was(
    house: House, other: House, refs: dict[str, str], backup: Path
) -> None:
    later = back_up(house, backup.parent)
    ended = with_keys(house, other).run("restore", str(later), "--passphrase-file", "-")
    assert ended.returncode == 0, ended.stderr
    assert "Nothing that stands again was erased" in ended.stdout
    assert found(other, refs)["down"] == []
