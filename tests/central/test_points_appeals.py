"""Objections to a list: by whom they are taken, how they are decided, and what they change."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.central.points import appeals
from app.central.points.appeals import DISMISS, NOT_YOURS, PUBLIC, SCORE, STRIKE, Objection, Ruling
from app.central.storage import point_rounds
from app.central.storage.point_rounds import Appeal
from app.domain.errors import WrongInput
from tests.central.conftest import Running
from tests.central.points_town import AFTER, OFFICE, Town

ON_BOTH = True
MINE, OTHER = "330702199003070011", "330702198801010013"
DECIDER = "R-other"


@pytest.fixture
def town(running: Running) -> Town:
    return Town(running)


@pytest.fixture
def numbers(town: Town) -> tuple[str, str]:
    """Of the first and of the second."""
    return town.person(120, id_number=OTHER), town.person(100, id_number=MINE)


@pytest.fixture
def here(town: Town, numbers: tuple[str, str]) -> str:
    del numbers
    round_id = town.round(quota=1)
    town.publish(round_id)
    return round_id


def file(
    town: Town,
    here: str,
    number: str,
    last_four: str = MINE[-4:],
    *,
    rank: str = "",
    text: str = "少算了社保",
    by: str = PUBLIC,
    at: datetime = AFTER,
) -> Appeal:
    office = town.running.office
    with office.database.write() as connection:
        return appeals.file(connection, office.keys, here, Objection(number, last_four, rank, text), by, at)


def decide(town: Town, filed: Appeal, ruling: Ruling, by: str = DECIDER) -> None:
    with town.running.office.database.write() as connection:
        appeals.decide(connection, filed.id, ruling, by, AFTER)


def state_of(town: Town, filed: Appeal) -> tuple[str, str, str]:
    with town.running.office.database.read() as connection:
        found = point_rounds.appeal(connection, filed.id)
    assert found is not None
    return found.state, found.reason, found.decided_by


def test_an_upheld_one_sets_the_score_and_the_list_follows(town: Town, numbers: tuple[str, str], here: str) -> None:
    first, mine = numbers
    filed = file(town, here, mine)
    decide(town, filed, Ruling(SCORE, "社保记录补齐了 3 年", "130.5"))
    assert town.order(here) == [(1, mine[-4:], "130.5", True), (2, first[-4:], "120", False)]
    assert state_of(town, filed) == ("upheld", "社保记录补齐了 3 年", DECIDER)
    assert [each for each in town.acts(here) if each[0] in ("appeal_filed", "appeal_decided", "score_set")] == [
        ("appeal_filed", PUBLIC),
        ("appeal_decided", DECIDER),
        ("score_set", DECIDER),
    ]


def test_what_an_objection_set_is_not_counted_over(town: Town, numbers: tuple[str, str], here: str) -> None:
    mine = numbers[1]
    decide(town, file(town, here, mine), Ruling(SCORE, "补齐", "130"))
    town.rescore(mine, 10)
    assert not town.refresh(here)


def test_one_against_another_strikes_them_and_the_next_moves_up(
    town: Town, numbers: tuple[str, str], here: str
) -> None:
    mine = numbers[1]
    filed = file(town, here, mine, rank="1", text="他已经有房")
    decide(town, filed, Ruling(STRIKE, "查实名下有房"))
    assert town.order(here) == [(1, mine[-4:], "100", True)]


def test_one_that_does_not_hold_changes_nothing_but_is_kept_with_its_reason(
    town: Town, numbers: tuple[str, str], here: str
) -> None:
    before = town.listed(here)
    filed = file(town, here, numbers[1])
    decide(town, filed, Ruling(DISMISS, "社保只有 50 个月"))
    assert town.listed(here) == before
    assert state_of(town, filed) == ("dismissed", "社保只有 50 个月", DECIDER)


def test_the_final_list_waits_for_every_objection(town: Town, numbers: tuple[str, str], here: str) -> None:
    filed = file(town, here, numbers[1])
    with pytest.raises(WrongInput, match="还有 1 个异议没处理"):
        town.make_final(here)
    decide(town, filed, Ruling(DISMISS, "没有依据"))
    assert town.make_final(here).state == "final"


@pytest.mark.parametrize("last_four", ["0013", "001X", "11", "", "不知道"])
def test_nobody_objects_with_a_number_that_is_not_theirs(
    town: Town, numbers: tuple[str, str], here: str, last_four: str
) -> None:
    with pytest.raises(WrongInput, match=NOT_YOURS):
        file(town, here, numbers[1], last_four)


def test_an_unknown_number_is_answered_in_the_same_words(town: Town, here: str) -> None:
    for number in ("YX000000000000", "", "YX'; --"):
        with pytest.raises(WrongInput, match=NOT_YOURS):
            file(town, here, number)


def test_a_case_of_another_item_objects_to_nothing(town: Town, running: Running, here: str) -> None:
    elsewhere = Town(running).person(100, id_number=MINE)
    with pytest.raises(WrongInput, match=NOT_YOURS):
        file(town, here, elsewhere)


def test_before_the_list_and_after_its_days_none_is_taken(town: Town, numbers: tuple[str, str], here: str) -> None:
    unpublished = town.round(use="school")
    with pytest.raises(WrongInput, match="现在不收异议"):
        file(town, unpublished, numbers[1])
    file(town, here, numbers[1], at=AFTER + timedelta(days=7))
    with pytest.raises(WrongInput, match="提异议到"):
        file(town, here, numbers[0], OTHER[-4:], at=AFTER + timedelta(days=8))


@pytest.mark.parametrize("text", ["", "  ", "长" * 501, "\0"])
def test_one_without_words_is_not_taken(town: Town, numbers: tuple[str, str], here: str, text: str) -> None:
    with pytest.raises(WrongInput, match="写明哪里不对"):
        file(town, here, numbers[1], text=text)


@pytest.mark.parametrize("rank", ["0", "3", "-1", "first", "99999999", "²"])
def test_a_rank_that_is_not_in_the_list_is_named(town: Town, numbers: tuple[str, str], here: str, rank: str) -> None:
    with pytest.raises(WrongInput, match="没有这个名次"):
        file(town, here, numbers[1], rank=rank)


def test_the_same_is_not_objected_to_twice_while_it_is_looked_at(
    town: Town, numbers: tuple[str, str], here: str
) -> None:
    filed = file(town, here, numbers[1])
    with pytest.raises(WrongInput, match="还在处理"):
        file(town, here, numbers[1])
    decide(town, filed, Ruling(DISMISS, "没有依据"))
    file(town, here, numbers[1])


def test_one_is_decided_once_with_a_reason_and_not_by_who_filed_it(
    town: Town, numbers: tuple[str, str], here: str
) -> None:
    filed = file(town, here, numbers[1], by=OFFICE)
    with pytest.raises(WrongInput, match="要由别人处理"):
        decide(town, filed, Ruling(DISMISS, "没有依据"), by=OFFICE)
    with pytest.raises(WrongInput, match="要写明理由"):
        decide(town, filed, Ruling(DISMISS, " "))
    with pytest.raises(WrongInput, match="没有这种处理"):
        decide(town, filed, Ruling("shrug", "没有依据"))
    decide(town, filed, Ruling(DISMISS, "没有依据"))
    with pytest.raises(WrongInput, match="已经处理过"):
        decide(town, filed, Ruling(SCORE, "改了主意", "130"))
    assert state_of(town, filed)[0] == "dismissed"


@pytest.mark.parametrize(
    "score", ["", "many", "NaN", "inf", "1.005", "-1", "10001", "1e99999", "1e999999999", "-1E99999", "1e-99999"]
)
def test_a_score_that_is_none_leaves_the_objection_open(
    town: Town, numbers: tuple[str, str], here: str, score: str
) -> None:
    filed = file(town, here, numbers[1])
    with pytest.raises(WrongInput):
        decide(town, filed, Ruling(SCORE, "补齐", score))
    assert state_of(town, filed)[0] == "waiting"


def test_who_is_not_in_the_list_comes_in_by_the_case_not_by_a_score(town: Town, here: str) -> None:
    """It was returned, so it is not in the list; once accepted it comes in by itself."""
    left_out = town.person(110, id_number="330702199505050017", status="returned")
    filed = file(town, here, left_out, "0017", text="我怎么不在名单里")
    with pytest.raises(WrongInput, match="不在名单里"):
        decide(town, filed, Ruling(SCORE, "补上", "110"))
    town.decide(left_out, "accepted")
    assert town.refresh(here)
    assert left_out[-4:] in town.ends(here)
