"""Bench tool: python -m hardware.evaluation_keypad ADDRESS [--timeout S] [--volume 0-9]; asks once.

ADDRESS serial:… or tcp:… is a pad with keys, http://127.0.0.1:PORT/ a screen pad.
"""

from __future__ import annotations

import argparse
import sys

from hardware.errors import HardwareError
from hardware.evaluation_keypad.driver import BianminKeypad
from hardware.evaluation_keypad.interface import Evaluated
from hardware.evaluation_keypad.screen_driver import ScreenKeypad, open_screen


def main() -> int:
    """0 evaluated, 3 no keypad, 4 no answer."""
    parser = argparse.ArgumentParser(prog="python -m hardware.evaluation_keypad", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--timeout", type=int, default=30)
    parser.add_argument("--volume", type=int, choices=range(10))
    wanted = parser.parse_args()
    try:
        keypad = _opened(wanted.address)
        sys.stdout.write(f"{' '.join(keypad.model())} {keypad.status()}\n")
        if wanted.volume is not None:
            keypad.set_volume(wanted.volume)
        outcome = keypad.ask(wanted.timeout)
        keypad.close()
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 3
    sys.stdout.write(f"{outcome}\n")
    return 0 if isinstance(outcome, Evaluated) else 4


def _opened(address: str) -> BianminKeypad | ScreenKeypad:
    return open_screen(address, {}) if address.startswith("http:") else BianminKeypad(address)


if __name__ == "__main__":
    raise SystemExit(main())
