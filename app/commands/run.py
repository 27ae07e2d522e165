"""kiosk run: the terminal."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.output import add_common, settings_of
from app.domain.service_item import StationKind


def add(groups: Any) -> None:
    parser = add_common(groups.add_parser("run", help="the terminal"), json_output=False)
    parser.add_argument("--station", choices=[StationKind.SELF_SERVICE.value], metavar="KIND")
    parser.add_argument("--simulate", action="store_true", help="simulated devices and the embedded centre")
    parser.add_argument("--windowed", action="store_true", help="a window instead of the whole screen")
    parser.set_defaults(act=_run)


def _run(args: argparse.Namespace) -> int:
    from app.composition.program import run_terminal

    return run_terminal(settings_of(args), simulate=args.simulate, windowed=args.windowed)
