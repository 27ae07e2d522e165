"""Places by rank: the quota, ties, who is twice, who comes late, who leaves, what is published and by whom."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.central.points import keeping, rounds
from app.central.points.rounds import CENTRE, Wanted
from app.central.storage import point_rounds
from app.domain.errors import WrongInput
from tests.central.conftest import Running
from tests.central.points_town import AFTER, APPEALS_OVER, CLOSES, IN_TIME, ITEM, OFFICE, OPENS, Town, moment

ON_BOTH = True
LATE = AFTER + timedelta(days=1)


@pytest.fixture
def town(running: Running) -> Town:
    return Town(running)


def test_the_highest_have_the_places_and_the_others_wait_in_order(town: Town) -> None:
    third, first, second = town.person(80), town.person(120), town.person(100)
    here = town.round(quota=2)
    town.publish(here)
    assert town.order(here) == [
        (1, first[-4:], "120", True),
        (2, second[-4:], "100", True),
        (3, third[-4:], "80", False),
    ]


def test_the_list_says_masked_names_and_nothing_more_of_a_person(town: Town) -> None:
    town.person(100, "欧阳小明", id_number="330702199003070011")
    here = town.round()
    town.publish(here)
    (row,) = town.listed(here).rows
    assert row["name"] == "欧**明"
    assert set(row) == {"rank", "name", "number", "class", "score", "place"}


def test_ties_are_broken_by_base_then_deductions_then_who_was_earlier(town: Town) -> None:
    later = town.person(100, base=100, submitted=IN_TIME + timedelta(hours=1))
    earlier = town.person(100, base=100)
    deducted = town.person(100, base=100, bonus=10, deductions=-10, submitted=IN_TIME - timedelta(days=1))
    bonus = town.person(100, base=90, bonus=10, submitted=IN_TIME - timedelta(days=2))
    here = town.round(quota=1)
    town.publish(here)
    assert town.ends(here) == [each[-4:] for each in (earlier, later, deducted, bonus)]
    assert [each[3] for each in town.order(here)] == [True, False, False, False]


def test_who_ties_in_everything_goes_by_number_and_no_rank_is_there_twice(town: Town) -> None:
    same = sorted(town.person(100) for _ in range(5))
    here = town.round()
    town.publish(here)
    assert town.ends(here) == [each[-4:] for each in same]
    assert [each[0] for each in town.order(here)] == [1, 2, 3, 4, 5]


def test_only_cases_of_the_use_and_of_the_time_are_in_and_the_last_day_counts(town: Town) -> None:
    first_day = town.person(100, submitted=moment(OPENS, 0))
    last_day = town.person(90, submitted=moment(CLOSES, 23))
    town.person(200, uses=("school",))
    town.person(200, submitted=moment(OPENS - timedelta(days=1), 23))
    town.person(200, submitted=moment(CLOSES + timedelta(days=1), 0))
    here = town.round()
    town.publish(here)
    assert town.ends(here) == [first_day[-4:], last_day[-4:]]


def test_a_score_that_is_not_good_until_the_closing_does_not_count(town: Town) -> None:
    town.person(200, valid_until=CLOSES - timedelta(days=1))
    good = town.person(100, valid_until=CLOSES)
    here = town.round()
    town.publish(here)
    assert town.ends(here) == [good[-4:]]


def test_nobody_is_twice_in_a_round_the_case_sent_last_is_meant(town: Town) -> None:
    town.person(120, id_number="330702199003070011")
    again = town.person(90, id_number="330702199003070011", submitted=IN_TIME + timedelta(days=1))
    other = town.person(100)
    here = town.round()
    town.publish(here)
    assert town.ends(here) == [other[-4:], again[-4:]]


def test_the_case_sent_last_does_not_count_before_it_is_accepted(town: Town) -> None:
    mine = town.person(120, id_number="33070219900307002X")
    town.person(150, id_number="33070219900307002x", submitted=IN_TIME + timedelta(days=1), status="refused")
    here = town.round()
    town.publish(here)
    assert town.ends(here) == [mine[-4:]]


def test_a_round_is_not_published_before_it_is_closed_nor_twice(town: Town) -> None:
    here = town.round()
    with pytest.raises(WrongInput, match="才截止"):
        town.publish(here, moment(CLOSES, 23))
    town.publish(here, moment(CLOSES + timedelta(days=1), 0))
    with pytest.raises(WrongInput, match="已经公布过"):
        town.publish(here)


@pytest.mark.parametrize("scored", [True, False])
@pytest.mark.parametrize("status", ["received", "returned"])
def test_what_is_not_decided_yet_is_waited_for(town: Town, status: str, scored: bool) -> None:
    waits = town.person(100, status=status, scored=scored)
    here = town.round()
    with pytest.raises(WrongInput, match="还有 1 件没审完"):
        town.publish(here)
    town.decide(waits, "refused")
    assert town.publish(here).edition == 1


def test_a_case_of_a_station_without_a_line_counts_as_long_as_the_list_is_not_final(town: Town) -> None:
    """Submitted in time by the station's trusted clock, received days after the closing, accepted later still."""
    others = [town.person(100), town.person(90)]
    here = town.round(quota=2)
    town.publish(here)
    late = town.person(95, status="received", received=LATE)
    assert not town.refresh(here)
    with pytest.raises(WrongInput, match="还有 1 件没审完"):
        town.make_final(here)
    town.decide(late, "accepted")
    assert town.refresh(here)
    assert town.ends(here) == [others[0][-4:], late[-4:], others[1][-4:]]
    assert town.listed(here).note == "补进 1 人"
    assert town.acts(here)[-1] == ("published", CENTRE)
    assert town.make_final(here).state == "final"


