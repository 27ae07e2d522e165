"""When all faults have stopped and both sides have run to their end: what was lost, doubled, damaged or made up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
from sqlalchemy import select

from app.central.keys import open_keys
from app.central.objects import ObjectStore
from app.central.settings import centre_home, sqlite_url
from app.central.storage import cases as centre_cases
from app.central.storage import tables as centre_tables
from app.central.storage.database import Database
from app.domain.prints import PrintState
from app.storage import open_store
from app.storage.store import Store
from app.storage.tables import outbox_events
from tests.chaos.material import CaseSpec, files_of, slip_text

EVERYTHING = 10_000_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """`returned`: the number by the id of every case whose submit returned; `slips`: what came out of the printer."""

    station_dir: Path
    centre_dir: Path
    specs: Mapping[str, CaseSpec]
    returned: Mapping[str, str]
    slips: Sequence[str]
    database_url: str = ""


@dataclass(slots=True)
class Centre:
    """What stands at the centre of this one station."""

    cases: Mapping[str, Mapping[str, Any]]
    files: Mapping[tuple[str, str], Mapping[str, Any]]
    events: Sequence[Any]
    refused: Sequence[Any]
    evaluated: Sequence[str]


def judge(evidence: Evidence) -> list[str]:
    """Every complaint as a sentence; none is a good day."""
    with open_store(evidence.station_dir, lambda: datetime.now(UTC)) as store:
        centre = look_at_centre(evidence)
        return [
            *lost_or_doubled(evidence, store, centre),
            *damaged_files(evidence, centre),
            *events_not_once(store, centre),
            *broken_audit(store, centre),
            *lying_ledger(evidence, store),
            *still_waiting(store),
        ]


def look_at_centre(evidence: Evidence) -> Centre:
    database = Database(evidence.database_url or sqlite_url(evidence.centre_dir))
    try:
        with database.read() as connection:
            cases = connection.execute(select(centre_tables.cases)).mappings().all()
            files = centre_cases.attachments_of(connection, [each["id"] for each in cases])
            events = connection.execute(select(centre_tables.events.c.id, centre_tables.events.c.sequence)).all()
            refused = connection.execute(select(centre_tables.refused_events)).all()
            evaluated = connection.scalars(select(centre_tables.evaluations.c.case_id)).all()
    finally:
        database.close()
    return Centre(
        cases={each["id"]: each for each in cases},
        files={(each["case_id"], each["name"]): each for each in files},
        events=events,
        refused=refused,
        evaluated=evaluated,
    )


# ------------------------------------------------------------ cases


def lost_or_doubled(evidence: Evidence, store: Store, centre: Centre) -> Iterator[str]:
    kept = {each.id: each for each in store.cases.cases(EVERYTHING)}
    yield from _broken_words(evidence, {each.id: each.number for each in kept.values()})
    for case_id in kept.keys() - centre.cases.keys():
        yield f"case {case_id} never reached the centre"
    for case_id in centre.cases.keys() - kept.keys():
        yield f"case {case_id} is at the centre and not on the station"
    for case_id in kept.keys() & centre.cases.keys():
        if centre.cases[case_id]["number"] != kept[case_id].number:
            yield f"case {case_id} has another number at the centre"
    for number, times in Counter(each["number"] for each in centre.cases.values()).items():
        if times > 1:
            yield f"number {number} stands on {times} cases"
    if len(kept.keys() & set(centre.evaluated)) != len(centre.evaluated):
        yield "an evaluation is at the centre twice, or of no case of ours"


def _broken_words(evidence: Evidence, numbers: Mapping[str, str]) -> Iterator[str]:
    for case_id, number in evidence.returned.items():
        if case_id not in numbers:
            yield f"case {case_id} was told to be saved and is not on the station"
        elif numbers[case_id] != number:
            yield f"case {case_id} was told the number {number} and has {numbers[case_id]}"


def damaged_files(evidence: Evidence, centre: Centre) -> Iterator[str]:
    """The bytes themselves, opened with the centre's identity, against those the citizen handed over."""
    home = centre_home(evidence.centre_dir)
    identity, objects = open_keys(home / "keys").identity, ObjectStore(home / "objects")
    for case_id in centre.cases:
        for each in files_of(evidence.specs[case_id]):
            row = centre.files.get((case_id, each.name))
            if row is None or not row["object_key"]:
                yield f"attachment {each.name} of case {case_id} never arrived"
                continue
            plain = pyrage.decrypt(objects.get(row["object_key"]), list(identity.all()))
            if sha256(plain).digest() != sha256(each.content).digest():
                yield f"attachment {each.name} of case {case_id} is not what was handed over"


# ------------------------------------------------------------ events, audit


def events_not_once(store: Store, centre: Centre) -> Iterator[str]:
    with store.database.reading() as connection:
        sent = connection.execute(select(outbox_events.c.id, outbox_events.c.sequence, outbox_events.c.kind)).all()
    here, there = {row.id: row.sequence for row in sent}, {row.id: row.sequence for row in centre.events}
    kinds = {row.id: row.kind for row in sent}
    for event_id in here.keys() - there.keys():
        yield f"event {event_id} ({kinds[event_id]}) is not at the centre"
    for event_id in there.keys() - here.keys():
        yield f"event {event_id} is at the centre and was never the station's"
    if sorted(here.values()) != list(range(1, len(here) + 1)):
        yield "the station's sequence has a gap"
    if sorted(there.values()) != list(range(1, len(there) + 1)):
        yield "the sequence at the centre has a gap, or a number twice"
    if centre.refused:
        yield f"the centre refused {len(centre.refused)} events: {centre.refused[0].reason}"


def broken_audit(store: Store, centre: Centre) -> Iterator[str]:
    if not store.audit.verify().intact:
        yield "the audit chain is broken"
    told = Counter(fields.get("case_id") for name, fields in _audit(store) if name == "case.submitted")
    for case_id in centre.cases:
        if told[case_id] != 1:
            yield f"the audit tells {told[case_id]} times that case {case_id} was submitted"


def _audit(store: Store) -> Iterator[tuple[str, Mapping[str, Any]]]:
    after = 0
    while page := store.audit.records(after):
        for each in page:
            record = json.loads(each.record)
            yield record["event"], record.get("fields", record)
        after = page[-1].sequence


# ------------------------------------------------------------ papers


def lying_ledger(evidence: Evidence, store: Store) -> Iterator[str]:
    """What the ledger calls presented lies there whole; what it calls not begun does not; nothing is there twice."""
    out = Counter(evidence.slips)
    for job in store.prints.jobs(EVERYTHING):
        whole = out["\n".join(slip_text(job.number, job.id))]
        if whole > 1:
            yield f"print job {job.id} came out {whole} times"
        if job.state in (PrintState.PRESENTED, PrintState.TAKEN) and whole != 1:
            yield f"print job {job.id} is called {job.state} and nothing whole came out"
        if (job.state is PrintState.QUEUED or (job.state is PrintState.FAILED and not job.begun)) and whole:
            yield f"print job {job.id} is called {job.state}, not begun, and its paper came out"
        if job.state in (PrintState.QUEUED, PrintState.SENT):
            yield f"print job {job.id} was left {job.state} by a start that should have taken stock"


def still_waiting(store: Store) -> Iterator[str]:
    if waiting := store.outbox.waiting():
        yield f"{waiting} rows still wait in the outbox"
    if parked := store.outbox.conflicts():
        yield f"{parked} events are parked for a person"
