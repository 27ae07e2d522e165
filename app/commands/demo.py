"""kiosk demo: the real screens over simulated devices and an embedded centre."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.commands.output import EXIT_DONE, EXIT_OUR_FAULT, add_common, say


def add(groups: Any) -> None:
    parser = add_common(groups.add_parser("demo", help="drive the real screens, headless, and keep pictures"))
    parser.add_argument("--station", choices=["self_service", "all"], default="self_service", metavar="KIND")
    parser.add_argument("--out", type=Path, default=Path("out/demo"), metavar="DIR")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.set_defaults(act=_demo)


def _demo(args: argparse.Namespace) -> int:
    from app.demo import run_demo

    report = run_demo(args.out, args.seed, args.data_dir)
    lines = [f"{each['item']:32} {each['number']:22} {each['centre']}" for each in report["cases"]]
    say(args, report, [*lines, f"图在 {args.out}/self_service/screens"])
    return EXIT_DONE if report["ok"] else EXIT_OUR_FAULT
