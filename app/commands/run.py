"""kiosk run: the terminal."""

from __future__ import annotations

import argparse
import os
import sys

from app.commands.output import add_common, settings_of
from app.domain.errors import WrongInput
from app.domain.service_item import StationKind

DISPLAYS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
"""One of them says on which screen a window can stand, on Linux."""


def fill(parser: argparse.ArgumentParser) -> None:
    add_common(parser, json_output=False)
    kinds = [kind.value for kind in StationKind]
    parser.add_argument("--station", choices=kinds, metavar="KIND", help=f"{'、'.join(kinds)}；不写用配置里的")
    parser.add_argument("--simulate", action="store_true", help="用模拟设备和自带的中心")
    parser.add_argument("--windowed", action="store_true", help="开成窗口，不占满屏幕")
    parser.set_defaults(act=_run, serves=True)


FILL = {"run": fill}


def _run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    if sys.platform == "linux" and not any(os.environ.get(name) for name in DISPLAYS):
        raise WrongInput("这里没有显示器", "在桌面里启动，或设 QT_QPA_PLATFORM=eglfs；没有屏幕时用 kiosk demo")
    from app.composition.passphrases import ask_beforehand
    from app.composition.program import run_terminal

    ask_beforehand(settings)
    kind = StationKind(args.station) if args.station else None
    return run_terminal(settings, simulate=args.simulate, windowed=args.windowed, kind=kind)
