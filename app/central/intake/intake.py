"""One batch in, one durable transaction, one verdict for each event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.central.intake.batch import Judge, Judged, look_up
from app.central.intake.envelope import Opened, Unopened, open_event
from app.central.storage import changes, events, stations, tables
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.stations import Station
from app.domain.ports import Catalogue, EventVerdict


@dataclass(frozen=True, slots=True)
class Verdict:
    id: str
    verdict: EventVerdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """`expected` is the first sequence number that never came, `got` the next one that did."""

    expected: int
    got: int


@dataclass(frozen=True, slots=True)
class Answer:
    verdicts: tuple[Verdict, ...]
    gap: Gap | None


class Intake:
    def __init__(self, database: Database, identity: Any, catalogue: Catalogue) -> None:
        self._database = database
        self._identity = identity
        self._catalogue = catalogue

    def take(self, station: Station, raws: Sequence[object]) -> Answer:
        """What is slow (opening seals, checking forms) comes before the transaction; the answer follows its commit."""
        batch = [open_event(raw, station.id, self._identity, self._catalogue) for raw in raws]
        at = now()
        with self._database.write() as connection:
            contiguous = stations.locked(connection, station.id)
            opened = [each for each in batch if isinstance(each, Opened)]
            judge = Judge(station, self._catalogue, look_up(connection, station, opened), at)
            judged = [(each, _judged(judge, each)) for each in batch]
            taken = judge.taken
            events.keep(
                connection,
                [
                    (tables.events, taken.events),
                    (tables.cases, taken.cases),
                    (tables.attachments, taken.attachments),
                    (tables.evaluations, taken.evaluations),
                    (tables.documents, taken.documents),
                ],
            )
            refused = [_refused_row(station, *pair) | {"refused_at": at} for pair in judged if _is_remembered(*pair)]
            events.keep_refused(connection, refused, {row["id"] for row in taken.events})
            changes.tell(connection, station.id, taken.changes, at)
            seen = events.sequences_after(connection, station.id, station.enrolment, contiguous)
            reached, gap = progress(contiguous, seen)
            stations.advance_sequence(connection, station.id, reached)
        verdicts = tuple(Verdict(_id(each), verdict.verdict, verdict.reason) for each, verdict in judged)
        return Answer(verdicts, gap)


def progress(contiguous: int, seen: Sequence[int]) -> tuple[int, Gap | None]:
    """How far the unbroken run reaches now, and the first hole behind it. `seen` is sorted, all above `contiguous`."""
    for sequence in seen:
        if sequence != contiguous + 1:
            return contiguous, Gap(contiguous + 1, sequence)
        contiguous = sequence
    return contiguous, None


def _judged(judge: Judge, event: Opened | Unopened) -> Judged:
    if isinstance(event, Opened):
        return judge.judge(event)
    return Judged(EventVerdict.REJECTED, f"{event.reason}:{event.detail}" if event.detail else event.reason)


def _id(event: Opened | Unopened) -> str:
    return event.sent.id if isinstance(event, Opened) else event.id


def _sequence(event: Opened | Unopened) -> int:
    return event.sent.sequence if isinstance(event, Opened) else event.sequence


def _is_remembered(event: Opened | Unopened, judged: Judged) -> bool:
    said_no = judged.verdict in (EventVerdict.REJECTED, EventVerdict.CONFLICT)
    return said_no and 0 < len(_id(event)) <= 36 and _sequence(event) > 0


def _refused_row(station: Station, event: Opened | Unopened, judged: Judged) -> dict[str, Any]:
    return {
        "id": _id(event),
        "station_id": station.id,
        "enrolment": station.enrolment,
        "sequence": _sequence(event),
        "verdict": judged.verdict.value,
        "reason": judged.reason[:200],
    }
