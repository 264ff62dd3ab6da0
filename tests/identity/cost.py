"""What a look costs, in processor time and memory: python -m tests.identity.cost"""

import os
import re
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leeward.settings")

WORDS = 2_000
TIMES = 15


def resident() -> float:
    """MB this process holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    import django

    django.setup()
    before = resident()
    from leeward.shelter.identity import look
    from tests.identity.score import texts

    began = time.process_time()
    look("Hello, 07700 900142")
    first = time.process_time() - began
    english = "\n\n".join(text for text, _ in texts("held_out") if " the " in text)
    text = " ".join(re.findall(r"\S+", english * 3)[:WORDS])
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        found = look(text)
        taken.append(time.process_time() - began)
    print(f"first look in a process: {first * 1000:.0f} ms")
    print(f"{WORDS} words with {len(found)} finds: {median(taken) * 1000:.0f} ms")
    print(f"memory: {resident() - before:.0f} MB")


if __name__ == "__main__":
    main()
