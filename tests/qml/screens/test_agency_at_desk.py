"""Agency on the desk's screen, by touch and by keys, in both languages: nothing is cut, nothing stands in the clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from app.domain.agency import NAME, NUMBER
from app.domain.service_item import StepKind
from app.domain.vision_ports import FaceVerdict, FlattenedPage
from app.journeys import events as on
from app.journeys.agency_events import AgencyTyped
from app.journeys.commands import FetchLicences, ScanPage
from app.journeys.states import AtHome, AtStep, Passed
from tests.qml.screens.desk_stage import DeskStage
from tests.qml.screens.sample_states import AGENT, CARD, PENSION, SHELF, by_agent
from tests.qml.screens.seen import cut_texts, items

TODAY = date(2026, 3, 18)
CASE_ID = "0192a4c0-0000-7000-8000-000000000001"
NUMBER_TYPED = "330782195503020022"
LONGEST = "阿卜杜热合曼·买买提依明江"


@pytest.fixture
def desk(desk_window: DeskStage, qtbot: QtBot) -> Iterator[DeskStage]:
    qtbot.waitUntil(lambda: desk_window.window.isExposed())
    desk_window.begin_anew()
    desk_window.sitting.commands.clear()
    desk_window.window.requestActivate()
    qtbot.waitUntil(lambda: desk_window.window.isActive())
    yield desk_window
    desk_window.comfort()


def chooses(desk: DeskStage, code: str = PENSION.code) -> None:
    desk.show(AtHome())
    desk.sitting.dispatch(on.ItemChosen(SHELF.item(code), CASE_ID, online=True, can_scan=True, at_desk=True))
    desk.settle()


def is_asked_for_whom(desk: DeskStage) -> None:
    chooses(desk)
    desk.touch("option_agent")
    recognised = on.FaceWasChecked(FaceVerdict(True, 0.4))
    for event in (on.CardWasRead(AGENT, TODAY), on.Lingered(0), recognised, on.Lingered(1)):
        desk.sitting.dispatch(event)
    desk.settle()


def state(desk: DeskStage) -> AtStep:
    now = desk.sitting.state
    assert isinstance(now, AtStep)
    return now


def types(desk: DeskStage, name: str, answer: str) -> None:
    field = next(each for each in desk.shell.model.fields if each.field.name == name)
    field.edit(answer)
    field.leave()


def said(root: QQuickItem) -> list[str]:
    return [text for each in items(root) if isinstance(text := each.property("text"), str) and text]


def everything(desk: DeskStage) -> list[str]:
    """The page and what stands around it."""
    return said(desk.window.contentItem())


def test_who_came_is_chosen_by_touch_before_a_card_is_read(desk: DeskStage) -> None:
    chooses(desk)
    assert state(desk).draft.agency is None
    desk.touch("option_agent")
    assert state(desk).draft.agency is not None
    assert {"先读代办人的身份证", "正在等代办人的身份证", "代办"} <= set(everything(desk))
    desk.touch("option_self")
    assert state(desk).draft.agency is None
    assert "本人办理" in everything(desk)


@pytest.mark.parametrize("code", ["temporary-id-card", "social-insurance-proof", "residence-permit-endorsement"])
def test_an_item_that_allows_no_agent_says_why_in_the_place_of_the_choice(desk: DeskStage, code: str) -> None:
    chooses(desk, code)
    assert desk.find("option_agent") is None
    [why] = [each for each in desk.words() if "不能代办" in each]
    assert not why.endswith("！")


def test_the_principal_is_typed_by_the_keys_alone(desk: DeskStage) -> None:
    is_asked_for_whom(desk)
    types(desk, NAME, "王建国")
    types(desk, NUMBER, NUMBER_TYPED)
    desk.touch("option_child")
    desk.touch("option_away")
    desk.window.contentItem().forceActiveFocus()
    desk.key(Qt.Key.Key_Return)
    assert state(desk).step is StepKind.NOTICE
    assert [each for each in desk.sitting.events if isinstance(each, AgencyTyped)]
    told = " ".join(everything(desk))
    for secret in ("王建国", NUMBER_TYPED, AGENT.name, AGENT.id_number):
        assert secret not in told
    assert "填的号码，没读证" in told


def test_enter_says_what_is_missing_and_leads_no_further(desk: DeskStage) -> None:
    is_asked_for_whom(desk)
    desk.window.contentItem().forceActiveFocus()
    desk.key(Qt.Key.Key_Return)
    assert state(desk).step is StepKind.AGENCY
    assert {"还没填本人姓名", "还没填本人身份证号", "还没选代办人是本人的"} <= set(desk.words())


def test_a_card_that_is_read_fills_in_its_two_answers_and_both_stand_beside_the_page(desk: DeskStage) -> None:
    is_asked_for_whom(desk)
    desk.sitting.dispatch(on.CardWasRead(CARD, TODAY))
    desk.settle()
    told = everything(desk)
    assert {"来自身份证", "张*三", "李*海", "读到了本人的身份证，可以拿走了"} <= set(told)


def test_scanning_the_power_of_attorney_fetches_what_nobody_has_to_bring(desk: DeskStage) -> None:
    desk.show(by_agent(StepKind.MATERIALS, Passed(), is_read=True, can_scan=True, at_desk=True))
    assert desk.find("scan_household-register") is None
    desk.touch("scan_power-of-attorney")
    assert desk.sitting.commands[-1] == ScanPage("power-of-attorney")
    desk.sitting.dispatch(on.PageWasScanned("power-of-attorney", FlattenedPage(b"jpeg", None, "", passed=True)))
    assert [each for each in desk.sitting.commands if isinstance(each, FetchLicences)]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("step", [StepKind.IDENTIFY, StepKind.AGENCY, StepKind.MATERIALS, StepKind.REVIEW])
def test_nothing_is_cut_off_even_of_a_long_name(desk: DeskStage, step: StepKind, language: str) -> None:
    desk.comfort(language=language)
    shown = by_agent(step, is_read=step is not StepKind.IDENTIFY, can_scan=True, at_desk=True)
    agency = shown.draft.agency
    assert agency is not None
    long = replace(AGENT, name=LONGEST)
    desk.show(replace(shown, draft=replace(shown.draft, agency=replace(agency, agent=long))))
    assert cut_texts(desk.window.contentItem()) == []
    if language == "en":
        pane = desk.find("agent")
        assert pane is not None
        assert "代" not in " ".join(said(pane))


def test_the_pane_holds_both_people_and_the_button_below_them(desk: DeskStage) -> None:
    desk.show(by_agent(StepKind.REVIEW, is_read=True, at_desk=True))
    person, button = desk.find("person"), desk.find("showAll")
    assert person is not None
    assert button is not None
    below = button.mapToItem(person, QPointF(0, button.height())).y()
    assert below < person.height()
