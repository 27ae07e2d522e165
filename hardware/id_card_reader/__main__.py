"""Bench tool: python -m hardware.id_card_reader ADDRESS [--timeout S]; prints the card as JSON."""

from __future__ import annotations

import argparse
import json
import sys

from hardware.errors import HardwareError
from hardware.id_card_reader.card_json import card_as_json
from hardware.id_card_reader.driver import open_driver
from hardware.id_card_reader.interface import CardRead


def main() -> int:
    """0 read, 3 no reader, 4 no card or an unreadable one."""
    parser = argparse.ArgumentParser(prog="python -m hardware.id_card_reader", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--timeout", type=float, default=30.0)
    wanted = parser.parse_args()
    try:
        reader = open_driver(wanted.address, {})
        sys.stderr.write(f"{reader.status()}\n")
        outcome = reader.read(wanted.timeout)
        reader.close()
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 3
    if not isinstance(outcome, CardRead):
        sys.stderr.write(f"{outcome}\n")
        return 4
    sys.stdout.write(json.dumps(card_as_json(outcome), ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
