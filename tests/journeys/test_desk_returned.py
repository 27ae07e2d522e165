"""What an office sent back stands at the desk that took it; the person brings the card, and it is made anew there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.composition.parts import Parts
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.clerk import NUMBER, Clerk, employ_clerk
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.case import Submission
from app.journeys.states import AtHome, LookingUp, Passed, Sent, Told
from tests.journeys.desks import COUNTER, desk_hall, staffed
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.test_desk import words
from tests.journeys.test_desk_decisions import desk_of

pytestmark = pytest.mark.xdist_group("terminal-2")
ITEM = "residents-pension-registration"
WHY = "户口簿缺一页，电话打不通。"
PHONE = "13905784321"
PART = "household-register"


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), COUNTER) as hall:
        yield hall


@pytest.fixture
def settings(own_hall: Hall, tmp_path: Path) -> Settings:
    return staffed(own_hall, tmp_path / "desk", COUNTER, employ_clerk)


def sent_back(hall: Hall, parts: Parts, seed: int) -> str:
    """A case of this desk that the office wants to have a page and a number of anew; the desk has heard of it."""
    item = parts.catalogue.item(ITEM)
    sample = make_sample(item, seed)
    case_id, files = parts.new_id(), tuple(sample.attachments.values())
    parts.store.submit(Submission(case_id, item.code, item.version, sample.data, files, operator=NUMBER))
    parts.synchronizer.once()
    with Administration(hall.folder) as office:
        office.decide(case_id, "return", WHY, [PART, "phone"])
    parts.synchronizer.once()
    return case_id


def clerk_at(hall: Hall, terminal: Terminal, folder: Path, seed: int) -> Clerk:
    surface = terminal.window.surface
    card = sample_card(terminal.parts, ITEM, seed)
    return Clerk(
        terminal, hall.place, Finger(surface), Recorder(folder / "out", surface, "counter", pictures=False), card
    )


def finds_the_case(clerk: Clerk) -> None:
    clerk.sees("PutCardScreen")
    clerk.simulators.id_card_reader.put_card(clerk.card)
    clerk.sees("MyCasesScreen")
    clerk.until_state(lambda state: isinstance(state, LookingUp) and state.told is not Told.ASKING, "nobody was asked")
    clerk.finger.touch("case_0")
    clerk.sees("CaseScreen")


def makes_it_anew(clerk: Clerk) -> None:
    clerk.finger.touch("primary")
    clerk.sees("FormScreen")
    (field,) = clerk.terminal.window.shell.model.fields
    field.edit(PHONE)
    field.leave()
    clerk.finger.touch("primary")
    clerk.sees("MaterialsScreen")
    clerk.finger.touch(f"scan_{PART}")
    clerk.finger.until(lambda: clerk.finger.find("primary").property("enabled"), "the page was not scanned")
    clerk.finger.touch("primary")
    clerk.sees("CaseScreen")
    clerk.until_state(lambda state: isinstance(state, LookingUp) and isinstance(state.mood, Passed), "not sent")


def test_what_the_office_sent_back_is_told_and_made_anew_at_the_desk(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        case_id = sent_back(own_hall, terminal.parts, 31)
        clerk = clerk_at(own_hall, terminal, tmp_path, 31)
        clerk.signs_in()
        desk = desk_of(terminal)
        clerk.finger.until(lambda: desk.papers.open, "what was sent back is not told")
        (row,) = desk.papers.open
        assert (row["id"], row["act"]) == (case_id, "lookUp")
        assert WHY in row["text"]
        clerk.finger.touch(f"lookUp_{case_id}")
        finds_the_case(clerk)
        assert WHY in " ".join(words(clerk))
        makes_it_anew(clerk)
        state = terminal.sitting.state
        assert isinstance(state, LookingUp)
        assert state.sent is Sent.AT_CENTRE
        now = own_hall.case(case_id)
        assert (now["status"], now["data"]["form"]["phone"]) == ("accepted", PHONE)
        assert {each["part"] for each in now["corrections"]} == {PART, "form"}
        clerk.simulators.id_card_reader.take_card()
        clerk.finger.touch("back")
        clerk.finger.touch("back")
        clerk.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        wanted = [(case_id, "decide")]
        clerk.finger.until(lambda: [(each["id"], each["act"]) for each in desk.papers.open] == wanted, "told as before")


def test_a_clerk_who_signs_out_leaves_no_case_of_anybody_on_the_desk(
    settings: Settings, own_hall: Hall, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_terminal(settings) as terminal:
        case_id = sent_back(own_hall, terminal.parts, 32)
        clerk = clerk_at(own_hall, terminal, tmp_path, 32)
        clerk.signs_in()
        desk_of(terminal).lookUp()
        finds_the_case(clerk)
        clerk.simulators.id_card_reader.take_card()
        clerk.until_state(
            lambda state: isinstance(state, LookingUp) and not state.card_in_reader, "card not seen taken"
        )
        clerk.finger.touch("leaveDesk")
        clerk.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        desk = desk_of(terminal)
        assert (desk.papers.open, desk.person, desk.taken) == ([], {}, False)
        assert own_hall.case(case_id)["status"] == "returned"
