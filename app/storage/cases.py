"""Cases of this station. Implements the port `CaseStore`."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.sql import ColumnElement

from app.audit import audit_event, canonical_json
from app.domain.case import Case, CaseStatus, Correction, Kept, Submission, SubmittedCase
from app.domain.errors import WrongInput
from app.domain.evaluation import Evaluation
from app.storage.attachment_files import AttachmentFiles, damaged_attachment
from app.storage.audit_log import append_record
from app.storage.case_rows import WITH_CONTENT, applicant_digest, erased_of, read_cases, version_of
from app.storage.centre_seal import CentreSeal, centre_seal
from app.storage.choices import AS_EVER, StoreChoices
from app.storage.corrections import Prepared, checked_correction, is_corrected, is_saved, one_case, save_corrections
from app.storage.database import Database
from app.storage.erasing import NO_WORDS
from app.storage.failures import problem_of_file
from app.storage.outbox_rows import enqueue_event
from app.storage.submission import Content, checked_data, save, saved_already, seal_attachments
from app.storage.tables import attachments, cases, evaluations

OVER = (CaseStatus.COMPLETED, CaseStatus.REFUSED)
"""Once the matter is done, so is the agency (Civil Code, article 173)."""


class StoredCases:
    """Every write is one durable transaction with its outbox events and its audit record."""

    def __init__(
        self,
        database: Database,
        files: AttachmentFiles,
        search_key: bytes,
        clock: Callable[[], datetime],
        choices: StoreChoices = AS_EVER,
    ) -> None:
        self._database = database
        self._files = files
        self._search_key = search_key
        self._clock = clock
        self._choices = choices

    def submit(self, submission: Submission) -> SubmittedCase:
        """See the port. Raises WrongInput for what can never be saved, StorageProblem for what the disk refuses."""
        data = checked_data(submission)
        now = self._clock().astimezone(UTC)
        content = self._content(submission, data, now)
        written: list[str] = []
        try:
            with self._database.writing(a_new_case=True) as connection:
                if (saved := saved_already(connection, submission.case_id)) is not None:
                    return saved
                written = [each.file for each in content.attachments]
                self._files.write({each.file: each.sealed for each in content.attachments})
                return save(connection, submission, content, now)
        except BaseException:
            self._files.remove(self._unnamed(written))
            raise

    def correct(self, *corrections: Correction) -> None:
        """See the port. Raises WrongInput for what can never be saved too, StorageProblem for what the disk refuses."""
        checked = [(each, checked_correction(each)) for each in one_case(corrections)]
        now = self._clock().astimezone(UTC)
        seal = self._seal_now()
        parts = [
            Prepared(each, data, seal_attachments(each.attachments, self._files, seal, now), seal)
            for each, data in checked
        ]
        written: list[str] = []
        try:
            with self._database.writing() as connection:
                if all(is_saved(connection, each.id) for each in corrections):
                    return
                sealed = [file for part in parts for file in part.files]
                written = [each.file for each in sealed]
                self._files.write({each.file: each.sealed for each in sealed})
                gone = save_corrections(connection, parts, now)
        except BaseException:
            self._files.remove(self._unnamed(written))
            raise
        self._files.remove(gone)

    def evaluate(self, evaluation: Evaluation) -> bool:
        """See the port. Raises WrongInput where there is no such case."""
        now = self._clock()
        with self._database.writing() as connection:
            version = version_of(connection, evaluation.case_id)
            there = select(evaluations.c.grade).where(evaluations.c.case_id == evaluation.case_id)
            if connection.execute(there).first() is not None:
                return False
            _save_evaluation(connection, evaluation, version, now, self._seal(connection))
        return True

    def cases(self, limit: int = 100) -> Sequence[Case]:
        """Newest first."""
        return self._read(limit)

    def cases_of(self, id_number: str, limit: int = 20) -> Sequence[Case]:
        """See the port."""
        digest = self._digest(id_number)
        own = self._read(limit, cases.c.applicant == digest)
        acted = self._read(limit, cases.c.agent == digest, cases.c.status.not_in(OVER))
        if not acted:
            return own
        both = [*own, *(replace(each, as_agent=True) for each in acted)]
        return sorted(both, key=lambda each: each.submitted_at, reverse=True)[:limit]

    def case(self, case_id: str) -> Case | None:
        found = self._read(1, cases.c.id == case_id)
        return found[0] if found else None

    def attachment(self, case_id: str, name: str) -> bytes:
        """See the port. Raises WrongInput where there is no such attachment."""
        query = select(attachments).where(attachments.c.case_id == case_id, attachments.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise WrongInput("没有这个附件。")
        if row.removed_at is not None:
            raise WrongInput("这个附件已交给中心，本机不再保存。", "在中心查看。")
        if row.sealed_to:
            raise WrongInput("这个附件已封给中心，本机打不开。", "在中心查看。")
        try:
            content = self._files.read(row.file)
        except OSError as error:
            raise problem_of_file(error) from error
        if sha256(content).hexdigest() != row.sha256:
            raise damaged_attachment()  # sound in itself, but another one
        return content

    def holds(self, submission: Submission) -> bool:
        """See the port."""
        query = WITH_CONTENT.where(cases.c.id == submission.case_id)
        files = select(attachments.c.name, attachments.c.sha256).where(attachments.c.case_id == submission.case_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            kept = {(each.name, each.sha256) for each in connection.execute(files)}
            corrected = is_corrected(connection, submission.case_id)
        if row is None or row.item_code != submission.item_code:
            return False
        if row.kept == Kept.ERASED:
            return True
        if corrected:  # what it was before stands at the centre alone
            names = {each.name for each in submission.attachments} | {each.name for each in submission.begun}
            return names <= {name for name, _ in kept}
        data = checked_data(submission)
        same = row.data == data.decode("utf-8") if row.kept == Kept.READABLE else row.content_mac == self._mac(data)
        new = {(each.name, sha256(each.content).hexdigest()) for each in submission.attachments}
        return same and kept == new | {(each.name, each.sha256) for each in submission.begun}

    def _content(self, submission: Submission, data: bytes, now: datetime) -> Content:
        seal = self._seal_now()
        sealed = seal_attachments(submission.attachments, self._files, seal, now)
        days = submission.retention_days
        erase_at = now + (self._choices.retention if days is None else timedelta(days=days))
        return Content(data, self._mac(data), *self._people(submission.data), sealed, seal, erase_at)

    def _seal_now(self) -> CentreSeal | None:
        if self._choices.keeps_readable:
            return None
        with self._database.reading() as connection:
            return self._seal(connection)

    def _seal(self, connection: Connection) -> CentreSeal | None:
        """None where a readable copy stays, and before enrolment: then it is sealed when there is a centre."""
        return None if self._choices.keeps_readable else centre_seal(connection)

    def _mac(self, data: bytes) -> bytes:
        return content_mac(self._search_key, data)

    def _read(self, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Case]:
        with self._database.reading() as connection:
            return read_cases(connection, limit, *conditions)

    def _people(self, data: Mapping[str, Any]) -> tuple[bytes | None, bytes | None]:
        """Applicant, and who acts for them."""
        return self._person(data.get("applicant")), self._person(data.get("agent"))

    def _person(self, part: Any) -> bytes | None:
        number = part.get("id_number") if isinstance(part, Mapping) else None
        return self._digest(number) if isinstance(number, str) and number else None

    def _digest(self, id_number: str) -> bytes:
        return applicant_digest(self._search_key, id_number)

    def _unnamed(self, files: list[str]) -> list[str]:
        """Those of the files that no row names: a commit may have reached the disk although its answer was lost."""
        if not files:
            return []
        try:
            with self._database.reading() as connection:
                named = connection.execute(select(attachments.c.file).where(attachments.c.file.in_(files)))
                return sorted(set(files) - {row.file for row in named})
        except Exception:  # noqa: BLE001 - the first error is the one to tell; the sweep removes what stays
            return []


def content_mac(search_key: bytes, data: bytes) -> bytes:
    return hmac.digest(search_key, b"content:" + data, "sha256")


def _save_evaluation(
    connection: Connection, evaluation: Evaluation, version: str, now: datetime, seal: CentreSeal | None
) -> None:
    told = {
        "case_id": evaluation.case_id,
        "grade": int(evaluation.grade),
        "reasons": list(evaluation.reasons),
        "text": evaluation.text,
        "channel": evaluation.channel.value,
    }
    row = {**told, "reasons": canonical_json(told["reasons"]).decode("utf-8"), "evaluated_at": now}
    is_kept = seal is None and not erased_of(connection, [evaluation.case_id])
    connection.execute(insert(evaluations), row if is_kept else {**row, **NO_WORDS})
    enqueue_event(connection, "case.evaluated", evaluation.case_id, version, now, told, seal)
    event = audit_event("case.evaluated", case_id=evaluation.case_id, channel=evaluation.channel.value)
    append_record(connection, now, event)
