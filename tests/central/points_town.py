"""People with points in a database: cases that were scored, each with the times that a test is about."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, update

from app.catalogue import load_catalogue
from app.central.case_people import digest_of
from app.central.points import rounds
from app.central.points.rounds import Wanted
from app.central.sealing import seal_json
from app.central.storage import point_rounds, points, tables
from app.central.storage.point_rounds import PublishedList, Round
from app.central.storage.points import ScoreRow
from app.domain.formats import CHINA, mask_name
from tests.central.conftest import Running, new_id

OPENS, CLOSES = date(2026, 10, 1), date(2026, 10, 31)
ITEM = load_catalogue().item("newcomer-points")
OFFICE = "R-office"


def moment(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


IN_TIME = moment(date(2026, 10, 10))
AFTER = moment(CLOSES + timedelta(days=3))
APPEALS_OVER = AFTER + timedelta(days=30)


@dataclass
class Town:
    """An item of its own, so that the rounds of one test see nobody of another."""

    running: Running
    item: str = field(default_factory=lambda: f"points-{secrets.token_hex(4)}")
    station: str = field(default_factory=lambda: f"town-{secrets.token_hex(4)}")
    sequence: int = 0

    def __post_init__(self) -> None:
        with self.running.office.database.write() as connection:
            connection.execute(insert(tables.stations).values(id=self.station, kind="self_service"))

    def round(self, quota: int = 2, *, use: str = "housing", opens: date = OPENS, closes: date = CLOSES) -> str:
        wanted = Wanted(f"r-{secrets.token_hex(6)}", self.item, use, "这一轮", quota, opens, closes, 7)
        with self.running.office.database.write() as connection:
            rounds.make(connection, replace(ITEM, code=self.item), wanted, OFFICE, moment(opens))
        return wanted.id

    def person(
        self,
        score: int,
        name: str = "王小芳",
        *,
        id_number: str = "",
        uses: Sequence[str] = ("housing",),
        status: str = "accepted",
        submitted: datetime = IN_TIME,
        received: datetime | None = None,
        occurred: datetime | None = None,
        valid_until: date = date(2027, 10, 1),
        base: int | None = None,
        bonus: int = 0,
        deductions: int = 0,
        scored: bool = True,
    ) -> str:
        """The number of the case. Points are whole ones; `base` is what bonus and deductions leave of the score."""
        case_id, number = new_id(), f"YX{secrets.randbelow(10**12):012d}"
        self.sequence += 1
        who = id_number or secrets.token_hex(9)
        data = {"applicant": {"name": name, "id_number": who}, "form": {"uses": "|".join(uses)}}
        keys = self.running.office.keys
        event: dict[str, Any] = {
            "id": new_id(),
            "station_id": self.station,
            "enrolment": 1,
            "sequence": self.sequence,
            "kind": "case.submitted",
            "case_id": case_id,
            "occurred_at": occurred or submitted,
            "received_at": received or submitted,
            "catalogue_version": "1",
            "payload_sha256": "0" * 64,
            "payload": seal_json(keys.recipient, {"id": case_id, "data": data}),
        }
        case = {
            "id": case_id,
            "event_id": event["id"],
            "station_id": self.station,
            "enrolment": 1,
            "number": number,
            "item": self.item,
            "item_version": "1.0",
            "channel": "self_service",
            "status": status,
            "submitted_at": submitted,
            "received_at": received or submitted,
        }
        own = score - bonus - deductions if base is None else base
        row = ScoreRow(
            case_id=case_id,
            event_id=event["id"],
            person=digest_of(keys.person, who),
            class_code="B",
            total=score * 100,
            base=own * 100,
            bonus=bonus * 100,
            deductions=deductions * 100,
            uses=list(uses),
            valid_until=valid_until,
            pack_version="2026-01-01",
            holder=seal_json(keys.recipient, {"name": mask_name(name)}),
            judged_at=submitted,
        )
        with self.running.office.database.write() as connection:
            connection.execute(insert(tables.events).values(event))
            connection.execute(insert(tables.cases).values(case))
            if scored:
                points.put(connection, row)
        return number

    def decide(self, number: str, status: str) -> None:
        with self.running.office.database.write() as connection:
            connection.execute(update(tables.cases).where(tables.cases.c.number == number).values(status=status))

    def rescore(self, number: str, score: int) -> None:
        with self.running.office.database.write() as connection:
            case_id = connection.scalars(
                tables.cases.select().with_only_columns(tables.cases.c.id).where(tables.cases.c.number == number)
            ).one()
            before = points.of_case(connection, case_id)
            assert before is not None
            points.put(connection, replace(before, total=score * 100, base=score * 100))

    def publish(self, round_id: str, at: datetime = AFTER) -> Round:
        with self.running.office.database.write() as connection:
            return rounds.publish(connection, self.running.office.keys, round_id, OFFICE, at)

    def make_final(self, round_id: str, at: datetime = APPEALS_OVER) -> Round:
        with self.running.office.database.write() as connection:
            return rounds.make_final(connection, self.running.office.keys, round_id, OFFICE, at)

    def refresh(self, round_id: str, at: datetime = AFTER) -> bool:
        with self.running.office.database.write() as connection:
            return rounds.refresh(connection, self.running.office.keys, round_id, at)

    def listed(self, round_id: str) -> PublishedList:
        with self.running.office.database.read() as connection:
            told = point_rounds.newest_list(connection, round_id)
        assert told is not None
        return told

    def order(self, round_id: str) -> list[tuple[int, str, str, bool]]:
        """Rank, the end of the number, score and whether there is a place, as published last."""
        return [(each["rank"], each["number"], each["score"], each["place"]) for each in self.listed(round_id).rows]

    def ends(self, round_id: str) -> list[str]:
        return [each["number"] for each in self.listed(round_id).rows]

    def acts(self, round_id: str) -> list[tuple[str, str]]:
        with self.running.office.database.read() as connection:
            return [(each.act, each.by) for each in point_rounds.acts(connection, round_id)]
