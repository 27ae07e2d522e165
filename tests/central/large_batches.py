"""Batches large enough for the processes beside a centre, given to it without a line between."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any

from uuid_utils import uuid7

from app.catalogue.samples import Sample, make_sample
from app.central.centre import Centre
from app.central.intake.packed import MEDIA_TYPE
from app.central.intake.taking import Taken
from app.central.storage import stations
from app.central.storage.stations import Station
from app.domain.service_item import ServiceItem
from tests.central.conftest import count_cases
from tests.central.packed import Batch

MANY = 120
NO_HANG_S = 60.0
AT = datetime(2026, 3, 18, 1, 30, tzinfo=UTC)
_numbers = count(1)


@lru_cache
def _sample(item: ServiceItem, seed: int) -> Sample:
    return make_sample(item, seed)


def enrolled(centre: Centre) -> Station:
    number = next(_numbers)
    made = Station(f"hall-{number:02d}", "counter", 1, f"BM{number:02d}", "", "", "")
    with centre.database.write() as connection:
        stations.save(connection, made, AT)
    return made


def event(centre: Centre, station: Station, sequence: int) -> tuple[dict[str, Any], bytes]:
    item = centre.catalogue.item("temporary-id-card")
    sample = _sample(item, sequence % 3)
    case_id = str(uuid7())
    attachments = [
        {"name": each.name, "media_type": each.media_type, "size": len(each.content), "sha256": "0" * 64}
        for each in sample.attachments.values()
    ]
    case = {"id": case_id, "number": f"{station.number_prefix}20260318-{sequence:06d}", "item": item.code}
    case |= {"item_version": item.version, "submitted_at": "2026-03-18T09:30:00+08:00", "channel": "screen"}
    plain = json.dumps(case | {"data": sample.data, "attachments": attachments})
    told = {"id": str(uuid7()), "station_id": station.id, "sequence": sequence, "kind": "case.submitted"}
    told |= {"case_id": case_id, "occurred_at": "2026-03-18T09:30:00+08:00", "catalogue_version": "1"}
    return told | {"payload_sha256": hashlib.sha256(plain.encode()).hexdigest()}, plain.encode()


def body(
    centre: Centre,
    station: Station,
    first: int = 1,
    spoilt: Callable[[Batch], None] = lambda _batch: None,
    many: int = MANY,
) -> bytes:
    batch = Batch(centre.keys.recipient)
    for sequence in range(first, first + many):
        batch.add(*event(centre, station, sequence))
    spoilt(batch)
    return batch.body()


def at_work(centre: Centre) -> list[int]:
    """The processes, begun and ready."""
    end = time.monotonic() + NO_HANG_S
    station = enrolled(centre)
    for first in count(1, MANY):
        if len(found := centre.workers.process_ids) == 2:
            return found
        take(centre, station, body(centre, station, first))
        assert time.monotonic() < end, "they never began"
        time.sleep(0.2)
    raise AssertionError


def take(centre: Centre, station: Station, content: bytes) -> Taken:
    assert centre.workers.is_work(MEDIA_TYPE, content)
    return centre.workers.take_body(station, MEDIA_TYPE, content)


def verdicts(taken: Taken) -> list[str]:
    told = json.loads(taken.answer)["verdicts"]
    return [each["verdict"] + (f" {each['reason']}" if each["reason"] else "") for each in told]


def cases_of(centre: Centre, station: Station) -> int:
    return count_cases(centre.database, station.id)
