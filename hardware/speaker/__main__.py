"""Bench tool: `python -m hardware.speaker alsa:default FILE.wav [volume]` says a sentence and tells what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from hardware.errors import HardwareError
from hardware.speaker.driver import open_driver
from hardware.speaker.interface import Played


def main(arguments: list[str]) -> int:
    """0 said, 2 wrong use, 3 not said."""
    if len(arguments) not in (2, 3):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        speaker = open_driver(arguments[0], {"volume": int(arguments[2])} if arguments[2:] else {})
    except (HardwareError, ValueError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(f"{speaker.status()}\n")
    outcome = speaker.say(Path(arguments[1]))
    speaker.close()
    sys.stdout.write(f"{outcome}\n")
    return 0 if isinstance(outcome, Played) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
