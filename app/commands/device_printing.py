"""kiosk device print-receipt|print-document: done is what the printer itself confirms."""

from __future__ import annotations

import argparse

from app.commands.device import opened
from app.commands.device_asking import cancelled
from app.commands.ending import waiting
from app.commands.files import read_bytes, read_text
from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, EXIT_NO_DEVICE, complain, say
from app.domain.errors import WrongInput

BENCH_USER = "kiosk-device"
"""Who prints from the command line: the terminal's own unfinished jobs are not this program's to take back."""


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
    return cancelled(args) if cancel.is_set() else not_printed(args, "receipt_printer", outcome.cause, outcome.begun)


def print_document(args: argparse.Namespace) -> int:
    from hardware.certificate_printer.interface import DocumentPrinted

    pdf = read_bytes(args.file, "PDF 文件")
    if not pdf.startswith(b"%PDF-"):
        raise WrongInput(f"{args.file} 不是 PDF", "换一个 PDF 文件")
    with opened(args, "certificate_printer", user=BENCH_USER) as printer, waiting() as cancel:
        outcome = printer.print(pdf, args.file.stem, cancel=cancel)
    if isinstance(outcome, DocumentPrinted):
        say(args, {"status": "printed", "job": outcome.job}, ["打好了"])
        return EXIT_DONE
    return (
        cancelled(args) if cancel.is_set() else not_printed(args, "certificate_printer", outcome.cause, outcome.begun)
    )


def not_printed(args: argparse.Namespace, room: str, cause: str, begun: bool) -> int:
    """Exit 3 where the printer is gone, 4 where it needs a hand; the words are those of its fault table."""
    from hardware.faults import faults_of
    from hardware.watch import GONE

    fault = faults_of(room).get(cause)
    slot = "出纸口可能有半张，先撕掉。" if begun else ""
    if fault is None:
        return complain(args, f"HW-430-{cause}", "没打出来", slot + "处理好再打一次", EXIT_NEEDS_A_HAND)
    code = EXIT_NO_DEVICE if fault.state in GONE else EXIT_NEEDS_A_HAND
    return complain(args, f"HW-430-{cause}", fault.zh, slot + fault.zh_do, code)
