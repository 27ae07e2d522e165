"""Where the centre never named anybody the mark alone opens the technician's page."""

from __future__ import annotations

import pytest

from app.composition.terminal import Terminal
from tests.journeys.hall import Hall
from tests.journeys.person import Person
from tests.journeys.test_staff_sign_in import written

pytestmark = pytest.mark.xdist_group("terminal-2")


def test_a_station_without_a_list_opens_to_whoever_holds_the_mark(terminal: Terminal, hall: Hall) -> None:
    person = Person(terminal, hall, None)
    person.sees("HomeScreen")
    assert not terminal.parts.operators.has_list()
    terminal.window.shell.markHeld()
    person.sees("ClosedScreen")
    person.until(lambda: written(terminal, "maintenance.started"), "it was not written down")
    assert "none" in written(terminal, "maintenance.started")[0]
    assert not terminal.window.shell.signIn.open
