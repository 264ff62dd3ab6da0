"""Asking at the terminal, and reading a passphrase without showing it."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from leeward.cli.speech import Refused, complain, say
from leeward.members import passphrases


def ask(question: str, option: str) -> str:
    """A line from the terminal; where there is none, Refused with the option to use instead."""
    if not sys.stdin.isatty():
        raise Refused(f"There is nobody to ask for this: give {option}.", code=2)
    return input(f"{question}: ").strip()


def passphrase(options: Namespace, name: str) -> str:
    """From --passphrase-file, or asked for twice; Enter takes an offered one, which is then shown once."""
    if options.passphrase_file:
        return _checked(from_file(options.passphrase_file), name)
    if not sys.stdin.isatty():
        raise Refused("There is nobody to ask for a passphrase: give --passphrase-file.", code=2)
    offered = passphrases.offer()
    say(f"A passphrase for {name}. Press Enter to take this one, and write it down: {offered}")
    typed = getpass.getpass("Passphrase: ")
    if not typed:
        return offered
    while sentence := passphrases.why_not_this_passphrase(typed, name):
        complain(sentence)
        typed = getpass.getpass("Passphrase: ")
    if getpass.getpass("The same again: ") != typed:
        raise Refused("The two are not the same. Nothing was changed.")
    return typed


def from_file(name: str) -> str:
    """The first words of a file, or of standard input where the name is -. Refused where nothing can be read."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text()
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused(f"The passphrase cannot be read from {name}.") from wrong
    return text.rstrip("\r\n")


def _checked(found: str, name: str) -> str:
    if sentence := passphrases.why_not_this_passphrase(found, name):
        raise Refused(sentence)
    return found
