"""Large batches taken in by processes beside the centre: the same answers, whatever becomes of the processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.centre import Centre, open_centre
from app.central.intake import workers
from app.central.intake.answers import LARGE_BATCH, News
from app.central.intake.packed import MEDIA_TYPE
from app.central.intake.refused_body import BodyRefused
from app.central.intake.taking import Taken, take_body
from app.central.settings import CentralSettings
from app.central.storage import stations
from app.central.storage.stations import Station
from tests.central.large_batches import MANY, NO_HANG_S, at_work, body, cases_of, enrolled, event, take, verdicts
from tests.central.packed import Batch

MOST, PIPE_BYTES = 600, 256 * 1024
"""A body that no pipe holds while nobody reads it."""


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue) -> Iterator[Centre]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "REST_S", 0.0)
        opened = open_centre(CentralSettings(tmp_path_factory.mktemp("centre"), catalogue, workers=2))
        yield opened
        opened.close()


@pytest.fixture
def station(centre: Centre) -> Station:
    return enrolled(centre)


@pytest.fixture
def only_there(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes have begun, and nothing is done here."""
    at_work(centre)
    monkeypatch.setattr(workers, "take_body", _never)


def altered(batch: Batch) -> None:
    batch.payloads[7] = batch.payloads[7][:-1]
    batch.events[30] |= {"station_id": "another"}
    batch.events[31] = "no event at all"
    batch.events[-1] |= {"payload_sha256": "0" * 64}


@pytest.mark.usefixtures("only_there")
def test_a_batch_is_taken_there_as_here(centre: Centre, station: Station) -> None:
    content = body(centre, station, spoilt=altered)
    there = verdicts(take(centre, station, content))
    assert there.count("accepted") == MANY - 4
    assert cases_of(centre, station) == MANY - 4
    here = verdicts(take_body(centre.intake, station, MEDIA_TYPE, content))
    assert here == [each.replace("accepted", "duplicate") for each in there]


def _never(*_anything: object) -> Taken:
    raise AssertionError("it was done here")


