"""The sheet for number and PIN: what is said, when nothing can be typed, and that the PIN is never kept."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.domain.operators import Duty, ListTooOld, LockedOut, NoList, Role, SignedIn, WrongPin
from app.viewmodels.sign_in import SignIn
from tests.qml.screens.sample_sign_ins import NUMBER, PIN, to_the_pin, type_pin
from tests.unit.app.viewmodels.standing import StandingDoor

TECHNICIAN = SignedIn(NUMBER, "赵师傅", (Role.TECHNICIAN,))


@pytest.fixture
def door():
    return StandingDoor()


@pytest.fixture
def counter():
    return SimpleNamespace(now=1000.0)


@pytest.fixture
def sheet(qapp, door, counter):
    made = SignIn(door, Duty.MAINTENANCE, lambda: counter.now)
    made.begin()
    yield made
    made.close()
    made.deleteLater()


def try_pin(sheet, pin=PIN):
    to_the_pin(sheet)
    type_pin(sheet, pin)
    sheet.enter()


def shown(sheet):
    """Every property, as a screen may read it."""
    about = sheet.metaObject()
    names = [about.property(index).name() for index in range(about.propertyCount())]
    return {name: sheet.property(name) for name in names}


def kept(sheet):
    """Everything the view-model holds, and everything it shows."""
    return " ".join([*map(repr, vars(sheet).values()), *map(str, shown(sheet).values())])


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.MANAGER])
def test_who_may_is_let_in_and_the_sheet_closes(sheet, door, role):
    let_in = []
    sheet.signed_in.connect(let_in.append)
    try_pin(sheet)
    assert door.tried == [(NUMBER, PIN)]
    assert sheet.looking
    door.answer(SignedIn(NUMBER, "赵师傅", (role,)))
    assert let_in == [NUMBER]
    assert not sheet.open


def test_a_clerk_is_told_that_this_is_not_for_clerks(sheet, door, qtbot):
    try_pin(sheet)
    with qtbot.assertNotEmitted(sheet.signed_in):
        door.answer(SignedIn(NUMBER, "陈晓", (Role.CLERK,)))
    assert sheet.words == "这个工号没有权限。找技术员或负责人。"
    assert sheet.open


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (WrongPin(4), "工号或 PIN 不对，还能试 4 次。"),
        (LockedOut(15), "输错太多次。15 秒后再试，忘了 PIN 找中心重设。"),
        (LockedOut(3600), "输错太多次。60 分 00 秒后再试，忘了 PIN 找中心重设。"),
        (ListTooOld(14), "超过 14 天没连上中心，名单过期了。接好网线再试，或用钥匙开机门。"),
        (NoList(), "中心还没给过名单。在中心加操作员，再运行 kiosk sync once，或用钥匙开机门。"),
        (None, "没查成，名单打不开。再试一次，或用钥匙开机门。"),
    ],
)
def test_what_came_of_it_is_said_with_what_to_do(sheet, door, outcome, said):
    try_pin(sheet)
    door.answer(outcome)
    assert sheet.words == said
    assert sheet.pinLength == 0


def test_a_lock_counts_down_and_then_one_may_try_again(sheet, door, counter):
    try_pin(sheet)
    door.answer(LockedOut(15))
    assert not sheet.canType
    type_pin(sheet)
    sheet.enter()
    assert (sheet.pinLength, len(door.tried)) == (0, 1)
    counter.now += 3.2
    sheet._tick.timeout.emit()
    assert (sheet.secondsLocked, "12 秒后再试" in sheet.words) == (12, True)
    counter.now += 12
    sheet._tick.timeout.emit()
    assert (sheet.words, sheet.canType, sheet._tick.isActive()) == ("", True, False)


def test_a_lock_belongs_to_its_number_and_another_may_be_tried(sheet, door):
    try_pin(sheet)
    door.answer(LockedOut(3600))
    sheet.changeNumber()
    sheet.editNumber("M7")
    sheet.askPin()
    assert sheet.canType
    assert sheet.words == ""


def test_too_little_is_said_and_costs_no_try(sheet, door):
    sheet.askPin()
    assert (sheet.words, sheet.asksPin) == ("还没填工号。", False)
    try_pin(sheet, PIN[:5])
    assert sheet.words == "PIN 至少 6 位。"
    assert door.tried == []


def test_what_no_number_can_hold_goes_from_the_field(sheet, qtbot):
    sheet.editNumber(" T00 1他2-A，")
    assert sheet.number == "T0012-A"
    with qtbot.waitSignal(sheet.changed):
        sheet.editNumber("T0012-A他")


def test_digits_are_taken_back_one_by_one_or_all_and_no_more_than_twelve_are_taken(sheet):
    to_the_pin(sheet)
    type_pin(sheet, "1" * 20)
    assert sheet.pinLength == 12
    sheet.eraseDigit()
    assert sheet.pinLength == 11
    sheet.erasePin()
    sheet.eraseDigit()
    sheet.typeDigit(10)
    assert sheet.pinLength == 0


def test_an_answer_to_a_sheet_that_was_closed_lets_nobody_in(sheet, door, qtbot):
    try_pin(sheet)
    sheet.close()
    sheet.begin()
    with qtbot.assertNotEmitted(sheet.signed_in):
        door.answer(TECHNICIAN)
    assert sheet.open
    assert sheet.number == ""


def test_while_it_is_looked_at_nothing_can_be_typed_or_changed(sheet, door):
    try_pin(sheet)
    type_pin(sheet)
    sheet.enter()
    sheet.changeNumber()
    sheet.editNumber("M7")
    assert (sheet.pinLength, sheet.asksPin, sheet.number, len(door.tried)) == (0, True, NUMBER, 1)


def test_the_pin_is_nowhere_once_it_was_looked_at_or_the_sheet_was_closed(sheet, door):
    to_the_pin(sheet)
    type_pin(sheet)
    typed = sheet._pin
    assert bytes(typed) == PIN.encode()
    sheet.close()
    assert not any(typed)
    sheet.begin()
    try_pin(sheet)
    assert PIN not in kept(sheet)
    door.answer(WrongPin(4))
    assert PIN not in kept(sheet)


def test_while_it_is_typed_no_property_shows_a_digit_of_it(sheet):
    to_the_pin(sheet)
    type_pin(sheet)
    assert shown(sheet)["pinLength"] == len(PIN)
    assert not any(PIN in str(value) for value in shown(sheet).values())
    assert PIN in kept(sheet)  # the one place it is in, until it is looked at
