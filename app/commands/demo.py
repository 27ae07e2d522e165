"""kiosk demo: the real screens over simulated devices and an embedded centre."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.ending import waiting
from app.commands.files import make_folder
from app.commands.output import EXIT_DONE, EXIT_OUR_FAULT, add_common, say


def fill(parser: argparse.ArgumentParser) -> None:
    add_common(parser)
    kinds = ["self_service", "counter", "post", "all"]
    parser.add_argument("--station", choices=kinds, default=kinds[0], metavar="KIND", help="、".join(kinds))
    parser.add_argument("--out", type=Path, default=Path("out/demo"), metavar="DIR", help="图片和报告放哪里")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="换一批虚构的人")
    parser.set_defaults(act=_demo)


FILL = {"demo": fill}


def _demo(args: argparse.Namespace) -> int:
    make_folder(args.out)
    from app.demo import run_all, run_demo
    from app.domain.service_item import StationKind

    with waiting() as asked_to_end:
        if args.station == "all":
            report = run_all(args.out, args.seed, args.data_dir, asked_to_end.raise_if_set)
        else:
            kind = StationKind(args.station)
            report = run_demo(args.out, args.seed, args.data_dir, asked_to_end.raise_if_set, kind)
    lines = [f"{each['item']:32} {each['number']:22} {each['centre']}" for each in report["cases"]]
    say(args, report, [*lines, f"图在 {args.out}"])
    return EXIT_DONE if report["ok"] else EXIT_OUR_FAULT
