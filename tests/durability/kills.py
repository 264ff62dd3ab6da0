"""Seeded random kills: several people write and send at once, and the server dies somewhere in between."""

import random
import threading
import time
from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.durability.house import House
from tests.durability.writer import Lost, Writer, new_place

TOGETHER = 6  # writers in one kill: each kind, with JavaScript and without
LATEST = 1.6  # seconds after the first press within which the kill falls


def one_kill(house: House, browser: Browser, seed: int) -> Iterator[tuple[str, Writer, str]]:
    """Six writers, one kill; (what was done, writer, words) of each once the server stands again."""
    dice = random.Random(seed)  # a seeded die, so that a run can be repeated
    device = dice.choice(["mine", "shared"])  # on a shared one pages change in place
    writers = [
        Writer(browser, new_place(house, kind), js, device)
        for kind in ("topic", "reply", "edit")
        for js in (True, False)
    ]
    dice.shuffle(writers)
    texts = [f"Words of kill {seed}, writer {number}, {dice.random()}." for number in range(len(writers))]
    for writer in writers:
        writer.open()
    kills_all = dice.random() < 0.5
    moment = dice.uniform(0, LATEST)
    kill = threading.Timer(moment, house.kill_all if kills_all else house.kill_web)
    kill.start()
    for writer, words in zip(writers, texts, strict=True):
        if dice.random() < 0.3:
            time.sleep(dice.uniform(0, 0.05))
        try:
            writer.write(words)
            writer.press_send(wait=False)
        except Exception as wrong:
            raise Lost(f"the page was gone before the words could be typed: {wrong}") from wrong
    kill.join()
    if kills_all:
        house.start()
    else:
        time.sleep(0.4)
        house.wait()
    what = f"{'all' if kills_all else 'web'} killed after {moment:.3f} s, {device} device,"
    for writer, words in zip(writers, texts, strict=True):
        yield f"{what} {writer.place.kind} {'JavaScript' if writer.js else 'plain'}", writer, words
