"""Bench tool: `python -m hardware.code_scanner serial:/dev/ttyACM0 [seconds]` prints what is shown to the scanner."""

from __future__ import annotations

import sys

from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanned
from hardware.errors import HardwareError

WAIT_S = 30.0


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        scanner = open_driver(arguments[0], {})
        outcome = scanner.scan(float(arguments[1]) if len(arguments) > 1 else WAIT_S)
        scanner.close()
    except HardwareError as problem:
        sys.stderr.write(f"{problem.code} {problem.message}。{problem.what_to_do}\n")
        return 3
    if isinstance(outcome, CodeScanned):
        sys.stdout.write(f"{outcome.symbology} {outcome.text}\n")
        return 0
    return 4


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
