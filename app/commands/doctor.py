"""kiosk doctor: every device, the database, the disk, the clock, the keys, the centre: state, and what to do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.findings import ROOM_NAMES, Finding, exit_code_of
from app.commands.output import add_common, say, settings_of
from app.domain.errors import ConfigInvalid, DataDirBusy, TerminalError, WrongInput

if TYPE_CHECKING:
    from app.commands.hands import Hands
    from app.commands.trial import Bench
    from app.config import Settings


def fill(parser: argparse.ArgumentParser) -> None:
    add_common(parser).set_defaults(act=_doctor)
    parser.add_argument("--self-test", action="store_true", help="每个设备真的用一遍；终端程序要先关闭")
    parser.add_argument(
        "--only", action="append", default=[], metavar="ROOM", choices=sorted(ROOM_NAMES), help="只看这个设备，可多个"
    )
    parser.add_argument("--yes", action="store_true", help="不请人动手，要人放卡、按键的不试")
    parser.add_argument("--report", type=Path, metavar="FILE.pdf", help="自检报告写到这个文件")
    parser.add_argument("--print", action="store_true", help="自检报告用本机的打印机打出来")


FILL = {"doctor": fill}


def _doctor(args: argparse.Namespace) -> int:
    """0 when the terminal can work, also when the centre is away; otherwise the code of the worst that was found."""
    settings = settings_of(args)
    _check_options(args, settings)
    findings = _self_test(args, settings) if args.self_test else _quick_look(args, settings)
    documents = [each.document(measured=args.self_test) for each in findings]
    say(args, documents, [each.line() for each in findings])
    return exit_code_of(findings)


def _check_options(args: argparse.Namespace, settings: Settings) -> None:
    for given, name in ((args.report, "--report"), (args.print, "--print"), (args.yes, "--yes")):
        if given and not args.self_test:
            raise WrongInput(f"{name} 要和 --self-test 一起写", f"kiosk doctor --self-test {name}")
    if args.report and args.report.is_dir():
        raise WrongInput(f"{args.report} 是文件夹", "写文件的路径")  # said before anybody has put down a card
    for room in args.only:
        if room not in settings.devices:
            raise ConfigInvalid(f"没有配置 {room}", f"在 station.toml 写 [devices.{room}]")


def _quick_look(args: argparse.Namespace, settings: Settings) -> Sequence[Finding]:
    devices = _devices(args, settings)
    return devices if args.only else [*devices, *_machine(settings)]


def _devices(args: argparse.Namespace, settings: Settings) -> list[Finding]:
    """A device answers one program at a time: beside the terminal a look finds nobody there, and may tear a job."""
    from app.commands.check_devices import check_devices, left_to_the_terminal
    from app.commands.our_devices import devices_to_ourselves

    if not settings.devices:
        return check_devices(settings)
    try:
        with devices_to_ourselves(settings):
            return check_devices(settings, args.only)
    except DataDirBusy:
        return [left_to_the_terminal()]


def _machine(settings: Settings) -> Sequence[Finding]:
    from app.commands.check_machine import check_disk
    from app.commands.check_standing import check_standing
    from app.commands.check_store import check_store

    disk = check_disk(settings.data_dir, settings.limits)
    return [*check_store(settings), disk, *check_standing(settings)]


def _self_test(args: argparse.Namespace, settings: Settings) -> Sequence[Finding]:
    """Raises DataDirBusy while the terminal runs, Ended when a person asked to end."""
    from app.commands.check_devices import check_devices
    from app.commands.hands import Hands
    from app.commands.our_devices import devices_to_ourselves
    from app.commands.self_test import try_devices

    with devices_to_ourselves(settings):
        bench = _bench(settings, Hands(left_alone=args.yes))
        findings = list(try_devices(settings, bench, args.only)) or check_devices(settings)
        findings += () if args.only else _machine(settings)
        if args.report or args.print:
            findings += _report(args, settings, bench, findings)
    return findings


def _report(args: argparse.Namespace, settings: Settings, bench: Bench, findings: Sequence[Finding]) -> list[Finding]:
    from app.commands.readiness_report import facts_of, hand_out, station_id_of

    station_id = station_id_of(settings)
    facts = facts_of(settings, findings, datetime.now(UTC), station_id, partial=bool(args.only))
    return list(hand_out(settings, bench, facts, findings, args.report, on_paper=args.print))


def _bench(settings: Settings, hands: Hands) -> Bench:
    from app.commands.trial import Bench

    station = f"{settings.station.place} {settings.station.number}"
    return Bench(hands, station, lambda: datetime.now(UTC), half_receipt=_half_receipt(settings))


def _half_receipt(settings: Settings) -> bool:
    """Whether the last receipt may still hang in the mouth; a store that does not open cannot tell."""
    from app.composition import open_parts
    from app.domain.prints import OF_THE_RECEIPT_PRINTER

    try:
        with open_parts(settings) as parts:
            last = parts.prints.latest_sent(*OF_THE_RECEIPT_PRINTER)
    except TerminalError:
        return False
    return last is not None and last.may_hang_out
