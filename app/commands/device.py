"""kiosk device …: each device by its real driver."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.commands.output import (
    EXIT_DONE,
    EXIT_NEEDS_A_HAND,
    EXIT_NO_DEVICE,
    add_common,
    say,
    settings_of,
)
from app.domain.errors import ConfigInvalid, WrongInput
from hardware import DeviceSettings, open_device

CARD_TIMEOUT_S = 30.0
ASK_TIMEOUT_S = 30
SCAN_TIMEOUT_S = 30.0
GONE = ("no_answer", "offline")
DEVICE_WORDS = {
    "paper_out": "没有纸了",
    "cover_open": "盖子开着",
    "cutter_error": "切刀卡住了",
    "jammed": "卡纸了",
    "media_empty": "没有纸了",
    "media_jam": "卡纸了",
    "toner_empty": "没有墨粉了",
}


def add(groups: Any) -> None:
    group = groups.add_parser("device", help="the devices of this station").add_subparsers(
        dest="act_name", required=True
    )
    add_common(group.add_parser("list", help="configured devices")).set_defaults(act=_list)
    card = _device(group, "read-card", "read one identity card", _read_card)
    card.add_argument("--timeout", type=float, default=CARD_TIMEOUT_S, metavar="S")
    ask = _device(group, "ask-evaluation", "ask for one evaluation", _ask_evaluation)
    ask.add_argument("--timeout", type=int, default=ASK_TIMEOUT_S, metavar="S")
    receipt = _device(group, "print-receipt", "print a receipt and wait for the printer's word", _print_receipt)
    what = receipt.add_mutually_exclusive_group(required=True)
    what.add_argument("--text", type=Path, metavar="FILE")
    what.add_argument("--sample", action="store_true")
    paper = _device(group, "print-document", "print an A4 PDF, watched to its end", _print_document)
    paper.add_argument("file", type=Path, metavar="FILE.pdf")
    photo = _device(group, "take-photo", "take a picture and check it", _take_photo)
    photo.add_argument("--rules", default="ga482", metavar="NAME")
    photo.add_argument("--out", type=Path, required=True, metavar="FILE")
    scan = _device(group, "scan-code", "one bar or QR code", _scan_code)
    scan.add_argument("--image", type=Path, metavar="FILE")
    scan.add_argument("--timeout", type=float, default=SCAN_TIMEOUT_S, metavar="S")


def _device(group: Any, name: str, words: str, act: Any) -> argparse.ArgumentParser:
    parser = add_common(group.add_parser(name, help=words))
    parser.add_argument("--address", metavar="URL")
    parser.set_defaults(act=act)
    return parser


def _open(args: argparse.Namespace, room: str) -> Any:
    """The device at --address, or the configured one."""
    configured = settings_of(args).devices.get(room)
    if args.address:
        options = configured.options if configured else {}
        return open_device(room, DeviceSettings(args.address, configured.driver if configured else "", options))
    if configured is None:
        raise ConfigInvalid(f"没有配置 {room}", f"用 --address，或在 station.toml 写 [devices.{room}]")
    return open_device(room, configured)


def _needs_a_hand(args: argparse.Namespace, code: str, message: str, what_to_do: str, exit_code: int) -> int:
    say(
        args,
        {"error": {"code": code, "message": message, "what_to_do": what_to_do}},
        [f"{message}（{code}）", what_to_do],
    )
    return exit_code


def _list(args: argparse.Namespace) -> int:
    rows = []
    for room, configured in settings_of(args).devices.items():
        device = open_device(room, configured)
        try:
            state = device.status()
        finally:
            device.close()
        rows.append(
            {
                "device": room,
                "address": configured.address,
                "driver": configured.driver,
                "state": state.state.value,
                "paper": state.paper.value if state.paper else None,
                "detail": state.detail,
            }
        )
    lines = (f"{row['device']:20} {row['state']:16} {row['address']}" for row in rows)
    say(args, rows, lines if rows else ["没有配置设备"])
    return EXIT_DONE


def _read_card(args: argparse.Namespace) -> int:
    from hardware.id_card_reader.card_json import card_as_json
    from hardware.id_card_reader.interface import CardRead, NoCard

    reader = _open(args, "id_card_reader")
    try:
        outcome = reader.read(args.timeout)
    finally:
        reader.close()
    match outcome:
        case CardRead():
            say(args, card_as_json(outcome), [f"读到了：{outcome.kind.value}"])
            return EXIT_DONE
        case NoCard():
            return _needs_a_hand(args, "HW-410", "没有等到卡", "把卡放到读卡区再试一次", EXIT_NEEDS_A_HAND)
        case _:
            return _needs_a_hand(args, "HW-411", "没读出这张卡", "放平，别晃，再放一次", EXIT_NEEDS_A_HAND)


def _ask_evaluation(args: argparse.Namespace) -> int:
    from hardware.evaluation_keypad.interface import Evaluated

    pad = _open(args, "evaluation_keypad")
    try:
        outcome = pad.ask(args.timeout)
    finally:
        pad.close()
    if isinstance(outcome, Evaluated):
        say(args, {"grade": outcome.grade}, [f"评价：{outcome.grade}"])
        return EXIT_DONE
    return _needs_a_hand(args, "HW-420", "没有人评价", "自愿评价，不用再问", EXIT_NEEDS_A_HAND)


def _print_receipt(args: argparse.Namespace) -> int:
    from hardware.receipt_printer.interface import Printed, TextLine

    if args.sample:
        from hardware.receipt_printer.sample import sample_receipt

        receipt = sample_receipt()
    else:
        receipt = tuple(TextLine(line) for line in _text(args.text).splitlines())
    printer = _open(args, "receipt_printer")
    try:
        outcome = printer.print(receipt)
    finally:
        printer.close()
    if isinstance(outcome, Printed):
        say(args, {"status": "printed", "paper_low": outcome.paper_low}, ["打好了"])
        return EXIT_DONE
    return _not_printed(args, outcome.cause, outcome.begun)


def _not_printed(args: argparse.Namespace, cause: str, begun: bool) -> int:
    gone = cause in GONE
    words = DEVICE_WORDS.get(cause, "打印机没有回答" if gone else "没打出来")
    slot = "出纸口可能有半张，先撕掉。" if begun else ""
    what_to_do = slot + ("检查电源和连线" if gone else "处理好再打一次")
    return _needs_a_hand(args, f"HW-430-{cause}", words, what_to_do, EXIT_NO_DEVICE if gone else EXIT_NEEDS_A_HAND)


def _print_document(args: argparse.Namespace) -> int:
    from hardware.certificate_printer.interface import DocumentPrinted

    try:
        pdf = args.file.read_bytes()
    except OSError as error:
        raise WrongInput(f"读不了 {args.file}", "检查路径和权限") from error
    if not pdf.startswith(b"%PDF-"):
        raise WrongInput(f"{args.file} 不是 PDF", "换一个 PDF 文件")
    printer = _open(args, "certificate_printer")
    try:
        outcome = printer.print(pdf, args.file.stem)
    finally:
        printer.close()
    if isinstance(outcome, DocumentPrinted):
        say(args, {"status": "printed", "job": outcome.job}, ["打好了"])
        return EXIT_DONE
    return _not_printed(args, outcome.cause, outcome.begun)


def _take_photo(args: argparse.Namespace) -> int:
    from app.vision.studio import open_studio
    from app.vision.verdict_json import verdict_as_json

    camera = _open(args, "camera")
    try:
        picture = camera.grab()
    finally:
        camera.close()
    verdict = open_studio().judge(picture, args.rules)
    if verdict.photo is not None:
        args.out.write_bytes(verdict.photo)
    lines = [
        f"{'✓' if rule.passed else '✗'} {rule.name}　{rule.measured}（要 {rule.wanted}）" for rule in verdict.rules
    ]
    say(args, verdict_as_json(verdict), lines)
    return EXIT_DONE if verdict.passed else EXIT_NEEDS_A_HAND


def _scan_code(args: argparse.Namespace) -> int:
    from hardware.code_scanner.interface import CodeScanned

    if args.image:
        from hardware.code_scanner.pictures import decode_picture

        outcome = decode_picture(args.image)
    else:
        scanner = _open(args, "code_scanner")
        try:
            outcome = scanner.scan(args.timeout)
        finally:
            scanner.close()
    if isinstance(outcome, CodeScanned):
        say(args, {"text": outcome.text, "symbology": outcome.symbology}, [outcome.text])
        return EXIT_DONE
    return _needs_a_hand(args, "HW-440", "没有看到码", "把码对准窗口再试一次", EXIT_NEEDS_A_HAND)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"读不了 {path}", "要 UTF-8 的文本文件") from error
