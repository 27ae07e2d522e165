"""kiosk central traffic-platform: the simulated one as a server of its own, to try the way to a real one"""

from __future__ import annotations

import argparse
import os
from typing import Any

from app.commands.ending import waiting
from app.commands.output import EXIT_DONE, add_common, put
from app.commands.parsing import port


def fill_traffic(group: Any) -> None:
    words = "模拟的车管平台，能应答时打印 listening on 地址"
    platform = add_common(group.add_parser("traffic-platform", help=words), json_output=False)
    platform.add_argument("--host", default="127.0.0.1", help="在哪个地址上听，默认只在本机")
    platform.add_argument("--port", type=port, default=8420, help="端口，0 是任意空闲的")
    platform.set_defaults(act=_serve, serves=True)


def _serve(args: argparse.Namespace) -> int:
    from app.central.traffic.over_http import TOKEN_VARIABLE
    from app.central.traffic.platform_server import PlatformServer

    token = os.environ.get(TOKEN_VARIABLE, "")
    with waiting() as asked_to_end, PlatformServer(host=args.host, port=args.port, token=token) as running:
        put(f"listening on {running.url}")
        while not asked_to_end.wait(0.5):
            pass
    return EXIT_DONE
