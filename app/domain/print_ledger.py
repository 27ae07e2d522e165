"""The port of the print ledger: a job is a row before it is a byte, and stays one whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.ports import IssuedDocument
from app.domain.prints import OperatorAct, PaperKind, PrintEnd, PrintJob, PrintState


class PrintLedger(Protocol):
    """Every change is one durable transaction with its audit record. All raise StorageProblem.

    A change that `app.domain.prints.NEXT` does not know is OurFault and leaves everything as it was.
    """

    def issue(self, document: IssuedDocument, pdf: bytes, language: str = "") -> PrintJob:
        """A new certificate: its number, its code, its event to the centre, its paper and its first job in one
        transaction. Raises OurFault where number or code have been used before.
        """

    def keep(self, document: IssuedDocument, pdf: bytes) -> None:
        """As `issue`, without a job: it is printed another time, by `queue`."""

    def queue(
        self, case_id: str, paper: PaperKind, number: str, language: str = "", act: OperatorAct | None = None
    ) -> PrintJob:
        """A receipt, or a paper once more. Raises WrongInput where `repeat_of` its earlier jobs forbids it, and for a
        certificate that was kept while its case is not completed."""

    def sent(self, job_id: str) -> PrintJob:
        """To be called, and returned, before the first byte leaves."""

    def refer(self, job_id: str, reference: str) -> None:
        """The printer's own number of the job, as soon as it is known."""

    def end(self, job_id: str, end: PrintEnd) -> PrintJob: ...

    def media(self, job_id: str, state: PrintState) -> PrintJob:
        """The printer told that a presented paper was taken, or that it took it back."""

    def settle(self, job_id: str, state: PrintState, act: OperatorAct) -> PrintJob:
        """A person saw how an unknown job ended: `presented` or `failed`. Raises WrongInput for anything else."""

    def take_stock(self) -> Sequence[PrintJob]:
        """At a start, while no other process prints: what an earlier run left queued never began, what it left sent is
        unknown. Drops the papers nobody may reprint any more. Gives every job a person must look at.
        """

    def job(self, job_id: str) -> PrintJob | None: ...

    def jobs(self, limit: int = 100, *, unsettled: bool = False) -> Sequence[PrintJob]:
        """Newest first."""

    def jobs_of(self, paper: PaperKind, number: str) -> Sequence[PrintJob]:
        """Every attempt at one paper, in their order."""

    def latest_sent(self, *papers: PaperKind) -> PrintJob | None:
        """The newest job of these kinds that may have reached its printer."""

    def pdf(self, number: str) -> bytes | None:
        """The paper of a certificate as it was signed; None once it is no longer kept."""
