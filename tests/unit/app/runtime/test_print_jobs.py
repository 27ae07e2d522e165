"""The row before the byte, and the end as the printer told it: over the real ledger, with printers that do as told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.case import Submission, SubmittedCase
from app.domain.errors import StorageProblem
from app.domain.ports import IssuedDocument
from app.domain.prints import PaperKind, PrintState, Unheard
from app.journeys.commands import PrintReceipt
from app.journeys.events import ReceiptNotPrinted, ReceiptPrinted
from app.runtime.print_jobs import print_document, print_receipt
from app.runtime.print_stock import take_stock
from app.storage import open_store
from app.storage.store import Store
from hardware import (
    Cancelled,
    DocumentNotPrinted,
    DocumentPrinted,
    LinkLost,
    LinkNotThere,
    NotPrinted,
    Printed,
    TextLine,
)
from hardware.certificate_printer.job_memory import DocumentUnknown, LeftoverEnd
from tests.journeys.items import item
from tests.unit.app.runtime.conftest import MACHINE, OpenHands

S = PrintState
CASE_ID = "01900000-0000-7000-8000-000000000001"
NOW = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
SLIP = (TextLine("办事凭条"),)
PDF = b"%PDF-1.7"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data_dir: Path) -> Iterator[Store]:
    with open_store(data_dir, lambda: NOW) as opened:
        yield opened


@pytest.fixture
def case(store: Store) -> SubmittedCase:
    return store.cases.submit(Submission(CASE_ID, "social-insurance-proof", "1", {}))


@dataclass
class Printer:
    """Says or raises what it is told to, and remembers what the ledger said when it was called."""

    outcome: Any
    store: Store | None = None
    states: list[PrintState] = field(default_factory=list)
    after_half: list[bool] = field(default_factory=list)
    reference: str = ""

    def print(
        self, *_: Any, after_half: bool = False, on_reference: Callable[[str], None] | None = None, **__: Any
    ) -> Any:
        if self.store is not None:
            self.states += [job.state for job in self.store.prints.jobs(1)]
        self.after_half.append(after_half)
        if on_reference is not None and self.reference:
            on_reference(self.reference)
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome


def receipt(store: Store, case: SubmittedCase, printer: Any, write: Any = lambda: SLIP) -> Any:
    job = store.prints.queue(case.id, PaperKind.RECEIPT, case.number, "zh_CN")
    return print_receipt(store.prints, printer, job, write)


def certificate(store: Store, case: SubmittedCase, printer: Any, number: str = "N-1") -> Any:
    code = number.replace("-", "").ljust(20, "0")
    document = IssuedDocument(case.id, "social-insurance-proof", number, code, "ab" * 32, NOW)
    return print_document(store.prints, printer, store.prints.issue(document, PDF), PDF)


@pytest.mark.parametrize(
    ("outcome", "state", "cause", "begun"),
    [
        (Printed(), S.PRESENTED, "", False),
        (NotPrinted("paper_out", begun=False), S.FAILED, "paper_out", False),
        (NotPrinted("paper_out", begun=True), S.FAILED, "paper_out", True),
        (NotPrinted("no_answer", begun=False), S.FAILED, "no_answer", False),
        (NotPrinted("no_answer", begun=True), S.UNKNOWN, "no_answer", True),
        (NotPrinted("cutter_error", begun=True, whole=True), S.UNKNOWN, "cutter_error", True),
    ],
)
def test_a_receipt_is_sent_in_the_ledger_before_the_printer_hears_of_it_and_ends_as_the_printer_says(
    store: Store, case: SubmittedCase, outcome: Any, state: PrintState, cause: str, begun: bool
) -> None:
    printer = Printer(outcome, store)
    assert receipt(store, case, printer) == outcome
    (job,) = store.prints.jobs()
    assert printer.states == [S.SENT]
    assert (job.state, job.cause, job.begun) == (state, cause, begun)


@pytest.mark.parametrize(
    ("outcome", "state", "reference"),
    [
        (DocumentPrinted("12"), S.PRESENTED, "first"),
        (DocumentNotPrinted("media_empty", begun=False), S.FAILED, "first"),
        (DocumentNotPrinted("media_jam", begun=True, job="12"), S.FAILED, "first"),
        (DocumentNotPrinted("no_answer", begun=True, job="12"), S.UNKNOWN, "first"),
        (DocumentNotPrinted("offline", begun=True), S.UNKNOWN, "first"),
    ],
)
def test_a_certificate_ends_as_the_printer_says_and_keeps_the_printers_reference(
    store: Store, case: SubmittedCase, outcome: Any, state: PrintState, reference: str
) -> None:
    printer = Printer(outcome, store, reference="first")
    assert certificate(store, case, printer) == outcome
    (job,) = store.prints.jobs()
    assert (printer.states, job.state, job.reference) == ([S.SENT], state, reference)


def test_a_printer_that_gives_no_reference_lends_its_job_number(store: Store, case: SubmittedCase) -> None:
    certificate(store, case, Printer(DocumentPrinted("12")))
    assert [job.reference for job in store.prints.jobs()] == ["12"]


@pytest.mark.parametrize(
    ("error", "state", "cause"),
    [
        (LinkNotThere("小票打印机"), S.FAILED, "offline"),
        (Cancelled("小票打印机"), S.FAILED, "cancelled"),
        (LinkLost("小票打印机"), S.UNKNOWN, "broke_off"),
        (KeyError("x"), S.UNKNOWN, "broke_off"),
        (KeyboardInterrupt(), S.UNKNOWN, "broke_off"),
    ],
    ids=["not there", "cancelled", "lost", "defect", "ended by a person"],
)
def test_what_a_driver_raises_reaches_the_caller_and_the_ledger(
    store: Store, case: SubmittedCase, error: BaseException, state: PrintState, cause: str
) -> None:
    with pytest.raises(type(error)):
        receipt(store, case, Printer(error))
    (job,) = store.prints.jobs()
    assert (job.state, job.cause, job.begun) == (state, cause, state is S.UNKNOWN)


def test_a_receipt_that_cannot_be_written_has_failed_with_nothing_begun(store: Store, case: SubmittedCase) -> None:
    printer = Printer(Printed())

    def broken() -> Any:
        raise KeyError("zh_CN")

    with pytest.raises(KeyError):
        receipt(store, case, printer, broken)
    (job,) = store.prints.jobs()
    assert (job.state, job.cause, job.begun, printer.after_half) == (S.FAILED, "not_made", False, [])


def test_no_byte_leaves_when_sent_cannot_be_kept(
    store: Store, case: SubmittedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Printer(Printed())

    def full(_: str) -> Any:
        raise StorageProblem("磁盘空间不足")

    monkeypatch.setattr(type(store.prints), "sent", lambda self, job_id: full(job_id))
    with pytest.raises(StorageProblem):
        receipt(store, case, printer)
    assert printer.after_half == []


def test_a_paper_that_came_out_is_told_even_when_the_ledger_cannot_keep_it_and_a_person_is_asked_later(
    data_dir: Path, store: Store, case: SubmittedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise StorageProblem("磁盘空间不足")

    with monkeypatch.context() as broken:
        broken.setattr(type(store.prints), "end", full)
        assert receipt(store, case, Printer(Printed())) == Printed()
    store.close()
    with open_store(data_dir, lambda: NOW) as later:
        assert [job.state for job in later.prints.take_stock()] == [S.UNKNOWN]


@pytest.mark.parametrize(
    ("before", "after_half"),
    [
        (Printed(), False),
        (NotPrinted("paper_out", begun=False), False),
        (NotPrinted("paper_out", begun=True), True),
        (NotPrinted("no_answer", begun=True), True),
    ],
)
def test_what_may_hang_out_of_the_printer_is_told_to_it_with_the_next_receipt_even_after_a_restart(
    data_dir: Path, store: Store, case: SubmittedCase, before: Any, after_half: bool
) -> None:
    receipt(store, case, Printer(before))
    store.close()
    with open_store(data_dir, lambda: NOW) as later:
        other = later.cases.submit(Submission(CASE_ID.replace("1", "2"), "social-insurance-proof", "1", {}))
        printer = Printer(Printed())
        receipt(later, other, printer)
        assert printer.after_half == [after_half]
        third = later.cases.submit(Submission(CASE_ID.replace("1", "3"), "social-insurance-proof", "1", {}))
        receipt(later, third, printer)
        assert printer.after_half == [after_half, False]


# ------------------------------------------------------------ after a restart


@dataclass
class Remembering(Printer):
    """A printer that can be asked about its jobs."""

    memory: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def take_back_leftovers(self) -> tuple[LeftoverEnd, ...]:
        self.asked.append("take back")
        return ()

    def job_outcome(self, reference: str) -> Any:
        self.asked.append(reference)
        told = self.memory[reference]
        if isinstance(told, Exception):
            raise told
        return told


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (DocumentPrinted("r"), S.PRESENTED),
        (DocumentNotPrinted("aborted", begun=True, job="r"), S.FAILED),
        (DocumentNotPrinted("no_answer", begun=True, job="r"), S.UNKNOWN),
        (DocumentUnknown("still_printing"), S.UNKNOWN),
        (DocumentUnknown("not_found"), S.UNKNOWN),
        (DocumentUnknown("no_answer"), S.UNKNOWN),
        (ValueError("not mine"), S.UNKNOWN),
    ],
)
def test_the_printers_memory_is_asked_and_what_it_does_not_know_stays_with_a_person(
    store: Store, case: SubmittedCase, told: Any, state: PrintState
) -> None:
    printer = Remembering(DocumentNotPrinted("no_answer", begun=True, job="r"), memory={"r": told})
    certificate(store, case, printer)
    take_stock(store.prints, printer)
    assert printer.asked == ["take back", "r"]
    assert [job.state for job in store.prints.jobs()] == [state]


def test_a_printer_that_does_not_answer_is_not_asked_about_every_job(store: Store, case: SubmittedCase) -> None:
    unheard = DocumentNotPrinted("no_answer", begun=True)
    memory = {name: DocumentUnknown("no_answer") for name in "abc"}
    for name in memory:
        certificate(store, case, Remembering(unheard, reference=name), number=f"N-{name.upper()}")
    printer = Remembering(unheard, memory=memory)
    take_stock(store.prints, printer)
    assert len(printer.asked) == 2


def test_without_such_a_printer_a_person_is_asked(store: Store, case: SubmittedCase) -> None:
    certificate(store, case, Printer(DocumentNotPrinted("no_answer", begun=True), reference="r"))
    for printer in (None, Printer(None)):
        take_stock(store.prints, printer)
        assert [job.state for job in store.prints.jobs(unsettled=True)] == [S.UNKNOWN]


# ------------------------------------------------------------ from the sitting


def carried_out(qtbot: QtBot, open_hands: OpenHands, case: SubmittedCase, **parts: Any) -> list[Any]:
    hands, said = open_hands(write_receipt=lambda *_: SLIP, **parts)
    hands.carry_out(PrintReceipt(item(), case, "张*三", at_centre=True, pay_later=False))
    qtbot.waitUntil(lambda: bool(said))
    return said


def bench_with(printer: Any) -> Any:
    return replace(MACHINE.bench, receipt_printer=printer)


def test_a_receipt_of_a_sitting_goes_through_the_ledger(
    qtbot: QtBot, open_hands: OpenHands, store: Store, case: SubmittedCase
) -> None:
    printer = Printer(Printed(), store)
    said = carried_out(qtbot, open_hands, case, prints=lambda: store.prints, bench=bench_with(printer))
    assert said == [ReceiptPrinted()]
    (job,) = store.prints.jobs()
    assert (job.case_id, job.number, job.language, job.state) == (case.id, case.number, "zh_CN", S.PRESENTED)
    assert printer.states == [S.SENT]


def test_a_receipt_that_cannot_be_written_is_a_receipt_not_printed(
    qtbot: QtBot, open_hands: OpenHands, store: Store, case: SubmittedCase
) -> None:
    def broken(*_: Any) -> Any:
        raise KeyError("zh_CN")

    bench: Any = bench_with(object())
    hands, said = open_hands(bench=bench, prints=lambda: store.prints, write_receipt=broken)
    hands.carry_out(PrintReceipt(item(), case, "张*三", at_centre=True, pay_later=False))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [ReceiptNotPrinted("not_made")]
    assert [(job.state, job.cause) for job in store.prints.jobs()] == [(S.FAILED, "not_made")]


def test_without_a_ledger_nothing_is_printed(qtbot: QtBot, open_hands: OpenHands, case: SubmittedCase) -> None:
    printer = Printer(Printed())

    def broken() -> Any:
        raise StorageProblem("磁盘读写出错")

    said = carried_out(qtbot, open_hands, case, prints=broken, bench=bench_with(printer))
    assert said == [ReceiptNotPrinted("not_made")]
    assert printer.after_half == []


def test_a_terminal_that_closes_in_the_middle_of_a_receipt_leaves_it_to_a_person(
    qtbot: QtBot, open_hands: OpenHands, store: Store, case: SubmittedCase
) -> None:
    begun = Flag()

    class Slow(Printer):
        def print(self, *given: Any, **_: Any) -> Any:
            begun.set()
            assert given[1].wait(10)
            return NotPrinted("no_answer", begun=True)

    hands, said = open_hands(write_receipt=lambda *_: SLIP, prints=lambda: store.prints, bench=bench_with(Slow(None)))
    hands.carry_out(PrintReceipt(item(), case, "张*三", at_centre=True, pay_later=False))
    assert begun.wait(10)
    hands.close()
    assert [job.state for job in store.prints.jobs()] == [S.UNKNOWN]
    assert said == []


def test_unheard_is_never_a_word_of_a_receipt_that_was_confirmed(store: Store, case: SubmittedCase) -> None:
    receipt(store, case, Printer(Printed()))
    (job,) = store.prints.jobs()
    with pytest.raises(Exception, match="不能从"):
        store.prints.end(job.id, Unheard("no_answer"))
