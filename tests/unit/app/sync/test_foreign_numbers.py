"""A station that comes from another centre: what waits was numbered there, under a prefix that is another's here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.case import SubmittedCase
from app.domain.ports import SyncReport
from tests.unit.app.sync.copied_stations import Hall, open_hall


@pytest.fixture
def waiting(tmp_path: Path) -> SubmittedCase:
    """At hall-02, from a centre that is no more. A counter seals to the centre it sends to."""
    (tmp_path / "hall-02").mkdir()
    (tmp_path / "hall-02" / "station.toml").write_text('[station]\nkind = "counter"\n', encoding="utf-8")
    with open_hall(tmp_path, "old") as before:
        before.enrol("hall-02")
        return before.submit("hall-02")


@pytest.fixture
def hall(tmp_path: Path, waiting: SubmittedCase) -> Iterator[Hall]:
    """Here that prefix is the one of hall-01."""
    with open_hall(tmp_path, "new") as made:
        made.enrol("hall-01")
        made.enrol("hall-02")
        yield made


def test_its_case_gets_a_number_of_this_centre_without_a_person(hall: Hall, waiting: SubmittedCase) -> None:
    report = hall.sync("hall-02")

    assert (report.accepted, report.conflict, report.waiting) == (1, 0, 0)
    assert hall.numbers()[waiting.id].startswith("BM02")
    assert hall.office.get_case(waiting.id)["former_number"] == waiting.number
    here = hall.station("hall-02").store.case(waiting.id)
    assert here is not None
    assert here.former_numbers == (waiting.number,)
    assert hall.sync("hall-02") == SyncReport()


def test_whoever_gives_that_number_here_keeps_it(hall: Hall, waiting: SubmittedCase) -> None:
    assert hall.sync("hall-02").accepted == 1
    taken = hall.submit("hall-01")
    assert taken.number == waiting.number
    assert hall.sync("hall-01").accepted == 1
    assert hall.numbers()[taken.id] == taken.number
