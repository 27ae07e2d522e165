"""Run by the print ledger's power-cut test, warm, in a process of its own: prints one paper and is killed on the way.

    python -m tests.journeys.cut_printing

Each line on standard input is `PAPER FOLDER DEADLINE ADDRESS`: in a fork the paper of the case in FOLDER is printed,
and the fork ends itself with SIGKILL at its DEADLINE-th call of the ledger, of the driver's dialogue or of the wire.
The answer is one line: the calls it made, or `killed`. DEADLINE 0 lets it live.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from app.domain.case import Submission
from app.domain.ports import IssuedDocument
from app.domain.prints import PaperKind
from app.runtime.print_jobs import print_document, print_receipt
from app.storage import open_store
from app.storage.store import Store
from hardware import DeviceSettings, TextLine, open_device

CASE_ID = "01900000-0000-7000-8000-000000000001"
ITEM = "social-insurance-proof"
NUMBER = "L20260318-0001"
ROOMS = {"receipt": "receipt_printer", "certificate": "certificate_printer"}
SLIP = tuple(TextLine(f"{index:02d} 办事凭条，请收好") for index in range(60))
"""Several pieces of the driver's, so that the power can go between them."""
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
WATCHED = ("app/storage/", "app/runtime/print_jobs", "hardware/transport/", "hardware/receipt_printer/run")
WATCHED += ("hardware/receipt_printer/driver", "hardware/receipt_printer/conversation")
WATCHED += tuple(
    f"hardware/certificate_printer/{each}" for each in ("driver", "exchange", "hand_over", "job_", "deadline")
)


def clock() -> datetime:
    return datetime(2026, 3, 18, 2, 30, tzinfo=UTC)


def certificate() -> IssuedDocument:
    return IssuedDocument(CASE_ID, ITEM, NUMBER, "0123456789ABCDEFGHJK", "ab" * 32, clock())


def save_case(folder: Path) -> None:
    with open_store(folder, clock) as store:
        store.cases.submit(Submission(CASE_ID, ITEM, "1", {"applicant": {"id_number": "1"}}))


def print_paper(store: Store, paper: str, printer: Any) -> None:
    if paper == "receipt":
        job = store.prints.queue(CASE_ID, PaperKind.RECEIPT, NUMBER, "zh_CN")
        print_receipt(store.prints, printer, job, lambda: SLIP)
    else:
        print_document(store.prints, printer, store.prints.issue(certificate(), PDF), PDF)


class Watch:
    """Counts calls at the places that matter, in every thread that prints; kills at the deadline."""

    def __init__(self, deadline: int) -> None:
        self.calls = 0
        self._deadline = deadline

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event not in ("call", "c_call"):
            return
        name = frame.f_code.co_filename.replace(os.sep, "/")
        if any(each in name for each in WATCHED):
            self.calls += 1
            if self.calls == self._deadline:
                os.kill(os.getpid(), signal.SIGKILL)


def forked(paper: str, folder: Path, deadline: int, address: str) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        store = open_store(folder, clock)
        printer = open_device(ROOMS[paper], DeviceSettings(address))
        watch = Watch(deadline)
        sys.setprofile(watch)
        print_paper(store, paper, printer)
        sys.setprofile(None)
        os.write(writing, str(watch.calls).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        answer = told.read()
    status = os.waitpid(child, 0)[1]
    return "killed" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL else answer or "broken"


def main() -> None:
    for line in sys.stdin:
        paper, folder, deadline, address = line.split()
        print(forked(paper, Path(folder), int(deadline), address), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
