"""A desk's papers and decisions on its screen, by keys and by touch, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.case import CaseStatus, SubmittedCase
from app.domain.decisions import CaseDecision, DeskDecision, OpenDecision, UndecidedCase
from app.domain.drafts import KeptDraft
from app.domain.following import ReturnedCase
from app.domain.service_item import StepKind
from app.journeys.commands import ReadCard
from app.journeys.decided import Decided, Stage
from app.journeys.desk_commands import PrintNotice, PrintResult, SaveDecision
from app.journeys.draft import Draft
from app.journeys.states import AtHome, AtStep, Finished, LookingUp, Paper, Passed, State, Told
from app.journeys.things import Closure
from app.runtime.draft_keeping import kept_of
from tests.qml.screens.desk_stage import CLERK, DECIDER, DeskStage
from tests.qml.screens.sample_states import CARD, SHELF

ITEM = SHELF.item("residents-pension-registration")
CASE = SubmittedCase("0192a4c0-0000-7000-8000-000000000001", "BM0120260318-0042", CaseStatus.SAVED)
FORM = {"account_kind": "bank_card", "bank": "云溪农村商业银行", "phone": "13905781234"}
NOON = datetime(2026, 3, 18, 4, 0, tzinfo=UTC)


@pytest.fixture
def desk(desk_window: DeskStage, qtbot: QtBot) -> Iterator[DeskStage]:
    qtbot.waitUntil(lambda: desk_window.window.isExposed())
    desk_window.begin_anew()
    desk_window.sitting.commands.clear()
    desk_window.window.requestActivate()
    qtbot.waitUntil(lambda: desk_window.window.isActive())
    yield desk_window
    desk_window.seat.drafts = desk_window.seat.decisions = desk_window.seat.returned = ()
    desk_window.seat.undecided = ()
    desk_window.language.choose("zh_CN")
    desk_window.sits(DECIDER)
    desk_window.comfort()


def draft(**changed: Any) -> Draft:
    return Draft(CASE.id, CARD, "matched", consented=True, form=FORM, **changed)


def at_materials(**changed: Any) -> AtStep:
    index = ITEM.steps.index(StepKind.MATERIALS)
    state = AtStep(ITEM, ITEM.steps, index, draft(), Passed(), can_scan=True, at_desk=True)
    return replace(state, **changed)


def finished(**changed: Any) -> Finished:
    state = Finished(ITEM, ITEM.steps, CASE, "张*三", True, Paper.PRINTED, Paper.NONE, at_desk=True)
    return replace(state, **changed)


def decided(stage: Stage, decision: DeskDecision = DeskDecision.COMPLETE, **more: Any) -> Finished:
    return finished(decided=Decided(decision, stage, "0042", **more))


def held(case_id: str = CASE.id, **changed: Any) -> KeptDraft:
    told = replace(draft(held=True, notice_number="BM01G20260318-0007", told=("bank-card",)), case_id=case_id)
    return replace(kept_of(ITEM, told, StepKind.MATERIALS, "0042", NOON), **changed)


def of(desk: DeskStage, kind: type[Any]) -> list[Any]:
    return [each for each in desk.sitting.commands if isinstance(each, kind)]


# ---------------------------------------------------------------- notice and hold


def by_touch(desk: DeskStage, name: str, key: Qt.Key) -> None:
    del key
    desk.touch(name)


def by_key(desk: DeskStage, name: str, key: Qt.Key) -> None:
    del name
    desk.key(key)


Way = Callable[[DeskStage, str, Qt.Key], None]
ways = pytest.mark.parametrize("way", [by_touch, by_key])


@ways
def test_what_is_missing_is_printed(desk: DeskStage, way: Way) -> None:
    desk.show(at_materials())
    way(desk, "notify", Qt.Key.Key_F6)
    assert [each.missing for each in of(desk, PrintNotice)] == [("household-register", "bank-card")]
    assert desk.find("notify") is None  # one at a time
    assert "正在打一次性告知书" in desk.words()


@ways
def test_a_case_is_held_and_the_desk_is_free(desk: DeskStage, way: Way) -> None:
    desk.show(at_materials())
    way(desk, "hold", Qt.Key.Key_F7)
    assert desk.sitting.state == AtHome()


def test_the_reason_stands_beside_the_button_that_cannot_be_pressed(desk: DeskStage) -> None:
    desk.show(at_materials())
    assert "还差 1 份，齐了才能受理" in desk.words()
    primary = desk.find("primary")
    assert primary is not None
    assert not primary.property("enabled")


def test_what_became_of_the_notice_is_told(desk: DeskStage) -> None:
    desk.show(at_materials(notice=Paper.PRINTED, draft=draft(notice_number="BM01G20260318-0007")))
    assert any("BM01G20260318-0007 打好了" in text for text in desk.words())
    desk.show(at_materials(notice=Paper.FAILED, notice_cause="paper_out"))
    assert any("没打出来" in text for text in desk.words())


def test_before_a_card_was_read_there_is_nothing_to_hold(desk: DeskStage) -> None:
    desk.show(replace(at_materials(), index=0, draft=Draft(CASE.id)))
    assert desk.find("hold") is None


def test_what_waits_says_why_and_goes_on(desk: DeskStage) -> None:
    desk.seat.drafts = (held(),)
    desk.show(AtHome())
    desk.seat.changed.emit()
    desk.settle()
    assert "还差 1 份：银行卡复印件 · 告知书 BM01G20260318-0007" in desk.words()
    desk.touch(f"resume_{CASE.id}")
    assert isinstance(desk.sitting.state, AtStep)


def test_who_comes_back_is_offered_what_waits_for_them_and_nobody_else_is(desk: DeskStage) -> None:
    other = "0192a4c0-0000-7000-8000-000000000002"
    stranger = held("0192a4c0-0000-7000-8000-000000000003")
    card = {**(stranger.content["card"] or {}), "id_number": "330702198812120018"}
    desk.seat.drafts = (replace(stranger, content={**stranger.content, "card": card}), held(other))
    desk.show(at_materials())
    desk.seat.changed.emit()
    desk.settle()
    assert desk.find("comesBack") is not None
    desk.touch("takeUp")
    assert isinstance(desk.sitting.state, AtStep)
    assert desk.sitting.state.draft.case_id == other


# ---------------------------------------------------------------- decisions


def test_enter_completes_a_case_for_who_has_the_right(desk: DeskStage) -> None:
    desk.show(finished())
    assert "已受理" in desk.words()
    desk.key(Qt.Key.Key_Return)
    assert [each.decision for each in of(desk, SaveDecision)] == [CaseDecision(CASE.id, DeskDecision.COMPLETE, "0042")]


def test_who_has_no_right_sees_where_the_case_goes(desk: DeskStage) -> None:
    desk.sits(CLERK)
    desk.show(finished())
    assert desk.find("refuse") is None
    assert any("转给云溪镇便民服务中心（人社窗口）办理" in text for text in desk.words())
    desk.key(Qt.Key.Key_Return)
    assert of(desk, SaveDecision) == []


def test_passing_on_decides_nothing(desk: DeskStage) -> None:
    desk.show(finished())
    desk.touch("passOn")
    assert of(desk, SaveDecision) == []
    assert not isinstance(desk.sitting.state, Finished)


def test_a_refusal_by_the_keys_alone(desk: DeskStage) -> None:
    desk.show(finished())
    desk.touch("refuse")
    field = desk.find("refusalReason")
    assert field is not None
    assert field.property("focused")
    field.setProperty("text", "户籍不在本镇")
    desk.key(Qt.Key.Key_Return)
    assert "定了不能改。原因：户籍不在本镇" in desk.words()
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    (saved,) = of(desk, SaveDecision)
    assert saved.decision == CaseDecision(CASE.id, DeskDecision.REFUSE, "0042", "户籍不在本镇")


def test_a_key_held_down_does_not_confirm_what_it_has_just_asked_for(desk: DeskStage) -> None:
    desk.show(finished())
    desk.touch("refuse")
    field = desk.find("refusalReason")
    assert field is not None
    field.setProperty("text", "户籍不在本镇")
    hold_down(desk, Qt.Key.Key_Return)
    assert "定了不能改。原因：户籍不在本镇" in desk.words()
    assert not any(isinstance(each, SaveDecision) for each in desk.sitting.commands)
    desk.show(finished())
    hold_down(desk, Qt.Key.Key_Return, first=False)
    assert not any(isinstance(each, SaveDecision) for each in desk.sitting.commands)


def hold_down(desk: DeskStage, key: Qt.Key, *, first: bool = True) -> None:
    """As a keyboard says it: the press, then the same again by itself."""
    none = Qt.KeyboardModifier.NoModifier
    for repeats in (False, True, True, True) if first else (True, True):
        QTest.simulateEvent(desk.window, True, key.value, none, "\r", repeats)
        desk.settle()
    QTest.simulateEvent(desk.window, False, key.value, none, "\r", False)


def test_escape_leaves_a_refusal_that_was_not_meant(desk: DeskStage) -> None:
    desk.show(finished())
    desk.touch("refuse")
    desk.key(Qt.Key.Key_Escape)
    assert desk.sitting.state == finished()


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (finished(at_centre=False), "已受理，等网络"),
        (decided(Stage.WAITING), "正在报到中心"),
        (decided(Stage.TAKEN), "办结"),
        (decided(Stage.WAITS), "办结，等网络"),
        (decided(Stage.TAKEN, DeskDecision.REFUSE), "决定不予办理"),
        (decided(Stage.WAITS, DeskDecision.REFUSE), "不予办理，等网络"),
        (decided(Stage.NOT_SAVED), "决定没存下来"),
        (decided(Stage.REJECTED, why="no_right"), "中心没有认可"),
        (decided(Stage.REJECTED, why="something_new"), "中心的答复：something_new"),
    ],
)
def test_every_end_has_its_words(desk: DeskStage, state: State, told: str) -> None:
    desk.show(state)
    assert told in desk.words()
    assert "提交好了" not in desk.words()


def test_while_the_centre_is_asked_there_is_nothing_to_press(desk: DeskStage) -> None:
    desk.show(decided(Stage.WAITING))
    assert [desk.find(name) for name in ("primary", "back", "refuse")] == [None, None, None]


def test_a_result_that_was_not_printed_is_offered_and_a_decision_that_was_not_accepted_is_told(
    desk: DeskStage,
) -> None:
    unprinted = OpenDecision(CASE, ITEM.code, "王小芳", DeskDecision.COMPLETE, NOON)
    other = replace(CASE, id="0192a4c0-0000-7000-8000-000000000009", number="BM0120260318-0043")
    refused = OpenDecision(other, ITEM.code, "李四", DeskDecision.COMPLETE, NOON, "no_right")
    desk.seat.decisions = (unprinted, refused)
    desk.show(AtHome())
    desk.seat.changed.emit()
    desk.settle()
    words = desk.words()
    assert "居民养老参保登记：办结了，结果没打出来" in words
    assert "居民养老参保登记：中心没有认可" in words
    assert any("李* · BM0120260318-0043 · 这个工号没有当场决定的权限" in text for text in words)
    assert desk.find(f"print_{other.id}") is None
    desk.touch(f"print_{CASE.id}")
    assert [each.case for each in of(desk, PrintResult)] == [CASE]


# ---------------------------------------------------------------- looks


STATES: dict[str, State] = {
    "missing": at_materials(notice=Paper.PRINTED, draft=draft(notice_number="BM01G20260318-0007")),
    "accepted": finished(),
    "reason": decided(Stage.REASON, DeskDecision.REFUSE),
    "sure": decided(Stage.CONFIRM, DeskDecision.REFUSE, reason="户籍不在本镇"),
    "rejected": decided(Stage.REJECTED, why="no_right"),
}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", STATES)
def test_no_button_of_the_row_is_cut_or_covers_another(desk: DeskStage, name: str, language: str) -> None:
    desk.comfort(language=language)
    desk.show(STATES[name])
    found = [desk.find(each) for each in ("back", "notify", "hold", "passOn", "refuse", "primary")]
    buttons = sorted((each for each in found if each is not None), key=_left)
    assert buttons
    for before, after in pairwise(buttons):
        assert _left(before) + before.width() <= _left(after)
    for each in buttons:
        assert each.width() >= each.property("implicitWidth")


def _left(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, 0)).x()


# ---------------------------------------------------------------- whose case is looked for


def by_f4(desk: DeskStage, case_id: str) -> None:
    del case_id
    desk.key(Qt.Key.Key_F4)


def by_the_head(desk: DeskStage, case_id: str) -> None:
    del case_id
    desk.touch("lookUp")


def by_its_row(desk: DeskStage, case_id: str) -> None:
    desk.touch(f"lookUp_{case_id}")


@pytest.mark.parametrize("way", [by_f4, by_the_head, by_its_row])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_was_sent_back_is_told_and_the_card_leads_to_it(
    desk: DeskStage, way: Callable[[DeskStage, str], None], language: str
) -> None:
    desk.language.choose(language)
    desk.seat.returned = (ReturnedCase(CASE.id, CASE.number, ITEM.code, "张小三", "户口簿缺一页"),)
    desk.show(AtHome())
    desk.seat.changed.emit()
    desk.settle()
    assert any(CASE.number in text and "张*三" in text and "户口簿缺一页" in text for text in desk.words())
    way(desk, CASE.id)
    assert desk.sitting.state == LookingUp()
    assert of(desk, ReadCard)
    assert desk.find("lookUp") is None, "one person at a time"


def test_the_person_whose_cases_are_looked_at_stands_there_masked_and_not_in_full(desk: DeskStage) -> None:
    desk.show(LookingUp(Passed(), CARD, known=(), told=Told.TOLD))
    pane = desk.find("person")
    assert pane is not None
    assert pane.property("known")
    assert desk.find("showAll") is None
    assert desk.find("primary") is None, "the list of items stands beside it"
    assert "这个人的办件" in desk.words()


def test_many_rows_scroll_and_say_that_there_are_more(desk: DeskStage) -> None:
    rows = [ReturnedCase(f"0192-{number}", f"BM01-{number}", ITEM.code, "张小三", "缺一页") for number in range(14)]
    desk.seat.returned = tuple(rows)
    desk.show(AtHome())
    desk.seat.changed.emit()
    desk.settle()
    assert desk.find("moreWaits") is not None
    desk.touch("moreWaits")
    assert desk.find("moreWaits") is None, "the end is there"
    desk.touch(f"lookUp_{rows[-1].id}")
    assert desk.sitting.state == LookingUp()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_case_nobody_decided_leads_to_its_last_page(desk: DeskStage, language: str) -> None:
    desk.language.choose(language)
    desk.seat.undecided = (UndecidedCase(CASE, ITEM.code, ITEM.version, "张小三"),)
    desk.show(AtHome())
    desk.seat.changed.emit()
    desk.settle()
    assert any(CASE.number in text and "张*三" in text for text in desk.words())
    desk.touch(f"decide_{CASE.id}")
    assert isinstance(desk.sitting.state, Finished)
    desk.key(Qt.Key.Key_Return)
    assert [each.decision for each in of(desk, SaveDecision)] == [CaseDecision(CASE.id, DeskDecision.COMPLETE, "0042")]


def test_a_desk_that_takes_nobody_offers_no_look_at_cases(desk: DeskStage) -> None:
    desk.show(AtHome(closures=frozenset({Closure.FROZEN})))
    assert desk.find("lookUp") is None
    desk.key(Qt.Key.Key_F4)
    assert of(desk, ReadCard) == []
