"""An object store that takes connections and says nothing: whoever wants no attachment is answered as always."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.catalogue import LoadedCatalogue
from app.central import objects
from app.central.administration import Administration
from app.central.api.events import FAR_BATCHES_AT_ONCE
from app.central.far_store import StoreAway
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.domain.errors import StorageProblem
from tests.central.conftest import Station
from tests.central.mixed import parts_of_case, send_mixed
from tests.central.s3 import Bucket, new_bucket, s3_server
from tests.central.silent_line import SilentLine

THREADS = 40
"""That answer requests."""


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    with s3_server() as endpoint:
        yield endpoint


@pytest.fixture
def line(s3_endpoint: str) -> Iterator[SilentLine]:
    host, _, port = s3_endpoint.removeprefix("http://").partition(":")
    line = SilentLine((host, int(port)))
    yield line
    line.close()


@pytest.fixture
def bucket(s3_endpoint: str, line: SilentLine, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    bucket = new_bucket(s3_endpoint)
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{line.port}")
    return bucket


@pytest.fixture
def store(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    """Whose silences are short, and whose rest lasts as long as the test."""
    monkeypatch.setattr(objects, "REQUEST_TIMEOUT", timedelta(seconds=1))
    monkeypatch.setattr(objects, "SILENT_S", 0.5)
    monkeypatch.setattr(objects, "RETRIES", {"max_retries": 0, "retry_timeout": timedelta(0)})
    return ObjectStore(tmp_path / "objects", bucket.url)


def test_after_a_silence_nobody_waits_for_the_store_for_a_while(store: ObjectStore, line: SilentLine) -> None:
    store.put_bytes("a", b"1")
    line.freeze()
    with pytest.raises(StoreAway) as first:
        store.put_bytes("b", b"2")
    assert first.value.reason == "silent"
    for ask in (lambda: store.put_bytes("b", b"2"), lambda: store.get("a"), lambda: store.delete(["a"])):
        with pytest.raises(StoreAway) as later:
            ask()
        assert later.value.reason == "resting"
    assert not store.answers()


def test_after_its_rest_the_store_is_asked_again(
    store: ObjectStore, line: SilentLine, bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objects, "REST_S", 0.0)
    store = ObjectStore(tmp_path / "objects", bucket.url)
    line.freeze()
    with pytest.raises(StoreAway):
        store.put_bytes("a", b"1")
    line.thaw()
    store.put_bytes("a", b"1")
    assert store.get("a") == b"1"


def test_what_the_store_refuses_at_once_is_no_silence(store: ObjectStore, s3_endpoint: str, bucket: Bucket) -> None:
    with pytest.raises(StorageProblem) as missing:
        store.get("nothing")
    assert not isinstance(missing.value, StoreAway)
    store.put_bytes("a", b"1")
    assert store.answers()


@pytest.mark.usefixtures("store")
def test_a_station_is_told_to_come_again_with_its_papers(
    bucket: Bucket, line: SilentLine, tmp_path: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station]
) -> None:
    with Administration(tmp_path) as office, EmbeddedCentre(tmp_path, catalogue, object_store=bucket.url) as centre:
        station = hall(centre.url, office)
        payload, sample = station.case()
        line.freeze()
        for _ in range(2):  # waits for it, and does not
            answer = send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
            assert (answer.status_code, answer.json()["code"]) == (503, "storage")
            assert int(answer.headers["Retry-After"]) > 0


def test_batches_that_wait_for_the_store_keep_nobody_else_waiting(
    bucket: Bucket,
    line: SilentLine,
    tmp_path: Path,
    catalogue: LoadedCatalogue,
    hall: Callable[..., Station],
) -> None:
    with (
        Administration(tmp_path) as office,
        EmbeddedCentre(tmp_path, catalogue, object_store=bucket.url, grace_s=1) as centre,
        ThreadPoolExecutor(THREADS + 5) as pool,
    ):
        stations = [hall(centre.url, office) for _ in range(THREADS + 5)]
        other = hall(centre.url, office)
        line.freeze()

        def send(station: Station) -> int:
            payload, sample = station.case()
            return send_mixed(
                station, [station.submitted(payload)], parts_of_case(station, payload, sample)
            ).status_code

        waiting = [pool.submit(send, each) for each in stations]
        line.wait_for_held(FAR_BATCHES_AT_ONCE)
        assert httpx.get(f"{centre.url}/healthz").status_code == 200
        assert httpx.get(f"{centre.url}/metrics").status_code == 200
        assert other.request("POST", "/api/v1/heartbeat", json={}).status_code == 200
        line.thaw()
        line.hang_up()
        wait(waiting)
