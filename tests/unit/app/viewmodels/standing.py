"""A sitting and a station that stand still, without a window."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QObject, Signal

from app.catalogue import load_catalogue
from app.domain.outbox import Backlog
from app.journeys.states import AtHome
from app.runtime.upkeep import Upkeep
from app.viewmodels.facts import Surroundings
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N

SHELF = load_catalogue()
CHINA = timezone(timedelta(hours=8))


class StandingSitting(QObject):
    changed = Signal()
    ticked = Signal()
    preview_changed = Signal()

    def __init__(self):
        super().__init__()
        self.state = AtHome()
        self.seconds_left = 120
        self.seconds_total = 120
        self.still_there = False
        self.patient = False
        self.preview_counter = 0
        self.events = []
        self.touches = 0

    def show(self, state):
        self.state = state
        self.changed.emit()

    def dispatch(self, event):
        self.events.append(event)

    def touch(self):
        self.touches += 1


class StandingPremises(QObject):
    """A house in which nothing happens but what is put."""

    changed = Signal()

    def __init__(self):
        super().__init__()
        self.closures = frozenset()
        self.on_battery = False
        self.seconds_until_dark = 0
        self.person_present = None
        self.acts = []

    def begin_maintenance(self, operator=""):
        self.acts.append(f"begin {operator}".strip())

    def end_maintenance(self):
        self.acts.append("end")

    def touched(self):
        self.acts.append("touched")

    def put(self, **values):
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()


class StandingDoor:
    """Keeps what it is asked; the test answers when it likes."""

    def __init__(self):
        self.tell_entry = self.answer = None
        self.tried = []

    def entry(self, done):
        self.tell_entry = done

    def sign_in(self, number, pin, done):
        self.tried.append((number, pin.decode()))
        pin[:] = bytes(len(pin))
        self.answer = done


class StandingStation(QObject):
    changed = Signal()

    def __init__(self):
        super().__init__()
        self.name = "便民服务终端"
        self.place = "云溪镇便民服务中心 · 1 号机"
        self.online = True
        self.receipt_paper = "full"
        self.staff_told = True
        self.conditions = {}
        self.unknown_papers = ()
        self.left_behind = 0
        self.backlog = Backlog(0, 0)
        self.upkeep = Upkeep()
        self.known = frozenset({"io_board"})

    def office_knows(self, room):
        return room in self.known

    def now(self):
        return datetime(2026, 3, 18, 9, 41, tzinfo=CHINA)


def surroundings():
    return Surroundings(StandingSitting(), StandingStation(), StandingPremises(), SHELF, Language(I18N))
