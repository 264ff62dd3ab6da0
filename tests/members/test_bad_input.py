"""Whatever arrives in a field, the answer is a sentence and never a broken page."""

import pytest

from tests.cast import Cast

BAD = ["\0", "a\0b", "\ufffd" * 40, "a" * 300_000, "‮" * 3, "'; DROP TABLE members_member; --", "9" * 40, "{{ 7*7 }}"]
FIELDS = (
    "name passphrase passphrase_again passphrase_choice passphrase_offered agreed consents invitation answer "
    "device next code about theme smileys present q role circles approved open note form meaning body welcome "
    "leave_to joining accent"
)
OPEN = ["/join", "/sign-in", "/recover"]
OWN = ["/me", "/me/name", "/me/passphrase", "/me/codes"]
HOUSE = ["/house", "/house/members", "/house/circles", "/house/invitations", "/house/short-forms"]


@pytest.mark.parametrize("bad", BAD)
def test_no_input_breaks_a_page(cast: Cast, bad: str) -> None:
    typed = dict.fromkeys(FIELDS.split(), bad)
    member = f"/house/members/{cast.ash.ref}"
    linden = cast.client(cast.linden)
    for address in [*OWN, *HOUSE, f"{member}/role", f"{member}/circles"]:
        answer = linden.post(address, typed)
        assert answer.status_code in {200, 302, 403, 422}, address
        assert answer.status_code != 200 or address in {"/house/members", "/house/invitations"}
    for address in OPEN:
        assert cast.client(cast.linden).post(address, typed).status_code in {302, 422}
        linden.logout()
        assert linden.post(address, typed).status_code == 422


def test_numbers_and_refs_that_are_none_are_not_found(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    for address in ("circles", "short-forms", "invitations"):
        assert linden.post(f"/house/{address}/{'9' * 25}").status_code == 404
        assert linden.post(f"/house/{address}/999999999").status_code == 404
    assert linden.get("/house/members/%00").status_code == 400
    assert linden.get("/house/members/zzzzzzzzzzz").status_code == 404
