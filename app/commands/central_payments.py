"""kiosk central payments|payment-gateway: what does not meet its case; the simulated gateway as a server of its own"""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.ending import waiting
from app.commands.output import EXIT_DONE, add_common, put, say
from app.commands.parsing import port


def fill_payments(group: Any) -> None:
    listed = on_data(
        group, "payments", "付了钱没有办件的、说付了没对上的、不予受理没退费的、退不回去的；--refund 退一笔", _payments
    )
    listed.add_argument("--refund", default="", metavar="ID", help="把这一笔退回去（缴费编号），要写 --reason")
    listed.add_argument("--reason", default="", metavar="TEXT", help="为什么退")
    gateway = add_common(
        group.add_parser("payment-gateway", help="模拟的支付平台，能应答时打印 listening on 地址"), json_output=False
    )
    gateway.add_argument("--host", default="127.0.0.1", help="在哪个地址上听，默认只在本机")
    gateway.add_argument("--port", type=port, default=8430, help="端口，0 是任意空闲的")
    manners = ("sent", "lost", "doubled")
    gateway.add_argument(
        "--notifications",
        choices=manners,
        default="sent",
        metavar="HOW",
        help="通知：sent 照发，lost 丢掉，doubled 发两遍",
    )
    gateway.set_defaults(act=_serve, serves=True)


def _payments(args: argparse.Namespace) -> int:
    from app.central.payments.report import order_refund, report, words

    with office_of(args) as office:
        if args.refund:
            order_refund(office.database, args.refund, args.reason)
        told = report(office.database)
    say(args, told, words(told))
    return EXIT_DONE


def _serve(args: argparse.Namespace) -> int:
    from app.central.payments.gateway_server import GatewayServer
    from app.central.payments.notifying import Notifications
    from app.central.payments.over_http import shared_key

    running = GatewayServer(
        key=shared_key(), host=args.host, port=args.port, notifications=Notifications(args.notifications)
    )
    with waiting() as asked_to_end, running:
        put(f"listening on {running.url}")
        while not asked_to_end.wait(0.5):
            pass
    return EXIT_DONE
