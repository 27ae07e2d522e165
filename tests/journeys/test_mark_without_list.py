"""Where the centre never named anybody the mark alone opens nothing, and the glass says what to do."""

from __future__ import annotations

import pytest

from app.composition.terminal import Terminal
from tests.journeys.hall import Hall
from tests.journeys.person import Person
from tests.journeys.test_staff_sign_in import written

pytestmark = pytest.mark.xdist_group("terminal-2")


def test_an_enrolled_station_without_a_list_says_how_one_comes(terminal: Terminal, hall: Hall) -> None:
    person = Person(terminal, hall, None)
    person.sees("HomeScreen")
    assert terminal.parts.enroller.enrolment() is not None
    assert not terminal.parts.operators.has_list()
    shell = terminal.window.shell
    shell.markHeld()
    person.until(lambda: shell.signIn.open, "the mark opened nothing")
    assert "kiosk sync once" in shell.signIn.words
    assert not written(terminal, "maintenance.started")
