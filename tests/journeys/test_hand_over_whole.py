"""A case begun at a terminal goes on at a counter of its hall by the slip alone: no line is between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.composition.parts import Parts
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.clerk import Clerk, employ_clerk
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.case import CaseStatus
from app.journeys.states import AtHome, AtStep, Paper, TakingOver
from hardware import PaperState
from hardware.receipt_printer.slip import PrintedQr
from tests.journeys.desks import COUNTER, desk_hall, staffed
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.person import PHONE, Person
from tests.journeys.traces import Secrets, files_with, left_on_the_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
ITEM, SEED = "temporary-id-card", 51_007


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), COUNTER) as hall:
        yield hall


@pytest.fixture(scope="module")
def stations(own_hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Settings]:
    """A terminal and a counter that were told of their hall before the line was cut."""
    folder = tmp_path_factory.mktemp("stations")
    glass = own_hall.enrolled(folder / "glass")
    desk = staffed(own_hall, folder / "desk", COUNTER, employ_clerk)
    parts = Parts(glass)
    try:
        parts.synchronizer.once()
    finally:
        parts.close()
    return glass, desk


@pytest.fixture(autouse=True)
def cut_off(own_hall: Hall, stations: tuple[Settings, Settings], qtbot: QtBot) -> Iterator[None]:
    own_hall.tidy()
    own_hall.place.connect(False)
    yield
    own_hall.place.connect(True)
    own_hall.simulators.receipt_printer.set_paper(PaperState.FULL)


def gives_on(hall: Hall, glass: Terminal, seed: int) -> Person:
    """To the page with the codes; the number is typed and its page never left."""
    person = Person(glass, hall, sample_card(glass.parts, ITEM, seed))
    person.until(lambda: glass.keys.makes, "the hall is not known")
    person.simulators.camera.show(hall.place.scenes["face"])
    person.comes_to("FormScreen")
    person.touches("option_lost")
    person.touches("primary")
    person.opens_digit_pad()
    person.finger.type(PHONE)
    person.touches("toCounter")
    person.sees("HandOverScreen")
    person.reads("照片和扫的材料不带走，到窗口再拍")
    person.touches("primary")
    return person


def codes_on(person: Person) -> list[str]:
    marks = person.simulators.receipt_printer.slips[-1].marks
    return [each.content.decode() for each in marks if isinstance(each, PrintedQr)]


def sits_down(hall: Hall, desk: Terminal, folder: Path, seed: int) -> tuple[Clerk, Person]:
    surface = desk.window.surface
    card = sample_card(desk.parts, ITEM, seed)
    clerk = Clerk(desk, hall.place, Finger(surface), Recorder(folder, surface, "counter", pictures=False), card)
    clerk.signs_in()
    return clerk, Person(desk, hall, card, clerk.finger)


def test_a_slip_carries_a_case_to_the_counter_and_the_centre_gets_it_once(
    own_hall: Hall, stations: tuple[Settings, Settings], tmp_path: Path
) -> None:
    glass_at, desk_at = stations
    applicant: dict[str, Any]
    with open_terminal(glass_at) as glass:
        applicant = make_sample(glass.parts.catalogue.item(ITEM), SEED).data["applicant"]
        person = gives_on(own_hall, glass, SEED)
        person.until(lambda: person.state.receipt is Paper.PRINTED, "no slip")
        (code,) = codes_on(person)
        assert list(person.state.codes) == [code]
        slip = person.simulators.receipt_printer.slips[-1].text
        assert "接力码" in slip
        assert applicant["name"] not in slip
        person.simulators.id_card_reader.take_card()
        person.until(lambda: not person.state.card_in_reader, "card not seen taken")
        person.touches("primary")
        person.goes_home()
        secrets = Secrets(applicant["name"], applicant["id_number"], applicant["address"], PHONE)
        assert left_on_the_terminal(glass, secrets) == []
    assert files_with(glass_at.data_dir, secrets) == []
    with open_terminal(desk_at) as desk:
        staff, clerk = sits_down(own_hall, desk, tmp_path, SEED)
        clerk.shows_code(code)
        clerk.sees("PutCardScreen")
        assert not any(each in text for each in (PHONE, applicant["name"]) for text in clerk.words())
        clerk.simulators.id_card_reader.put_card(sample_card(desk.parts, ITEM, SEED + 1))
        clerk.reads("这张纸不是这位的")
        clerk.simulators.id_card_reader.take_card()
        clerk.until(lambda: not clerk.state.card_in_reader, "the wrong card was not seen taken")
        clerk.touches("troublePrimary")
        clerk.puts_card()
        clerk.agrees()
        clerk.sees("FormScreen")
        values = {each.field.name: each.value for each in desk.window.shell.model.fields}
        assert (values["reason"], values["phone"]) == ("lost", PHONE)
        case_id = clerk.state.draft.case_id
        clerk.touches("option_town_centre")
        clerk.touches("primary")
        clerk.simulators.camera.show(own_hall.place.scenes["photo"])
        clerk.takes_photo()
        clerk.sees("ReviewScreen")
        staff.turns_to_sign()
        clerk.reads("填好的都在，连上了接着办")
        clerk.touches("pay_later")
        done = clerk.finished()
        assert (done.case.id, done.at_centre) == (case_id, False)
        clerk.simulators.id_card_reader.take_card()
        own_hall.place.connect(True)
        store = desk.parts.store
        clerk.until(lambda: store.case(case_id).status is not CaseStatus.SAVED, "the centre did not get it")
        assert own_hall.case(case_id)["data"]["form"]["phone"] == PHONE
        assert case_id not in [each.case_id for each in desk.parts.drafts.kept()]


def test_a_paper_is_taken_once_kept_when_it_is_left_and_photographed_where_no_slip_comes(
    own_hall: Hall, stations: tuple[Settings, Settings], tmp_path: Path
) -> None:
    glass_at, desk_at = stations
    seed = SEED + 7
    with open_terminal(glass_at) as glass:
        own_hall.simulators.receipt_printer.set_paper(PaperState.OUT)
        person = gives_on(own_hall, glass, seed)
        person.reads("纸没打出来，用手机拍下码")
        (code,) = person.state.codes
        surface = glass.window.surface
        photo = tmp_path / "photo.png"
        surface.grabWindow().save(str(photo))
        from hardware.code_scanner.pictures import decode_all

        assert [each.text for each in decode_all(photo)] == [code], "a phone's picture of the glass is scanned like it"
        person.simulators.id_card_reader.take_card()
        person.until(lambda: not person.state.card_in_reader, "card not seen taken")
        person.touches("primary")
        person.goes_home()
    with open_terminal(desk_at) as desk:
        _, clerk = sits_down(own_hall, desk, tmp_path / "desk", seed)
        clerk.until(lambda: clerk.finger.find("takeOver"), "接办 is not offered")
        clerk.finger.touch("takeOver")
        clerk.sees("TakeOverScreen")
        clerk.shows_code("bianmin:case:BM01-1")
        clerk.reads("这不是接力码")
        clerk.shows_code(f"{code[:-9]}AAAAAAAAA")
        clerk.until(lambda: "不能用" in " ".join(clerk.words()), "a forged code is not told")
        clerk.shows_code(code)
        clerk.sees("PutCardScreen")
        case_id = clerk.state.draft.case_id
        clerk.touches("back")
        clerk.until(lambda: isinstance(clerk.state, AtHome), "home did not come")
        clerk.reads("刷了身份证才看得到填好的")
        clerk.shows_code(code + " ")
        clerk.until(lambda: isinstance(clerk.state, TakingOver), "it is not told")
        clerk.reads("这张纸用过了")
        clerk.touches("back")
        clerk.until(lambda: clerk.finger.find(f"resume_{case_id}"), "the draft is not offered")
        clerk.finger.touch(f"resume_{case_id}")
        clerk.sees("PutCardScreen")
        clerk.puts_card()
        clerk.until(lambda: isinstance(clerk.state, AtStep) and clerk.state.draft.form, "it was not opened")
        assert clerk.state.draft.form == {"reason": "lost", "phone": PHONE}
        clerk.simulators.id_card_reader.take_card()
