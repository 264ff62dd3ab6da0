"""Members who write at the same moment, on application processes that know nothing of one another."""

import json
import threading

from tests.cli.running import Served
from tests.scaling.conftest import Spread
from tests.scaling.load import PEOPLE
from tests.scaling.members import Person, hidden


def test_two_who_write_to_one_another_in_the_same_moment_are_both_taken(house: Spread) -> None:
    found = json.loads(house.inside(PEOPLE % 2))
    with Served(house.data, settings=house.settings) as one, Served(house.data, settings=house.settings) as other:
        taken: list[int] = []

        def write(person: Person, place: str) -> None:
            for number in range(15):
                page = f"/c/{place}/write"
                fields = hidden(person.get(page).text)
                taken.append(person.send(page, **fields, body=f"The {number}th of mine", do="post").status)

        threads = [
            threading.Thread(target=write, args=(Person.of(each, served.address), each["place"]))
            for each, served in zip(found, (one, other), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert taken == [302] * 30
