"""What is booked, at a real terminal and a real centre: another time, also under a cut line; and its ticket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.catalogue.samples import make_sample
from app.central.settings import sqlite_url
from app.central.storage.appointment_tables import appointments
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.demo.booking import books
from app.demo.finger import DemoStuck
from app.domain.appointments import minute_of
from app.domain.case import Submission
from app.domain.formats import CHINA
from app.domain.scanned_code import case_code
from app.journeys.states import AtStep, AtTicket, LookingUp, Paper, Troubled
from tests.journeys.hall import Hall
from tests.journeys.person import Person
from tests.journeys.test_followed_case import opens_the_case

pytestmark = pytest.mark.xdist_group("terminal-2")
ITEM = "passport-renewal-booking"
COUNTER, PLACE = "county-exit-entry", "青禾县出入境办证大厅"
"""A counter of the item, and the hall it belongs to by its name."""
LAST_MINUTE = 24 * 60 - 1


@pytest.fixture
def station(hall: Hall, tmp_path: Path) -> Settings:
    """In the hall of that counter."""
    folder = tmp_path / "station"
    folder.mkdir()
    (folder / "station.toml").write_text(f'[station]\nplace = "{PLACE}"\n', "utf-8")
    return hall.enrolled(folder)


@pytest.fixture
def database(hall: Hall) -> Iterator[Database]:
    opened = Database(sqlite_url(hall.folder))
    yield opened
    opened.close()


@pytest.fixture
def booker(terminal: Terminal, hall: Hall, seed: int) -> Person:
    return Person(terminal, hall, sample_card(terminal.parts, ITEM, seed))


@pytest.fixture
def booked(booker: Person, seed: int) -> str:
    """The id of a case that has booked."""
    parts = booker.terminal.parts
    item = parts.catalogue.item(ITEM)
    sample = make_sample(item, seed)
    case_id = parts.new_id()
    parts.store.submit(Submission(case_id, item.code, item.version, sample.data, tuple(sample.attachments.values())))
    parts.synchronizer.once()
    assert parts.outbox.taken(case_id)
    return case_id


def stands(database: Database, case_id: str) -> tuple[object, ...]:
    with database.read() as connection:
        row = connection.execute(select(appointments).where(appointments.c.case_id == case_id)).one()
    return row.place, row.day, row.begins, row.state


def test_another_time_is_booked_from_the_page_of_the_case_and_a_cut_line_leaves_the_old_one(
    booker: Person, hall: Hall, database: Database, booked: str
) -> None:
    before = stands(database, booked)
    opens_the_case(booker)
    booker.touches("move")
    cut: list[str] = []

    def keep(stage: str) -> None:
        if stage == "booking-chosen" and not cut:
            cut.append(stage)
            hall.place.connect(False)

    with pytest.raises(DemoStuck):
        books(booker.glass, keep)
    assert isinstance(booker.state, AtStep)
    assert isinstance(booker.state.mood, Troubled)
    assert stands(database, booked) == before
    hall.place.connect(True)
    booker.touches("troublePrimary")
    books(booker.glass, keep)
    booker.sees("CaseScreen")
    booker.reads("时间换好了")
    assert isinstance(booker.state, LookingUp)
    after = stands(database, booked)
    assert (after[3], after != before) == ("booked", True)


def test_the_slip_held_there_on_the_ticket_page_brings_the_number_of_what_is_booked(
    booker: Person, hall: Hall, database: Database, booked: str
) -> None:
    there = {"place": COUNTER, "day": now().astimezone(CHINA).date(), "begins": LAST_MINUTE}
    with database.write() as connection:
        connection.execute(update(appointments).where(appointments.c.case_id == booked).values(there))
    booker.until(lambda: booker.terminal.station.online, "no line")
    booker.touches("ticket")
    booker.sees("TicketItemsScreen")
    booker.shows_code(case_code(hall.case(booked)["number"]))
    booker.reads("约的 ")
    booker.until(lambda: isinstance(booker.state, AtTicket) and booker.state.receipt is Paper.PRINTED, "no slip")
    slip = booker.simulators.receipt_printer.slips[-1].text
    assert "到点先叫您" in slip
    (waiting,) = booker.terminal.parts.tickets.queue().waiting
    assert waiting.booked_for is not None
    assert (waiting.item_code, minute_of(waiting.booked_for.astimezone(CHINA).time())) == (ITEM, LAST_MINUTE)
