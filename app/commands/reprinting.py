"""kiosk print reprint: one paper once more, by the station's own printer, through the ledger like the first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.commands.device import opened_here
from app.commands.device_asking import cancelled
from app.commands.device_printing import not_printed
from app.commands.ending import AskedToEnd, waiting
from app.commands.output import EXIT_DONE, say, settings_of
from app.commands.prints import known, line, row
from app.domain.errors import DataDirBusy, WrongInput
from app.domain.prints import OperatorAct, PaperKind, PrintJob

if TYPE_CHECKING:
    from app.composition import Parts
    from app.config import Settings
    from hardware import CertificatePrinter, DocumentOutcome, PrintOutcome, ReceiptPrinter

NOT_AGAIN = "排队号在终端上再取一个；一次性告知书在窗口再出一份；中心的结果不存本机，到窗口补打"
ROOMS = {PaperKind.RECEIPT: "receipt_printer", PaperKind.CERTIFICATE: "certificate_printer"}


def reprint(args: argparse.Namespace) -> int:
    """Raises WrongInput, DataDirBusy, StorageProblem, HardwareError."""
    from app.commands.signing_in import check_operator
    from app.composition import open_parts
    from app.domain.operators import Duty
    from hardware import DocumentPrinted, Printed

    settings = settings_of(args)
    with _alone(settings), open_parts(settings) as parts:
        parts.prints.take_stock()
        earlier = known(parts, args.id)
        if earlier.paper not in ROOMS:
            raise WrongInput("这种纸不补打", NOT_AGAIN)
        check_operator(parts, args.operator, Duty.PAPERS)
        room = ROOMS[earlier.paper]
        with opened_here(args, room) as printer, waiting() as cancel:
            outcome: PrintOutcome | DocumentOutcome
            if earlier.paper is PaperKind.RECEIPT:
                outcome = _receipt(settings, parts, args, earlier, printer, cancel)
            else:
                outcome = _certificate(parts, args, earlier, printer, cancel)
        last = parts.prints.jobs_of(earlier.paper, earlier.number)[-1]
    if isinstance(outcome, Printed | DocumentPrinted):
        say(args, row(last), [line(last)])
        return EXIT_DONE
    return cancelled(args) if cancel.is_set() else not_printed(args, room, outcome.cause, outcome.begun)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """The terminal owns the printers while it runs: two that print at once would mix two people's papers."""
    from app.storage import lock_data_dir

    try:
        lock = lock_data_dir(settings.data_dir)
    except DataDirBusy as busy:
        busy.what_to_do = "终端程序正在用打印机：先关闭它，补打后再启动"
        raise
    with lock:
        yield


def _receipt(
    settings: Settings,
    parts: Parts,
    args: argparse.Namespace,
    earlier: PrintJob,
    printer: ReceiptPrinter,
    cancel: AskedToEnd,
) -> PrintOutcome:
    from app.composition.receipts import receipt_again
    from app.runtime.print_jobs import print_receipt

    case = parts.store.case(earlier.case_id)
    if case is None:
        raise WrongInput("没有这个办件")
    receipt = receipt_again(settings, parts, case, earlier.language)
    return print_receipt(parts.prints, printer, _queued(parts, args, earlier), lambda: receipt, cancel)


def _certificate(
    parts: Parts, args: argparse.Namespace, earlier: PrintJob, printer: CertificatePrinter, cancel: AskedToEnd
) -> DocumentOutcome:
    from app.runtime.print_jobs import print_document

    pdf = parts.prints.pdf(earlier.number)
    if pdf is None:
        raise WrongInput("过了补打期限，这份证明的文件已不在本机", "请重新办理一份")
    return print_document(parts.prints, printer, _queued(parts, args, earlier), pdf, cancel)


def _queued(parts: Parts, args: argparse.Namespace, earlier: PrintJob) -> PrintJob:
    act = OperatorAct(args.operator, args.reason)
    return parts.prints.queue(earlier.case_id, earlier.paper, earlier.number, earlier.language, act)
