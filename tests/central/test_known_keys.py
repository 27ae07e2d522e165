"""A centre works with the keys it was founded with, or not at all: never does it make others beside its database."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import delete

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.key_rotation import give_up, prepare_key, rotate_hall_key, rotate_key
from app.central.keys import FILES
from app.central.server import EmbeddedCentre
from app.central.settings import sqlite_url
from app.central.storage import key_prints as known_prints
from app.central.storage.database import Database
from app.central.storage.key_tables import key_prints
from app.domain.errors import WrongInput, WrongKey
from tests.central.conftest import Station
from tests.central.postgresql import Server
from tests.central.processes import HOUSE
from tests.chaos.mortal import Mortal

PUBLIC = "https://centre.example"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "centre"


@pytest.fixture
def founded(home: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station]) -> Station:
    """The station of a centre that has stopped."""
    with Administration(home) as office, EmbeddedCentre(home, catalogue) as centre:
        return hall(centre.url, office)


def keys_in(data_dir: Path) -> Path:
    return data_dir / "central" / "keys"


def held(data_dir: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in keys_in(data_dir).glob("*")}


def opens(data_dir: Path, url: str = "") -> None:
    with Administration(data_dir, url):
        pass


def of_before(url: str) -> None:
    """As a program left the database that knew nothing of prints."""
    database = Database(url)
    with database.write() as connection:
        connection.execute(delete(key_prints))
    database.close()


def test_a_centre_whose_keys_are_gone_does_not_start_and_makes_none(
    home: Path, catalogue: LoadedCatalogue, founded: Station, tmp_path: Path
) -> None:
    away = keys_in(home).rename(tmp_path / "away")
    with pytest.raises(WrongKey, match=r"seal\.key"):
        EmbeddedCentre(home, catalogue).start()
    with pytest.raises(WrongKey, match=r"hall\.key"):
        opens(home)
    assert not keys_in(home).exists()

    away.rename(keys_in(home))
    with Administration(home) as office, EmbeddedCentre(home, catalogue) as centre:
        again = Station(centre.url, founded.keys, founded.enrolment | {"centre_url": centre.url}, catalogue)
        payload, _ = again.case()
        assert again.verdicts(again.submitted(payload)) == ["accepted"]
        assert office.get_case(payload["id"])["data"] == payload["data"]
        again.close()


def test_the_command_ends_with_the_code_of_a_lost_key(home: Path, founded: Station) -> None:
    shutil.rmtree(keys_in(home))
    command = [sys.executable, "-m", "app", "central", "serve", "--data-dir", str(home), "--port", "0"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "")
    assert "seal.key" in done.stderr
    assert "复制" in done.stderr


@pytest.mark.parametrize("name", FILES)
def test_one_file_that_is_gone_or_another_is_named(home: Path, tmp_path: Path, name: str) -> None:
    opens(home)
    opens(tmp_path / "stranger")
    kept = (keys_in(home) / name).read_bytes()
    (keys_in(home) / name).unlink()
    with pytest.raises(WrongKey, match=f"没有 {name}。"):
        opens(home)
    assert not (keys_in(home) / name).exists()

    shutil.copy(keys_in(tmp_path / "stranger") / name, keys_in(home) / name)
    with pytest.raises(WrongKey, match=f"里的 {name} 不是"):
        opens(home)

    (keys_in(home) / name).write_bytes(kept)
    opens(home)


# ---------------------------------------------------------------- databases of before


def test_a_database_of_before_remembers_what_its_folder_holds(home: Path, founded: Station) -> None:
    of_before(sqlite_url(home))
    opens(home)
    (keys_in(home) / "person.key").write_bytes(bytes(32))
    with pytest.raises(WrongKey, match=r"person\.key"):
        opens(home)


def test_a_database_of_before_with_stations_is_not_opened_without_its_keys(home: Path, founded: Station) -> None:
    of_before(sqlite_url(home))
    shutil.rmtree(keys_in(home))
    with pytest.raises(WrongKey):
        opens(home)
    assert not keys_in(home).exists()


def test_a_database_of_before_that_nobody_used_gets_new_keys(home: Path) -> None:
    opens(home)
    of_before(sqlite_url(home))
    shutil.rmtree(keys_in(home))
    opens(home)
    opens(home)


def test_a_key_that_an_earlier_program_did_not_have_is_made(home: Path, founded: Station) -> None:
    before = held(home)
    of_before(sqlite_url(home))
    (keys_in(home) / "person.key").unlink()
    opens(home)
    assert {**held(home), "person.key": b""} == {**before, "person.key": b""}


# ---------------------------------------------------------------- replicas


@pytest.fixture
def url(postgresql_server: Server) -> str:
    return postgresql_server.new_centre()


def test_a_second_replica_without_the_copied_keys_does_not_start(
    tmp_path: Path, url: str, catalogue: LoadedCatalogue
) -> None:
    opens(tmp_path / "a", url)
    with pytest.raises(WrongKey, match=r"seal\.key"):
        EmbeddedCentre(tmp_path / "b", catalogue, database_url=url).start()
    assert not keys_in(tmp_path / "b").exists()

    shutil.copytree(keys_in(tmp_path / "a"), keys_in(tmp_path / "b"))
    with EmbeddedCentre(tmp_path / "b", catalogue, database_url=url):
        pass


def test_of_replicas_that_found_a_centre_at_once_with_keys_of_their_own_one_comes_up(tmp_path: Path, url: str) -> None:
    folders = [tmp_path / name for name in "abcd"]

    def founds(folder: Path) -> bool:
        try:
            opens(folder, url)
        except WrongKey:
            return False
        return True

    with ThreadPoolExecutor(len(folders)) as pool:
        came_up = list(pool.map(founds, folders))
    assert came_up.count(True) == 1
    first = folders[came_up.index(True)]
    for each in set(folders) - {first}:
        shutil.copytree(keys_in(first), keys_in(each), dirs_exist_ok=True)
        opens(each, url)


@pytest.fixture
def replicas(tmp_path: Path, url: str, catalogue: LoadedCatalogue) -> Iterator[tuple[Administration, EmbeddedCentre]]:
    """The office on the first one's machine; the second one, running on its own copy of the keys."""
    with Administration(tmp_path / "a", url) as office:
        shutil.copytree(keys_in(tmp_path / "a"), keys_in(tmp_path / "b"))
        with EmbeddedCentre(tmp_path / "b", catalogue, database_url=url, public_url=PUBLIC) as second:
            yield office, second


