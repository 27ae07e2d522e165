"""kiosk audit verify"""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of

EXIT_BROKEN = 7


def add(groups: Any) -> None:
    group = groups.add_parser("audit", help="the hash-chained log").add_subparsers(dest="act_name", required=True)
    add_common(group.add_parser("verify", help="walk the chain")).set_defaults(act=_verify)


def _verify(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        report = parts.verify_audit()
    document = {"records": report.records, "intact": report.intact}
    say(args, document, [f"{report.records} 条，{'完整' if report.intact else '断了'}"])
    return EXIT_DONE if report.intact else EXIT_BROKEN
