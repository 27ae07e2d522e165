"""What was left behind is written down once, ends once, and nobody's name gets in."""

from datetime import UTC, datetime

import pytest

from app.domain.custody import CustodyEnding
from app.domain.errors import WrongInput
from app.domain.prints import OperatorAct
from app.storage import open_store

ACT = OperatorAct("0017", "本人拿身份证来领走")
CASE = "01900000-0000-7000-8000-000000000001"


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "data", lambda: datetime(2026, 3, 18, tzinfo=UTC)) as opened:
        yield opened


def test_a_thing_left_behind_needs_a_person_until_it_was_seen_taken(store):
    store.custody.open("card", CASE)
    assert store.custody.waiting() == 1
    store.custody.seen("card", CustodyEnding.TAKEN)
    (record,) = store.custody.records()
    assert record.ending is CustodyEnding.TAKEN
    assert record.case_id == CASE
    assert store.custody.waiting() == 0


def test_a_slip_drawn_in_still_needs_a_person(store):
    record = store.custody.open("receipt", "")
    store.custody.seen("receipt", CustodyEnding.RETRACTED)
    assert store.custody.waiting() == 1
    closed = store.custody.close(record.id, CustodyEnding.DESTROYED, ACT)
    assert (closed.ending, closed.operator) == (CustodyEnding.DESTROYED, "0017")
    assert store.custody.waiting() == 0


def test_what_the_machine_sees_ends_the_newest_of_that_thing_only(store):
    first, second = store.custody.open("card", ""), store.custody.open("card", "")
    store.custody.open("receipt", "")
    store.custody.seen("card", CustodyEnding.TAKEN)
    endings = {each.id: each.ending for each in store.custody.records()}
    assert endings[second.id] is CustodyEnding.TAKEN
    assert endings[first.id] is CustodyEnding.OPEN
    assert store.custody.waiting() == 2


def test_seeing_something_taken_that_nobody_left_is_nothing(store):
    store.custody.seen("card", CustodyEnding.TAKEN)
    assert store.custody.records() == []


def test_a_record_is_closed_once(store):
    record = store.custody.open("card", "")
    store.custody.close(record.id, CustodyEnding.HANDED_OVER, ACT)
    with pytest.raises(WrongInput, match="了结"):
        store.custody.close(record.id, CustodyEnding.DESTROYED, ACT)


@pytest.mark.parametrize(
    ("ending", "act"),
    [
        (CustodyEnding.TAKEN, ACT),
        (CustodyEnding.HANDED_OVER, OperatorAct("张三", "领走了")),
        (CustodyEnding.HANDED_OVER, OperatorAct("110101199003070011", "领走了")),
        (CustodyEnding.HANDED_OVER, OperatorAct("0017", "  ")),
    ],
)
def test_no_hand_can_say_what_only_the_machine_sees_and_nobody_signs_with_a_name(store, ending, act):
    record = store.custody.open("card", "")
    with pytest.raises(WrongInput):
        store.custody.close(record.id, ending, act)
    assert store.custody.waiting() == 1


def test_an_unknown_record_is_told(store):
    with pytest.raises(WrongInput, match="没有"):
        store.custody.close(CASE, CustodyEnding.HANDED_OVER, ACT)


def test_every_change_stands_in_the_log(store):
    store.custody.open("card", "")
    store.custody.seen("card", CustodyEnding.TAKEN)
    assert store.audit.verify().intact
    assert store.audit.verify().records == 3  # the store's own beginning, left, taken
