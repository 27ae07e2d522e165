"""Submit, sync and print under kill -9 and a bad line: nothing lost, nothing twice. The long form is `make chaos`."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.central.settings import centre_home
from tests.chaos.bench import Bench
from tests.chaos.judge import Evidence, judge
from tests.chaos.plan import RUNS_PER_WORLD, Planner
from tests.chaos.world import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")
SEED = "short form"
WORLDS = [
    pytest.param(1, id="short", marks=pytest.mark.timeout(300)),
    pytest.param(40, id="long", marks=[pytest.mark.slow, pytest.mark.timeout(3600)]),
]


def test_the_same_seed_makes_the_same_plan() -> None:
    first, again, other = ([planner.run() for _ in range(RUNS_PER_WORLD)] for planner in map(Planner, ("a", "a", "b")))
    assert first == again
    assert first != other


@pytest.mark.parametrize("bench", ["chaos_bench", "counter_bench"])
@pytest.mark.parametrize("worlds", WORLDS)
def test_nothing_is_lost_or_doubled_whoever_dies_and_however_bad_the_line(
    request: pytest.FixtureRequest, tmp_path: Path, worlds: int, bench: str
) -> None:
    chaos_bench: Bench = request.getfixturevalue(bench)
    counted = Counter[str]()
    for number in range(worlds):
        verdict = World(chaos_bench, tmp_path / f"world-{number}", f"{SEED}/{number}").live()
        assert verdict.complaints == [], (verdict.seed, verdict.steps)
        counted.update(verdict.counted)
    assert counted["runs"] == worlds * RUNS_PER_WORLD
    assert counted["killed station"] + counted["killed centre"] >= counted["runs"]
    assert counted["cases"] > 0
    assert counted["cut"] > 0
    assert (sealed_in_batches(tmp_path / "world-0" / "centre") > 0) is (bench == "counter_bench")


def sealed_in_batches(centre_dir: Path) -> int:
    """How many rows came under the seal of a whole batch."""
    query = "SELECT count(*) FROM events WHERE substr(payload, 1, 20) = CAST('bianmin-batch-seal/1' AS BLOB)"
    with sqlite3.connect(centre_home(centre_dir) / "central.db") as connection:
        [(rows,)] = connection.execute(query)
    connection.close()
    return int(rows)


# ------------------------------------------------------------ the judge himself


def on_centre(evidence: Evidence, statement: str) -> Evidence:
    with sqlite3.connect(centre_home(evidence.centre_dir) / "central.db", isolation_level=None) as connection:
        connection.execute(statement)
    connection.close()
    return evidence


SWAP = "UPDATE uploads SET object_key = (SELECT object_key FROM uploads ORDER BY rowid LIMIT 1)"
"""Every attachment is the first one: a whole seal around the wrong bytes."""


def with_a_lost_case(evidence: Evidence) -> Evidence:
    return replace(evidence, returned={**evidence.returned, "01900000-0000-7000-8000-000000000001": "BM01-1"})


def with_a_paper_twice(evidence: Evidence) -> Evidence:
    return replace(evidence, slips=[*evidence.slips, *evidence.slips])


def without_papers(evidence: Evidence) -> Evidence:
    return replace(evidence, slips=[])


TAMPERINGS: list[tuple[Callable[[Evidence], Evidence], str]] = [
    (lambda each: on_centre(each, "DELETE FROM cases WHERE rowid = 1"), "never reached the centre"),
    (lambda each: on_centre(each, "UPDATE cases SET number = number || 'x' WHERE rowid = 1"), "another number"),
    (lambda each: on_centre(each, "UPDATE uploads SET object_key = ''"), "never arrived"),
    (lambda each: on_centre(each, "UPDATE events SET sequence = 4711 WHERE sequence = 1"), "has a gap"),
    (lambda each: on_centre(each, "DELETE FROM events WHERE sequence = 2"), "is not at the centre"),
    (lambda each: on_centre(each, SWAP), "is not what was handed over"),
    (with_a_lost_case, "is not on the station"),
    (with_a_paper_twice, "came out 2 times"),
    (without_papers, "nothing whole came out"),
]


def copied(good: Evidence, folder: Path) -> Evidence:
    shutil.copytree(good.station_dir.parent, folder)
    return replace(good, station_dir=folder / "station", centre_dir=folder / "centre")


@pytest.mark.timeout(300)
def test_the_judge_notices_whatever_was_tampered_with(chaos_bench: Bench, tmp_path: Path) -> None:
    """One test for all of it: each would need a world that came to a good end."""
    world = World(chaos_bench, tmp_path / "good", "the judge")
    assert world.live().complaints == []
    for place, (tamper, words) in enumerate(TAMPERINGS):
        complaints = judge(tamper(copied(world.evidence(), tmp_path / str(place))))
        assert any(words in each for each in complaints), (words, complaints)
