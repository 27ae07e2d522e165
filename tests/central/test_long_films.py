"""A renewal with a long film arrives in every form in which events travel, its list of pieces whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import zstandard

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.case import NewAttachment, Submission
from app.storage import open_store
from app.storage.store import Store
from app.sync.client import CentreClient
from tests.central.conftest import Station, new_id
from tests.central.long_film import TWO_HOURS_S, listed
from tests.central.packed import batch_for, verdicts_on

RENEWAL = "driving-licence-renewal"


def renewal(station: Station, seconds: int) -> dict[str, Any]:
    payload, sample = station.case(RENEWAL, channel="post")
    return payload | {"data": {**sample.data, "recordings": {"video": listed(seconds)}}}


def test_a_case_with_a_film_of_two_hours_is_taken_alone(station: Station, office: Administration) -> None:
    payload = renewal(station, TWO_HOURS_S)
    assert station.send(station.submitted(payload))["verdicts"][0]["verdict"] == "accepted"
    kept = office.get_case(payload["id"])["data"]["recordings"]["video"]
    assert kept == payload["data"]["recordings"]["video"]


def test_a_case_with_a_film_of_two_hours_is_taken_in_a_compressed_body(station: Station) -> None:
    body = json.dumps({"events": [station.submitted(renewal(station, TWO_HOURS_S))]}).encode()
    headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
    packed = zstandard.ZstdCompressor().compress(body)
    answer = station.request("POST", "/api/v1/events", content=packed, headers=headers)
    assert [each["verdict"] for each in answer.json()["verdicts"]] == ["accepted"]


def test_cases_with_films_of_two_hours_are_taken_under_one_seal(station: Station) -> None:
    batch = batch_for(station)
    for _ in range(3):
        payload = renewal(station, TWO_HOURS_S)
        batch.add(station.event("case.submitted", payload["id"], payload), json.dumps(payload).encode())
    assert verdicts_on(station, batch) == ["accepted"] * 3


def test_a_list_longer_than_any_film_can_be_is_refused(station: Station) -> None:
    answer = station.send(station.submitted(renewal(station, 21_000)))
    assert [(each["verdict"], each["reason"]) for each in answer["verdicts"]] == [("rejected", "application")]


@contextmanager
def own_store(folder: Path) -> Iterator[Store]:
    store = open_store(folder, lambda: datetime.now(UTC))
    try:
        yield store
    finally:
        store.close()


def test_a_stations_own_store_and_client_bring_it_there(
    centre: EmbeddedCentre, office: Administration, station: Station, tmp_path: Path
) -> None:
    payload, sample = station.case(RENEWAL)
    with own_store(tmp_path / "post") as store:
        client = CentreClient(store.settings, store.outbox, lambda: datetime.now(UTC))
        try:
            client.enroller.enrol(centre.url, office.make_enrolment_code("post-99"), "post")
            for _ in range(9):  # enough to go under one seal
                data = {**sample.data, "recordings": {"video": listed(TWO_HOURS_S)}}
                files = tuple(NewAttachment(e.name, e.media_type, e.content) for e in sample.attachments.values())
                case_id = new_id()
                store.cases.submit(Submission(case_id, RENEWAL, payload["item_version"], data, files, "post"))
            report = client.synchronizer.once()
        finally:
            client.close()
        assert store.outbox.waiting() == 0, report
    assert len(office.get_case(case_id)["data"]["recordings"]["video"]["segments"]) == TWO_HOURS_S
