"""kiosk sync once|status"""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of


def add(groups: Any) -> None:
    group = groups.add_parser("sync", help="send to and fetch from the centre").add_subparsers(
        dest="act_name", required=True
    )
    add_common(group.add_parser("once", help="until nothing is due")).set_defaults(act=_once)
    add_common(group.add_parser("status", help="what waits")).set_defaults(act=_status)


def _once(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        report = dataclasses.asdict(parts.synchronizer.once())
    say(args, report, [f"发出 {report['sent']} 件，还有 {report['waiting']} 件等着"])
    return EXIT_DONE


def _status(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        document = {"waiting": parts.outbox.waiting(), "conflict": parts.outbox.conflicts()}
    say(args, document, [f"等着 {document['waiting']} 件，要人看 {document['conflict']} 件"])
    return EXIT_DONE
