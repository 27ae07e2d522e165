"""The object store keeps the same promises in a folder and on S3."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import obstore
import pytest

from app.central.administration import Administration
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.central.sweeping import sweep
from app.domain.errors import ConfigInvalid, DiskFull, StorageProblem
from tests.central.conftest import Station, new_id, web
from tests.central.postgresql import Server
from tests.central.s3 import Bucket, new_bucket, s3_server


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    with s3_server() as endpoint:
        yield endpoint


@pytest.fixture
def bucket(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    bucket = new_bucket(s3_endpoint)
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    return bucket


@pytest.fixture
def shared(tmp_path: Path) -> str:
    """The address of a folder that all replicas see."""
    folder = tmp_path / "shared 附件"
    folder.mkdir()
    return folder.as_uri()


@pytest.fixture(params=["folder", "shared", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    match request.param:
        case "s3":
            url = request.getfixturevalue("bucket").url
        case "shared":
            url = request.getfixturevalue("shared")
        case _:
            url = ""
    return ObjectStore(tmp_path / "objects", url)


def test_what_was_put_comes_back_whole_in_slices_and_in_pieces(store: ObjectStore) -> None:
    content = os.urandom(3_000_000)
    store.put_bytes("a/bytes", content)
    store.put_pieces("a/pieces", iter([content[:10], content[10:]]))
    assert store.get("a/bytes") == store.get("a/pieces") == content
    assert store.get("a/bytes#5+7") == content[5:12]
    assert max(len(piece) for piece in store.pieces("a/bytes")) < len(content)
    assert sorted(store.names("a/")) == ["a/bytes", "a/pieces"]


def test_a_list_of_objects_is_read_as_one_and_deleted_as_one(store: ObjectStore) -> None:
    store.put_bytes("parts/1", b"one ")
    store.put_bytes("parts/2", b"two")
    key = store.put_list("cases/x", ["parts/1", "parts/2"])
    assert store.get(key) == b"one two"
    store.delete([key])
    store.delete([key, "parts/1"])
    assert list(store.names("")) == []


def test_what_stood_before_a_moment_is_named_and_one_object_goes_without_what_it_lists(store: ObjectStore) -> None:
    store.put_bytes("parts/1", b"one")
    key = store.put_list("cases/x", ["parts/1"])
    store.put_bytes("owners/a", b"")
    later, before = datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) - timedelta(hours=1)
    assert sorted(store.written_before(later)) == [key, "owners/a", "parts/1"]
    assert list(store.written_before(later, "owners")) == ["owners/a"]
    assert list(store.written_before(before)) == []
    assert store.listed(key) == ["parts/1"]
    store.remove([key, "gone"])
    assert sorted(store.names("")) == ["owners/a", "parts/1"]


def test_what_is_not_there_is_told(store: ObjectStore) -> None:
    for key in ("nothing", "nothing.parts", "nothing#0+1"):
        with pytest.raises(StorageProblem, match="读不出来"):
            store.get(key)
    assert store.answers()


def test_a_store_that_is_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.central import objects

    monkeypatch.setattr(objects, "RETRIES", {"max_retries": 0})
    nowhere = Bucket("s3://none", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ALLOW_HTTP": "true"})
    for name, value in nowhere.environment.items():
        monkeypatch.setenv(name, value)
    store = ObjectStore(tmp_path, nowhere.url)
    assert not store.answers()
    with pytest.raises(StorageProblem, match="没能存下来"):
        store.put_bytes("a", b"x")


@pytest.mark.parametrize("is_shared", [False, True], ids=["folder", "shared"])
def test_a_disk_that_is_full_when_it_is_flushed_is_told_and_leaves_nothing(
    tmp_path: Path, shared: str, monkeypatch: pytest.MonkeyPatch, is_shared: bool
) -> None:
    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    store = ObjectStore(tmp_path / "objects", shared if is_shared else "")
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(DiskFull):
        store.put_bytes("a/b", b"x")
    monkeypatch.undo()
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_a_shared_folder_is_flushed_with_every_name_before_a_put_returns(
    tmp_path: Path, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed, root = [], tmp_path / "shared 附件"
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    ObjectStore(tmp_path / "objects", shared).put_bytes("packs/20260318/a.pack", b"x")
    paths = [root / "packs/20260318/a.pack", root / "packs/20260318", root / "packs", root]
    assert {each.stat().st_ino for each in paths} <= {*flushed}


def test_what_replicas_of_before_put_into_a_shared_folder_is_read_listed_and_removed(
    tmp_path: Path, shared: str
) -> None:
    from obstore.store import from_url

    names = ["packs/20260318/a.pack", "cases/x/y.age", "parts/20260318/u.0.abcd", "owners/a"]
    for each in names:
        obstore.put(from_url(shared), each, each.encode())
    first, second = ObjectStore(tmp_path / "a", shared), ObjectStore(tmp_path / "b", shared)
    second.put_bytes("cases/x/z.age", b"z")
    assert sorted(first.names("")) == sorted([*names, "cases/x/z.age"])
    assert first.get(names[0]) == names[0].encode()
    assert first.get("cases/x/z.age") == b"z"
    second.put_bytes(names[0], b"anew")
    assert first.get(names[0]) == b"anew"
    first.remove(names)
    assert list(second.names("")) == ["cases/x/z.age"]
    assert not (tmp_path / "a").exists()


def test_two_replicas_work_on_one_shared_folder(
    tmp_path: Path, shared: str, catalogue: Any, hall: Callable[..., Station], postgresql_server: Server
) -> None:
    url, public = postgresql_server.new_centre(), "https://centre.example"
    first, second = (
        EmbeddedCentre(tmp_path, catalogue, database_url=url, object_store=shared, public_url=public) for _ in range(2)
    )
    with Administration(tmp_path, url) as office, first, second:
        station = hall(first.url, office)
        station.enrolment["centre_url"] = public
        other = Station(second.url, station.keys, station.enrolment, catalogue)
        payload, sample = station.case()
        station.send(station.submitted(payload))
        declared, content = payload["attachments"][0], next(iter(sample.attachments.values())).content
        body = station.seal_file(content)
        location = station.create_upload(payload["id"], declared, len(body)).headers["Location"]
        assert station.patch(location, body[:1_000]).status_code == 204
        assert other.patch(location, body[1_000:], 1_000).status_code == 204
        other.upload_all(payload, sample)
        assert all(each["arrived"] for each in office.get_case(payload["id"])["attachments"])
        store, at = ObjectStore(tmp_path / "none", shared), datetime.now(UTC)
        store.put_bytes("packs/20260318/left-by-a-kill.pack", b"x")
        kept = {*store.names("")} - {"packs/20260318/left-by-a-kill.pack"}
        for later in (0, 15):
            swept = sweep(office.database, store, at + timedelta(days=later), threading.Event())
        assert swept >= 1
        assert kept <= {*store.names("")}
        assert "packs/20260318/left-by-a-kill.pack" not in {*store.names("")}
        other.close()
    assert not (tmp_path / "central" / "objects").exists()


@pytest.mark.parametrize(
    "url", ["file:///nowhere-at-all", "file://elsewhere/x", "file:relative", "file:", "memory:", "memory:///", "none:x"]
)
def test_what_is_no_place_for_attachments_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigInvalid, match="附件"):
        ObjectStore(tmp_path / "objects", url)
    assert not Path("/nowhere-at-all").exists()


def test_a_centre_with_its_files_on_s3_takes_cases_and_uploads(
    tmp_path: Path, catalogue: Any, bucket: Bucket, hall: Callable[..., Station]
) -> None:
    with (
        Administration(tmp_path) as office,
        EmbeddedCentre(tmp_path, catalogue, object_store=bucket.url) as centre,
    ):
        station = hall(centre.url, office)
        assert web.get(f"{centre.url}/readyz").status_code == 200
        payload, sample = station.case()
        station.send(station.submitted(payload))
        station.upload_all(payload, sample)
        assert office.get_case(payload["id"])["status"] == "accepted"
        content = os.urandom(9_000_000)
        body = station.seal_file(content)
        told = {"name": "video", "media_type": "video/mp4", "size": len(content), "sha256": _sha256(content)}
        location = station.create_upload(new_id(), told, len(body)).headers["Location"]
        assert station.patch(location, body[:6_000_000]).status_code == 204
        assert station.patch(location, body[6_000_000:], 6_000_000).status_code == 204
    assert not (tmp_path / "central" / "objects").exists()
    store = ObjectStore(tmp_path, bucket.url)
    [listed] = [each for each in store.names("cases") if each.endswith(".parts")]
    assert store.get(listed) == body


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def test_crumbs_are_gathered_into_one_object(station: Station, data_dir: Path, office: Administration) -> None:
    content = secrets.token_bytes(2_000)
    body = station.seal_file(content)
    told = {"name": "photo", "media_type": "image/jpeg", "size": len(content), "sha256": _sha256(content)}
    case_id = new_id()
    location = station.create_upload(case_id, told, len(body)).headers["Location"]
    for at in range(0, len(body), 100):
        assert station.patch(location, body[at : at + 100], at).status_code == 204
    store = ObjectStore(data_dir / "central" / "objects")
    [whole] = store.names(f"cases/{case_id}")
    assert store.get(whole) == body
    upload = location.rsplit("/", 1)[1]
    assert [name for name in store.names("parts") if upload in name] == []
