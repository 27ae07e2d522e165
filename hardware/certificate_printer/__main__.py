"""Bench tool: python -m hardware.certificate_printer ADDRESS [FILE.pdf]; without a file it only asks for the status."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hardware.certificate_printer.driver import open_driver
from hardware.certificate_printer.interface import DocumentPrinted
from hardware.errors import HardwareError


def main() -> int:
    """Say what the printer says; print the file and say what became of it."""
    parser = argparse.ArgumentParser(prog="python -m hardware.certificate_printer", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("file", type=Path, nargs="?")
    wanted = parser.parse_args()
    try:
        printer = open_driver(wanted.address, {})
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 2
    sys.stdout.write(f"{printer.status()}\n")
    if wanted.file is None:
        return 0
    outcome = printer.print(wanted.file.read_bytes(), wanted.file.name)
    sys.stdout.write(f"{outcome}\n")
    return 0 if isinstance(outcome, DocumentPrinted) else 4


if __name__ == "__main__":
    raise SystemExit(main())
