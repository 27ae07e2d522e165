"""Processes that take in large batches and die under them, on both databases, and on a disk that is full."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue
from app.central.centre import Centre, open_centre
from app.central.intake import workers
from app.central.settings import CentralSettings
from app.central.storage import stations
from app.domain.errors import StorageProblem
from tests.central.conftest import fill
from tests.central.large_batches import MANY, at_work, body, cases_of, enrolled, take, verdicts

BATCHES = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path, catalogue: LoadedCatalogue) -> Iterator[Centre]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgresql_server").new_centre()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "REST_S", 0.0)
        opened = open_centre(CentralSettings(tmp_path, catalogue, workers=2, database_url=url))
        yield opened
        opened.close()


def test_processes_killed_at_any_moment_lose_nothing_and_double_nothing(either: Centre) -> None:
    chance = random.Random(7)
    halls = [enrolled(either) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for first in range(1, BATCHES * MANY, MANY):
            bodies = [body(either, each, first) for each in halls]
            found = at_work(either)
            sent = [pool.submit(take, either, *pair) for pair in zip(halls, bodies, strict=True)]
            time.sleep(chance.uniform(0.0, 0.03))  # the moment at random: nothing is waited for
            for process in found:
                os.kill(process, signal.SIGKILL)
            for each in sent:
                assert set(verdicts(each.result())) <= {"accepted", "duplicate"}
    assert [cases_of(either, each) for each in halls] == [BATCHES * MANY] * 2
    with either.database.read() as connection:
        heard = [stations.contiguous(connection, each.id) for each in halls]
    assert heard == [BATCHES * MANY] * 2


def test_two_processes_take_the_batches_of_several_stations(either: Centre) -> None:
    ready = {*at_work(either)}
    halls = [enrolled(either) for _ in range(4)]
    bodies = {each.id: [body(either, each, first) for first in range(1, BATCHES * MANY, MANY)] for each in halls}
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda hall: [verdicts(take(either, hall, each)) for each in bodies[hall.id]], halls))
    assert told == [[["accepted"] * MANY] * BATCHES] * 4
    assert [cases_of(either, each) for each in halls] == [BATCHES * MANY] * 4
    assert {*either.workers.process_ids} == ready


def test_a_disk_that_is_full_under_a_process_leaves_nothing_half(
    mounted: Callable[[str], Path], catalogue: LoadedCatalogue
) -> None:
    disk = mounted("size=24m")
    opened = open_centre(CentralSettings(disk, catalogue, workers=2))
    try:
        ready, hall = at_work(opened), enrolled(opened)
        content = body(opened, hall)
        ballast = fill(disk)
        with pytest.raises(StorageProblem):
            take(opened, hall, content)
        assert cases_of(opened, hall) == 0
        ballast.unlink()
        assert verdicts(take(opened, hall, content)) == ["accepted"] * MANY
        assert cases_of(opened, hall) == MANY
        assert opened.workers.process_ids == ready
    finally:
        opened.close()
