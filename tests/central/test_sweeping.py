"""Objects that no row names go when they are old; what a row names in whatever way stays, whichever replica looks."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.central import results, sweeping
from app.central.administration import Administration
from app.central.intake.packs import keep_pack
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.central.storage import restorings, upload_parts
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.sweeping import OWNERS, SAFE_AGE, sweep
from tests.central.conftest import Station, new_id
from tests.central.mixed import parts_of_case, send_mixed

OLD = SAFE_AGE + timedelta(days=1)


@dataclass
class Place:
    """A database and a store of its own, and a sweep at whatever time."""

    office: Administration
    objects: ObjectStore
    url: str = ""
    """Of the centre that works on it, if one does."""

    @property
    def database(self) -> Database:
        return self.office.database

    def sweep(self, at: datetime) -> int:
        return sweep(self.database, self.objects, at, threading.Event())

    @property
    def names(self) -> set[str]:
        return {each for each in self.objects.names("") if not each.startswith(OWNERS)}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with Administration(tmp_path) as office:
        yield marked(Place(office, ObjectStore(tmp_path / "central" / "objects")))


@pytest.fixture(params=["sqlite", "postgresql"])
def at_work(tmp_path: Path, catalogue: LoadedCatalogue, request: pytest.FixtureRequest) -> Iterator[Place]:
    url = request.getfixturevalue("postgresql_server").new_centre() if request.param == "postgresql" else ""
    with Administration(tmp_path, url) as office, EmbeddedCentre(tmp_path, catalogue, database_url=url) as centre:
        yield marked(Place(office, ObjectStore(tmp_path / "central" / "objects"), centre.url))


def marked(place: Place) -> Place:
    """Known to its store."""
    assert place.sweep(now()) == 0
    return place


def upload(station: Station, case_id: str, content: bytes, cut_at: int = 0) -> str:
    """A whole one, its location; cut once, it is in two parts."""
    sealed = station.seal_file(content)
    told = {"name": "film", "media_type": "video/mp4", "size": len(content)}
    told["sha256"] = hashlib.sha256(content).hexdigest()
    location = str(station.create_upload(case_id, told, len(sealed)).headers["Location"])
    assert station.patch(location, sealed[: cut_at or len(sealed)]).status_code == 204
    if cut_at:
        assert station.patch(location, sealed[cut_at:], cut_at).status_code == 204
    return location


def submitted(station: Station) -> dict[str, Any]:
    """A case with small papers in a pack."""
    payload, sample = station.case()
    answer = send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
    assert {each["verdict"] for each in answer.json()["attachments"]} == {"accepted"}
    return payload


def left_by_kills(place: Place) -> set[str]:
    """One of each kind, as it lies there when the kill comes between the object and its row."""
    pack = keep_pack(place.objects, [b"one", b"two"], now())[0].partition("#")[0]
    names = {pack, f"parts/{now():%Y%m%d}/{new_id()}.0.abcd1234", f"cases/{new_id()}/{new_id()}.age"}
    names |= {f"results/{new_id()}/{new_id()}.age", "parts/20269999/none", "packs/20269999/none.pack"}
    for each in names - {pack}:
        place.objects.put_bytes(each, b"x")
    return names


def test_what_no_row_names_goes_and_all_that_rows_name_stays(at_work: Place, hall: Callable[..., Station]) -> None:
    place = at_work
    station = hall(place.url, place.office)
    payload = submitted(station)
    upload(station, payload["id"], b"in one part")
    upload(station, payload["id"], os.urandom(9_000), cut_at=3_000)
    told = {"name": "half", "media_type": "video/mp4", "size": 9_000, "sha256": "0" * 64}
    half = station.create_upload(payload["id"], told, 9_300).headers["Location"]
    station.patch(half, bytes(2_000))
    results.add(place.database, place.objects, place.office.keys, payload["id"], "licence.pdf", b"%PDF")
    named = place.names
    assert {each.split("/")[0] for each in named} == {"packs", "parts", "cases", "results"}
    strays = left_by_kills(place)
    listed = place.objects.put_list(f"cases/{payload['id']}/{new_id()}", sorted(named)[:1])
    place.objects.put_bytes("notes/of-somebody", b"not ours to judge")

    assert place.sweep(now() + SAFE_AGE - timedelta(hours=1)) == 0
    assert place.sweep(now() + OLD) == len(strays) + 1

    assert place.names == named | {"notes/of-somebody"}, "an orphaned list goes without what it lists"
    assert listed not in place.names
    assert place.sweep(now() + OLD) == 0


def test_parts_and_packs_that_serve_another_upload_stay(at_work: Place, hall: Callable[..., Station]) -> None:
    """What came twice is kept once, under the name of the first, which may be taken back."""
    place = at_work
    station = hall(place.url, place.office)
    early, content = new_id(), os.urandom(9_000)
    first = upload(station, early, content, cut_at=3_000)
    second = upload(station, early, content)
    named = place.names
    assert station.request("DELETE", first, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert place.names == named
    with place.database.read() as connection:
        assert upload_parts.parts(connection, first.rsplit("/", 1)[1]) == []

    assert place.sweep(now() + OLD) == 0

    assert place.names == named
    assert station.offset(second).headers["Upload-Offset"]


def test_many_strays_go_some_at_a_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "NAMES_AT_ONCE", 7)
    strays = {name for _ in range(4) for name in left_by_kills(place)}
    assert place.sweep(now() + OLD) == len(strays)
    assert place.names == set()


def test_a_store_that_serves_two_databases_is_never_swept(place: Place, tmp_path: Path) -> None:
    left_by_kills(place)
    before = place.names
    with Administration(tmp_path / "other") as other:
        stranger = Place(other, place.objects)
        assert stranger.sweep(now() + OLD) == 0
    assert place.sweep(now() + OLD) == 0
    assert place.names == before


def test_after_a_restoring_the_store_is_new_to_the_database(place: Place) -> None:
    left_by_kills(place)
    begun = now()
    with place.database.write() as connection:
        restorings.begin(connection, None, begun)
    assert place.sweep(begun + OLD) == 0, "it has another id, which the store does not know yet"
    assert place.sweep(begun + OLD) == 6


def test_a_store_is_swept_when_the_database_has_known_it_for_long_enough(place: Place, tmp_path: Path) -> None:
    strays, folder = left_by_kills(place), tmp_path / "central" / "objects"
    with place.database.read() as connection:
        mark = OWNERS + restorings.newest(connection)
    long_ago = (now() - OLD).timestamp()
    for each in strays:
        os.utime(folder / each, (long_ago, long_ago))
    assert place.sweep(now()) == 0
    os.utime(folder / mark, (long_ago, long_ago))
    assert place.sweep(now()) == len(strays)
