"""A centre whose disk is full: a problem document for every question it cannot keep, and nothing half behind it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.errors import DataDirReadOnly
from tests.central.conftest import Station, fill

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts")


@pytest.fixture
def disk(mounted: Callable[[str], Path]) -> Path:
    return mounted("size=24m")


def is_disk_full(answer: httpx.Response) -> bool:
    """RFC 9457, with the stable code."""
    told = answer.json()
    return (answer.status_code, answer.headers["content-type"], told["code"], told["status"]) == (
        507,
        "application/problem+json",
        "disk_full",
        507,
    )


def test_a_full_disk_is_507_and_freed_room_makes_it_work_again(
    disk: Path, catalogue: Any, hall: Callable[..., Station]
) -> None:
    with Administration(disk) as office, EmbeddedCentre(disk, catalogue) as centre:
        station = hall(centre.url, office)
        payload, sample = station.case()
        event = station.submitted(payload)
        first = payload["attachments"][0]
        body = station.seal_file(sample.attachments[first["name"]].content)
        location = station.create_upload(payload["id"], first, len(body)).headers["Location"]
        ballast = fill(disk)

        assert is_disk_full(station.request("POST", "/api/v1/events", json={"events": [event]}))
        assert is_disk_full(station.patch(location, body))
        assert station.request("GET", "/healthz").status_code == 200

        ballast.unlink()
        assert station.verdicts(event) == ["accepted"]
        assert station.offset(location).headers["Upload-Offset"] == "0"
        station.upload_all(payload, sample)
        case = office.get_case(payload["id"])
        assert case["data"] == payload["data"]
        assert all(each["arrived"] for each in case["attachments"])


def test_a_read_only_disk_is_said_at_the_start(disk: Path, catalogue: Any) -> None:
    with EmbeddedCentre(disk, catalogue):
        pass
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(DataDirReadOnly):
        EmbeddedCentre(disk, catalogue).start()
