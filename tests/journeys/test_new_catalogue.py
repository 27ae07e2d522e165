"""A centre gets another catalogue: its stations fetch it, begin anew between two sittings, and offer what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.kept import HOME, kept_folder
from app.catalogue.samples import make_sample
from app.composition.parts import Parts
from app.composition.simulated import sample_card
from app.config import load_settings
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walker
from app.domain.errors import ItemUnknown
from app.journeys.states import AtHome, Browsing
from tests.journeys.desks import COUNTER
from tests.journeys.hall import open_hall, open_terminal
from tests.journeys.written_item import CODE, own_catalogue


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_catalogue(tmp_path_factory.mktemp("own"))


def told_to_use(folder: Path, catalogue: Path, station: str = "") -> None:
    folder.mkdir()
    (folder / "station.toml").write_text(f'{station}\n[catalogue]\ndir = "{catalogue}"\n', encoding="utf-8")


def test_what_the_centre_has_new_is_done_at_the_glass_after_the_next_start(
    catalogue: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    told_to_use(tmp_path / "centre", catalogue)
    with open_hall(tmp_path / "centre") as hall:
        settings = hall.enrolled(tmp_path / "station")
        with open_terminal(settings) as terminal:
            with pytest.raises(ItemUnknown):
                terminal.parts.catalogue.item(CODE)
            restarts: list[bool] = []
            terminal.orders.restart_wanted.connect(lambda: restarts.append(isinstance(terminal.sitting.state, AtHome)))
            terminal.sitting.state = Browsing()
            finger = Finger(terminal.window.surface)
            finger.until(lambda: kept_folder(settings.data_dir / HOME) is not None, "it is not fetched")
            finger.until(lambda: terminal.orders._catalogue_came, "the terminal does not see it")
            assert restarts == []
            terminal.sitting.state = AtHome()
            terminal.sitting.changed.emit()
            finger.until(lambda: restarts or terminal.orders.look(), "no restart")
            assert all(restarts)
        with open_terminal(settings) as terminal:
            hall.simulators.camera.show(hall.place.scenes["face"])
            restarts = []
            terminal.orders.restart_wanted.connect(lambda: restarts.append(True))
            finger = Finger(terminal.window.surface)
            finger.until(lambda: terminal.station.online, "no line")
            item = terminal.parts.catalogue.item(CODE)
            born = ((seed, make_sample(item, seed).card.birth_date) for seed in range(1, 200))
            elder = next(seed for seed, day in born if day is not None and day.year < 1966)
            card = sample_card(terminal.parts, CODE, elder)
            walk = Walker(Glass(terminal, finger), hall.simulators, card).walks(item, elder)
            assert hall.case(walk.case_id)["item"] == CODE
            assert restarts == []


def test_a_desk_is_not_begun_anew_while_a_clerk_sits_at_it(catalogue: Path, tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    told_to_use(tmp_path / "centre", catalogue, COUNTER)
    told = tmp_path / "desk"
    told.mkdir()
    (told / "station.toml").write_text(COUNTER, encoding="utf-8")
    with open_hall(tmp_path / "centre") as hall, open_terminal(hall.enrolled(told)) as desk:
        restarts: list[bool] = []
        desk.orders.restart_wanted.connect(lambda: restarts.append(True))
        desk.hands.operator = "0417"
        finger = Finger(desk.window.surface)
        finger.until(lambda: desk.orders._catalogue_came, "the desk does not see it")
        assert restarts == []
        desk.hands.operator = ""
        desk.orders.look()
        finger.until(lambda: restarts or desk.orders.look(), "no restart after the clerk went")


def test_a_kept_catalogue_that_was_damaged_does_not_keep_the_station_from_beginning(
    catalogue: Path, tmp_path: Path
) -> None:
    told_to_use(tmp_path / "centre", catalogue)
    with open_hall(tmp_path / "centre") as hall:
        settings = hall.enrolled(tmp_path / "station")
        parts = Parts(settings)
        parts.synchronizer.once()
        parts.close()
        folder = kept_folder(settings.data_dir / HOME)
        assert folder is not None
        path = folder / "items" / f"{CODE}.yaml"
        path.write_bytes(path.read_bytes()[:200])
        parts = Parts(load_settings(settings.data_dir))
        with pytest.raises(ItemUnknown):
            parts.catalogue.item(CODE)
        parts.close()
