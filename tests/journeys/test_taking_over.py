"""接办 at a desk: the codes of a paper, each trouble, and that nothing shows before the right person stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.agency import RELATION
from app.domain.hand_over import HandedOver, MoreToCome, Unfinished, WhyNot
from app.domain.scanned_code import CaseCode, HandOverCode
from app.domain.service_item import StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.handing_commands import TakeHandOver
from app.journeys.handing_events import (
    CodeAtDesk,
    HandOverIncomplete,
    HandOverRefused,
    HandOverTaken,
    TakeOverWanted,
)
from app.journeys.scanning import listens
from app.journeys.scanning_commands import ReadCodes
from app.journeys.scanning_events import ScannerIsThere, ScannerWentAway
from app.journeys.screens import Screen, screen_of
from app.journeys.states import Asking, AtHome, AtStep, Passed, State, TakingOver, Trouble, Troubled, Working
from app.journeys.table import step
from app.journeys.things import Closure
from tests.journeys.items import CARD, item

ON = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)
OTHER = replace(CARD, name="李四", id_number="330782198505054321")
ITEM = item()
DATA = {
    "applicant": {"kind": "resident", "name": CARD.name, "id_number": CARD.id_number},
    "form": {"first_field": "卡", "gone_field": "旧"},
}
HANDED = HandedOver(Unfinished("case-1", "item", "0", DATA), "hall-01", NOW, NOW)
TAKEN = HandOverTaken(HANDED, ITEM, online=False, can_scan=True)
FIRST, SECOND = (HandOverCode(f"{each}.b.c") for each in "12")
ONE, TWO = (f"bianmin:handover:{each}.b.c" for each in "12")


def after(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


def taking(*events: on.Event) -> TakingOver:
    state, _ = after(AtHome(), CodeAtDesk(FIRST), *events)
    assert isinstance(state, TakingOver)
    return state


def identifying() -> AtStep:
    state, _ = after(AtHome(), CodeAtDesk(FIRST), TAKEN)
    assert isinstance(state, AtStep)
    return state


def test_a_code_held_there_at_home_begins_it_and_any_other_changes_nothing() -> None:
    state, commands = after(AtHome(), CodeAtDesk(FIRST))
    assert (state, commands) == (TakingOver(Working(), (ONE,)), [TakeHandOver((ONE,))])
    assert after(AtHome(), CodeAtDesk(CaseCode("BM01-1"))) == (AtHome(), [])
    closed = AtHome(closures=frozenset({Closure.LOCKED}))
    assert after(closed, CodeAtDesk(FIRST)) == (closed, [])


def test_who_asks_first_is_waited_for_and_told_of_a_code_that_is_none() -> None:
    state, _ = after(AtHome(), TakeOverWanted())
    assert (state, screen_of(state), listens(state)) == (TakingOver(), Screen.TAKE_OVER, True)
    other, commands = after(state, CodeAtDesk(CaseCode("BM01-1")))
    assert (other, commands) == (TakingOver(other=True), [])
    assert after(other, CodeAtDesk(FIRST))[0] == TakingOver(Working(), (ONE,))
    assert after(other, on.BackPressed())[0] == AtHome()


def test_of_two_codes_the_second_is_waited_for_and_both_are_looked_at_together() -> None:
    state = taking(HandOverIncomplete((ONE,), MoreToCome((2,), 2)))
    assert (state.mood, state.missing, state.total) == (Asking(), (2,), 2)
    assert after(state, CodeAtDesk(FIRST))[1] == [TakeHandOver((ONE,))], "the same one again changes nothing"
    both, commands = after(state, CodeAtDesk(SECOND))
    assert commands == [TakeHandOver((ONE, TWO))]
    assert screen_of(after(both, TAKEN)[0]) is Screen.PUT_CARD


def test_a_late_word_of_fewer_codes_changes_nothing_but_a_case_that_was_taken_goes_on() -> None:
    both = taking(CodeAtDesk(SECOND))
    assert after(both, HandOverIncomplete((ONE,), MoreToCome((2,), 2)))[0] == both
    assert after(both, HandOverRefused((ONE,), WhyNot.DAMAGED))[0] == both
    assert isinstance(after(both, TAKEN)[0], AtStep)


def test_another_persons_paper_begins_anew() -> None:
    state = taking(HandOverIncomplete((ONE,), MoreToCome((2,), 2)), CodeAtDesk(SECOND))
    anew, commands = after(state, HandOverRefused((ONE, TWO), WhyNot.MIXED))
    assert (anew, commands) == (TakingOver(Working(), (TWO,), mixed=True), [TakeHandOver((TWO,))])


@pytest.mark.parametrize("why", [*set(WhyNot) - {WhyNot.MIXED}, None])
def test_a_code_that_is_not_taken_is_told_and_only_a_bad_copy_leaves_the_first_one_standing(
    why: WhyNot | None,
) -> None:
    waiting = taking(HandOverIncomplete((ONE,), MoreToCome((2,), 2)), CodeAtDesk(SECOND))
    state, commands = after(waiting, HandOverRefused((ONE, TWO), why))
    assert isinstance(state, TakingOver)
    stands = why in (None, WhyNot.DAMAGED, WhyNot.SIGNATURE, WhyNot.STATION_UNKNOWN)
    assert (state.mood, state.why, state.unlooked, commands) == (Asking(), why, why is None, [])
    assert (state.codes, state.missing) == (((ONE,), (2,)) if stands else ((), ()))


def test_a_scanner_that_is_gone_is_told_and_comes_back() -> None:
    gone, _ = after(TakingOver(), ScannerWentAway())
    assert gone == TakingOver(Troubled(Trouble.SCANNER_GONE))
    assert after(gone, ScannerIsThere())[0] == TakingOver()
    assert after(gone, on.TryAgainPressed()) == (TakingOver(), [ReadCodes()])


def test_the_person_is_identified_before_anything_they_filled_in_is_a_drafts_own() -> None:
    state, commands = after(AtHome(), CodeAtDesk(FIRST), TAKEN)
    assert isinstance(state, AtStep)
    assert (state.step, state.at_desk, state.can_scan, state.online) == (StepKind.IDENTIFY, True, True, False)
    assert (state.draft.form, state.draft.card, state.draft.handed, state.draft.held) == ({}, None, DATA, True)
    assert do.ReadCard() in commands
    assert do.KeepDraft(ITEM, state.draft, StepKind.IDENTIFY) in commands
    assert CARD.name not in repr(state)


def test_with_their_card_the_form_is_theirs_and_the_desks_own_steps_follow() -> None:
    state, commands = after(identifying(), on.CardWasRead(CARD, ON))
    assert isinstance(state, AtStep)
    assert (state.draft.form, state.draft.handed, state.mood) == ({"first_field": "卡"}, None, Passed())
    assert do.KeepDraft(ITEM, state.draft, StepKind.IDENTIFY) in commands
    on_face, _ = after(state, on.Lingered(0))
    assert screen_of(on_face) is Screen.FACE_CHECK


def test_another_persons_card_shows_nothing_and_the_right_one_still_may_come() -> None:
    state, commands = after(identifying(), on.CardWasRead(OTHER, ON))
    assert isinstance(state, AtStep)
    assert state.mood == Troubled(Trouble.OTHER_PERSON)
    assert (state.draft.card, state.draft.form, state.card_in_reader) == (None, {}, True)
    assert commands == [do.WatchCard()]
    again, commands = after(state, on.TryAgainPressed())
    assert commands == [do.ReadCard()]
    right, _ = after(again, on.CardWasRead(CARD, ON))
    assert isinstance(right, AtStep)
    assert right.draft.form == {"first_field": "卡"}


def test_a_desk_that_leaves_it_keeps_it_and_goes_on_from_the_card() -> None:
    for event in (on.BackPressed(), on.ExitPressed()):
        left, commands = after(identifying(), event)
        assert left == AtHome()
        assert not any(isinstance(each, do.ForgetDraft) for each in commands)
    resumed, _ = after(AtHome(), on.DraftResumed(ITEM, identifying().draft, online=True))
    assert isinstance(resumed, AtStep)
    assert (resumed.step, resumed.draft.handed) == (StepKind.IDENTIFY, DATA)
    assert after(resumed, on.CardWasRead(CARD, ON))[0].draft.form == {"first_field": "卡"}  # type: ignore[union-attr]


def test_what_came_on_paper_for_a_principal_is_shown_to_their_agent_once_it_is_known_for_whom() -> None:
    from app.domain.agency import Agency

    steps = (StepKind.IDENTIFY, StepKind.AGENCY, *ITEM.steps[1:])
    agent = Agency(agent=OTHER, on=ON, told={RELATION: "spouse"})
    draft = Draft("case-1", handed=DATA, held=True, agency=agent)
    asked = AtStep(ITEM, steps, 1, draft, at_desk=True)
    state, _ = after(asked, on.CardWasRead(CARD, ON))
    assert isinstance(state, AtStep)
    assert (state.draft.form, state.draft.handed) == ({"first_field": "卡"}, None)
    third = replace(CARD, name="王五", id_number="330782197001019876")
    wrong, _ = after(asked, on.CardWasRead(third, ON))
    assert isinstance(wrong, AtStep)
    assert (wrong.mood, wrong.draft.form) == (Troubled(Trouble.OTHER_PERSON), {})
