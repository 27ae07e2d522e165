"""Bench tool: python -m hardware.power ADDRESS [--watch S]; tells what the UPS says, once or as it changes."""

from __future__ import annotations

import argparse
import sys
import time

from hardware.errors import HardwareError
from hardware.power.driver import open_driver
from hardware.power.interface import PowerReading

LOOK_EVERY_S = 1.0


def main() -> int:
    """0 told, 3 no UPS."""
    parser = argparse.ArgumentParser(prog="python -m hardware.power", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--watch", type=float, default=0.0)
    wanted = parser.parse_args()
    end = time.monotonic() + wanted.watch
    last: PowerReading | None = None
    try:
        power = open_driver(wanted.address, {})
        while last is None or time.monotonic() < end:
            reading = power.look()
            if reading != last:
                sys.stdout.write(f"{reading}\n{power.status()}\n")
                last = reading
            time.sleep(min(LOOK_EVERY_S, max(0.0, end - time.monotonic())))
        power.close()
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
