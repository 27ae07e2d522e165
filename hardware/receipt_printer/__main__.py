"""Bench tool: python -m hardware.receipt_printer ADDRESS [--width 58] [--text FILE]; without a text, a sample."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hardware.errors import HardwareError
from hardware.receipt_printer.driver import open_driver
from hardware.receipt_printer.interface import Printed, Receipt, TextLine
from hardware.receipt_printer.sample import sample_receipt


def main() -> int:
    """Print one receipt and say what became of it."""
    parser = argparse.ArgumentParser(prog="python -m hardware.receipt_printer", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--width", type=int, default=80, choices=(58, 80))
    parser.add_argument("--text", type=Path)
    wanted = parser.parse_args()
    printer = open_driver(wanted.address, {"width_mm": wanted.width})
    receipt: Receipt = sample_receipt()
    if wanted.text is not None:
        receipt = tuple(TextLine(line) for line in wanted.text.read_text("utf-8").splitlines())
    try:
        sys.stdout.write(f"{printer.status()}\n")
        outcome = printer.print(receipt)
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 3
    finally:
        printer.close()
    sys.stdout.write(f"{outcome}\n")
    return 0 if isinstance(outcome, Printed) else 4


if __name__ == "__main__":
    raise SystemExit(main())
