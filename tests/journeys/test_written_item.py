"""The item of docs/integration/write-an-item.md, copied from the page: it works at the glass, at the desk and at the
centre, without a line of code."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.catalogue.loader import load_catalogue, validate
from app.catalogue.samples import make_sample
from app.composition.simulated import sample_card
from app.demo.clerk import Clerk, employ_clerk
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.recorder import Recorder
from app.demo.walker import Walker
from app.domain.service_item import ServiceItem
from app.journeys.states import Finished, Paper
from tests.journeys.desks import COUNTER, desk_hall, staffed
from tests.journeys.hall import open_hall, open_terminal
from tests.journeys.written_item import CODE, own_catalogue

ANSWERS = {"meals": "7", "phone": "13905781234"}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_catalogue(tmp_path_factory.mktemp("own"))


@pytest.fixture
def item(catalogue: Path) -> ServiceItem:
    return load_catalogue(catalogue).item(CODE)


@pytest.fixture
def elder(item: ServiceItem) -> int:
    """The seed of somebody who may."""
    born = ((seed, make_sample(item, seed).card.birth_date) for seed in range(1, 200))
    return next(seed for seed, day in born if day is not None and day.year < 1966)


def test_the_page_holds_an_item_that_is_whole(catalogue: Path) -> None:
    assert [str(each) for each in validate(catalogue)] == []


def test_it_goes_from_home_to_goodbye_and_stands_at_the_centre(
    catalogue: Path, item: ServiceItem, elder: int, tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    for name in ("centre", "station"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "station.toml").write_text(f'[catalogue]\ndir = "{catalogue}"\n', encoding="utf-8")
    with open_hall(tmp_path / "centre") as hall, open_terminal(hall.enrolled(tmp_path / "station")) as terminal:
        hall.simulators.camera.show(hall.place.scenes["face"])
        finger = Finger(terminal.window.surface)
        finger.until(lambda: terminal.station.online, "no line")
        card = sample_card(terminal.parts, CODE, elder)
        walk = Walker(Glass(terminal, finger), hall.simulators, card).walks(item, elder)
        there = hall.case(walk.case_id)
    assert walk.at_centre
    assert (there["item"], there["status"]) == (CODE, "accepted")
    assert set(walk.told) == {"canteen", "meals", "phone"}
    assert there["data"]["form"].keys() == {"canteen", "meals", "phone"}


def test_a_clerk_takes_it_completes_it_and_prints_it(catalogue: Path, elder: int, tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    toml = f'{COUNTER}\n[catalogue]\ndir = "{catalogue}"\n'
    (tmp_path / "centre").mkdir()
    with desk_hall(tmp_path / "centre", toml) as hall:
        settings = staffed(hall, tmp_path / "desk", toml, employ_clerk)
        with open_terminal(settings) as desk:
            surface = desk.window.surface
            recorder = Recorder(tmp_path / "out", surface, "counter")
            clerk = Clerk(desk, hall.place, Finger(surface), recorder, sample_card(desk.parts, CODE, elder))
            clerk.signs_in()
            clerk.finger.until(lambda: desk.station.online, "no line")
            clerk.finger.touch(f"item_{CODE}")
            clerk.identifies("face")
            clerk.sees("FormScreen")
            clerk.finger.touch("option_market")
            fields = {each.field.name: each for each in desk.window.shell.model.fields}
            for name, answer in ANSWERS.items():
                fields[name].edit(answer)
                fields[name].leave()
            clerk.finger.touch("primary")
            clerk.sees("MaterialsScreen")
            clerk.until_passed()
            clerk.finger.touch("primary")
            clerk.sees("ReviewScreen")
            clerk.turns_to_sign()
            clerk.until_state(lambda state: isinstance(state, Finished), "the case did not finish")
            case_id = desk.sitting.state.case.id
            clerk.sees("DoneScreen")
            clerk._presses_key(Qt.Key.Key_Return)
            clerk.until_state(
                lambda state: isinstance(state, Finished) and state.certificate is Paper.PRINTED, "no result printed"
            )
        there = hall.case(case_id)
    assert there["status"] == "completed"
    assert there["data"]["form"] == {"canteen": "market", **ANSWERS}
