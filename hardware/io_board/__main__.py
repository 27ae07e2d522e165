"""Bench tool: python -m hardware.io_board ADDRESS [--unit N] [--light NAME=on|off|blink] [--watch S]."""

from __future__ import annotations

import argparse
import sys

from hardware.errors import HardwareError
from hardware.io_board.driver import open_driver
from hardware.io_board.interface import LIGHTS, LightMode
from hardware.telling import tell_changes

LOOK_EVERY_S = 0.2


def main() -> int:
    """0 told, 2 wrong use, 3 no board."""
    parser = argparse.ArgumentParser(prog="python -m hardware.io_board", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--unit", type=int, default=1)
    parser.add_argument("--light", metavar="NAME=MODE", default="")
    parser.add_argument("--watch", type=float, default=0.0)
    wanted = parser.parse_args()
    name, _, mode = wanted.light.partition("=")
    if wanted.light and (name not in LIGHTS or mode not in set(LightMode)):
        parser.error(f"--light: {'|'.join(LIGHTS)}={'|'.join(LightMode)}")
    try:
        board = open_driver(wanted.address, {"unit": wanted.unit, "person_hold_s": 0})
        if wanted.light:
            board.set_light(name, LightMode(mode))
        tell_changes(board.look, board.status, every_s=LOOK_EVERY_S, for_s=wanted.watch)
        board.close()
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