def test_a_replica_that_waits_for_a_rotated_key_takes_old_seals_and_refuses_no_new_one_for_good(
    tmp_path: Path,
    url: str,
    replicas: tuple[Administration, EmbeddedCentre],
    hall: Callable[..., Station],
) -> None:
    office, second = replicas
    station = hall(second.url, office)
    station.enrolment["centre_url"] = PUBLIC
    old = station.submitted(station.case()[0])
    station.enrolment["seal_recipient"] = rotate_key(office.database, office.keys)["recipient"]
    new = station.submitted(station.case(seed=2)[0])
    assert [each["reason"] for each in station.send(old, new)["verdicts"]] == [None, "payload_recipient"]
    with pytest.raises(WrongKey, match=r"seal\.key"):
        opens(tmp_path / "b", url)

    shutil.copy(keys_in(tmp_path / "a") / "seal.key", keys_in(tmp_path / "b") / "seal.key")
    assert station.verdicts(old, new) == ["duplicate", "accepted"]
    opens(tmp_path / "b", url)


def test_a_key_that_was_prepared_and_copied_is_asked_of_nobody_a_second_time(
    tmp_path: Path, url: str, replicas: tuple[Administration, EmbeddedCentre], hall: Callable[..., Station]
) -> None:
    office, second = replicas
    prepare_key(office.keys)
    opens(tmp_path / "b", url)  # nothing is sealed to it yet
    shutil.copy(keys_in(tmp_path / "a") / "seal.key", keys_in(tmp_path / "b") / "seal.key")
    done = rotate_key(office.database, office.keys)
    opens(tmp_path / "b", url)
    station = hall(second.url, office)
    station.enrolment |= {"centre_url": PUBLIC, "seal_recipient": done["recipient"]}
    assert station.verdicts(station.submitted(station.case()[0])) == ["accepted"]


