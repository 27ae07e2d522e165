"""The power of attorney just signed is written: whatever becomes of it a word comes back, and nothing after the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.documents.power_of_attorney import SealedPowerMaker
from app.domain.agency import RELATION, Agency
from app.domain.powers import PowerOfAttorney
from app.journeys.authority_commands import WritePower
from app.journeys.authority_events import PowerNotWritten, PowerWasWritten
from app.journeys.commands import StopEverything
from tests.qml.screens.sample_states import AGENT, CARD, PENSION
from tests.unit.app.documents.conftest import make_papers
from tests.unit.app.runtime.conftest import OpenHands

PAPERS = make_papers()
AGENCY = Agency(AGENT, date(2026, 3, 18), {RELATION: "child"}, is_read=True)
SIGNATURE = make_sample(PENSION, 1).attachments["signature"].content
SIGNED = WritePower(PENSION, AGENCY, CARD, SIGNATURE)


@pytest.fixture
def write() -> Any:
    """As the composition does it, with keys of its own."""
    maker = SealedPowerMaker(PAPERS.key, PAPERS.certificate, PAPERS.issuer)

    def write(item: Any, agency: Agency, principal: Any, signature: bytes) -> bytes:
        assert agency.agent is not None
        when = datetime(2026, 3, 18, 1, 41, tzinfo=UTC)
        return maker(PowerOfAttorney(item, principal, agency.agent, agency.relation, when, "1 号机", signature))

    return write


def test_it_comes_back_as_a_pdf(qtbot: QtBot, open_hands: OpenHands, write: Any) -> None:
    hands, said = open_hands(write_power=write)
    hands.carry_out(SIGNED)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    (event,) = said
    assert isinstance(event, PowerWasWritten)
    assert event.pdf.startswith(b"%PDF-")


def test_what_cannot_be_written_is_told(qtbot: QtBot, open_hands: OpenHands, write: Any) -> None:
    hands, said = open_hands(write_power=write)
    hands.carry_out(replace(SIGNED, principal=replace(CARD, name="\U0010fffd")))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [PowerNotWritten()]


def test_a_station_that_writes_none_says_so_at_once(open_hands: OpenHands) -> None:
    hands, said = open_hands(write_power=None)
    hands.carry_out(SIGNED)
    assert said == [PowerNotWritten()]


def test_what_is_written_after_the_sitting_ended_goes_nowhere(qtbot: QtBot, open_hands: OpenHands, write: Any) -> None:
    hands, said = open_hands(write_power=write)
    hands.carry_out(SIGNED)
    hands.carry_out(StopEverything())
    over: list[bool] = []
    hands.errands.loose(hands.store, lambda _: True, over.append)
    qtbot.waitUntil(lambda: bool(over), timeout=20_000)
    assert said == []


def test_the_command_and_its_answer_name_nobody() -> None:
    told = repr(SIGNED) + repr(PowerWasWritten(b"%PDF"))
    assert not [each for each in (CARD.name, CARD.id_number, AGENT.name, AGENT.id_number) if each in told]
