"""A station whose disk was put back from an old image, or that exists twice: no number twice, no case lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.storage.number_blocks import blocks_of
from app.domain.errors import CentreUnreachable
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import SyncReport
from app.domain.standing import LeaseState
from app.storage import open_store
from app.storage.tables import number_leases
from app.storage.trusted_clock import TrustedClock
from app.sync.accounts import LEASE_SIZE
from tests.unit.app.sync.copied_stations import Hall, open_hall


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as made:
        yield made


@pytest.fixture
def proxied(tmp_path: Path, catalogue: LoadedCatalogue, cutting_proxy: Any) -> Iterator[tuple[Hall, Any]]:
    """A hall, and what stands between its stations and the centre."""
    with EmbeddedCentre(tmp_path / "centre", catalogue) as centre, Administration(tmp_path / "centre") as office:
        proxy = cutting_proxy(centre.url)
        made = Hall(tmp_path, catalogue, proxy.url, office)
        yield made, proxy
        made.close()


def old_image_with_cases(hall: Hall) -> set[str]:
    """The centre has 12 cases of the disk that was lost; 7 others, with their evaluations, wait on the image."""
    hall.enrol("hall-01")
    hall.sync("hall-01")
    hall.copy("hall-01", to="image")
    made = [hall.submit("hall-01") for _ in range(12)]
    hall.sync("hall-01")
    parts = hall.station("hall-01")
    parts.services.heartbeat({"devices": {}, "program": "0", "waiting": 0, **parts.accounts.standing().document()})
    hall.copy("image", to="hall-01")
    late = [hall.submit("hall-01") for _ in range(7)]
    for each in late:
        evaluation = Evaluation(each.id, Grade.VERY_GOOD, EvaluationChannel.COMMAND)
        assert hall.station("hall-01").store.evaluate(evaluation)
    return {each.id for each in (*made, *late)}


def parked(hall: Hall) -> list[str]:
    return [each.reason for each in hall.station("hall-01").outbox_desk.open_events() if each.parked]


def test_numbers_come_from_a_block_leased_at_the_enrolment(hall: Hall) -> None:
    hall.enrol("hall-01")
    first, second = hall.submit("hall-01"), hall.submit("hall-01")
    assert [each.number[-5:] for each in (first, second)] == ["-0001", "-0002"]
    assert first.number.startswith("BM01")
    use = hall.station("hall-01").accounts.standing().leases
    assert [(each.used, each.unused, each.state) for each in use] == [(2, LEASE_SIZE - 2, LeaseState.OPEN)]


def test_a_case_from_an_old_image_gets_another_number_when_the_centre_is_met(hall: Hall) -> None:
    hall.enrol("hall-01")
    before = hall.submit("hall-01")
    hall.sync("hall-01")
    hall.copy("hall-01", to="image")
    lost_disk = hall.submit("hall-01")
    hall.sync("hall-01")
    hall.copy("image", to="hall-01")

    again = hall.submit("hall-01")
    assert again.number == lost_disk.number
    report = hall.sync("hall-01")

    assert (report.accepted, report.conflict, report.waiting) == (1, 0, 0)
    held = hall.numbers()
    assert set(held) == {before.id, lost_disk.id, again.id}
    assert len(set(held.values())) == 3
    assert held[lost_disk.id] == lost_disk.number
    case = hall.station("hall-01").store.case(again.id)
    assert case is not None
    assert case.number == held[again.id] != again.number
    assert case.former_numbers == (again.number,)
    assert hall.office.get_case(again.id)["former_number"] == again.number
    assert {"store.rolled_back", "numbers.returned", "case.renumbered"} <= set(hall.happened("hall-01"))


def test_an_old_image_that_meets_the_centre_first_gives_no_used_number_at_all(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.copy("hall-01", to="image")
    lost_disk = [hall.submit("hall-01") for _ in range(3)]
    hall.sync("hall-01")
    hall.copy("image", to="hall-01")

    hall.sync("hall-01")
    after = hall.submit("hall-01")
    report = hall.sync("hall-01")

    assert report == SyncReport(sent=1, accepted=1)
    assert after.number not in {each.number for each in lost_disk}
    assert hall.numbers()[after.id] == after.number
    assert "case.renumbered" not in hall.happened("hall-01")


def test_cases_of_an_old_image_keep_the_order_of_their_events(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.copy("hall-01", to="image")
    for _ in range(3):
        hall.submit("hall-01")
    hall.sync("hall-01")
    hall.copy("image", to="hall-01")

    late = [hall.submit("hall-01") for _ in range(4)]
    for each in late:
        evaluation = Evaluation(each.id, Grade.VERY_GOOD, EvaluationChannel.COMMAND)
        assert hall.station("hall-01").store.evaluate(evaluation)
    report = hall.sync("hall-01")

    assert (report.accepted, report.conflict, report.rejected, report.waiting) == (8, 0, 0, 0)
    assert len(set(hall.numbers().values())) == 7
    for each in late:
        assert hall.office.get_case(each.id)["evaluation"]["grade"] == 5
    assert hall.sync("hall-01") == SyncReport()


def test_an_old_image_whose_first_answer_is_lost_gives_up_its_block_at_the_first_clash(
    proxied: tuple[Hall, Any],
) -> None:
    hall, proxy = proxied
    made = old_image_with_cases(hall)
    proxy.lose_answer()
    with pytest.raises(CentreUnreachable):
        hall.sync("hall-01")
    assert len(hall.numbers()) == 12, "no case goes before the question is answered"

    report = hall.sync("hall-01")

    assert (report.accepted, report.conflict, report.waiting) == (14, 0, 0)
    assert parked(hall) == []
    held = hall.numbers()
    assert set(held) == made
    assert len(set(held.values())) == 19
    happened = hall.happened("hall-01")
    assert happened.count("numbers.clashed") == 1
    assert happened.count("numbers.leased") == 2, "one new block for all that clashed"
    after = hall.submit("hall-01")
    assert after.number not in held.values()
    assert hall.sync("hall-01") == SyncReport(sent=1, accepted=1)


def test_an_old_image_whose_first_question_is_lost_asks_again_before_it_sends(proxied: tuple[Hall, Any]) -> None:
    hall, proxy = proxied
    made = old_image_with_cases(hall)
    proxy.cut_after(100)
    with pytest.raises(CentreUnreachable):
        hall.sync("hall-01")
    assert len(hall.numbers()) == 12

    assert hall.sync("hall-01").conflict == 0
    assert set(hall.numbers()) == made
    assert "store.rolled_back" in hall.happened("hall-01")
    assert "numbers.clashed" not in hall.happened("hall-01")


def test_an_old_image_that_the_centre_saw_no_further_gives_up_its_block_at_the_first_clash(hall: Hall) -> None:
    """The lost disk told of itself before its new cases only, and the image counts beyond their events."""
    hall.enrol("hall-01")
    hall.sync("hall-01")
    hall.copy("hall-01", to="image")
    hall.sync("hall-01")
    made = [hall.submit("hall-01") for _ in range(12)]
    hall.sync("hall-01")
    hall.copy("image", to="hall-01")
    for _ in range(7):
        made.append(hall.submit("hall-01"))
        evaluation = Evaluation(made[-1].id, Grade.VERY_GOOD, EvaluationChannel.COMMAND)
        assert hall.station("hall-01").store.evaluate(evaluation)

    report = hall.sync("hall-01")

    assert (report.conflict, report.waiting) == (0, 0)
    assert parked(hall) == []
    held = hall.numbers()
    assert set(held) == {each.id for each in made}
    assert len(set(held.values())) == 19


def test_two_copies_of_one_station_that_both_go_on_lose_no_case_and_share_no_number(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.copy("hall-01", to="twin")
    made = []
    for _ in range(3):
        for name in ("hall-01", "twin"):
            made += [hall.submit(name), hall.submit(name)]
        for name in ("hall-01", "twin"):
            assert hall.sync(name).conflict == 0

    held = hall.numbers()
    assert set(held) == {each.id for each in made}
    assert len(set(held.values())) == len(made) == 12


def test_numbers_from_before_the_enrolment_that_meet_are_told_apart_by_the_centre(hall: Hall) -> None:
    cases = [hall.submit(name) for name in ("hall-01", "hall-02")]
    assert cases[0].number == cases[1].number
    for name in ("hall-01", "hall-02"):
        hall.enrol(name)
        assert hall.sync(name).accepted == 1
    held = hall.numbers()
    assert held[cases[0].id] == cases[0].number
    assert held[cases[1].id].startswith("BM02")


def test_when_the_block_is_used_up_the_emergency_series_goes_on(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.switch_off("hall-01")
    with open_store(hall.home / "hall-01", TrustedClock()) as store, store.database.writing() as connection:
        connection.execute(update(number_leases).values(next=number_leases.c.last))
    last, beyond = hall.submit("hall-01"), hall.submit("hall-01")
    assert last.number.endswith(f"-{LEASE_SIZE}")
    assert beyond.number.startswith("BM01E")
    assert hall.sync("hall-01").accepted == 2
    fresh = hall.submit("hall-01")
    assert fresh.number.endswith(f"-{LEASE_SIZE + 1}")


def test_an_old_image_does_not_ask_for_a_block_as_its_original_did(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.switch_off("hall-01")
    with open_store(hall.home / "hall-01", TrustedClock()) as store:
        with store.database.writing() as connection:
            connection.execute(update(number_leases).values(next=number_leases.c.last))
        store.accounts.begin_ask()  # the line went before an answer came
    hall.copy("hall-01", to="image")
    hall.sync("hall-01")
    used = {hall.submit("hall-01").number for _ in range(3)}
    assert hall.sync("hall-01").accepted == 3
    hall.copy("image", to="hall-01")
    hall.sync("hall-01")
    late = hall.submit("hall-01")
    assert late.number not in used
    assert hall.sync("hall-01").accepted == 1
    assert "numbers.clashed" not in hall.happened("hall-01")


def test_numbers_left_over_at_a_new_enrolment_are_given_back_and_accounted_for(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.submit("hall-01")
    hall.enrol("hall-01")
    after = hall.submit("hall-01")
    assert after.number.startswith("BM02")
    hall.sync("hall-01")
    with hall.office.database.read() as connection:
        blocks = blocks_of(connection, "hall-01")
    assert [(each["prefix"], each["used"], each["state"]) for each in blocks] == [
        ("BM01", 1, "abandoned"),
        ("BM02", 1, "open"),
    ]


def test_the_account_of_a_block_does_not_go_back_with_an_old_image(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.sync("hall-01")
    hall.copy("hall-01", to="image")
    for _ in range(10):
        hall.submit("hall-01")
    hall.sync("hall-01")
    hall.switch_off("hall-01")
    hall.sync("hall-01")  # at its start it tells of its ten numbers
    hall.copy("image", to="hall-01")
    hall.sync("hall-01")
    hall.switch_off("hall-01")
    hall.sync("hall-01")

    with hall.office.database.read() as connection:
        given_up, fresh = blocks_of(connection, "hall-01")
    assert (given_up["used"], given_up["unused"], given_up["state"]) == (10, LEASE_SIZE - 10, "abandoned")
    assert (fresh["used"], fresh["unused"], fresh["state"]) == (0, LEASE_SIZE, "open")
