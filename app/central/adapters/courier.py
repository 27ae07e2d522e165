"""Carries cases to a city's platform and its decisions back, whatever is killed in between.

A case is delivered under a key that never changes, from a row that is marked only afterwards: the platform may be
told twice and must take the key once. A decision is taken and carried out in one transaction, then confirmed.
"""

from __future__ import annotations

import hashlib
import logging
import random
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import Connection, RowMapping

from app.central import decisions
from app.central.adapters.interface import (
    UNREACHABLE,
    Adapter,
    CaseFile,
    CityCase,
    CityDecision,
    Delivered,
    NotNow,
    Refused,
)
from app.central.case_content import settled_content_of
from app.central.decisions import Decider, Decision
from app.central.objects import ObjectStore
from app.central.opened_pieces import opened_pieces
from app.central.sealing import SealBroken
from app.central.storage import cases, deliveries
from app.central.storage.cases import CaseRow
from app.central.storage.database import Database
from app.central.storage.deliveries import Due
from app.central.storage.moment import now
from app.domain.errors import StorageProblem, WrongInput
from app.domain.fault_trail import fault_trail
from app.domain.ports import Catalogue

ROUND_EVERY_S = 5.0
LEASE = timedelta(minutes=10)
"""So long one delivery may take before another program takes it for lost."""
FILES_AWAITED = timedelta(seconds=30)
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(hours=1)
KEY_USED = "key_used"
"""The outcome of a decision under the key of another one."""
_log = logging.getLogger("bianmin.central")


