"""Bench tool: python -m hardware.certificate_printer ADDRESS [FILE.pdf]; without a file it only asks the printer."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.interface import DocumentPrinted
from hardware.errors import HardwareError

USER = "bianmin-bench"  # so that it takes back no job of the terminal, and the terminal none of its


def main() -> int:
    """Say what the printer says; print the file and say what became of it."""
    parser = argparse.ArgumentParser(prog="python -m hardware.certificate_printer", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--outcome", metavar="REFERENCE", help="ask what became of an earlier job")
    parser.add_argument("--take-back", action="store_true", help="cancel this tool's own unfinished jobs")
    wanted = parser.parse_args()
    try:
        return _work(open_driver(wanted.address, {"user": USER}), wanted)
    except HardwareError as error:
        sys.stderr.write(f"{error.code} {error.message} {error.what_to_do}\n")
        return 2
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _work(printer: IppPrinter, wanted: argparse.Namespace) -> int:
    if wanted.outcome is not None:
        _say(printer.job_outcome(wanted.outcome))
        return 0
    if wanted.take_back:
        for end in printer.take_back_leftovers():
            _say(end)
        return 0
    if wanted.file is None:
        _describe(printer)
        return 0
    outcome = printer.print(wanted.file.read_bytes(), wanted.file.stem, on_reference=_say)
    _say(outcome)
    return 0 if isinstance(outcome, DocumentPrinted) else 4


def _describe(printer: IppPrinter) -> None:
    _say(printer.status())
    capabilities = printer.capabilities()
    _say(f"document_format: {capabilities.document_format or '-'}")
    for each in fields(capabilities):
        _say(f"{each.name}: {getattr(capabilities, each.name)}")
    levels = printer.levels()
    for level in (*levels.supplies, *levels.trays):
        _say(level)
    _say(f"output bin: {levels.output or 'not told'}")


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")


if __name__ == "__main__":
    raise SystemExit(main())