def test_after_the_final_list_a_late_case_is_in_the_next_round_of_its_use(town: Town) -> None:
    town.person(100)
    here = town.round()
    town.publish(here)
    town.make_final(here)
    late = town.person(200, received=APPEALS_OVER + timedelta(days=1))
    assert not town.refresh(here, APPEALS_OVER + timedelta(days=2))
    assert len(town.ends(here)) == 1
    following = town.round(opens=date(2026, 12, 1), closes=date(2026, 12, 31))
    elsewhere = town.round(opens=date(2026, 12, 1), closes=date(2026, 12, 31), use="school")
    for each in (following, elsewhere):
        town.publish(each, moment(date(2027, 1, 3)))
    assert town.ends(following) == [late[-4:]]
    assert town.ends(elsewhere) == []


def test_who_was_in_an_earlier_round_is_not_in_the_next_without_asking_again(town: Town) -> None:
    town.person(100)
    here = town.round(quota=1)
    town.publish(here)
    town.make_final(here)
    following = town.round(opens=date(2026, 12, 1), closes=date(2026, 12, 31))
    town.publish(following, moment(date(2027, 1, 3)))
    assert town.ends(following) == []


def test_a_clock_that_was_set_back_brings_nobody_in(town: Town) -> None:
    """The station told of something after the closing first, and then of a case that it says is from before."""
    town.person(10, uses=(), submitted=LATE, occurred=LATE)
    doubtful = town.person(200, received=LATE)
    fine = town.person(50)
    here = town.round()
    town.publish(here, LATE)
    assert doubtful[-4:] not in town.ends(here)
    assert town.ends(here) == [fine[-4:]]


def test_who_is_refused_leaves_and_the_next_moves_up(town: Town) -> None:
    first, second, third = town.person(120), town.person(100), town.person(80)
    here = town.round(quota=2)
    town.publish(here)
    town.decide(first, "refused")
    assert town.refresh(here)
    assert town.order(here) == [(1, second[-4:], "100", True), (2, third[-4:], "80", True)]
    assert town.listed(here).note == "退出 1 人"
    assert not town.refresh(here)


def test_who_is_refused_leaves_a_final_list_too(town: Town) -> None:
    first, second = town.person(120), town.person(100)
    here = town.round(quota=1)
    town.publish(here)
    town.make_final(here)
    town.decide(first, "refused")
    assert town.refresh(here, APPEALS_OVER)
    assert town.order(here) == [(1, second[-4:], "100", True)]
    assert town.listed(here).kind == "final"


def test_who_does_not_want_the_place_leaves_for_good(town: Town, running: Running) -> None:
    first, second = town.person(120), town.person(100)
    here = town.round(quota=1)
    town.publish(here)
    with running.office.database.write() as connection:
        rounds.leave(connection, here, first.lower(), OFFICE, "本人来电，不要了", AFTER)
    assert town.order(here) == [(1, second[-4:], "100", True)]
    assert ("left", OFFICE) in town.acts(here)
    assert not town.refresh(here)
    with running.office.database.write() as connection, pytest.raises(WrongInput, match="已经不在这一轮：本人退出"):
        rounds.leave(connection, here, first, OFFICE, "再来一次", AFTER)


