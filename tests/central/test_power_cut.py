"""The centre as its own process: killed without warning, ended politely, asked for what it cannot have."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.settings import CentralSettings
from app.domain.errors import ConfigInvalid, StorageProblem
from tests.central.conftest import Station
from tests.central.processes import served


def test_an_acknowledged_event_and_its_files_survive_a_kill(tmp_path: Path, hall: Callable[..., Station]) -> None:
    with Administration(tmp_path) as office:
        with served(tmp_path) as (process, url):
            station = hall(url, office)
            payload, sample = station.case()
            event = station.submitted(payload)
            assert station.verdicts(event) == ["accepted"]
            first = payload["attachments"][0]
            body = station.seal_file(sample.attachments[first["name"]].content)
            location = station.create_upload(payload["id"], first, len(body)).headers["Location"]
            assert station.patch(location, body[:1_000]).status_code == 204
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert office.get_case(payload["id"])["status"] == "received"
        port = int(url.rsplit(":", 1)[1])
        with EmbeddedCentre(tmp_path, station.catalogue, port=port) as again:
            assert again.url == url
            assert station.verdicts(event) == ["duplicate"]
            assert station.offset(location).headers["Upload-Offset"] == "1000"
            assert station.patch(location, body[1_000:], 1_000).status_code == 204


def test_it_ends_politely_and_soon_by_ctrl_c(tmp_path: Path) -> None:
    """By SIGTERM: test_graceful_stop.py."""
    with served(tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_a_port_in_use_is_told_in_words(centre: EmbeddedCentre, tmp_path: Path, catalogue: Any) -> None:
    second = EmbeddedCentre(tmp_path, catalogue, port=int(centre.url.rsplit(":", 1)[1]))
    with pytest.raises(ConfigInvalid, match="端口"):
        second.start()
    assert not second.running


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"database_url": "postgresql+pg8000://nobody@127.0.0.1/none"}, "pg8000"),
        ({"database_url": "no url at all"}, "数据库地址"),
        ({"object_store": "nonsense://x"}, "附件存储"),
    ],
)
def test_what_cannot_be_used_is_told_in_words(
    tmp_path: Path, catalogue: Any, options: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigInvalid, match=words):
        EmbeddedCentre(tmp_path, catalogue, **options).start()


def test_a_database_server_that_is_not_there_is_told_in_words(tmp_path: Path, catalogue: Any) -> None:
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:9/none"  # the port of `discard`, where nothing answers
    with pytest.raises(StorageProblem, match="连不上"):
        EmbeddedCentre(tmp_path, catalogue, database_url=nowhere).start()


def test_a_damaged_database_is_told_and_left_alone(tmp_path: Path, catalogue: Any) -> None:
    path = CentralSettings(tmp_path, catalogue).home / "central.db"
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 500)
    with pytest.raises(StorageProblem):
        EmbeddedCentre(tmp_path, catalogue).start()
    assert path.read_bytes().startswith(b"this is no database")


def test_files_nobody_came_back_for_are_dropped_at_the_next_start(
    tmp_path: Path, catalogue: Any, hall: Callable[..., Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from app.central.api import uploads

    monkeypatch.setattr(uploads, "LIFETIME", timedelta(seconds=-1))
    with Administration(tmp_path) as office, EmbeddedCentre(tmp_path, catalogue) as centre:
        station = hall(centre.url, office)
        payload, _ = station.case()
        location = station.create_upload(payload["id"], payload["attachments"][0], 100).headers["Location"]
        assert station.offset(location).status_code == 410
        centre.stop()
        centre.start()
        assert station.offset(location).status_code == 404
