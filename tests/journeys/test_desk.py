"""A clerk at the desk takes a case by the same journey as the glass, the whole form on one page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.central import operators
from app.central.administration import Administration
from app.composition.parts import Parts
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.citizens import STROKES
from app.journeys.states import AtHome
from app.viewmodels.form_field import FieldModel
from tests.journeys.hall import Hall, open_hall, open_terminal
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-2")
STATION = """[station]
kind = "counter"
name = "便民服务终端"
place = "云溪镇便民服务中心"
number = "3 号综合窗口"
"""
NUMBER, PIN = "0042", "739152"
ANSWERS = {"household_address": "云溪镇柳叶路 18 号 3 栋 502", "bank": "云溪农村商业银行", "phone": "13905781234"}


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Whoever is on its centre's list is told to every station: no other test may get it."""
    folder = tmp_path_factory.mktemp("hall")
    (folder / "station.toml").write_text(STATION, encoding="utf-8")  # whose desk has a document camera
    with open_hall(folder) as hall:
        with Administration(hall.folder) as office:
            operators.add(office.database, NUMBER, "李晓敏", ["clerk"], PIN)
        yield hall


@pytest.fixture
def settings(own_hall: Hall, tmp_path: Path) -> Settings:
    """A desk that was told by the centre who may sit at it."""
    own_hall.tidy()
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "station.toml").write_text(STATION, encoding="utf-8")
    settings = own_hall.enrolled(folder)
    parts = Parts(settings)
    try:
        parts.synchronizer.once()
    finally:
        parts.close()
    return settings


@pytest.fixture
def desk(settings: Settings, qtbot: QtBot) -> Iterator[Terminal]:
    with open_terminal(settings) as terminal:
        yield terminal


def at_the_form(person: Person) -> dict[str, FieldModel]:
    """From the item to its form, the card read and the consent given."""
    person.hall.simulators.camera.show(person.hall.place.scenes["face"])
    person.touches("item_residents-pension-registration")
    person.puts_card()
    person.sees("NoticeScreen")
    person.touches("consent")
    person.touches("primary")
    person.sees("FormScreen")
    return {each.field.name: each for each in person.terminal.window.shell.model.fields}


def types(surface: QQuickWindow, digits: str) -> None:
    for digit in digits:
        QTest.keyClick(surface, Qt.Key(Qt.Key.Key_0.value + int(digit)))


def signs_in(person: Person) -> None:
    """By the keys of a desk alone."""
    surface = person.terminal.window.surface
    model = person.terminal.window.engine.rootObjects()[0].property("desk").signIn
    person.finger.touch("emptyPrimary")
    person.until(lambda: person.finger.find("signInNumber"), "no field for the number")
    person.until(lambda: person.finger.find("signInNumber").property("focused"), "the field has no focus")
    types(surface, NUMBER)
    QTest.keyClick(surface, Qt.Key.Key_Return)
    person.until(lambda: model.asksPin and model.number == NUMBER, "the number was not taken")
    types(surface, PIN)
    QTest.keyClick(surface, Qt.Key.Key_Return)
    person.reads("李*敏")


def test_a_clerk_takes_a_case_and_its_number_goes_with_it(desk: Terminal, own_hall: Hall) -> None:
    person = Person(desk, own_hall, sample_card(desk.parts, "temporary-id-card", 7))
    person.reads("登录后开始办件")
    assert person.finger.find("item_residents-pension-registration") is None
    signs_in(person)
    fields = at_the_form(person)
    assert set(ANSWERS) <= set(fields)  # all pages of the form at once
    for option in ("option_500", "option_none", "option_bank_card"):
        person.touches(option)
    for name, answer in ANSWERS.items():
        fields[name].edit(answer)
    person.touches("showAll")
    person.touches("primary")
    person.sees("MaterialsScreen")
    person.until_passed()
    person.reads("还差 1 份，齐了才能往下办")
    person.touches("scan_bank-card")
    person.reads("已扫描")
    person.touches("primary")
    person.sees("ReviewScreen")
    person.touches("primary")
    person.until(lambda: person.finger.find("signature"), "nothing to sign on")
    person.finger.draw("signature", STROKES)
    person.touches("consent")
    person.touches("primary")
    person.sees("DeliveryScreen")
    own_hall.simulators.evaluation_keypad.press_when_asked(1)
    person.touches("deliver_collect")
    person.sees("DoneScreen")
    person.until(lambda: person.state.grade is not None, "the pad was not asked")
    assert not [each for each in person.words() if "满意" in each or ("评价" in each and "评价器" not in each)]
    own_hall.simulators.id_card_reader.take_card()
    case = own_hall.case(person.state.case.id)
    assert case["status"] == "accepted"
    assert case["data"]["form"]["bank"] == ANSWERS["bank"]
    assert {"bank-card", "signature"} <= {each["name"] for each in case["attachments"] if each["size"]}
    lines = [json.loads(each) for each in desk.parts.newest_records(60)]
    person.until(lambda: graded(own_hall, case["id"]), "the grade did not come to the centre")
    assert graded(own_hall, case["id"]) == {"grade": 1, "reasons": ["没有说原因"]}
    looked = [line["fields"] for line in lines if line["event"] == "person.shown_in_full"]
    assert looked == [{"case_id": case["id"], "operator": NUMBER}]
    person.until(lambda: not person.state.card_in_reader, "the card was not seen taken")
    person.touches("primary")
    person.until(lambda: isinstance(person.state, AtHome), "home did not come")


def test_what_was_typed_is_offered_again_after_the_program_ended(
    settings: Settings, own_hall: Hall, qtbot: QtBot
) -> None:
    """Nobody said that it is over: of this end the store knows no more than of a power cut."""
    with open_terminal(settings) as first:
        person = Person(first, own_hall, sample_card(first.parts, "temporary-id-card", 8))
        signs_in(person)
        fields = at_the_form(person)
        fields["bank"].edit(ANSWERS["bank"])
        fields["bank"].leave()
        person.until(lambda: kept(first) == [ANSWERS["bank"]], "the answer was not kept")
        card = person.state.draft.card
        own_hall.simulators.id_card_reader.take_card()
    with open_terminal(settings) as second:
        person = Person(second, own_hall, person.card)
        signs_in(person)
        person.reads("没办完的")
        person.touches(f"resume_{second.parts.drafts.kept()[0].case_id}")
        person.sees("FormScreen")
        values = {each.field.name: each.value for each in second.window.shell.model.fields}
        assert values["bank"] == ANSWERS["bank"]
        assert person.state.draft.card == card
        second.window.shell.exitPressed()
        person.until(lambda: kept(second) == [], "a draft that was left on purpose stays")


def graded(hall: Hall, case_id: str) -> dict[str, object]:
    told = hall.case(case_id).get("evaluation") or {}
    return {key: told[key] for key in ("grade", "reasons") if key in told}


def kept(terminal: Terminal) -> list[str]:
    return [each.content["form"].get("bank", "") for each in terminal.parts.drafts.kept()]
