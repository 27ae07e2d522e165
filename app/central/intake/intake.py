"""One batch in, one durable transaction, one verdict for each event."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.central import booking
from app.central.acceptance import accept_when_complete
from app.central.business import arrival
from app.central.identity import hold_ended, still_speaks
from app.central.intake.answers import LARGE_BATCH, Answer, Gap, News, Verdict
from app.central.intake.arrivals import Arrived, Stored, keep_files
from app.central.intake.batch import Judge, Judged, look_up
from app.central.intake.envelope import Opened, Unopened, open_events
from app.central.intake.messages import CaseCorrected
from app.central.intake.rows_ahead import rows_ahead
from app.central.intake.small_files import SentFile, SoundFile, check_files
from app.central.objects import ObjectStore
from app.central.seal_identities import identities_in
from app.central.storage import audit_trails, cases, changes, corrections, deliveries, events, stations, tables
from app.central.storage import fee_claims as claims
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.payment_tables import fee_claims
from app.central.storage.person_tables import case_people
from app.central.storage.stations import Station
from app.domain.ports import Catalogue, EventVerdict


class Intake:
    def __init__(
        self,
        database: Database,
        identity: Any,
        catalogue: Catalogue,
        objects: ObjectStore,
        person_key: bytes,
        *,
        delivers: bool = False,
        rules: Path | None = None,
    ) -> None:
        """`identity`: one of pyrage, or all those of a centre. `person_key`: by which a person's cases are found.
        `delivers`: cases go on to a city's own platform. `rules`: the city's own packs."""
        self._rules = rules
        self._person_key = person_key
        self._database = database
        self._identity = identity
        self._catalogue = catalogue
        self._objects = objects
        self._delivers = delivers
        self.bells: dict[News, Callable[[], None]] = {}
        """Who is woken by what came."""

    def ring(self, news: Collection[News]) -> None:
        for each in news:
            if each in self.bells:
                self.bells[each]()

    def take(
        self, station: Station, raws: Sequence[object], sent: Sequence[SentFile] = (), *, is_ended: bool = False
    ) -> Answer:
        """What is slow (opening seals, checking forms, flushing files) comes before the transaction.

        The answer follows its commit. `is_ended`: the enrolment is over, and a person vouches for what it sent then;
        nothing is counted for the present one. Raises StorageProblem, NotIdentified.
        """
        batch = open_events(raws, station.id, identities_in(self._identity), self._catalogue)
        at = now()
        arrived = self._keep(station, sent, at)
        opened = [each for each in batch if isinstance(each, Opened)]
        rows = rows_ahead(opened, station, self._person_key, at)
        with self._database.write() as connection:
            _hold_homes(connection, station, opened)
            contiguous = (hold_ended if is_ended else still_speaks)(connection, station)
            ahead = events.sequences_ahead(connection, station.id, station.enrolment, contiguous)
            known = look_up(
                connection,
                station,
                opened,
                ahead,
                arrived.cases,
                identity=self._identity,
                catalogue=self._catalogue,
            )
            new, told = arrived.judged(known.arrived)
            known.arrived |= {each.file.identity for each in new}
            judge = Judge(station, self._catalogue, known, rows, at, self._person_key)
            judged = [(each, _judged(judge, each)) for each in batch]
            _write(connection, station, judge, new, at)
            booking.book_all(connection, self._catalogue, judge.taken.bookings, at)
            arrival.settle_all(connection, judge.taken.businesses, self._person_key, self._rules, at)
            if self._delivers:
                going_on = deliveries.rows_for([row["id"] for row in judge.taken.cases], at)
                going_on += deliveries.rows_for_corrected(
                    [(each.case_id, each.ordinal) for each in judge.taken.corrections], at
                )
                events.keep(connection, [(tables.deliveries, going_on)])
            refused = _remembered(connection, station, judged, at)
            events.keep_refused(connection, refused, {row["id"] for row in judge.taken.events})
            self._accept_older(connection, station, new, {row["id"] for row in judge.taken.cases}, at)
            for each in judge.taken.corrections:
                accept_when_complete(connection, each.case_id, known.cases[each.case_id][0], self._catalogue, at)
            if refused or ahead.refused or not ahead.is_all:  # what was refused may have been taken or moved
                seen = events.sequences_ahead(connection, station.id, station.enrolment, contiguous).seen()
            else:
                seen = ahead.seen([row["sequence"] for row in judge.taken.events])
            reached, gap = progress(contiguous, seen)
            if not is_ended:
                stations.advance_sequence(connection, station.id, reached)
        news = _news(judge, len(raws))
        self.ring(news)
        verdicts = tuple([Verdict(_id(each), verdict.verdict, verdict.reason) for each, verdict in judged])
        return Answer(verdicts, gap, reached, tuple(told), news)

    def _keep(self, station: Station, sent: Sequence[SentFile], at: datetime) -> Arrived:
        if not sent:
            return Arrived((), (), ())
        files = check_files(sent, identities_in(self._identity))
        cases = {each.told.case_id for each in files if isinstance(each, SoundFile)}
        with self._database.read() as connection:
            here = events.arrived(connection, station.id, cases)
        return keep_files(self._objects, files, here, at)

    def _accept_older(
        self,
        connection: Connection,
        station: Station,
        new: Sequence[Stored],
        judged_now: Collection[str],
        at: datetime,
    ) -> None:
        """Cases that came before, and waited for these files."""
        for case_id in {each.file.told.case_id for each in new} - {*judged_now}:
            accept_when_complete(connection, case_id, station.id, self._catalogue, at)


def _news(judge: Judge, count: int) -> frozenset[News]:
    taken = judge.taken
    came = {
        News.LARGE: count >= LARGE_BATCH,
        News.CASES: bool(taken.cases or taken.corrections),
        News.RECHECKS: bool(taken.rechecks or taken.corrections),
        News.FEES: bool(taken.claims),
    }
    return frozenset(each for each, is_there in came.items() if is_there)


def _write(connection: Connection, station: Station, judge: Judge, new: Sequence[Stored], at: datetime) -> None:
    taken = judge.taken
    events.keep(
        connection,
        [
            (tables.events, taken.events),
            (tables.cases, taken.cases),
            (tables.attachments, taken.attachments),
            (tables.evaluations, taken.evaluations),
            (tables.documents, taken.documents),
            (tables.paper_events, taken.papers),
            (tables.decisions, taken.decisions),
            (tables.notices, taken.notices),
            (tables.rechecks, taken.rechecks),
            (fee_claims, taken.claims),
            (case_people, taken.people),
            (tables.uploads, [each.row(station.id, at) for each in new]),
        ],
    )
    corrections.keep(connection, taken.corrections, at)
    for claim in taken.claimed_anew:
        claims.keep(connection, claim)
    cases.decided(connection, taken.decided)
    changes.tell(connection, station.id, taken.changes, at)
    for home, change in taken.elsewhere:
        changes.tell(connection, home, [change], at)


def _hold_homes(connection: Connection, station: Station, opened: Sequence[Opened]) -> None:
    """Where a case of another station is corrected, both are held, always in the same order: no two batches that do so
    wait for each other."""
    corrected = {each.sent.case_id for each in opened if type(each.payload) is CaseCorrected}
    homes = stations.homes_of(connection, corrected) - {station.id} if corrected else set()
    if homes:
        stations.hold_in_order(connection, {station.id, *homes})


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


def _remembered(
    connection: Connection, station: Station, judged: Sequence[tuple[Opened | Unopened, Judged]], at: datetime
) -> list[dict[str, Any]]:
    """The rows of what was refused, but for sequences so far ahead that the station cannot have come there."""
    rows = [_refused_row(station, *pair) | {"refused_at": at} for pair in judged if _is_remembered(*pair)]
    if not rows:
        return rows
    limit = audit_trails.sequence_limit(connection, station)
    return [row for row in rows if row["sequence"] <= limit]


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
