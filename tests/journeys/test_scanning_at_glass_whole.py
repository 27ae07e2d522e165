"""Papers are scanned at a self-service terminal with a document camera: by touch, over a real centre."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walk, Walker
from app.journeys.states import AtStep
from tests.journeys.desks import desk_hall
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.test_agency_at_glass_whole import GLASS

pytestmark = pytest.mark.xdist_group("terminal-2")
ITEM, BANK, SEED = "residents-pension-registration", "bank-card", 40_011
ANSWERS = {"account_kind": "bank_card", "bank": "云溪农商银行"}


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with desk_hall(tmp_path_factory.mktemp("hall"), GLASS) as hall:
        yield hall


@pytest.fixture
def terminal(own_hall: Hall, tmp_path: Path, qtbot: QtBot) -> Iterator[Terminal]:
    del qtbot
    own_hall.tidy()
    own_hall.simulators.document_camera.plug()
    own_hall.simulators.document_camera.show(own_hall.place.documents[BANK])
    with open_terminal(own_hall.enrolled(tmp_path / "glass")) as opened:
        yield opened


class Scanning(Walker):
    """Somebody with the paper in hand; `lays` says what they do with it once the list is there."""

    def __init__(self, hall: Hall, terminal: Terminal, *lays: str) -> None:
        finger = Finger(terminal.window.surface)
        finger.until(lambda: terminal.station.online, "no line")
        card = sample_card(terminal.parts, ITEM, SEED)
        super().__init__(Glass(terminal, finger), hall.simulators, card, mistakes=False)
        self._hall = hall
        self._lays = lays
        self.rows: list[dict[str, Any]] = []
        self.seen: list[str] = []

    def walk(self) -> Walk:
        self._hall.simulators.camera.show(self._hall.place.scenes["face"])
        return self.walks(self.glass.terminal.parts.catalogue.item(ITEM), SEED, ANSWERS)

    def _passes(self) -> None:
        if self.glass.screen == "MaterialsScreen":
            self.glass.until(self._is_passed, "the list does not come")
            for act in self._lays:
                getattr(self, f"_{act}")()
            page: Any = self.glass.terminal.window.shell.model
            self.rows, self.seen = list(page.rows), self.glass.words()
        super()._passes()

    def _scans(self) -> None:
        self.glass.touches(f"scan_{BANK}")
        self.glass.until(lambda: BANK in self._at.draft.scans, "the page was not kept")

    def _forgets_to_lay_it(self) -> None:
        lies = self._hall.place.documents
        self._hall.simulators.document_camera.show(self._hall.place.scenes["photo"])
        self.glass.touches(f"scan_{BANK}")
        self.glass.until(lambda: self._at.scan_advice, "nothing was said of the picture")
        self.glass.until(lambda: self._advice() in self.glass.words(), "it stands nowhere")
        self._hall.simulators.document_camera.show(lies[BANK])

    def _pulls_the_plug(self) -> None:
        self._hall.simulators.document_camera.unplug()
        for times in (1, 2):
            self.glass.touches(f"scan_{BANK}")
            self.glass.until(lambda times=times: self._at.failures == times, "it was not noticed")  # type: ignore[misc]
            self.glass.touches("troublePrimary")
            self.glass.until(self._is_passed, "the list does not come again")

    @property
    def _at(self) -> AtStep:
        state: AtStep = self.state
        return state

    def _advice(self) -> str:
        page: Any = self.glass.terminal.window.shell.model
        [row] = [each for each in page.rows if each["code"] == BANK]
        return str(row["advice"])


def row_of(walker: Scanning) -> dict[str, Any]:
    return next(each for each in walker.rows if each["code"] == BANK)


def test_what_lies_under_the_camera_goes_to_the_centre_after_it_was_laid_right(
    own_hall: Hall, terminal: Terminal
) -> None:
    walker = Scanning(own_hall, terminal, "forgets_to_lay_it", "scans")
    scanned: list[bytes] = []

    def keep(name: str) -> None:
        if name == "MaterialsScreen-passed":
            scanned.extend(walker.state.draft.scans.values())

    walker.keep = keep
    case = own_hall.case(walker.walk().case_id)
    [file] = [each for each in case["attachments"] if each["name"] == BANK]
    assert (file["media_type"], file["sha256"]) == ("image/jpeg", hashlib.sha256(scanned[0]).hexdigest())
    assert BANK not in case["data"].get("materials", {})
    assert (row_of(walker)["tag"], row_of(walker)["act"], row_of(walker)["advice"]) == ("已扫描", "rescan", "")
    assert "重扫" in walker.seen


def test_whoever_has_it_at_home_goes_on_and_shows_it_with_the_result(own_hall: Hall, terminal: Terminal) -> None:
    walker = Scanning(own_hall, terminal)
    case = own_hall.case(walker.walk().case_id)
    assert case["data"]["materials"][BANK] == "promised"
    assert "扫一页，没带的取证时看" in walker.seen


def test_with_a_camera_that_is_gone_it_is_shown_at_the_window(own_hall: Hall, terminal: Terminal) -> None:
    walker = Scanning(own_hall, terminal, "pulls_the_plug")
    case = own_hall.case(walker.walk().case_id)
    assert case["data"]["materials"][BANK] == "promised"
    assert (row_of(walker)["from"], row_of(walker)["act"]) == ("取证时带来看一下", "")
