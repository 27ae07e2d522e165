"""Bench tool: python -m hardware.power ADDRESS [--watch S]; tells what the UPS says, once or as it changes."""

from __future__ import annotations

import argparse
import sys

from hardware.errors import HardwareError
from hardware.power.driver import open_driver
from hardware.telling import tell_changes

LOOK_EVERY_S = 1.0


def main() -> int:
    """0 told, 3 no UPS."""
    parser = argparse.ArgumentParser(prog="python -m hardware.power", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--watch", type=float, default=0.0)
    wanted = parser.parse_args()
    try:
        power = open_driver(wanted.address, {})
        tell_changes(power.look, power.status, every_s=LOOK_EVERY_S, for_s=wanted.watch)
        power.close()
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
