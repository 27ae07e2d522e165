"""Somebody comes to the desk for another: over real device bytes, the encrypted database and a real centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.agent import REASON, RELATION, AgentCase
from app.demo.clerk import employ_clerk
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.agency import NAME, NUMBER
from app.journeys.states import AtStep, Troubled
from tests.journeys.desks import COUNTER, desk_hall, staffed
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.test_desk import words

pytestmark = pytest.mark.xdist_group("terminal-2")
OpenAgent = Callable[[Terminal], AgentCase]


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), COUNTER) as hall:
        yield hall


@pytest.fixture
def settings(own_hall: Hall, tmp_path: Path) -> Settings:
    return staffed(own_hall, tmp_path / "desk", COUNTER, employ_clerk)


@pytest.fixture
def at_desk(own_hall: Hall, tmp_path: Path) -> OpenAgent:
    def agent(terminal: Terminal) -> AgentCase:
        surface = terminal.window.surface
        recorder = Recorder(tmp_path / "out", surface, "counter", pictures=False)
        card = sample_card(terminal.parts, "temporary-id-card", 7)
        principal = sample_card(terminal.parts, "temporary-id-card", 8)
        acting = AgentCase(terminal, own_hall.place, Finger(surface), recorder, card, principal=principal)
        acting.signs_in()
        return acting

    return agent


def fields(agent: AgentCase) -> dict[str, Any]:
    return {each.field.name: each for each in agent.terminal.window.shell.model.fields}


def types(agent: AgentCase, number: str) -> None:
    for name, answer in ((NAME, "王建国"), (NUMBER, number)):
        fields(agent)[name].edit(answer)
        fields(agent)[name].leave()
    agent.finger.touch(RELATION)
    agent.finger.touch(REASON)
    agent.finger.touch("primary")


def test_with_both_cards_and_the_power_of_attorney_the_case_is_the_principals(
    settings: Settings, own_hall: Hall, at_desk: OpenAgent, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        agent = at_desk(desk)
        case_id = agent.acts_for_another()
        case = own_hall.case(case_id)
        acting, principal = (case["data"][part]["id_number"] for part in ("agent", "applicant"))
        samples = [make_sample(desk.parts.catalogue.item("temporary-id-card"), seed).card.id_number for seed in (7, 8)]
        assert [acting, principal] == samples
        assert (case["data"]["agent"]["principal"], case["data"]["face"]) == ("card", "matched")
        names = {each["name"] for each in case["attachments"] if each["size"]}
        assert {"power-of-attorney", "household-register", "signature"} <= names
        assert [each.id for each in desk.parts.store.cases_of(principal)] == [case_id]
        desk.parts.synchronizer.once()
        assert desk.parts.store.cases_of(acting) == []  # it was completed: the agency is over
        assert desk.parts.drafts.kept() == []


def test_the_own_card_and_a_wrong_number_lead_no_further_and_the_number_opens_no_papers(
    settings: Settings, own_hall: Hall, at_desk: OpenAgent, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        agent = at_desk(desk)
        agent.comes_for_another()
        reader = agent.simulators.id_card_reader
        reader.take_card()
        agent.until_state(lambda state: isinstance(state, AtStep) and not state.card_in_reader, "the card did not go")
        reader.put_card(agent.card)
        agent.until_state(lambda state: isinstance(state, AtStep) and isinstance(state.mood, Troubled), "no complaint")
        assert "这是代办人自己的证" in words(agent)
        reader.take_card()
        agent.until_state(lambda state: isinstance(state, AtStep) and not state.card_in_reader, "the card did not go")
        types(agent, "330782195503020023")
        assert "身份证号最后一位对不上，请再看一遍" in words(agent)
        types(agent, "330782195503020022")
        agent.sees("NoticeScreen")
        assert "王建国" not in words(agent)
        agent.finger.touch("consent")
        agent.finger.touch("primary")
        agent.sees("FormScreen")
        assert fields(agent)["household_address"].answer == ""  # never from the agent's card
        agent.fills_it_in()
        agent.sees("MaterialsScreen")
        agent.finger.touch("scan_power-of-attorney")
        agent.until_state(lambda state: isinstance(state, AtStep) and not state.missing_scans, "not scanned")
        assert desk.sitting.state.draft.licences == ()  # type: ignore[union-attr]
        desk.window.shell.exitPressed()


def test_an_item_that_allows_no_agent_offers_none_and_says_why(
    settings: Settings, own_hall: Hall, at_desk: OpenAgent, qtbot: QtBot
) -> None:
    with open_terminal(settings) as desk:
        agent = at_desk(desk)
        agent.finger.touch("item_temporary-id-card")
        agent.sees("PutCardScreen")
        assert agent.finger.find("option_agent") is None
        assert "要当场给本人拍照，不能代办" in words(agent)
        desk.window.shell.exitPressed()


def test_after_the_program_ended_it_goes_on_with_the_question_for_whom(
    settings: Settings, own_hall: Hall, at_desk: OpenAgent, qtbot: QtBot
) -> None:
    """Nobody said that it is over: of this end the store knows no more than of a power cut."""
    with open_terminal(settings) as first:
        agent = at_desk(first)
        agent.comes_for_another()
        fields(agent)[NAME].edit("王建国")
        fields(agent)[NAME].leave()
        agent.finger.touch(RELATION)
        wanted = {NAME: "王建国", "relation": "child"}

        def kept() -> bool:
            told = [(each.content.get("agency") or {}).get("told", {}) for each in first.parts.drafts.kept()]
            return any(wanted.items() <= each.items() for each in told)

        agent.finger.until(kept, "the answers were not kept")
        agent.simulators.id_card_reader.take_card()
    with open_terminal(settings) as second:
        agent = at_desk(second)
        [waiting] = second.parts.drafts.kept()
        agent.finger.until(lambda: any("王*国" in each for each in words(agent)), "nobody is named")
        agent.finger.touch(f"resume_{waiting.case_id}")
        agent.sees("AgencyScreen")
        assert fields(agent)[NAME].value == "王建国"
        state = second.sitting.state
        assert isinstance(state, AtStep)
        assert state.draft.present is not None
        assert state.draft.card is None
        types(agent, "330782195503020022")
        agent.sees("NoticeScreen")
        second.window.shell.exitPressed()
