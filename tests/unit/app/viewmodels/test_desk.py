"""The desk around the pages: nobody works without a name, nobody's data stands in full without a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from app.domain.case import CaseStatus, SubmittedCase
from app.domain.drafts import KeptDraft
from app.domain.operators import Role, SignedIn, WrongPin
from app.domain.outbox import Backlog
from app.domain.person import age_on
from app.domain.service_item import StationKind, StepKind
from app.journeys.desk_events import ClerkLeft
from app.journeys.draft import Draft
from app.journeys.events import DraftResumed
from app.journeys.states import AtHome, AtStep, Finished, Finishing, Paper
from app.runtime.draft_keeping import card_told
from app.viewmodels.desk import Desk
from tests.qml.screens.sample_states import AGENT, CARD, by_agent
from tests.unit.app.viewmodels.standing import SHELF, StandingDoor

ITEM = SHELF.item("residence-permit-endorsement")
CLERK = SignedIn("0042", "李晓敏", (Role.CLERK,))


class Seat(QObject):
    changed = Signal()

    def __init__(self):
        super().__init__()
        self.who = None
        self.looked = []
        self.drafts = ()
        self.decisions = ()
        self.looks_for_drafts = 0
        self.discarded = []

    def look_for_drafts(self):
        self.looks_for_drafts += 1

    def discard(self, case_id):
        self.discarded.append(case_id)

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
    """Its timers end in the window's thread, not wherever the last word of them would be lost."""
    made = Desk(replace(around, kind=StationKind.COUNTER), seat, door)
    yield made
    for each in (made, seat):
        each.deleteLater()
        QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


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


def test_a_case_by_an_agent_says_so_and_the_agent_too_is_shown_in_full_with_a_trace(desk, around, seat):
    around.sitting.show(by_agent(StepKind.AGENCY))
    assert [tag["text"] for tag in desk.caseTags][-1] == "代办"
    desk.showAll()
    assert len(seat.looked) == 1
    assert desk.person["agent"]["name"] == AGENT.name
    shows_person(around)
    assert [tag["text"] for tag in desk.caseTags][-1] == "本人办理"


def test_the_full_view_ends_with_the_case(desk, around):
    shows_person(around)
    desk.showAll()
    around.sitting.show(AtHome())
    shows_person(around)
    assert not desk.showsAll
    assert desk.person["name"] != CARD.name


def test_the_full_view_is_of_the_case_it_was_asked_for(desk, around, seat):
    """Another case of the same person is taken up: who looks at that leaves a trace of it."""
    shows_person(around)
    desk.showAll()
    around.sitting.show(AtStep(ITEM, ITEM.steps, 1, Draft("0192a4c0-0000-7000-8000-000000000009", CARD)))
    assert not desk.showsAll
    assert desk.person["name"] != CARD.name
    assert len(seat.looked) == 1


def test_there_is_nothing_to_be_shown_in_full_before_a_card_was_read(desk, around, seat):
    around.sitting.show(AtStep(ITEM, ITEM.steps, 0, Draft("0192a4c0-0000-7000-8000-000000000002")))
    desk.showAll()
    assert (desk.person, seat.looked) == ({}, [])


def test_whoever_leaves_the_desk_leaves_no_person_on_it(desk, around, seat, door):
    signs_in(desk, door, CLERK)
    shows_person(around)
    desk.goAway()
    assert around.sitting.events == [ClerkLeft()]
    assert seat.who is None


def test_what_could_not_end_when_the_clerk_left_ends_as_soon_as_it_can(desk, around, seat, door):
    signs_in(desk, door, CLERK)
    draft = Draft("0192a4c0-0000-7000-8000-000000000001", CARD)
    case = SubmittedCase(draft.case_id, "BM01-1", CaseStatus.SAVED)
    around.sitting.show(Finishing(ITEM, ITEM.steps, draft, case, at_desk=True))
    desk.goAway()
    done = Finished(ITEM, ITEM.steps, case, "张*", False, Paper.PRINTED, Paper.NONE, at_desk=True)
    around.sitting.show(done)
    assert around.sitting.events == [ClerkLeft(), ClerkLeft()]
    signs_in(desk, door, CLERK)
    around.sitting.show(replace(done, case=replace(case, number="BM01-2")))
    assert around.sitting.events == [ClerkLeft(), ClerkLeft()]


def test_only_what_can_be_done_at_a_desk_is_offered_and_search_narrows_it(desk):
    assert {each["code"] for each in desk.items} <= {i.code for i in SHELF.items() if StationKind.COUNTER in i.stations}
    desk.search("居住证签注")
    assert [each["code"] for each in desk.items] == ["residence-permit-endorsement"]


def test_what_waits_for_the_centre_is_told(desk, around):
    assert desk.waits == "都送到中心了"
    around.station.backlog = Backlog(2, 0)
    around.station.changed.emit()
    assert desk.waits == "待上传 2 件"


