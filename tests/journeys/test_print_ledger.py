"""The print ledger behind the glass: what a sitting prints is in it, as the printers told it and not otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.cli import main
from app.composition.terminal import Terminal
from app.config import Settings
from app.domain.prints import PaperKind, PrintJob, PrintState
from app.journeys.states import Finished, Paper
from tests.journeys.person import Person
from tests.journeys.test_certificate_troubles import asks_for_proof, insured, vanishes_with_the_job

__all__ = ["insured"]
pytestmark = pytest.mark.xdist_group("terminal-2")
S = PrintState
CLERK = ("--operator", "G0017", "--reason", "出纸口里只有半张")


def papers(terminal: Terminal, done: Finished) -> dict[PaperKind, list[PrintJob]]:
    ledger = terminal.parts.prints
    kinds = (PaperKind.RECEIPT, PaperKind.CERTIFICATE)
    return {kind: list(ledger.jobs_of(kind, done.case.number)) for kind in kinds}


def states(terminal: Terminal, done: Finished) -> dict[str, list[str]]:
    return {kind.value: [job.state.value for job in jobs] for kind, jobs in papers(terminal, done).items()}


def kiosk(capsys: pytest.CaptureFixture[str], settings: Settings, *words: str) -> Any:
    capsys.readouterr()
    code = main([*words, "--data-dir", str(settings.data_dir), "--json"])
    assert code == 0
    return json.loads(capsys.readouterr().out)


def test_both_papers_of_a_sitting_are_presented_and_the_certificate_carries_the_printers_reference(
    insured: Person, terminal: Terminal
) -> None:
    asks_for_proof(insured)
    done = insured.finished()
    assert states(terminal, done) == {"receipt": ["presented"], "certificate": ["presented"]}
    (certificate,) = papers(terminal, done)[PaperKind.CERTIFICATE]
    assert certificate.reference
    assert terminal.parts.prints.pdf(done.case.number) == insured.simulators.certificate_printer.documents[-1]
    assert terminal.parts.verify_audit().intact


def no_paper(person: Person, missing: bool = True) -> None:
    person.simulators.certificate_printer.media_empty(missing)


def test_a_certificate_of_which_nothing_came_out_is_printed_again_from_the_glass_with_its_own_number(
    insured: Person, terminal: Terminal
) -> None:
    before = len(insured.simulators.certificate_printer.documents)
    no_paper(insured)
    asks_for_proof(insured)
    done = insured.finished()
    assert (done.certificate, done.can_print_again) == (Paper.FAILED, True)
    insured.reads("证明没打出来，可以再打一次")
    no_paper(insured, False)
    insured.touches("back")
    insured.until(lambda: insured.state.certificate is Paper.PRINTED, "it was not printed again")
    insured.reads("都打好了")
    assert states(terminal, done) == {"receipt": ["presented"], "certificate": ["failed", "presented"]}
    assert [job.operator for job in papers(terminal, done)[PaperKind.CERTIFICATE]] == ["", ""]
    printed = insured.simulators.certificate_printer.documents[before:]
    assert printed == [terminal.parts.prints.pdf(done.case.number)]


def test_a_certificate_that_vanished_is_unknown_and_waits_for_a_person_who_settles_it(
    insured: Person, terminal: Terminal, station: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    vanishes_with_the_job(insured)
    asks_for_proof(insured)
    done = insured.finished()
    assert (done.certificate, done.can_print_again) == (Paper.FAILED, False)
    assert states(terminal, done)["certificate"] == ["unknown"]
    (row,) = kiosk(capsys, station, "print", "list", "--unsettled")
    assert (row["number"], row["needs_a_person"]) == (done.case.number, True)
    settled = kiosk(capsys, station, "print", "settle", row["id"], "--as", "failed", *CLERK)
    assert (settled["state"], settled["settled_by"]) == ("failed", "G0017")


def silent(person: Person) -> None:
    person.simulators.receipt_printer.go_silent()


def unplugged_in_the_middle(person: Person) -> None:
    person.simulators.receipt_printer.unplug_after(150)


@pytest.mark.parametrize(
    ("trouble", "state", "begun"),
    [(silent, S.FAILED, False), (unplugged_in_the_middle, S.UNKNOWN, True)],
    ids=["silent", "unplugged"],
)
def test_a_receipt_that_did_not_come_is_failed_or_unknown_but_never_presented(
    person: Person, terminal: Terminal, trouble: Callable[[Person], None], state: PrintState, begun: bool
) -> None:
    person.until(lambda: terminal.station.online, "no line")
    person.comes_to("PaymentScreen")
    trouble(person)
    person.touches("pay_later")
    done = person.finished()
    assert done.receipt is Paper.FAILED
    (job,) = papers(terminal, done)[PaperKind.RECEIPT]
    assert (job.state, job.begun) == (state, begun)


def test_what_an_earlier_run_left_is_asked_of_the_printer_and_needs_no_person_where_it_remembers(
    insured: Person, terminal: Terminal
) -> None:
    asks_for_proof(insured)
    done = insured.finished()
    (job,) = papers(terminal, done)[PaperKind.CERTIFICATE]
    _forget_the_end(terminal, job)
    terminal.hands.paper.take_stock()  # as at every start
    insured.until(lambda: states(terminal, done)["certificate"] == ["presented"], "the printer was not asked")
    told = [json.loads(each.record)["event"] for each in terminal.parts._store().audit.records()]
    assert told[-2:] == ["print.unknown", "print.finished"]


def _forget_the_end(terminal: Terminal, job: PrintJob) -> None:
    """As if the power had gone just before the last record."""
    from sqlalchemy import text

    with terminal.parts._store().database.writing() as connection:
        connection.execute(
            text("UPDATE print_jobs SET state = 'sent', run = 'before', ended_at = NULL WHERE id = :id"), {"id": job.id}
        )
