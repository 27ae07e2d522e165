"""A number at a real terminal: on paper, without paper, without a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo.citizens import TRANSITION_MS, Citizen
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.prints import PaperKind, PrintState
from app.domain.tickets import Priority
from app.journeys.states import AtHome, AtTicket, Paper, Troubled
from hardware import PaperState
from tests.journeys.hall import Hall

pytestmark = pytest.mark.xdist_group("terminal")


@pytest.fixture
def citizen(terminal: Terminal, hall: Hall, tmp_path: Path) -> Iterator[Citizen]:
    surface = terminal.window.surface
    card = sample_card(terminal.parts, "temporary-id-card", 11)
    made = Citizen(terminal, hall.place, Finger(surface), Recorder(tmp_path / "out", surface), card)
    made.finger.until(lambda: terminal.station.online, "the centre did not answer")
    yield made
    hall.simulators.receipt_printer.set_paper(PaperState.FULL)
    hall.place.connect(True)


def words(citizen: Citizen) -> list[str]:
    return [text for each in citizen.finger.items() if isinstance(text := each.property("text"), str) and text]


def comes_to_the_ticket(citizen: Citizen) -> None:
    citizen.finger.touch("ticket")
    citizen.finger.touch("item_temporary-id-card")
    citizen.sees("TicketScreen")


def test_a_number_comes_out_on_paper_and_waits_at_the_centre(citizen: Citizen, terminal: Terminal) -> None:
    before = terminal.parts.tickets.queue().waiting
    citizen.takes_a_ticket()
    after = [each for each in terminal.parts.tickets.queue().waiting if each not in before]
    assert [(each.item_code, each.priority) for each in after] == [("temporary-id-card", Priority.OLD)]
    job = terminal.parts.prints.jobs(1)[0]
    assert (job.paper, job.case_id, job.state) == (PaperKind.TICKET, after[0].id, PrintState.PRESENTED)
    assert job.number.endswith(after[0].number)
    assert terminal.parts.outbox.waiting() == 0, "a ticket's paper is told to nobody"


def test_without_paper_the_number_stands_on_the_glass(citizen: Citizen, terminal: Terminal, hall: Hall) -> None:
    hall.simulators.receipt_printer.set_paper(PaperState.OUT)
    comes_to_the_ticket(citizen)
    citizen.finger.touch("primary")
    citizen.until_state(lambda state: isinstance(state, AtTicket) and state.receipt is Paper.FAILED, "no end of it")
    state = terminal.sitting.state
    assert isinstance(state, AtTicket)
    assert state.taken is not None
    said = words(citizen)
    assert {state.taken.ticket.number, "记下或拍下这个号"} <= set(said)
    citizen.finger.touch("primary")
    citizen.until_state(lambda state: isinstance(state, AtHome), "home did not come")


def test_a_line_that_goes_while_choosing_sends_to_a_window_and_gives_the_number_once_it_is_back(
    citizen: Citizen, terminal: Terminal, hall: Hall
) -> None:
    comes_to_the_ticket(citizen)
    hall.place.connect(False)
    citizen.finger.touch("primary")
    citizen.until_state(lambda state: isinstance(state, AtTicket) and isinstance(state.mood, Troubled), "no trouble")
    citizen.finger.until(lambda: "网络断了。直接到窗口，不取号也能办。" in words(citizen), "nothing was said")
    hall.place.connect(True)
    citizen.finger.rest(TRANSITION_MS)
    citizen.finger.touch("troublePrimary")
    citizen.until_state(lambda state: isinstance(state, AtTicket) and state.receipt is Paper.PRINTED, "no number came")


def test_without_a_line_home_says_that_a_window_serves_without_a_number(
    citizen: Citizen, terminal: Terminal, hall: Hall
) -> None:
    hall.place.connect(False)
    citizen.finger.until(lambda: not terminal.station.online, "the pulled line was not noticed")
    citizen.finger.touch("ticket")
    citizen.finger.until(lambda: "网络断了。直接到窗口，不取号也能办。" in words(citizen), "nothing was said")
    citizen.finger.rest(TRANSITION_MS)
    citizen.finger.touch("explanationClose")
