"""kiosk device print-receipt|print-document: done is what the printer itself confirms."""

from __future__ import annotations

import argparse

from app.commands.device import opened
from app.commands.device_asking import cancelled
from app.commands.ending import waiting
from app.commands.files import read_bytes, read_text
from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, EXIT_NO_DEVICE, complain, say
from app.domain.errors import WrongInput

GONE = ("no_answer", "offline")
TROUBLE_WORDS = {
    "paper_out": "没有纸了",
    "cover_open": "盖子开着",
    "cutter_error": "切刀卡住了",
    "jammed": "卡纸了",
    "media_empty": "没有纸了",
    "media_jam": "卡纸了",
    "toner_empty": "没有墨粉了",
    "format_refused": "打印机不收这种文件",
}


def print_receipt(args: argparse.Namespace) -> int:
    from hardware.receipt_printer.interface import Printed, Receipt, TextLine

    if args.sample:
        from hardware.receipt_printer.sample import sample_receipt

        receipt: Receipt = sample_receipt()
    else:
        receipt = tuple(TextLine(line) for line in read_text(args.text, "文本文件").splitlines())
        if not receipt:
            raise WrongInput(f"{args.text} 是空的", "写上要打的文字")
    with opened(args, "receipt_printer") as printer, waiting() as cancel:
        outcome = printer.print(receipt, cancel)
    if isinstance(outcome, Printed):
        say(args, {"status": "printed", "paper_low": outcome.paper_low}, ["打好了"])
        return EXIT_DONE
    return cancelled(args) if cancel.is_set() else not_printed(args, outcome.cause, outcome.begun)


def print_document(args: argparse.Namespace) -> int:
    from hardware.certificate_printer.interface import DocumentPrinted

    pdf = read_bytes(args.file, "PDF 文件")
    if not pdf.startswith(b"%PDF-"):
        raise WrongInput(f"{args.file} 不是 PDF", "换一个 PDF 文件")
    with opened(args, "certificate_printer") as printer, waiting() as cancel:
        outcome = printer.print(pdf, args.file.stem, cancel=cancel)
    if isinstance(outcome, DocumentPrinted):
        say(args, {"status": "printed", "job": outcome.job}, ["打好了"])
        return EXIT_DONE
    return cancelled(args) if cancel.is_set() else not_printed(args, outcome.cause, outcome.begun)


def not_printed(args: argparse.Namespace, cause: str, begun: bool) -> int:
    gone = cause in GONE
    words = TROUBLE_WORDS.get(cause, "打印机没有回答" if gone else "没打出来")
    slot = "出纸口可能有半张，先撕掉。" if begun else ""
    what_to_do = slot + ("检查电源和连线" if gone else "处理好再打一次")
    return complain(args, f"HW-430-{cause}", words, what_to_do, EXIT_NO_DEVICE if gone else EXIT_NEEDS_A_HAND)
