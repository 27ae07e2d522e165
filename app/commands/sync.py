"""kiosk sync once|status"""

from __future__ import annotations

import argparse
import dataclasses

from app.commands.output import EXIT_DONE, add_common, say, settings_of


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    add_common(group.add_parser("once", help="收发到没有该发的为止")).set_defaults(act=_once)
    add_common(group.add_parser("status", help="还有什么等着送")).set_defaults(act=_status)


FILL = {"sync": fill}


def _once(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        report = parts.synchronizer.once()
    lines = [f"发出 {report.sent} 件，还有 {report.waiting} 件等着"]
    if report.conflict or report.rejected:
        lines.append(f"要人看：冲突 {report.conflict} 件，退回 {report.rejected} 件")
    say(args, dataclasses.asdict(report), lines)
    return EXIT_DONE


def _status(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        document = {"waiting": parts.outbox.waiting(), "conflict": parts.outbox.conflicts()}
    say(args, document, [f"等着 {document['waiting']} 件，要人看 {document['conflict']} 件"])
    return EXIT_DONE
