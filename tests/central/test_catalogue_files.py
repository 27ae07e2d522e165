"""The catalogue as files, for stations to put in use, and when they are told that there are others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.loader import SHIPPED
from app.catalogue.travelling import digest_of, read_files, unpack
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station
from tests.central.test_change_feed import told

FILES = "/api/v1/catalogue/files"
ITEM = "items/temporary-id-card.yaml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A town's own folder, with one item of what ships."""
    folder = tmp_path / "own"
    (folder / "items").mkdir(parents=True)
    shutil.copytree(SHIPPED / "fragments", folder / "fragments")
    for name in ("fields.yaml", "divisions.csv", "grids.csv", ITEM):
        shutil.copy(SHIPPED / name, folder / name)
    (folder / "catalogue.yaml").write_text('version: "1"\n', encoding="utf-8")
    return folder


def test_a_station_gets_the_files_once_and_then_only_that_nothing_changed(
    station: Station, catalogue: LoadedCatalogue
) -> None:
    answer = station.request("GET", FILES)
    digest = digest_of(read_files(SHIPPED))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["etag"] == f'"{digest}"'
    assert unpack(answer.content) == catalogue.files()
    again = station.request("GET", FILES, headers={"If-None-Match": f'"{digest}"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", f'"{digest}"')


def test_nobody_else_gets_them(centre: EmbeddedCentre) -> None:
    import httpx

    answer = httpx.get(f"{centre.url}{FILES}", trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")


def test_a_file_that_was_edited_is_told_though_nobody_thought_of_the_version(
    tmp_path: Path, own: Path, hall: Callable[..., Station]
) -> None:
    with (
        EmbeddedCentre(tmp_path / "centre", load_catalogue(own)) as centre,
        Administration(tmp_path / "centre") as office,
    ):
        station = hall(centre.url, office)
    path = own / ITEM
    path.write_bytes(path.read_bytes() + b"\n# a word more\n")
    for expected in (1, 1):  # told once, however often the centre begins
        with EmbeddedCentre(tmp_path / "centre", load_catalogue(own)) as centre:
            station.enrolment["centre_url"] = centre.url
            moved = Station(centre.url, station.keys, station.enrolment, load_catalogue(own))
            entries = told(moved, "catalogue.changed")
            assert [each["body"] for each in entries] == [
                {"version": "1", "sha256": digest_of(read_files(own))}
            ] * expected
            moved.close()
