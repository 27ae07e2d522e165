"""A clerk at the desk takes a case by the same journey as the glass, the whole form on one page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.clerk import ITEM, NUMBER, TYPED, Clerk, employ_clerk
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.tickets import TicketState
from app.journeys.states import AtHome
from tests.journeys.desks import COUNTER, desk_hall, staffed
from tests.journeys.hall import Hall, open_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
OpenClerk = Callable[[Terminal, Any], Clerk]


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), COUNTER) as hall:
        yield hall


@pytest.fixture
def settings(own_hall: Hall, tmp_path: Path) -> Settings:
    return staffed(own_hall, tmp_path / "desk", COUNTER, employ_clerk)


@pytest.fixture
def at_desk(own_hall: Hall, tmp_path: Path) -> OpenClerk:
    def clerk(terminal: Terminal, card: Any) -> Clerk:
        surface = terminal.window.surface
        return Clerk(
            terminal,
            own_hall.place,
            Finger(surface),
            Recorder(tmp_path / "out", surface, "counter", pictures=False),
            card,
        )

    return clerk


def words(clerk: Clerk) -> list[str]:
    return [text for each in clerk.finger.items() if isinstance(text := each.property("text"), str) and text]


def kept(terminal: Terminal) -> list[str]:
    return [each.content["form"].get("bank", "") for each in terminal.parts.drafts.kept()]


def graded(hall: Hall, case_id: str) -> dict[str, object]:
    told = hall.case(case_id).get("evaluation") or {}
    return {key: told[key] for key in ("grade", "reasons") if key in told}


def test_a_case_goes_all_the_way_and_the_clerk_sees_no_grade(
    settings: Settings, own_hall: Hall, at_desk: OpenClerk, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        clerk = at_desk(desk, sample_card(desk.parts, "temporary-id-card", 7))
        clerk.grade = 1
        assert clerk.finger.find(f"item_{ITEM}") is None  # before anybody has signed in
        graded_words: list[str] = []
        desk.sitting.changed.connect(lambda: graded_words.extend(each for each in words(clerk) if "满意" in each))
        case_id = clerk.takes_a_case()
        assert graded_words == []
        case = own_hall.case(case_id)
        assert case["status"] == "completed"
        assert case["data"]["form"]["bank"] == TYPED["bank"]
        assert {"bank-card", "signature"} <= {each["name"] for each in case["attachments"] if each["size"]}
        clerk.finger.until(lambda: graded(own_hall, case_id), "the grade did not come to the centre")
        assert graded(own_hall, case_id) == {"grade": 1, "reasons": ["没有说原因"]}
        lines = [json.loads(each) for each in desk.parts.newest_records(60)]
        looked = [line["fields"] for line in lines if line["event"] == "person.shown_in_full"]
        assert looked == [{"case_id": case_id, "operator": NUMBER}]
        assert kept(desk) == []


def types_the_bank(at_desk: OpenClerk, desk: Terminal, seed: int) -> Clerk:
    """As far as an answer that was kept; the card of the person lies there."""
    clerk = at_desk(desk, sample_card(desk.parts, "temporary-id-card", seed))
    clerk.signs_in()
    clerk.comes_to_the_form()
    bank = next(each for each in desk.window.shell.model.fields if each.field.name == "bank")
    bank.edit(TYPED["bank"])
    bank.leave()
    clerk.finger.until(lambda: kept(desk) == [TYPED["bank"]], "the answer was not kept")
    return clerk


def test_what_was_typed_is_offered_again_after_the_program_ended(
    settings: Settings, own_hall: Hall, at_desk: OpenClerk, qtbot: QtBot
) -> None:
    """Nobody said that it is over: of this end the store knows no more than of a power cut."""
    with open_terminal(settings) as first:
        clerk = types_the_bank(at_desk, first, 8)
        card = first.sitting.state.draft.card
        own_hall.simulators.id_card_reader.take_card()
    with open_terminal(settings) as second:
        clerk = at_desk(second, clerk.card)
        clerk.signs_in()
        clerk.finger.touch(f"resume_{second.parts.drafts.kept()[0].case_id}")
        clerk.sees("FormScreen")
        values = {each.field.name: each.value for each in second.window.shell.model.fields}
        assert values["bank"] == TYPED["bank"]
        assert second.sitting.state.draft.card == card
        second.window.shell.exitPressed()
        clerk.finger.until(lambda: kept(second) == [], "a draft that was left on purpose stays")


def test_what_was_typed_is_offered_again_to_whoever_signs_in_after_the_clerk_left(
    settings: Settings, own_hall: Hall, at_desk: OpenClerk, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        clerk = types_the_bank(at_desk, desk, 11)
        clerk.finger.touch("leaveDesk")
        own_hall.simulators.id_card_reader.take_card()
        clerk.finger.until(lambda: isinstance(desk.sitting.state, AtHome), "the sitting did not end")
        assert clerk.finger.find("leaveDesk") is None
        case_id = desk.parts.drafts.kept()[0].case_id
        clerk.signs_in()  # by keys alone, as the first time
        clerk.finger.until(lambda: clerk.finger.find(f"resume_{case_id}"), "the draft is not offered")


def test_a_ticket_taken_beside_the_desk_is_called_begun_and_done(
    settings: Settings, own_hall: Hall, at_desk: OpenClerk, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        clerk = at_desk(desk, sample_card(desk.parts, "temporary-id-card", 9))
        clerk.signs_in()
        clerk.calls_the_next()
        called = desk.hall.queue.at_desk
        assert called is not None
        assert (called.state, called.item_code, called.window) == (TicketState.SERVING, ITEM, "1")
        assert called.number in words(clerk)
        clerk.sees("PutCardScreen")
        desk.window.shell.exitPressed()
        clerk.finger.until(lambda: desk.window.shell.screen == "HomeScreen", "home did not come")
        assert desk.hall.queue.at_desk == called, "who only leaves a page is served still"
        desk.hall.calls.done()
        clerk.finger.until(lambda: desk.hall.queue.at_desk is None, "the ticket is not over")


def test_without_a_line_the_pane_says_so_and_the_list_goes_on(
    settings: Settings, own_hall: Hall, at_desk: OpenClerk, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        clerk = at_desk(desk, sample_card(desk.parts, "temporary-id-card", 10))
        clerk.signs_in()
        clerk.finger.until(lambda: clerk.finger.find("callNext"), "the queue was not told")
        own_hall.place.connect(False)
        try:
            desk.hall.queue.look()
            clerk.finger.until(lambda: "没联网，叫不了号" in words(clerk), "the pulled line was not told")
            assert clerk.finger.find("callNext") is None
            clerk.finger.touch(f"item_{ITEM}")
            clerk.sees("PutCardScreen")
        finally:
            own_hall.place.connect(True)
        desk.window.shell.exitPressed()
        clerk.finger.until(lambda: clerk.finger.find("callNext"), "the queue did not come back")
