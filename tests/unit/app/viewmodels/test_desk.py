"""The desk around the pages: nobody works without a name, nobody's data stands in full without a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject, Signal

from app.domain.operators import Role, SignedIn, WrongPin
from app.domain.outbox import Backlog
from app.domain.service_item import StationKind
from app.journeys.draft import Draft
from app.journeys.events import ExitPressed
from app.journeys.states import AtHome, AtStep
from app.viewmodels.desk import Desk
from app.viewmodels.desk_person import age_on
from tests.qml.screens.sample_states import CARD
from tests.unit.app.viewmodels.standing import SHELF, StandingDoor

ITEM = SHELF.item("residence-permit-endorsement")
CLERK = SignedIn("0042", "李晓敏", (Role.CLERK,))


class Seat(QObject):
    changed = Signal()

    def __init__(self):
        super().__init__()
        self.who = None
        self.looked = []

    def come(self, who):
        self.who = who
        self.changed.emit()

    def go(self):
        self.who = None
        self.changed.emit()

    def looks(self, case_id):
        self.looked.append(case_id)


@pytest.fixture
def seat():
    return Seat()


@pytest.fixture
def door():
    return StandingDoor()


@pytest.fixture
def desk(around, seat, door):
    return Desk(around, seat, door, StationKind.COUNTER)


def signs_in(desk, door, outcome):
    desk.begin()
    desk.signIn.editNumber("0042")
    desk.signIn.askPin()
    for digit in "739152":
        desk.signIn.typeDigit(int(digit))
    desk.signIn.enter()
    door.answer(outcome)


def shows_person(around):
    draft = Draft("0192a4c0-0000-7000-8000-000000000001", CARD, form={"phone": "13905781234"}, face="matched")
    around.sitting.show(AtStep(ITEM, ITEM.steps, 0, draft))


def test_a_clerk_signs_in_and_stands_there_masked(desk, seat, door):
    assert not desk.taken
    signs_in(desk, door, CLERK)
    assert (desk.taken, desk.clerk, seat.who) == (True, "李*敏", CLERK)


@pytest.mark.parametrize("outcome", [WrongPin(4), replace(CLERK, roles=(Role.TECHNICIAN,))])
def test_who_is_no_clerk_or_does_not_know_the_pin_stays_outside(desk, door, outcome):
    signs_in(desk, door, outcome)
    assert not desk.taken
    assert desk.signIn.words


def test_a_person_is_masked_until_somebody_asks_and_that_is_written_down(desk, around, seat):
    shows_person(around)
    rows = {row["label"]: row["value"] for row in desk.person["rows"]}
    assert desk.person["name"] != CARD.name
    assert CARD.id_number not in rows.values()
    assert rows["手机"] == "139****1234"
    desk.showAll()
    assert seat.looked == ["0192a4c0-0000-7000-8000-000000000001"]
    assert desk.person["name"] == CARD.name
    assert CARD.id_number in {row["value"] for row in desk.person["rows"]}


def test_the_full_view_ends_with_the_case(desk, around):
    shows_person(around)
    desk.showAll()
    around.sitting.show(AtHome())
    shows_person(around)
    assert not desk.showsAll
    assert desk.person["name"] != CARD.name


def test_there_is_nothing_to_be_shown_in_full_before_a_card_was_read(desk, around, seat):
    around.sitting.show(AtStep(ITEM, ITEM.steps, 0, Draft("0192a4c0-0000-7000-8000-000000000002")))
    desk.showAll()
    assert (desk.person, seat.looked) == ({}, [])


def test_whoever_leaves_the_desk_leaves_no_person_on_it(desk, around, seat, door):
    signs_in(desk, door, CLERK)
    shows_person(around)
    desk.goAway()
    assert around.sitting.events == [ExitPressed()]
    assert seat.who is None


def test_only_what_can_be_done_at_a_desk_is_offered_and_search_narrows_it(desk):
    assert {each["code"] for each in desk.items} <= {i.code for i in SHELF.items() if StationKind.COUNTER in i.stations}
    desk.search("居住证")
    assert [each["code"] for each in desk.items] == ["residence-permit-endorsement"]


def test_what_waits_for_the_centre_is_told(desk, around):
    assert desk.waits == "都送到中心了"
    around.station.backlog = Backlog(2, 0)
    around.station.changed.emit()
    assert desk.waits == "待上传 2 件"


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march():
    born = date(2004, 2, 29)
    assert [age_on(born, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [21, 22]
