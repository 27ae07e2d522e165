"""kiosk audit verify"""

from __future__ import annotations

import argparse

from app.commands.output import EXIT_DONE, EXIT_STORAGE, add_common, say, settings_of


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    add_common(group.add_parser("verify", help="从头核对散列链和每天的封签")).set_defaults(act=_verify)


FILL = {"audit": fill}


def _verify(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        report = parts.verify_audit()
    broken_day = report.broken_day.isoformat() if report.broken_day else None
    document = {
        "records": report.records,
        "intact": report.intact,
        "broken_at": report.broken_at,
        "broken_day": broken_day,
        "head": report.head,
        "seals": report.seals,
        "unsealed": report.unsealed,
    }
    place = f"从 {broken_day} 起" if broken_day else ""
    words = "完整" if report.intact else f"{place}断了：保留数据目录，告诉维护人员"
    say(args, document, [f"{report.records} 条，封签 {report.seals} 天，{words}"])
    return EXIT_DONE if report.intact else EXIT_STORAGE