def test_a_rotation_that_was_cut_off_behind_the_file_is_remembered_at_the_next_start(tmp_path: Path, url: str) -> None:
    with Administration(tmp_path / "a", url) as office:
        shutil.copytree(keys_in(tmp_path / "a"), keys_in(tmp_path / "b"))
        office.keys.identity.rotate()
    opens(tmp_path / "a", url)
    with pytest.raises(WrongKey, match=r"seal\.key"):
        opens(tmp_path / "b", url)


# ---------------------------------------------------------------- another hall key


def hall_prints(data_dir: Path) -> list[str]:
    database = Database(sqlite_url(data_dir))
    with database.read() as connection:
        known = known_prints.known(connection)
    database.close()
    return [each.sha256 for each in known if each.file == "hall.key"]


def rotates(home: Path, founded: Path) -> Callable[[], object]:
    shutil.copytree(founded, home)
    office = Administration(home)
    return lambda: rotate_hall_key(office.database, office.keys)


def test_a_rotation_of_the_hall_key_cut_off_anywhere_leaves_one_that_is_known(mortal: Mortal, tmp_path: Path) -> None:
    founded = tmp_path / "founded"
    opens(founded)
    old = keys_in(founded) / "hall.key"
    deaths = mortal.deaths(rotates, tmp_path, 14, founded, places=("app/central/",))
    ends = set()
    for each in [*deaths.folders, deaths.whole]:
        opens(each)
        kept = (keys_in(each) / "hall.key").read_bytes()
        ends.add(kept.startswith(old.read_bytes()))
        (known,) = hall_prints(each)
        assert (known in hall_prints(founded)) is kept.startswith(old.read_bytes())
        with Administration(each) as office:
            done = rotate_hall_key(office.database, office.keys)
            assert [str(key.to_public()) for key in office.keys.hall.all()] == [done["recipient"]]
        assert len((keys_in(each) / "hall.key").read_text().splitlines()) == 1
        opens(each)
    assert ends == {True, False}


def test_a_replica_without_the_new_hall_key_tells_nobody_the_old_one(
    tmp_path: Path, url: str, replicas: tuple[Administration, EmbeddedCentre], hall: Callable[..., Station]
) -> None:
    office, second = replicas
    station = hall(second.url, office)
    station.enrolment["centre_url"] = PUBLIC
    params = {"reply_to": str(pyrage.x25519.Identity.generate().to_public())}
    assert station.request("GET", "/api/v1/hall", params=params).status_code == 200
    rotate_hall_key(office.database, office.keys)
    assert station.request("GET", "/api/v1/hall", params=params).status_code == 404
    with pytest.raises(WrongKey, match=r"hall\.key"):
        opens(tmp_path / "b", url)

    shutil.copy(keys_in(tmp_path / "a") / "hall.key", keys_in(tmp_path / "b") / "hall.key")
    assert station.request("GET", "/api/v1/hall", params=params).status_code == 200
    opens(tmp_path / "b", url)


# ---------------------------------------------------------------- lost for good


def test_keys_that_are_lost_for_good_are_given_up_by_name_only(
    home: Path, catalogue: LoadedCatalogue, founded: Station
) -> None:
    database = Database(sqlite_url(home))
    with pytest.raises(WrongInput):
        give_up(database, keys_in(home), ["seal.key"])
    shutil.rmtree(keys_in(home))
    with pytest.raises(WrongKey, match=r"hall\.key"):
        give_up(database, keys_in(home), ["seal.key"])
    assert not keys_in(home).exists()

    done = give_up(database, keys_in(home), FILES)
    database.close()
    assert done["stations"] == 1
    with EmbeddedCentre(home, catalogue) as centre:
        again = Station(centre.url, founded.keys, founded.enrolment | {"centre_url": centre.url}, catalogue)
        lost = again.submitted(again.case()[0])
        told = again.request("GET", "/api/v1/changes").json()["changes"]
        again.enrolment["seal_recipient"] = told[-1]["body"]["recipient"]
        assert again.enrolment["seal_recipient"] == done["recipient"]
        fresh = again.submitted(again.case(seed=2)[0])
        assert again.verdicts(lost, fresh) == ["rejected", "accepted"]
        again.close()
