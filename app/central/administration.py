"""The office by command line: works on the centre's data directly, whether the server runs or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping

from app.catalogue import load_catalogue
from app.central import decisions, identity
from app.central.case_content import settled_content_of
from app.central.decisions import Decider, Decision, found
from app.central.intake.batch import REPRINT_ORDERED
from app.central.keys import CentreKeys
from app.central.known_keys import keys_of
from app.central.sealing import SealBroken, open_json
from app.central.settings import centre_home, sqlite_url
from app.central.storage import cases, corrections, office_acts, rechecks
from app.central.storage import decisions as decision_rows
from app.central.storage.cases import CaseRow
from app.central.storage.database import Database
from app.central.storage.decisions import Taken
from app.central.storage.moment import now
from app.central.storage.office_acts import OfficeAct
from app.central.storage.rechecks import Standing
from app.domain.errors import DataDirReadOnly, StorageProblem
from app.domain.ports import Catalogue

ACTS_SHOWN = 1_000
"""Of one case, the newest."""


class Administration:
    """Open for one command: `with Administration(data_dir) as office: ...`."""

    def __init__(
        self, data_dir: Path, database_url: str = "", catalogue: Catalogue | None = None, *, founds: bool = True
    ) -> None:
        """`catalogue`: that of the centre; the shipped one where none is given. `founds` False: nothing is made where
        there is no centre. Raises WrongKey, StorageProblem.
        """
        self._catalogue = catalogue
        if founds:
            _make_home(data_dir)
        self._database = Database(database_url or sqlite_url(data_dir))
        try:
            self._database.prepare(founds=founds)
            self._keys: CentreKeys = keys_of(self._database, centre_home(data_dir) / "keys")
        except BaseException:
            self._database.close()
            raise

    @property
    def database(self) -> Database:
        return self._database

    @property
    def keys(self) -> CentreKeys:
        return self._keys

    def __enter__(self) -> Administration:
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()

    def make_enrolment_code(self, station_id: str, kind: str | None = None) -> str:
        """One one-time code, good for a day; an earlier unused one of the station ends."""
        return identity.make_code(self._database, station_id, kind, now())

    def list_cases(self, limit: int = 1_000) -> list[dict[str, Any]]:
        """Newest first."""
        with self._database.read() as connection:
            rows = cases.newest(connection, limit)
            ids = [row.id for row in rows]
            files = _by_case(cases.attachments_of(connection, ids))
            evaluations = cases.evaluations_of(connection, ids)
            issued = _by_case(cases.documents_of(connection, ids))
            papers = _by_case(cases.papers_of(connection, ids))
        return [
            self._told(
                row, files.get(row.id, []), evaluations.get(row.id), issued.get(row.id, []), papers.get(row.id, [])
            )
            for row in rows
        ]

    def get_case(self, case_id: str) -> dict[str, Any]:
        """By id or number, with what was decided on it and who looked at it. Raises WrongInput when there is none."""
        with self._database.read() as connection:
            row = found(cases.find(connection, case_id))
            files = cases.attachments_of(connection, [row.id])
            evaluation = cases.evaluations_of(connection, [row.id]).get(row.id)
            issued = cases.documents_of(connection, [row.id])
            papers = cases.papers_of(connection, [row.id])
            taken = decision_rows.of_case(connection, row.id)
            acts = office_acts.of_case(connection, row.id, ACTS_SHOWN)
            recheck = rechecks.of_case(connection, row.id)
            changed = corrections.of_case(connection, row.id)
        return self._told(row, files, evaluation, issued, papers) | {
            "decisions": [
                _plain(each, "office", "decider", "decision", "parts", "reason")
                for each in taken
                if each.carried_from is None
            ],
            "looks": [_plain(each, "reviewer", "act", "detail") for each in acts],
            "corrections": [
                {name: each[name] for name in ("event_id", "part", "before")} | {"at": each["at"].isoformat()}
                for each in changed
            ],
            "recheck": None if recheck is None else self._judged_again(recheck),
        }

    def decide(
        self, case_id: str, decision: str, reason: str = "", parts: Sequence[str] = (), office: str = ""
    ) -> dict[str, Any]:
        """A reviewer's decision; the station hears of it at its next question. `parts` names what is to be corrected
        (form fields, materials) when a case is returned; `office` says for which of an item's offices it is taken.
        Raises WrongInput.
        """
        meant, by = Decision(decision, reason, tuple(parts)), Decider(decisions.COMMAND, office)
        catalogue = self._items()
        with self._database.write() as connection:
            row = decisions.decide(connection, catalogue, case_id, meant, by, now())
        return self.get_case(row.id)

    def _items(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = load_catalogue()
        return self._catalogue

    def _told(
        self,
        row: CaseRow,
        files: list[RowMapping],
        evaluation: RowMapping | None,
        issued: list[RowMapping],
        papers: list[RowMapping],
    ) -> dict[str, Any]:
        payload = self._content(row)
        return {
            "id": row.id,
            "number": row.number,
            "former_number": row.former_number,
            "item": row.item,
            "item_version": row.item_version,
            "status": row.status,
            "reason": row.reason,
            "station": row.station_id,
            "channel": row.channel,
            "operator": payload.get("operator", ""),
            "submitted_at": row.submitted_at.isoformat(),
            "received_at": row.received_at.isoformat(),
            "data": payload["data"],
            "attachments": [
                {name: each[name] for name in ("name", "media_type", "size", "sha256")}
                | {"arrived": bool(each["object_key"])}
                for each in files
            ],
            "evaluation": {
                "grade": evaluation["grade"],
                "reasons": evaluation["reasons"],
                "channel": evaluation["channel"],
                "at": evaluation["evaluated_at"].isoformat(),
            }
            if evaluation
            else None,
            "documents": [
                {name: each[name] for name in ("number", "code", "sha256")}
                | {"issued_at": each["issued_at"].isoformat()}
                for each in issued
            ],
            "papers": [self._paper(each) for each in papers],
        }

    def _judged_again(self, recheck: Standing) -> dict[str, Any]:
        """`result` as docs/operations/office.md says; None before the first."""
        return {
            "state": recheck.state,
            "reason": recheck.reason,
            "checked_at": recheck.checked_at.isoformat() if recheck.checked_at else None,
            "result": self._unsealed(recheck.result) if recheck.result is not None else None,
        }

    def _paper(self, paper: RowMapping) -> dict[str, Any]:
        told = {name: paper[name] for name in ("number", "job_id", "outcome")} | {"at": paper["at"].isoformat()}
        if paper["outcome"] != REPRINT_ORDERED:
            return told
        ordered = self._unsealed(paper["payload"])
        return told | {"operator": ordered["operator"], "reason": ordered["reason"]}

    def _content(self, row: CaseRow) -> dict[str, Any]:
        try:
            return settled_content_of(self._keys.identity, row, self._items())
        except SealBroken as error:
            raise _sealed_to_another() from error

    def _unsealed(self, sealed: bytes) -> dict[str, Any]:
        try:
            payload: dict[str, Any] = open_json(self._keys.identity, sealed)
        except SealBroken as error:
            raise _sealed_to_another() from error
        return payload


def _make_home(data_dir: Path) -> None:
    try:
        centre_home(data_dir).mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise DataDirReadOnly("中心的数据目录不能写。", "请检查目录权限。") from error


def _sealed_to_another() -> StorageProblem:
    return StorageProblem("办件打不开：中心的解封密钥不是收件时的那一把。", "请恢复 keys 目录。")


def _plain(row: Taken | OfficeAct, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} | {"at": row.at.isoformat()}


def _by_case(rows: Iterable[RowMapping]) -> dict[str, list[RowMapping]]:
    sorted_rows: dict[str, list[RowMapping]] = {}
    for row in rows:
        sorted_rows.setdefault(row["case_id"], []).append(row)
    return sorted_rows


def make_enrolment_code(data_dir: Path, station_id: str, kind: str | None = None, database_url: str = "") -> str:
    with Administration(data_dir, database_url, founds=False) as office:
        return office.make_enrolment_code(station_id, kind)


def list_cases(data_dir: Path, limit: int = 1_000, database_url: str = "") -> list[dict[str, Any]]:
    with Administration(data_dir, database_url, founds=False) as office:
        return office.list_cases(limit)


def get_case(data_dir: Path, case_id: str, database_url: str = "") -> dict[str, Any]:
    with Administration(data_dir, database_url, founds=False) as office:
        return office.get_case(case_id)
