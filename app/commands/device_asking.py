"""kiosk device read-card|ask-evaluation|take-photo|scan-code: what a device tells."""

from __future__ import annotations

import argparse
import math

from app.commands.device import opened
from app.commands.ending import waiting
from app.commands.files import read_bytes, write_bytes
from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, complain, say, settings_of
from app.domain.errors import WrongInput
from app.domain.vision_ports import PhotoRuleResult


def cancelled(args: argparse.Namespace) -> int:
    """A person ended the waiting."""
    return complain(args, "HW-901", "已取消", "需要时再试一次", EXIT_NEEDS_A_HAND)


def read_card(args: argparse.Namespace) -> int:
    from hardware.id_card_reader.card_json import card_as_json
    from hardware.id_card_reader.interface import CardRead, NoCard

    with opened(args, "id_card_reader") as reader, waiting() as cancel:
        outcome = reader.read(args.timeout, cancel)
    match outcome:
        case CardRead():
            say(args, card_as_json(outcome), [f"读到了：{outcome.kind.value}"])
            return EXIT_DONE
        case NoCard():
            return complain(args, "HW-410", "没有等到卡", "把卡放到读卡区；已经放着的，拿开再放", EXIT_NEEDS_A_HAND)
        case _:
            return complain(args, "HW-411", "没读出这张卡", "放平，别晃，再放一次", EXIT_NEEDS_A_HAND)


def ask_evaluation(args: argparse.Namespace) -> int:
    from hardware.evaluation_keypad.interface import Evaluated, EvaluationCancelled

    with opened(args, "evaluation_keypad") as pad, waiting() as cancel:
        outcome = pad.ask(math.ceil(args.timeout), cancel=cancel)
    match outcome:
        case Evaluated():
            say(args, {"grade": outcome.grade}, [f"评价：{outcome.grade}"])
            return EXIT_DONE
        case EvaluationCancelled() if cancel.is_set():
            return cancelled(args)
        case EvaluationCancelled():
            return complain(args, "HW-421", "评价器上按了取消", "自愿评价，不用再问", EXIT_NEEDS_A_HAND)
        case _:
            return complain(args, "HW-420", "没有人评价", "自愿评价，不用再问", EXIT_NEEDS_A_HAND)


def take_photo(args: argparse.Namespace) -> int:
    from app.composition import open_parts
    from app.vision.photo_rules import rules_named
    from app.vision.verdict_json import verdict_as_json

    rules_named(args.rules)  # what is typed wrongly is said before anybody is photographed
    with opened(args, "camera") as camera:
        picture = camera.grab()
    with open_parts(settings_of(args)) as parts:
        verdict = parts.studio.judge(picture, args.rules)
    if verdict.photo is not None:
        write_bytes(args.out, verdict.photo)
    say(args, verdict_as_json(verdict), map(_rule_line, verdict.rules))
    return EXIT_DONE if verdict.passed else EXIT_NEEDS_A_HAND


def _rule_line(rule: PhotoRuleResult) -> str:
    advice = "" if rule.passed else f"　→ {rule.advice}"
    return f"{'✓' if rule.passed else '✗'} {rule.name}　{rule.measured}（要 {rule.wanted}）{advice}"


def scan_code(args: argparse.Namespace) -> int:
    from hardware.code_scanner.interface import CodeScanned

    if args.image and args.address:
        raise WrongInput("--address 和 --image 不能一起写", "用设备扫写 --address，从图片里找码写 --image")
    if args.image:
        outcome = _in_picture(args)
    else:
        with opened(args, "code_scanner") as scanner, waiting() as cancel:
            outcome = scanner.scan(args.timeout, cancel)
        if cancel.is_set() and not isinstance(outcome, CodeScanned):
            return cancelled(args)
    if isinstance(outcome, CodeScanned):
        say(args, {"text": outcome.text, "symbology": outcome.symbology}, [outcome.text])
        return EXIT_DONE
    return complain(args, "HW-440", "没有看到码", "把码对准窗口再试一次", EXIT_NEEDS_A_HAND)


def _in_picture(args: argparse.Namespace) -> object:
    """Raises WrongInput: here it is the file that is wrong, and no device."""
    read_bytes(args.image, "图片")
    from hardware import LinkNotThere
    from hardware.code_scanner.pictures import decode_picture

    try:
        return decode_picture(args.image)
    except LinkNotThere as error:
        raise WrongInput(f"{args.image} 不是图片", error.what_to_do) from error
