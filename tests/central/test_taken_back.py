"""A file that is taken back while its twin arrives: never is one told to be here that is not."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pytest

from app.central.intake import intake as intake_room
from app.central.intake.arrivals import Arrived, keep_files
from app.central.uploads.arrival import Arrivals
from tests.central.conftest import Running, Station
from tests.central.mixed import parts_of_case, send_mixed

ON_BOTH = True
TUS = {"Tus-Resumable": "1.0.0"}


def first_of(payload: dict[str, Any], sample: Any) -> tuple[dict[str, Any], bytes]:
    return payload["attachments"][0], next(iter(sample.attachments.values())).content


def test_an_upload_whose_twin_is_taken_back_while_it_is_opened_keeps_its_own_bytes(
    station: Station, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    payload, sample = station.case()
    told, content = first_of(payload, sample)
    body = station.seal_file(content)
    twin, late = (station.create_upload(payload["id"], told, len(body)).headers["Location"] for _ in range(2))
    assert station.patch(twin, body).status_code == 204
    half = len(body) // 2
    assert station.patch(late, body[:half]).status_code == 204
    opened = Arrivals._compare
    answers: list[int] = []

    def meanwhile(self: Arrivals, *upload: Any) -> str:
        answers.append(station.request("DELETE", twin, headers=TUS).status_code)
        return opened(self, *upload)

    monkeypatch.setattr("app.central.uploads.opening.Opening.whole", lambda *_: False)
    monkeypatch.setattr(Arrivals, "_compare", meanwhile)
    assert station.patch(late, body[half:], offset=half).status_code == 204
    assert answers == [204]
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    assert _arrived(running, payload, told["name"]) == hashlib.sha256(content).hexdigest()


def test_a_small_file_whose_twin_is_taken_back_meanwhile_is_asked_for_again(
    station: Station, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    payload, sample = station.case()
    told, content = first_of(payload, sample)
    body = station.seal_file(content)
    twin = station.create_upload(payload["id"], told, len(body)).headers["Location"]
    assert station.patch(twin, body).status_code == 204
    answers: list[int] = []

    def meanwhile(*asked: Any) -> Arrived:
        kept = keep_files(*asked)
        if not answers:
            answers.append(station.request("DELETE", twin, headers=TUS).status_code)
        return kept

    monkeypatch.setattr(intake_room, "keep_files", meanwhile)
    events: Sequence[dict[str, Any]] = [station.submitted(payload)]
    sent = [send_mixed(station, events, parts_of_case(station, payload, sample)) for _ in range(2)]
    assert answers == [204]
    assert [each.status_code for each in sent] == [503, 200]
    assert {each["verdict"] for each in sent[1].json()["attachments"]} == {"accepted"}
    assert _arrived(running, payload, told["name"]) == hashlib.sha256(content).hexdigest()


def _arrived(running: Running, payload: dict[str, Any], name: str) -> str:
    """SHA-256 of what the office gets of the file."""
    from app.central.objects import ObjectStore
    from app.central.sealing import open_bytes
    from app.central.storage import cases

    with running.reading() as connection:
        rows = cases.attachments_of(connection, [payload["id"]])
    key = next(row["object_key"] for row in rows if row["name"] == name)
    sealed = ObjectStore(running.data_dir / "central" / "objects").get(key)
    return hashlib.sha256(open_bytes(running.office.keys.identity, sealed)).hexdigest()
