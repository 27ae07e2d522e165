"""A shop registered at one terminal: its owner prints the licence at another one, with nothing but the ID card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.demo.walker import Walker
from app.journeys.states import AtStep, Trouble, Troubled
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.test_business_registration import ITEM, Trader, grown_up, name_of, printed, text_of

pytestmark = pytest.mark.xdist_group("terminal-1")
PRINT = "business-licence-print"


def glass_of(terminal: Terminal) -> Glass:
    glass = Glass(terminal, Finger(terminal.window.surface))
    glass.until(lambda: terminal.station.online, "no line")
    return glass


def is_told_that_there_is_none(glass: Glass, hall: Hall, card: Any) -> None:
    glass.sees("HomeScreen")
    glass.touches("all")
    glass.sees("ItemsScreen")
    glass.touches(f"item_{PRINT}")
    glass.sees("PutCardScreen")
    hall.simulators.id_card_reader.put_card(card)
    glass.until(lambda: glass.screen == "NoticeScreen", "no notice")
    glass.touches("consent")
    glass.touches("primary")
    glass.sees("QueryScreen")
    glass.until(lambda: _is_empty(glass.terminal.sitting.state), "the register did not say that there is none")
    glass.until(lambda: any("您名下没有查到营业执照" in each for each in glass.words()), "it stands nowhere")
    hall.simulators.id_card_reader.take_card()
    glass.until(lambda: not glass.terminal.sitting.state.card_in_reader, "card not seen taken")  # type: ignore[union-attr]
    glass.touches("dock_exit")
    glass.sees("HomeScreen")


def _is_empty(state: object) -> bool:
    return (
        isinstance(state, AtStep)
        and isinstance(state.mood, Troubled)
        and state.mood.trouble is Trouble.NOTHING_ON_RECORD
    )


def test_it_is_told_that_there_is_none_and_once_there_is_it_is_printed_elsewhere(
    hall: Hall, tmp_path: Path, seed: int, qtbot: QtBot
) -> None:
    del qtbot
    hall.simulators.camera.show(hall.place.scenes["face"])
    shop = f"青禾县{name_of(seed)}副食品店"
    with open_terminal(hall.enrolled(tmp_path / "first")) as terminal:
        owner = grown_up(terminal, seed)
        card = sample_card(terminal.parts, ITEM, owner)
        glass = glass_of(terminal)
        is_told_that_there_is_none(glass, hall, card)
        trader = Trader(glass, hall.simulators, card, [name_of(seed)], lambda _: None)
        assert trader.walks(terminal.parts.catalogue.item(ITEM), owner).at_centre
    before = len(printed(hall))
    with open_terminal(hall.enrolled(tmp_path / "second")) as other:
        walker = Walker(glass_of(other), hall.simulators, card, mistakes=False)
        walk = walker.walks(other.parts.catalogue.item(PRINT), owner)
        assert (walk.at_centre, walk.certificate) == (True, True)
    [licence] = hall.case(walk.case_id)["data"]["record"]["licences"]
    assert licence["name"] == shop
    assert len(printed(hall)) == before + 1
    said = text_of(printed(hall)[-1]).replace("\r\n", "").replace(" ", "")
    for told in (shop, licence["code"], "云溪镇安和路12号"):
        assert told in said
