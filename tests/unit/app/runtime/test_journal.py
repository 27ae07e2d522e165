"""What the log says of a sitting: each thing once, and never who."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.audit import AuditEvent
from app.config import load_settings
from app.journeys.events import CardWasTaken
from app.journeys.states import Finished, Paper, TakingThings
from app.journeys.station_events import SlipWasTaken
from app.journeys.things import Thing
from app.runtime.journal import Journal
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting
from app.runtime.station import Station
from tests.journeys.items import CASE, item
from tests.unit.app.runtime.conftest import MACHINE, Keep, OpenHands

SITTING = "0192f0c1-0000-7000-8000-000000000001"


def test_one_waiting_for_two_things_is_one_line(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path
) -> None:
    hands, _ = open_hands()
    sitting = keep(Sitting())
    station = keep(Station(load_settings(tmp_path), MACHINE, hands))
    premises = keep(Premises(MACHINE, hands, sitting, 120.0))
    lines: list[AuditEvent] = []
    journal = Journal(hands, sitting, station, premises, lines.append, lambda: SITTING)
    journal._sitting_id, journal._ending = SITTING, "left"
    steps = item().steps
    sitting.state = Finished(item(), steps, CASE, "张*三", True, Paper.PRINTED, Paper.NONE)
    sitting.changed.emit()
    sitting.state = TakingThings(frozenset(Thing), CASE.id)
    sitting.changed.emit()
    sitting.dispatch(SlipWasTaken())
    sitting.dispatch(CardWasTaken())
    qtbot.waitUntil(lambda: hands.store.is_idle)
    assert [line.name for line in lines] == ["sitting.things_left", "sitting.ended"]


@pytest.mark.parametrize(("operator", "written"), [("T01", "T01"), ("", "none")], ids=["signed in", "no list"])
def test_who_works_at_the_technicians_page_is_written_down_from_its_beginning_to_its_end(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep, tmp_path: Path, operator: str, written: str
) -> None:
    hands, _ = open_hands()
    sitting = keep(Sitting())
    station = keep(Station(load_settings(tmp_path), MACHINE, hands))
    premises = keep(Premises(MACHINE, hands, sitting, 120.0))
    lines: list[AuditEvent] = []
    journal = Journal(hands, sitting, station, premises, lines.append, lambda: SITTING)
    premises.begin_maintenance(operator)
    assert premises.operator == operator
    premises.end_maintenance()
    qtbot.waitUntil(lambda: hands.store.is_idle)
    upkeep = [(line.name, line.fields["operator"]) for line in lines if line.name.startswith("maintenance")]
    assert upkeep == [("maintenance.started", written), ("maintenance.ended", written)]
    assert (premises.operator, journal.parent()) == ("", sitting)
