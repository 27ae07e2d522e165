"""Judges again what is due, beside the intake: a platform that is away leaves it open, and it is tried again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.catalogue.rules import POINTS_PACKS
from app.central import decisions
from app.central.adapters.courier import rest
from app.central.case_content import settled_content_of
from app.central.keys import CentreKeys
from app.central.points.score_rows import score_row
from app.central.rechecking.judging import Asked, RecordState, judge_again
from app.central.rechecking.scoring import ToScore, score_again
from app.central.registers.away import RegisterAway
from app.central.registers.interface import PresentPerson
from app.central.registers.registers import Registers
from app.central.sealing import SealBroken, seal_json
from app.central.storage import cases, points, rechecks
from app.central.storage import decisions as decision_rows
from app.central.storage.cases import CaseRow
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.rechecks import Due
from app.central.traffic.interface import TrafficPlatform
from app.domain.errors import ConfigInvalid, ItemUnknown, WrongInput
from app.domain.fault_trail import fault_trail
from app.domain.formats import CHINA
from app.domain.ports import Catalogue
from app.domain.service_item import ServiceItem

ROUND_EVERY_S = 5.0
LEASE = timedelta(minutes=5)
"""So long one judging may take before another program takes it for lost."""
AWAY, SEALED, RULES = "register_away", "sealed", "rules"
_log = logging.getLogger("bianmin.central")


@dataclass(frozen=True, slots=True)
class _Case:
    row: CaseRow
    data: Mapping[str, Any]
    limbs_passed: bool | None


class Rechecker:
    def __init__(
        self,
        database: Database,
        keys: CentreKeys,
        catalogue: Catalogue,
        traffic: TrafficPlatform,
        registers: Registers | None = None,
        rules: Path | None = None,
    ) -> None:
        """`registers`: what scored cases are held against; None: against nothing. `rules`: the city's own packs."""
        self._database = database
        self._keys = keys
        self._catalogue = catalogue
        self._traffic = traffic
        self._registers = registers
        self._rules = rules
        self.wake: Callable[[], None] = _nobody_listens
        """Called when something became due; it must not wait for anything."""

    def round(self, stop: threading.Event) -> None:
        """Everything that is due by now. Raises StorageProblem."""
        begun = now()
        while not stop.is_set() and self._next(begun):
            pass

    def _next(self, due_by: datetime) -> bool:
        """False when nothing is due."""
        with self._database.read() as connection:
            if not rechecks.is_due(connection, due_by):
                return False
        with self._database.write() as connection:
            due = rechecks.claim(connection, due_by, now() + LEASE)
        if due is None:
            return False
        try:
            self._judge(due)
        except SealBroken:
            self._later(due, SEALED)
        except (ConfigInvalid, WrongInput) as error:
            _log.error("recheck %s %s", due.case_id, fault_trail(error))
            self._later(due, RULES)
        return True

    def _judge(self, due: Due) -> None:
        """Raises SealBroken, ConfigInvalid, StorageProblem."""
        case = self._case(due)
        item = self._item_of(case.row)
        if item is not None and item.rule_pack in POINTS_PACKS:
            self._score(due, case, item)
            return
        state, record = self._record(case)
        item_pack = (item.rule_pack or "") if item is not None else ""
        on = case.row.submitted_at.astimezone(CHINA).date()
        result = judge_again(Asked(case.data, on, item_pack, state, record, case.limbs_passed, self._rules))
        sealed = seal_json(self._keys.recipient, result)
        if state is RecordState.AWAY:
            self._later(due, AWAY, sealed)
            return
        with self._database.write() as connection:
            rechecks.settle(connection, due, sealed, now())

    def _score(self, due: Due, case: _Case, item: ServiceItem) -> None:
        """Raises WrongInput where no version of the pack holds on the day, ConfigInvalid, StorageProblem."""
        state, record = self._register(case, item)
        on = case.row.submitted_at.astimezone(CHINA).date()
        scored = score_again(ToScore(item, case.data, on, record, self._rules))
        row = score_row(self._keys, case.row, case.data, scored, now())
        sealed = seal_json(self._keys.recipient, scored.kept)
        with self._database.write() as connection:
            if row is None:
                points.remove(connection, due.case_id)
            else:
                points.put(connection, row)
            if state is not RecordState.AWAY:
                rechecks.settle(connection, due, sealed, now())
        if state is RecordState.AWAY:
            self._later(due, AWAY, sealed)

    def _register(self, case: _Case, item: ServiceItem) -> tuple[RecordState, Mapping[str, Any] | None]:
        """What the item's own register says of the applicant now."""
        applicant = case.data.get("applicant")
        if self._registers is None or not isinstance(applicant, Mapping):
            return RecordState.NONE, None
        said = [str(applicant.get(name, "")) for name in ("name", "id_number", "kind")]
        try:
            record = self._registers.record(item.code, PresentPerson(*said), now().astimezone(CHINA).date())
        except RegisterAway:
            return RecordState.AWAY, None
        return (RecordState.NONE, None) if record is None else (RecordState.GOT, record)

    def _later(self, due: Due, reason: str, result: bytes | None = None) -> None:
        at = now()
        with self._database.write() as connection:
            rechecks.postpone(connection, due, reason, at + rest(due.attempts + 1), result=result, at=at)

    def _case(self, due: Due) -> _Case:
        with self._database.read() as connection:
            row = decisions.found(cases.find(connection, due.case_id))
            standing = decision_rows.standing(connection, row.id, row.content)
        offices = decisions.offices_of_the_body(self._catalogue, row.item, row.item_version)
        said = [standing[each].decision if each in standing else "" for each in offices]
        data = settled_content_of(self._keys.identity, row, self._catalogue)["data"]
        passed = all(each == "accept" for each in said) if offices else None
        return _Case(row, data, passed)

    def _record(self, case: _Case) -> tuple[RecordState, Mapping[str, Any] | None]:
        applicant = case.data.get("applicant")
        told = applicant if isinstance(applicant, Mapping) else {}
        try:
            record = self._traffic.licence(
                str(told.get("name", "")), str(told.get("id_number", "")), now().astimezone(CHINA).date()
            )
        except RegisterAway:
            return RecordState.AWAY, None
        return (RecordState.NONE, None) if record is None else (RecordState.GOT, record)

    def _item_of(self, row: CaseRow) -> ServiceItem | None:
        try:
            return self._catalogue.item(row.item, row.item_version)
        except ItemUnknown:
            return None


def _nobody_listens() -> None:
    """Then it is looked at in the next round."""