@pytest.mark.usefixtures("only_there")
def test_who_goes_on_with_what_came_is_woken_here(
    centre: Centre, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[News] = []
    spent: list[str] = []
    monkeypatch.setattr(centre.intake, "bells", {each: lambda each=each: woken.append(each) for each in News})
    monkeypatch.setattr(centre.database, "watch", lambda kind, _seconds: spent.append(kind))
    take(centre, station, body(centre, station))
    assert News.CASES in woken
    assert "write" in spent


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_a_batch_is_taken_though_the_processes_die_or_hang_under_it(
    centre: Centre, station: Station, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "REPLY_WAIT_S", 0.5 if how is signal.SIGSTOP else NO_HANG_S)
    before = at_work(centre)
    for each in before:
        os.kill(each, how)
    content = body(centre, station, many=MOST)
    assert len(content) > PIPE_BYTES
    assert verdicts(take(centre, station, content)) == ["accepted"] * MOST
    assert cases_of(centre, station) == MOST
    take(centre, station, body(centre, station, MOST + 1))  # the second of them is found out
    monkeypatch.undo()
    assert not set(at_work(centre)) & set(before)


def test_a_batch_that_was_taken_before_the_process_died_is_not_there_twice(
    centre: Centre, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work(centre)
    content = body(centre, station)
    take(centre, station, content)
    for each in centre.workers.process_ids:
        os.kill(each, signal.SIGKILL)
    assert verdicts(take(centre, station, content)) == ["duplicate"] * MANY
    assert cases_of(centre, station) == MANY


def test_what_is_no_batch_is_refused_and_the_process_goes_on(centre: Centre, station: Station) -> None:
    before = at_work(centre)
    with pytest.raises(BodyRefused):
        take(centre, station, os.urandom(workers.LARGE_BODY_BYTES))
    assert centre.workers.process_ids == before


@pytest.mark.usefixtures("only_there")
def test_a_new_identity_of_the_centre_is_known_there_too(centre: Centre, station: Station) -> None:
    older = body(centre, station)
    centre.keys.identity.rotate()
    assert verdicts(take(centre, station, body(centre, station, MANY + 1))) == ["accepted"] * MANY
    assert verdicts(take(centre, station, older)) == ["accepted"] * MANY


def test_many_at_once_lose_nothing_and_double_nothing_beside_writers_here(centre: Centre) -> None:
    at_work(centre)
    halls = [enrolled(centre) for _ in range(4)]
    bodies = {each.id: [body(centre, each, first) for first in range(1, 5 * MANY, MANY)] for each in halls}
    done = threading.Event()

    def write_here() -> int:
        written = 0
        while not done.is_set():
            with centre.database.write() as connection:
                stations.advance_sequence(connection, "nobody", written)
            written += 1
            time.sleep(0.001)
        return written

    def send(hall: Station) -> list[str]:
        return [told for content in bodies[hall.id] for told in verdicts(take(centre, hall, content))]

    with ThreadPoolExecutor(5) as pool:
        writer = pool.submit(write_here)
        try:
            told = list(pool.map(send, halls))
        finally:
            done.set()
    assert told == [["accepted"] * 5 * MANY] * 4
    assert writer.result() > 0
    assert [cases_of(centre, each) for each in halls] == [5 * MANY] * 4


@pytest.mark.usefixtures("only_there")
def test_a_few_events_with_many_bytes_are_written_home_too(
    centre: Centre, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[News] = []
    monkeypatch.setattr(centre.intake, "bells", {News.LARGE: lambda: woken.append(News.LARGE)})
    told = json.dumps({"events": ["x" * 1024] * (LARGE_BATCH - 1)}).encode()
    assert len(told) > workers.LARGE_BODY_BYTES
    assert set(verdicts(centre.workers.take_body(station, "application/json", told))) == {"rejected event_malformed"}
    assert woken == [News.LARGE]


def could_not(_settings: CentralSettings, _limit_s: float) -> workers.WorkerLine:
    raise BlockingIOError("no process to be had")


@pytest.mark.parametrize("why", ["dies", "is slow", "cannot be had"])
def test_a_process_that_does_not_begin_holds_nobody_up(
    tmp_path: Path, catalogue: LoadedCatalogue, centre: Centre, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work(centre)  # none of those begins meanwhile
    before = {*multiprocessing.active_children()}
    opened = open_centre(CentralSettings(tmp_path, catalogue))
    settings = CentralSettings(tmp_path, catalogue, object_store="nonsense://x" if why == "dies" else "", workers=2)
    monkeypatch.setattr(workers, "REST_S", NO_HANG_S)  # it is tried once
    monkeypatch.setattr(workers, "BEGINS_WITHIN_S", 0.1 if why == "is slow" else NO_HANG_S)
    if why == "cannot be had":
        monkeypatch.setattr(workers, "WorkerLine", could_not)
    aside = workers.Workers(settings, opened.intake, opened.database.watch)
    try:
        station = enrolled(opened)
        for first in (1, MANY + 1):
            content = body(opened, station, first)
            assert verdicts(aside.take_body(station, MEDIA_TYPE, content)) == ["accepted"] * MANY
        end = time.monotonic() + NO_HANG_S
        while not aside._rests_until:
            assert time.monotonic() < end, "nobody noticed"
            time.sleep(0.05)
        assert aside.process_ids == []
        assert {*multiprocessing.active_children()} <= before
    finally:
        aside.close()
        opened.close()


def test_a_small_batch_begins_no_process_and_a_closed_centre_none(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    opened = open_centre(CentralSettings(tmp_path, catalogue, workers=1))
    try:
        station = enrolled(opened)
        batch = Batch(opened.keys.recipient)
        batch.add(*event(opened, station, 1))
        assert verdicts(opened.workers.take_body(station, MEDIA_TYPE, batch.body())) == ["accepted"]
        opened.workers.close()
        assert verdicts(take(opened, station, body(opened, station, 2))) == ["accepted"] * MANY
        assert opened.workers._lines == ()
    finally:
        opened.close()


@pytest.mark.parametrize(("store", "kept_busy"), [("", True), ("s3://bianmin/centre", False)])
def test_files_for_a_store_on_the_net_are_waited_for_here(
    tmp_path: Path, catalogue: LoadedCatalogue, centre: Centre, store: str, kept_busy: bool
) -> None:
    settings = CentralSettings(tmp_path, catalogue, object_store=store, workers=2)
    aside = workers.Workers(settings, centre.intake, centre.database.watch)
    content = bytes(workers.LARGE_BODY_BYTES)
    assert aside.is_work("Multipart/mixed; boundary=b", content) is kept_busy
    assert aside.is_work(MEDIA_TYPE, content)
    assert not aside.is_work(MEDIA_TYPE, content[1:])