class Courier:
    def __init__(
        self, database: Database, objects: ObjectStore, identity: Any, catalogue: Catalogue, adapter: Adapter
    ) -> None:
        self._database = database
        self._objects = objects
        self._identity = identity
        self._catalogue = catalogue
        self._adapter = adapter

    def prepare(self) -> None:
        """Take up the cases from before there was an adapter."""
        with self._database.write() as connection:
            deliveries.catch_up(connection, now())

    def round(self, stop: threading.Event) -> None:
        """Everything that is due by now, or until nobody is there; then every decision that waits. Where delivering
        takes long, decisions are asked for in between: none waits for more than one case.
        """
        begun, asked = now(), time.monotonic()
        while not stop.is_set() and self._deliver_next(begun):
            if time.monotonic() - asked >= ROUND_EVERY_S:
                self._take_decisions()
                asked = time.monotonic()
        if not stop.is_set():
            self._take_decisions()

    def close(self) -> None:
        self._adapter.close()

    # ------------------------------------------------------------ out

    def _deliver_next(self, due_by: datetime) -> bool:
        """False when nothing is due, or the platform is not there: each other case would wait for it as long."""
        with self._database.write() as connection:
            due = deliveries.claim(connection, due_by, now() + LEASE)
        if due is None:
            return False
        try:
            return self._deliver(due)
        except (SealBroken, StorageProblem, OSError) as error:
            _log.error("delivery %s %s", due.key, fault_trail(error))
            self._later(due, "centre")
        except Exception as error:  # noqa: BLE001 - an adapter of somebody else may raise anything: this case waits alone
            _log.error("fault delivery %s %s", due.key, fault_trail(error))
            self._later(due, "defect")
        return True

    def _deliver(self, due: Due) -> bool:
        """False when the platform is not there."""
        case = self._case(due)
        if case is None:
            with self._database.write() as connection:
                deliveries.postpone(connection, due, "files", now() + FILES_AWAITED, failed=False)
            return True
        match self._adapter.deliver(case):
            case Delivered():
                self._settle(due, deliveries.DELIVERED, "")
            case Refused(reason):
                self._settle(due, deliveries.REFUSED, reason)
            case NotNow(reason):
                self._later(due, reason)
                return reason != UNREACHABLE
            case nothing:
                assert_never(nothing)
        return True

    def _settle(self, due: Due, state: str, reason: str) -> None:
        with self._database.write() as connection:
            deliveries.settle(connection, due.key, state, reason, now())

    def _later(self, due: Due, reason: str) -> None:
        with self._database.write() as connection:
            deliveries.postpone(connection, due, reason, now() + rest(due.attempts + 1), failed=True)

    def _case(self, due: Due) -> CityCase | None:
        """None while a file has not arrived. Raises SealBroken, StorageProblem."""
        with self._database.read() as connection:
            row = decisions.found(cases.find(connection, due.case_id))
            files = cases.attachments_of(connection, [row.id])
        if not all(each["object_key"] for each in files):
            return None
        return self._opened(due.key, row, files)

    def _opened(self, key: str, row: CaseRow, files: list[RowMapping]) -> CityCase:
        payload = settled_content_of(self._identity, row, self._catalogue)
        return CityCase(
            key=key,
            id=row.id,
            number=row.number,
            item=row.item,
            item_version=row.item_version,
            station=row.station_id,
            channel=row.channel,
            operator=payload.get("operator", ""),
            submitted_at=row.submitted_at,
            received_at=row.received_at,
            data=payload["data"],
            files=tuple(self._file(each) for each in files),
        )

    def _file(self, row: RowMapping) -> CaseFile:
        def pieces() -> Iterator[bytes]:
            return _checked(opened_pieces(self._identity, self._objects.pieces(row["object_key"])), row)

        return CaseFile(row["name"], row["media_type"], row["size"], row["sha256"], pieces)

    # ------------------------------------------------------------ back

    def _take_decisions(self) -> None:
        """What the platform cannot tell or hear now comes again in the next round; no decision waits for another."""
        try:
            told = list(self._adapter.poll())
        except Exception as error:  # noqa: BLE001 - an adapter of somebody else may raise anything
            _log.warning("the platform's decisions %s", fault_trail(error))
            return
        for decision in told:
            try:
                self._adapter.confirm(decision, self._taken(decision))
            except Exception as error:  # noqa: BLE001 - the same
                _log.warning("a decision of the platform %s", fault_trail(error))

    def _taken(self, decision: CityDecision) -> str:
        """Empty when it took effect, now or before; else a stable word."""
        try:
            with self._database.write() as connection:
                at = now()
                if not deliveries.take_decision(connection, decision.key, decision.case, decision.decision, at):
                    return _told_before(connection, decision)
                meant = Decision(decision.decision, decision.reason, decision.parts)
                decisions.decide_whole(
                    connection, self._catalogue, decision.case, meant, Decider(decisions.PLATFORM), at
                )
        except WrongInput:
            with self._database.write() as connection:
                if deliveries.take_decision(connection, decision.key, decision.case, decision.decision, now()):
                    deliveries.note_outcome(connection, decision.key, "not_possible")
                return _told_before(connection, decision)
        return ""


def _told_before(connection: Connection, decision: CityDecision) -> str:
    """What came of the decision with this key, where it is the same one: for the same case, of the same word."""
    before = deliveries.taken_before(connection, decision.key)
    same = before.decision == decision.decision and (
        before.is_of(decision.case) or _one_case(connection, before.case, decision.case)
    )
    return before.outcome if same else KEY_USED


def _one_case(connection: Connection, one: str, other: str) -> bool:
    """One may be its id and one its number."""
    found, also = cases.find(connection, one), cases.find(connection, other)
    return found is not None and also is not None and found.id == also.id


def _checked(pieces: Iterator[bytes], row: RowMapping) -> Iterator[bytes]:
    """Raises StorageProblem where it is another file than the case declares."""
    digest, size = hashlib.sha256(), 0
    try:
        for each in pieces:
            digest.update(each)
            size += len(each)
            yield each
    except SealBroken as error:
        raise StorageProblem("附件打不开。", "请查看中心日志。") from error
    if (size, digest.hexdigest()) != (row["size"], row["sha256"]):
        raise StorageProblem("附件和申报的不是同一个。", "请查看中心日志。")


def rest(attempts: int) -> timedelta:
    """Doubling from FIRST_REST to LONGEST_REST, each up to a quarter longer, so that many do not come at once."""
    doubled = FIRST_REST * (1 << min(attempts - 1, 20))
    return min(doubled, LONGEST_REST) * random.uniform(1.0, 1.25)