def test_a_score_counted_anew_changes_the_list_until_it_is_final(town: Town) -> None:
    first, second = town.person(120), town.person(100)
    here = town.round(quota=1)
    town.publish(here)
    town.rescore(first, 90)
    assert town.refresh(here)
    assert town.ends(here) == [second[-4:], first[-4:]]
    town.make_final(here)
    town.rescore(first, 300)
    assert not town.refresh(here, APPEALS_OVER)
    assert town.ends(here) == [second[-4:], first[-4:]]


def test_every_edition_stays_as_it_was_published(town: Town, running: Running) -> None:
    first = town.person(120)
    town.person(100)
    here = town.round()
    town.publish(here)
    town.decide(first, "refused")
    town.refresh(here)
    town.make_final(here)
    with running.office.database.read() as connection:
        told = point_rounds.lists(connection, here)
    assert [(each.edition, each.kind, len(each.rows)) for each in told] == [
        (1, "listed", 2),
        (2, "listed", 1),
        (3, "final", 1),
    ]
    assert [each.published_by for each in told] == [OFFICE, CENTRE, OFFICE]
    assert town.acts(here) == [
        ("made", OFFICE),
        ("published", OFFICE),
        ("published", CENTRE),
        ("final", OFFICE),
    ]


def test_the_final_list_waits_for_the_last_day_of_objections(town: Town) -> None:
    here = town.round()
    with pytest.raises(WrongInput, match="要先公布名单"):
        town.make_final(here)
    town.publish(here, AFTER)
    with pytest.raises(WrongInput, match="公示到"):
        town.make_final(here, AFTER + timedelta(days=7))
    assert town.make_final(here, AFTER + timedelta(days=8)).state == "final"
    with pytest.raises(WrongInput, match="已经公布了"):
        town.make_final(here)


def test_two_that_keep_lists_up_at_once_publish_once(town: Town, running: Running) -> None:
    first = town.person(120)
    town.person(100)
    here = town.round()
    town.publish(here)
    town.decide(first, "refused")
    office = running.office
    both = [
        threading.Thread(target=keeping.keep_up, args=(office.database, office.keys, AFTER, threading.Event()))
        for _ in range(2)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join(30)
    assert town.listed(here).edition == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "Housing 4"}, "编号要用小写字母"),
        ({"id": ""}, "编号要用小写字母"),
        ({"use": "parking"}, "没有这种用途"),
        ({"name": " "}, "名称要写"),
        ({"name": "长" * 81}, "名称要写"),
        ({"quota": 0}, "名额要在"),
        ({"quota": 100_001}, "名额要在"),
        ({"closes_on": OPENS - timedelta(days=1)}, "截止日早于开始日"),
        ({"appeal_days": 0}, "公示期要在"),
        ({"closes_on": date(2025, 12, 31), "opens_on": date(2025, 12, 1)}, "没有生效的"),
    ],
)
def test_a_round_that_cannot_be_is_not_made(
    town: Town, running: Running, changes: dict[str, object], sentence: str
) -> None:
    wanted = Wanted(f"x-{town.item}", town.item, "housing", "这一轮", 3, OPENS, CLOSES, 7)
    with running.office.database.write() as connection, pytest.raises(WrongInput, match=sentence):
        rounds.make(connection, replace(ITEM, code=town.item), replace(wanted, **changes), OFFICE, IN_TIME)
    with running.office.database.read() as connection:
        assert point_rounds.find(connection, wanted.id) is None


def test_a_round_is_made_once(town: Town, running: Running) -> None:
    here = town.round()
    wanted = Wanted(here, town.item, "school", "又一轮", 3, OPENS, CLOSES, 7)
    with running.office.database.write() as connection, pytest.raises(WrongInput, match="已经有"):
        rounds.make(connection, replace(ITEM, code=town.item), wanted, OFFICE, IN_TIME)


def test_what_is_kept_of_a_person_says_nothing_without_the_keys(town: Town, running: Running) -> None:
    town.person(100, "欧阳小明", id_number="330702199003070011")
    here = town.round()
    town.publish(here)
    with running.reading() as connection:
        (entered,) = point_rounds.entered(connection, here)
    assert b"330702199003070011" not in entered.person
    assert entered.name == "欧**明"
    assert isinstance(entered.submitted_at, datetime)
