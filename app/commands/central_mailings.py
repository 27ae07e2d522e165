"""kiosk central mailings|mailing-carrier: what is to be mailed; the simulated carrier as a server of its own"""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.ending import waiting
from app.commands.output import EXIT_DONE, add_common, put, say
from app.commands.parsing import port


def fill_mailings(group: Any) -> None:
    on_data(group, "mailings", "办结了要寄的、在路上的、没寄成的", _mailings)
    carrier = add_common(
        group.add_parser("mailing-carrier", help="模拟的快递平台，能应答时打印 listening on 地址"), json_output=False
    )
    carrier.add_argument("--host", default="127.0.0.1", help="在哪个地址上听，默认只在本机")
    carrier.add_argument("--port", type=port, default=8440, help="端口，0 是任意空闲的")
    manners = ("sent", "lost", "doubled")
    carrier.add_argument(
        "--notifications",
        choices=manners,
        default="sent",
        metavar="HOW",
        help="通知：sent 照发，lost 丢掉，doubled 发两遍",
    )
    carrier.set_defaults(act=_serve, serves=True)


def _mailings(args: argparse.Namespace) -> int:
    from app.central.mailings.report import report, words

    with office_of(args) as office:
        told = report(office.database)
    say(args, told, words(told))
    return EXIT_DONE


def _serve(args: argparse.Namespace) -> int:
    from app.central.mailings.carrier_server import CarrierServer
    from app.central.mailings.over_http import shared_key
    from app.central.payments.notifying import Notifications

    running = CarrierServer(
        key=shared_key(), host=args.host, port=args.port, notifications=Notifications(args.notifications)
    )
    with waiting() as asked_to_end, running:
        put(f"listening on {running.url}")
        while not asked_to_end.wait(0.5):
            pass
    return EXIT_DONE