def test_what_waits_for_a_person_is_told_apart_and_has_no_next_time(desk, around):
    again = datetime(2026, 3, 18, 6, 30, tzinfo=UTC)
    for backlog, words, english in (
        (Backlog(2, 0, next_at=again), "待上传 2 件，下次 14:30", "2 to be sent, next try 14:30"),
        (Backlog(2, 1), "待上传 2 件，1 件要人处理", "2 to be sent, 1 for staff"),
        (Backlog(0, 3, next_at=again), "3 件要人处理", "3 for staff"),
    ):
        around.station.backlog = backlog
        around.station.changed.emit()
        assert desk.waits == words
        around.language.choose("en")
        assert desk.waits == english
        around.language.reset()


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march():
    born = date(2004, 2, 29)
    assert [age_on(born, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [21, 22]


KEPT = KeptDraft(
    "0192a4c0-0000-7000-8000-000000000003",
    ITEM.code,
    ITEM.version,
    "form",
    "0042",
    datetime(2026, 3, 18, 1, 40, tzinfo=UTC),
    {"card": card_told(CARD), "face": "matched", "consented": True, "form": {"phone": "13905781234"}},
)


def test_what_was_not_finished_is_offered_masked_and_goes_on_with_its_answers(desk, around, seat):
    seat.drafts = [KEPT]
    (row,) = desk.unfinished
    assert row["id"] == KEPT.case_id
    assert CARD.name not in row.values()
    desk.resume(KEPT.case_id)
    (event,) = around.sitting.events
    assert isinstance(event, DraftResumed)
    assert event.draft.form == {"phone": "13905781234"}
    assert replace(event.draft.card, portrait=CARD.portrait) == CARD


@pytest.mark.parametrize("changed", [{"item_version": "0.9"}, {"content": {"card": None}}, {"item_code": "gone"}])
def test_a_draft_that_cannot_go_on_is_cleared_away(desk, around, seat, changed):
    seat.drafts = [replace(KEPT, **changed)]
    desk.resume(KEPT.case_id)
    assert (around.sitting.events, seat.discarded) == ([], [KEPT.case_id])


@pytest.mark.parametrize(
    ("changed", "words"), [({"item_version": "0.9"}, "事项已改版"), ({"content": {"card": None}}, "接不上")]
)
def test_what_was_held_and_cannot_go_on_says_so_and_stays_until_somebody_clears_it(desk, around, seat, changed, words):
    """The paper that was given promises a day: no press but 不办了 takes it away."""
    changed = {**changed, "content": {**changed.get("content", KEPT.content), "held": True, "notice_number": "N-1"}}
    seat.drafts = [replace(KEPT, **changed)]
    (row,) = desk.unfinished
    assert words in row["why"]
    assert not row["resumes"]
    desk.resume(KEPT.case_id)
    assert (around.sitting.events, seat.discarded) == ([], [])
    desk.discard(KEPT.case_id)
    assert seat.discarded == [KEPT.case_id]


def test_what_was_held_of_a_version_that_is_gone_is_not_offered_in_place_of_a_new_case(desk, around, seat):
    shows_person(around)
    around.sitting.show(replace(around.sitting.state, at_desk=True))
    held = replace(KEPT, content={**KEPT.content, "held": True})
    for version, offered in ((ITEM.version, True), ("0.9", False)):
        seat.drafts = [replace(held, item_version=version)]
        assert (desk.papers.comesBack != {}) is offered


def test_nothing_is_offered_while_a_case_is_being_done_and_it_is_looked_for_again_afterwards(desk, around, seat):
    seat.drafts = [KEPT]
    shows_person(around)
    assert desk.unfinished == []
    around.sitting.show(AtHome())
    assert seat.looks_for_drafts == 1


def test_the_picture_of_the_card_stands_there_and_is_gone_with_the_person(desk, around):
    with_picture = replace(CARD, portrait=b"\x89PNG of a face")
    around.sitting.show(AtStep(ITEM, ITEM.steps, 0, Draft("0192a4c0", with_picture)))
    assert desk.portrait.startswith("data:image/png;base64,")
    around.sitting.show(AtHome())
    assert desk.portrait == ""
    assert b"face" not in desk._portrait.__dict__["_of"]


def test_what_another_agent_or_the_person_alone_began_is_offered_to_nobody_who_acts_for_them(desk, around, seat):
    mine = by_agent(StepKind.NOTICE)
    number = mine.draft.card.id_number
    theirs = {**KEPT.content, "card": card_told(mine.draft.card), "held": True}
    told = {"agent": card_told(AGENT), "on": None, "told": {}, "is_read": True}
    stranger = {**told, "agent": {**card_told(AGENT), "id_number": "330782198803150027"}}
    around.sitting.show(replace(mine, at_desk=True))
    for agency, offered in ((None, False), (stranger, False), (told, True)):
        seat.drafts = [replace(KEPT, content={**theirs, "agency": agency})]
        assert (desk.papers.comesBack != {}) is offered, (agency, number)
