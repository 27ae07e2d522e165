"""Cases go on to a city's platform once, whatever is killed, and its decisions come back once."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest

from app.catalogue import LoadedCatalogue
from app.central import delivery_office
from app.central.adapters import courier as courier_room
from app.central.adapters import over_http
from app.central.adapters.courier import Courier, rest
from app.central.adapters.interface import Adapter, CaseFile
from app.central.adapters.opening import open_adapter
from app.central.administration import Administration
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.domain.errors import ConfigInvalid, WrongInput
from tests.central.conftest import Station, new_id
from tests.central.mixed import parts_of_case, send_mixed
from tests.central.platform import Platform

HOUSE = Path(__file__).parents[2]
PATIENCE_S = 30.0
BOTH = ["sqlite", "postgresql"]
"""For what asks of the database more than to keep rows."""


def until(true: Callable[[], Any]) -> Any:
    """What it gives when it gives something."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came")


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Platform() as running:
        yield running


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests of the courier that a test can wait for."""
    monkeypatch.setattr(courier_room, "FIRST_REST", timedelta(milliseconds=1))
    monkeypatch.setattr(courier_room, "FILES_AWAITED", timedelta(milliseconds=1))


class House:
    """A centre with an adapter, run round by round."""

    def __init__(
        self, data_dir: Path, catalogue: LoadedCatalogue, url: str, hall: Callable[..., Station], database: str = ""
    ) -> None:
        self.centre = EmbeddedCentre(data_dir, catalogue, database_url=database)
        self.centre.start()
        self.office = Administration(data_dir, database)
        self.station = hall(self.centre.url, self.office)
        home = data_dir / "central"
        self.adapter: Adapter = open_adapter(url, home / "keys")
        objects = ObjectStore(home / "objects")
        self.courier = Courier(self.office.database, objects, self.office.keys.identity, catalogue, self.adapter)

    def submitted(self, seed: int = 1) -> tuple[dict[str, Any], Any]:
        payload, sample = self.station.case(seed=seed)
        answer = send_mixed(
            self.station, [self.station.submitted(payload)], parts_of_case(self.station, payload, sample)
        )
        assert answer.json()["verdicts"][0]["verdict"] == "accepted"
        return payload, sample

    def round(self) -> None:
        self.courier.prepare()
        self.courier.round(threading.Event())

    def undelivered(self) -> list[dict[str, Any]]:
        return delivery_office.undelivered(self.office.database)

    def close(self) -> None:
        self.courier.close()
        self.office.__exit__()
        self.centre.stop()


@pytest.fixture
def house(
    tmp_path: Path,
    catalogue: LoadedCatalogue,
    hall: Callable[..., Station],
    backend: str,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[[str], House]]:
    built: list[House] = []

    def build(url: str) -> House:
        database = request.getfixturevalue("postgresql_server").new_centre() if backend == "postgresql" else ""
        built.append(House(tmp_path, catalogue, url, hall, database))
        return built[-1]

    yield build
    for each in built:
        each.close()


def test_a_case_lies_in_the_folder_whole_and_signed(house: Callable[[str], House], tmp_path: Path) -> None:
    city = tmp_path / "city"
    its = house(f"file:{city}")
    payload, sample = its.submitted()
    its.round()
    place = city / "outgoing" / f"case-{payload['id']}"
    document = (place / "case.json").read_bytes()
    told = json.loads(document)
    assert (told["number"], told["data"]) == (payload["number"], payload["data"])
    claims = jwt.decode((place / "case.jws").read_text(), (city / "centre.pub.pem").read_bytes(), algorithms=["ES256"])
    assert claims["sha256"] == hashlib.sha256(document).hexdigest()
    assert claims["jti"] == told["key"]
    contents = {each.name: each.content for each in sample.attachments.values()}
    for each in told["attachments"]:
        assert (place / "attachments" / each["sha256"]).read_bytes() == contents[each["name"]]
    assert its.undelivered() == []


@pytest.mark.parametrize("backend", BOTH)
def test_a_decision_laid_into_the_folder_takes_effect_once(house: Callable[[str], House], tmp_path: Path) -> None:
    city = tmp_path / "city"
    its = house(f"file:{city}")
    payload, _ = its.submitted()
    told = {"key": "d-1", "case": payload["number"], "decision": "return", "reason": "照片不清楚", "parts": ["photo"]}
    for name in ("one", "one-again"):
        (city / "decisions" / f"{name}.json").write_text(json.dumps(told))
    (city / "decisions" / "impossible.json").write_text(json.dumps({**told, "key": "d-2", "decision": "complete"}))
    (city / "decisions" / "nonsense.json").write_text("[[[")
    its.round()
    its.round()
    kept = its.office.get_case(payload["id"])
    assert (kept["status"], kept["reason"]) == ("returned", "照片不清楚")
    outcomes = {
        each.name.split(".")[0]: json.loads(each.read_text())["outcome"]
        for each in (city / "decisions" / "done").glob("*.outcome.json")
    }
    assert outcomes == {"one": "done", "one-again": "done", "impossible": "not_possible", "nonsense": "unreadable"}
    changes = its.station.request("GET", "/api/v1/changes").json()["changes"]
    assert [each["status"] for each in changes if each["status"] == "returned"] == ["returned"]


def test_a_decision_waits_for_no_other_that_cannot_be_read_taken_or_answered(
    house: Callable[[str], House], tmp_path: Path
) -> None:
    city = tmp_path / "city"
    its = house(f"file:{city}")
    payload, _ = its.submitted()
    told = {"key": "d-1", "case": payload["id"], "decision": "complete"}
    folder, precious = city / "decisions", tmp_path / "precious"
    precious.write_text("not to be written on")
    (folder / "a-folder.json").mkdir()
    (folder / "a-link.json").symlink_to(precious)
    os.mkfifo(folder / "a-pipe.json")
    (folder / "b-unsayable.json").write_text(json.dumps({**told, "key": "d-0", "reason": "a\0b"}))
    (folder / f"c{'-' * 248}.json").write_text(json.dumps({**told, "key": "d-2", "case": "nobody"}))
    (folder / "done" / "z-good.outcome.json").symlink_to(precious)
    (folder / "z-good.json").write_text(json.dumps(told))
    its.round()
    assert its.office.get_case(payload["id"])["status"] == "completed"
    assert precious.read_text() == "not to be written on"
    outcomes = sorted(json.loads(each.read_text())["outcome"] for each in (folder / "done").glob("*.outcome.json"))
    assert outcomes == ["done", "not_possible", "unreadable"]


def test_an_outcome_the_platform_does_not_take_holds_up_no_other_decision(
    house: Callable[[str], House], platform: Platform
) -> None:
    its = house(platform.url)
    cases = [its.submitted(seed)[0] for seed in (1, 2)]
    platform.decisions = [{"key": each["id"], "case": each["id"], "decision": "complete"} for each in cases]
    platform.deaf_to.add(cases[0]["id"])
    its.round()
    assert {its.office.get_case(each["id"])["status"] for each in cases} == {"completed"}
    assert platform.outcomes == [(cases[1]["id"], "")]
    platform.deaf_to.clear()
    its.round()
    assert (cases[0]["id"], "") in platform.outcomes


@pytest.mark.parametrize("backend", BOTH)
@pytest.mark.usefixtures("quick")
def test_what_the_platform_does_not_take_now_is_taken_later(house: Callable[[str], House], platform: Platform) -> None:
    its = house(platform.url)
    payload, sample = its.submitted()
    platform.moods += [503, 429]
    platform.lost = 1
    until(lambda: (its.round(), its.undelivered() == [])[1])
    assert list(platform.cases) == [f"case-{payload['id']}"]
    assert platform.deliveries == [f"case-{payload['id']}"] * 2, "once with its answer lost, once known already"
    assert sorted(platform.files.values()) == sorted(each.content for each in sample.attachments.values())


@pytest.mark.usefixtures("quick")
def test_a_no_of_the_platform_is_kept_for_a_person_and_tried_when_asked(
    house: Callable[[str], House], platform: Platform
) -> None:
    its = house(platform.url)
    its.submitted()
    platform.moods += [422]
    its.round()
    its.round()
    [row] = its.undelivered()
    assert (row["state"], row["reason"], platform.cases) == ("refused", "http_422", {})
    delivery_office.retry(its.office.database, row["key"])
    its.round()
    assert list(platform.cases) == [row["key"]]
    with pytest.raises(WrongInput):
        delivery_office.retry(its.office.database, row["key"])


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.usefixtures("quick")
def test_a_token_not_taken_parks_no_case(house: Callable[[str], House], platform: Platform, status: int) -> None:
    its = house(platform.url)
    payload, _ = its.submitted()
    platform.moods += [status]
    its.round()
    [row] = its.undelivered()
    assert (row["state"], row["reason"], row["attempts"]) == ("waiting", f"http_{status}", 1)
    until(lambda: (its.round(), its.undelivered() == [])[1])
    assert list(platform.cases) == [f"case-{payload['id']}"]


@pytest.mark.usefixtures("quick")
def test_a_case_goes_on_when_its_files_are_here(house: Callable[[str], House], platform: Platform) -> None:
    its = house(platform.url)
    payload, sample = its.station.case()
    its.station.send(its.station.submitted(payload))
    its.round()
    assert platform.cases == {}
    assert [each["reason"] for each in its.undelivered()] == ["files"]
    its.station.upload_all(payload, sample)
    until(lambda: (its.round(), its.undelivered() == [])[1])
    assert len(platform.cases) == 1


def test_decisions_over_http_are_confirmed_and_taken_once(house: Callable[[str], House], platform: Platform) -> None:
    its = house(platform.url)
    payload, _ = its.submitted()
    platform.decisions += [
        {"key": "d-1", "case": payload["id"], "decision": "complete"},
        {"key": "d-2", "case": new_id(), "decision": "accept"},
        {"key": 3},
    ]
    its.round()
    its.round()
    assert its.office.get_case(payload["id"])["status"] == "completed"
    assert platform.outcomes == [("d-1", ""), ("d-2", "not_possible")]


@pytest.mark.parametrize("backend", BOTH)
def test_a_key_is_for_one_case_and_one_word(house: Callable[[str], House], platform: Platform) -> None:
    its = house(platform.url)
    first, second = (its.submitted(seed)[0] for seed in (1, 2))
    outcomes = []
    for case, word in (
        (first["number"], "refuse"),
        (first["id"], "refuse"),
        (second["number"], "refuse"),
        (first["number"], "complete"),
        ("nobody", "refuse"),
    ):
        platform.outcomes.clear()
        platform.decisions = [{"key": "d-1", "case": case, "decision": word, "reason": "材料不全"}]
        its.round()
        outcomes += platform.outcomes
    assert outcomes == [("d-1", ""), ("d-1", ""), *[("d-1", "key_used")] * 3]
    assert [its.office.get_case(each["id"])["status"] for each in (first, second)] == ["refused", "accepted"]


def test_a_platform_that_hangs_on_cases_is_asked_for_its_decisions_after_the_first(
    house: Callable[[str], House], platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(over_http, "ANSWER_TIMEOUT_S", 0.2)
    its = house(platform.url)
    cases = [its.submitted(seed)[0]["id"] for seed in (1, 2, 3)]
    platform.decisions = [{"key": "d-1", "case": cases[2], "decision": "complete"}]
    platform.silence = threading.Event()
    its.round()
    assert sorted(each["attempts"] for each in its.undelivered()) == [0, 0, 1]
    assert its.office.get_case(cases[2])["status"] == "completed"
    assert platform.outcomes == [("d-1", "")]


def test_decisions_are_asked_for_between_cases_that_take_long(
    house: Callable[[str], House], platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier_room, "ROUND_EVERY_S", 0.0)
    its = house(platform.url)
    for seed in (1, 2):
        its.submitted(seed)
    its.round()
    assert platform.trail == ["case", "decisions", "case", "decisions", "decisions"]


@pytest.mark.parametrize("backend", BOTH)
def test_a_corrected_case_goes_on_once_more_under_a_key_of_its_own(
    house: Callable[[str], House], platform: Platform
) -> None:
    home = house(platform.url)
    payload, _ = home.submitted()
    home.round()
    home.office.decide(payload["id"], "return", "电话不对。", ["phone"])
    form = payload["data"]["form"] | {"phone": "13900000000"}
    told = {"case_id": payload["id"], "item": payload["item"], "item_version": payload["item_version"]}
    told |= {"part": "form", "corrected_at": payload["submitted_at"], "data": {"form": form}}
    assert home.station.verdicts(home.station.event("case.corrected", payload["id"], told)) == ["accepted"]
    home.round()
    home.round()
    key = f"case-{payload['id']}"
    assert [each for each in platform.deliveries if each.startswith(key)] == [key, f"{key}-1"]
    assert platform.cases[f"{key}-1"]["data"] == {**payload["data"], "form": form}
    assert platform.cases[key]["data"] == payload["data"]


def test_a_platform_that_is_not_there_costs_nothing_but_time(house: Callable[[str], House]) -> None:
    its = house("http://127.0.0.1:9/nothing")
    its.submitted()
    its.round()
    [row] = its.undelivered()
    assert (row["state"], row["reason"], row["attempts"]) == ("waiting", "unreachable", 1)


@pytest.mark.parametrize("backend", ["postgresql"])
def test_couriers_of_several_replicas_share_the_work(house: Callable[[str], House], platform: Platform) -> None:
    its = house(platform.url)
    sent = [its.submitted(seed)[0]["id"] for seed in range(1, 7)]
    platform.decisions += [{"key": each, "case": each, "decision": "complete"} for each in sent]
    its.courier.prepare()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: its.courier.round(threading.Event()), range(3)))
    assert sorted(platform.deliveries) == sorted(f"case-{each}" for each in sent), "each once"
    assert {its.office.get_case(each)["status"] for each in sent} == {"completed"}


@pytest.mark.parametrize("way", ["folder", "http"])
def test_no_file_is_held_in_memory_as_a_whole(
    house: Callable[[str], House], platform: Platform, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_one(_file: CaseFile) -> bytes:
        raise AssertionError("a video of half a gigabyte")

    monkeypatch.setattr(CaseFile, "read", in_one)
    its = house(f"file:{tmp_path / 'city'}" if way == "folder" else platform.url)
    payload, sample = its.submitted()
    its.round()
    arrived = platform.files
    if way == "folder":
        place = tmp_path / "city" / "outgoing" / f"case-{payload['id']}" / "attachments"
        arrived = {each.name: each.read_bytes() for each in place.iterdir()}
    assert sorted(arrived.values()) == sorted(each.content for each in sample.attachments.values())


@pytest.mark.parametrize("way", ["folder", "http"])
def test_a_case_with_a_damaged_file_never_arrives(
    house: Callable[[str], House], platform: Platform, tmp_path: Path, way: str
) -> None:
    its = house(f"file:{tmp_path / 'city'}" if way == "folder" else platform.url)
    payload, _ = its.submitted()
    for each in (tmp_path / "central" / "objects" / "packs").rglob("*.pack"):
        content = bytearray(each.read_bytes())
        content[-1] ^= 1
        each.write_bytes(content)
    its.round()
    assert [(each["state"], each["reason"]) for each in its.undelivered()] == [("waiting", "centre")]
    assert platform.cases == {}
    assert not (tmp_path / "city" / "outgoing" / f"case-{payload['id']}").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes of folders")
@pytest.mark.parametrize("inside", ["", "decisions"])
def test_a_folder_that_everybody_may_write_into_decides_nothing(
    house: Callable[[str], House], tmp_path: Path, inside: str
) -> None:
    city = tmp_path / "city"
    its = house(f"file:{city}")
    payload, _ = its.submitted()
    told = {"key": "d", "case": payload["id"], "decision": "complete"}
    (city / "decisions" / "one.json").write_text(json.dumps(told))
    (city / inside).chmod(0o777)
    its.round()
    assert its.office.get_case(payload["id"])["status"] != "completed"
    with pytest.raises(ConfigInvalid, match="人人可写"):
        open_adapter(f"file:{city}", tmp_path / "central" / "keys")
    (city / inside).chmod(0o755)
    its.round()
    assert its.office.get_case(payload["id"])["status"] == "completed"


@pytest.mark.skipif(os.name != "posix", reason="owners of files")
def test_where_a_writer_is_named_only_that_users_files_decide(tmp_path: Path) -> None:
    import pwd

    me = pwd.getpwuid(os.getuid())
    other = next(each for each in pwd.getpwall() if each.pw_uid != me.pw_uid)
    keys = tmp_path / "keys"
    keys.mkdir()
    for user, outcome in ((other, "stranger"), (me, "done")):
        adapter = open_adapter(f"file:{tmp_path / 'city'}?writer={user.pw_name}", keys)
        told = {"key": f"of-{user.pw_uid}", "case": "x", "decision": "accept"}
        (tmp_path / "city" / "decisions" / f"{outcome}.json").write_text(json.dumps(told))
        for each in adapter.poll():
            adapter.confirm(each, "")
        done = tmp_path / "city" / "decisions" / "done" / f"{outcome}.outcome.json"
        assert json.loads(done.read_text())["outcome"] == outcome


def test_the_rests_double_up_to_an_hour() -> None:
    assert timedelta(seconds=5) <= rest(1) <= timedelta(seconds=7)
    assert timedelta(seconds=40) <= rest(4) <= timedelta(seconds=50)
    assert timedelta(hours=1) <= rest(1_000) <= timedelta(hours=1.25)


def serving(data_dir: Path, adapter: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "app", "central", "serve", "--port", "0", "--adapter", adapter]
    environment = {**os.environ, "BIANMIN_ADAPTER_TOKEN": "shared"}
    process = subprocess.Popen(
        [*command, "--data-dir", str(data_dir)], cwd=HOUSE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("listening on "), line
    return process, line.split()[-1]


def test_a_centre_killed_at_work_delivers_every_case_in_the_end(
    tmp_path: Path, hall: Callable[..., Station], platform: Platform
) -> None:
    """Killed with deliveries under way, one of which the platform has and the centre does not know of."""
    platform.lost = 1
    sent = live_and_die(tmp_path, hall, platform, lambda: len(platform.cases) >= 2)
    platform.lost = 0
    with Administration(
        tmp_path
    ) as office:  # what was in hand is its lease's for ten minutes: a person asks for it now
        for row in delivery_office.undelivered(office.database):
            delivery_office.retry(office.database, row["key"])
    sent += live_and_die(tmp_path, hall, platform, lambda: len(platform.cases) == 8)
    assert sorted(platform.cases) == sorted(f"case-{each}" for each in sent)
    assert platform.tokens == {"Bearer shared"}


def live_and_die(
    data_dir: Path, hall: Callable[..., Station], platform: Platform, enough: Callable[[], bool]
) -> list[str]:
    process, url = serving(data_dir, platform.url)
    sent = []
    try:
        with Administration(data_dir) as office:
            station = hall(url, office)
        for seed in range(4):
            payload, sample = station.case(seed=seed)
            send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
            sent.append(payload["id"])
        until(enough)
    finally:
        process.kill()
        process.communicate()
    return sent
