"""The `kiosk` command: one tree, exit codes and `--json` as CONTRACT.md fixes them.

0 done · 2 wrong use or invalid input · 3 device not there · 4 device needs a hand · 5 centre not reached, all kept
· 6 refused by the centre · 7 storage problem · 70 our fault.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from app.commands import (
    audit,
    case,
    catalogue,
    central,
    demo,
    device,
    doctor,
    enrolment,
    run,
    simulate,
    sync,
)
from app.commands.output import GROUPS_ARE_SILENT, fail

GROUPS = (run, demo, doctor, device, simulate, catalogue, case, sync, enrolment, audit, central)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk", description="便民服务终端")
    groups = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in GROUPS:
        group.add(groups)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; no traceback reaches a user."""
    args = build_parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    for name in GROUPS_ARE_SILENT:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        code: int = args.act(args)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the last border: every error becomes words and an exit code
        return fail(error, as_json=getattr(args, "json", False))
    return code


if __name__ == "__main__":
    sys.exit(main())
