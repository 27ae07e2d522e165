"""The frame around every page: which page, the head, the marks, the ring, the dock. `Main.qml` reads this alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.operators import Duty, Entry
from app.journeys.delays import HOME_REST_S
from app.journeys.events import ExitPressed
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Claiming,
    Finished,
    Finishing,
    Goodbye,
    HandingOver,
    LookingUp,
    Scanning,
    State,
    TakingOver,
    TakingThings,
    Tracking,
)
from app.journeys.things import Closure
from app.viewmodels.facts import OperatorDoor, Surroundings
from app.viewmodels.head import Head, head_of
from app.viewmodels.keyboard_data import KeyboardData
from app.viewmodels.marks import marks_of
from app.viewmodels.page import Page, shown
from app.viewmodels.sign_in import SignIn
from app.viewmodels.sign_in_words import no_list_words
from app.viewmodels.wall_clock import WallClock

_AFTER_ALL_STEPS = 1000
_CLOSED_FROM_AFAR = (Closure.LOCKED, Closure.FROZEN)
"""Whoever comes to mend it must get at the devices all the same."""


def _depth(state: State) -> int:  # noqa: C901 - one line a state, nothing to hide
    """How far into a sitting a state lies: less than before means the page comes from the left."""
    match state:
        case AtHome():
            return 0
        case LookingUp(opened=opened) if opened:
            return 2
        case Tracking(case=case) if case is not None:
            return 2
        case Browsing() | LookingUp() | Tracking() | Scanning() | ChoosingTicket():
            return 1
        case Claiming():
            return 2
        case AtTicket(taken=taken):
            return 2 if taken is None else 3
        case AtStep(index=index):
            return (2 if state.correcting is None else 3) + index
        case TakingOver():
            return 1
        case HandingOver() | Finishing():
            return _AFTER_ALL_STEPS
        case Finished(choosing_reasons=reasons):
            return _AFTER_ALL_STEPS + 1 + int(reasons)
        case TakingThings() | Goodbye():
            return _AFTER_ALL_STEPS + 3


class Shell(QObject):
    """Follows the sitting. Comfort (elder, low, language, voice) lives here and ends with the sitting."""

    screenChanged = Signal()  # noqa: N815 - named by Main.qml
    told = Signal()
    comfort_changed = Signal()
    languageChanged = Signal()  # noqa: N815 - named by Main.qml
    second_passed = Signal()
    station_changed = Signal()
    forgot = Signal()
    slept = Signal()
    rested = Signal()
    """Home stood untouched: whatever sheet is open goes."""
    helpWanted = Signal()  # noqa: N815 - named by Main.qml
    """A page offers a person and the offer was taken: the sheet opens."""
    never = Signal()
    """Of what stays the same for as long as the window stands."""
    help_called = Signal()
    """A person is to come: the station may tell its staff."""

    def __init__(
        self,
        around: Surroundings,
        pages: Mapping[Screen, Page],
        keyboard: KeyboardData,
        door: OperatorDoor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._door = door
        self._sign_in = SignIn(door, Duty.MAINTENANCE, parent=self)
        self._sign_in.signed_in.connect(self._let_in)
        self._sign_in.closed.connect(self._forget_typing)
        self._clock = WallClock(around, self)
        self._pages = dict(pages)
        self._keyboard = keyboard
        self._shown = screen_of(around.sitting.state)
        self._depth = _depth(around.sitting.state)
        self._is_forward = True
        self._elder = self._low = self._contrast = self._help_called = self._asleep = False
        self._told: tuple[Head, Any] = self._telling()
        self._station = self._seen_of_station()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(HOME_REST_S * 1000)
        self._rest.timeout.connect(self._fresh_home)
        self._rest.start()
        around.sitting.changed.connect(self._follow)
        around.sitting.ticked.connect(self.second_passed.emit)
        around.station.changed.connect(self._follow_station)
        around.premises.changed.connect(self._follow_premises)
        around.language.changed.connect(self._follow_language)
        for page in self._pages.values():
            page.help_wanted.connect(self.helpWanted.emit)

    # ------------------------------------------------------------ following

    @Slot()
    def _follow(self) -> None:
        state = self._around.sitting.state
        screen, depth = screen_of(state), _depth(state)
        before = self._pages[self._shown]
        self._is_forward, self._depth = depth >= self._depth, depth
        if screen is not self._shown:
            self._shown = screen
            self.screenChanged.emit()
            before.leave()
        self._pages[screen].refresh()
        self._tell()
        self.second_passed.emit()
        self._keep_sign_in()
        if isinstance(state, AtHome | TakingThings | Goodbye):
            self._forget_person()
        if isinstance(state, AtHome):
            self._forget_comfort()
            self._rest.start()  # whoever left by the last touch of a page touches home no more

    @Slot()
    def _follow_station(self) -> None:
        seen = self._seen_of_station()
        if seen == self._station:
            return
        self._station = seen
        self.station_changed.emit()
        self._pages[self._shown].refresh()
        self._tell()

    @Slot()
    def _follow_premises(self) -> None:
        """The lights went out, a door was opened, somebody came."""
        if self._around.premises.person_present:
            self._wake()
        elif self.homeDock and not self._asleep and not self._rest.isActive():
            self._rest.start()  # somebody came, touched nothing and left
        self._tell()
        self._pages[self._shown].refresh()
        self._keep_sign_in()

    def _keep_sign_in(self) -> None:
        """A sitting began, the door was opened, the power went: nobody is asked for a PIN any more."""
        if not self._may_begin_maintenance():
            self._sign_in.close()

    def _wake(self) -> None:
        if self._asleep:
            self._asleep = False
            self.slept.emit()

    @Slot()
    def _follow_language(self) -> None:
        self.languageChanged.emit()
        self._sign_in.retell()
        self._tell()
        self._pages[self._shown].refresh()

    def _seen_of_station(self) -> tuple[Any, ...]:
        station = self._around.station
        known = tuple((room, each.status) for room, each in sorted(station.conditions.items()))
        loose = (tuple(station.unknown_papers), station.left_behind)
        today = station.now().date()  # items come and go by the day
        return station.name, station.place, station.online, station.receipt_paper, known, loose, today

    def _telling(self) -> tuple[Head, list[dict[str, str]]]:
        state = self._around.sitting.state
        return head_of(state, self._around), marks_of(state)

    def _tell(self) -> None:
        telling = self._telling()
        if telling != self._told:
            self._told = telling
            self.told.emit()

    def _forget_person(self) -> None:
        """As soon as the sitting is over: a card that is left behind may lie there for hours."""
        for page in self._pages.values():
            page.leave()
        self._keyboard.renew()
        self.forgot.emit()

    def _fresh_home(self) -> None:
        """Somebody looked around at home, or read why it is closed, and left: the next person meets a fresh machine.

        Where a sensor says that nobody stands here, the glass goes dark until somebody comes.
        """
        if self.homeDock:
            self._sign_in.close()
            self._forget_person()
            self._forget_comfort()
            self.rested.emit()
            if self._shown is Screen.HOME and self._around.premises.person_present is False:
                self._asleep = True
                self.slept.emit()

    def _forget_comfort(self) -> None:
        """The next person meets a fresh machine."""
        self._elder = self._low = self._contrast = self._help_called = False
        self._around.language.reset()
        self._comfort()

    def _comfort(self) -> None:
        """Large letters and the low layout give more time."""
        self._around.sitting.patient = self._elder or self._low
        self._around.sitting.touch()
        self.comfort_changed.emit()

    # ------------------------------------------------------------ the page

    @shown(str, screenChanged)
    def screen(self) -> str:
        """The name of the page's QML file, without its ending."""
        return str(self._shown)

    @shown(QObject, screenChanged)
    def model(self) -> Page:
        return self._pages[self._shown]

    @shown(QObject, never)
    def signIn(self) -> SignIn:  # noqa: N802
        """Number and PIN for the technician's page."""
        return self._sign_in

    @shown(bool, screenChanged)
    def forward(self) -> bool:
        """Whether the page comes from the right."""
        return self._is_forward

    @shown(bool, screenChanged)
    def homeDock(self) -> bool:  # noqa: N802
        return self._shown in (Screen.HOME, Screen.CLOSED)

    # ------------------------------------------------------------ the head

    @shown(str, told)
    def headTitle(self) -> str:  # noqa: N802
        return self._told[0].title

    @shown(str, told)
    def headFact(self) -> str:  # noqa: N802
        return self._told[0].fact

    @shown(str, told)
    def personName(self) -> str:  # noqa: N802
        """Masked; empty while nobody was read."""
        return self._told[0].person

    @shown(bool, told)
    def headUrgent(self) -> bool:  # noqa: N802
        """The fact is a warning."""
        return self._told[0].urgent

    @shown("QVariantList", told)
    def marks(self) -> list[dict[str, str]]:
        return self._telling()[1]

    @shown(bool, told)
    def marksVisible(self) -> bool:  # noqa: N802
        return bool(self._told[1])

    # ------------------------------------------------------------ the ring

    @shown(int, second_passed)
    def secondsLeft(self) -> int:  # noqa: N802
        return self._around.sitting.seconds_left

    @shown(int, second_passed)
    def secondsTotal(self) -> int:  # noqa: N802
        return self._around.sitting.seconds_total

    @shown(bool, second_passed)
    def stillThere(self) -> bool:  # noqa: N802
        return self._around.sitting.still_there

    # ------------------------------------------------------------ comfort and the station

    @shown(bool, comfort_changed)
    def elder(self) -> bool:
        return self._elder

    @shown(bool, comfort_changed)
    def low(self) -> bool:
        return self._low

    @shown(bool, comfort_changed)
    def contrast(self) -> bool:
        return self._contrast

    @shown(bool, comfort_changed)
    def canCallHelp(self) -> bool:  # noqa: N802
        """Whether a call reaches somebody. Never in this version: nobody listens to `help_called`."""
        return False

    @shown(bool, comfort_changed)
    def helpCalled(self) -> bool:  # noqa: N802
        """A person is on the way."""
        return self._help_called

    @shown(bool, comfort_changed)
    def voiceOn(self) -> bool:  # noqa: N802
        """Never in this version."""
        return False

    @shown(str, languageChanged)
    def language(self) -> str:
        return self._around.language.code

    @shown(QObject, never)
    def clock(self) -> QObject:
        return self._clock

    @shown(bool, slept)
    def asleep(self) -> bool:
        """The glass is dark: nobody stands here. Any touch or the sensor wakes it."""
        return self._asleep

    @shown(bool, station_changed)
    def online(self) -> bool:
        return self._around.station.online

    @shown(str, forgot)
    def keyboardDataPath(self) -> str:  # noqa: N802
        return self._keyboard.path

    # ------------------------------------------------------------ acts

    @Slot()
    def touched(self) -> None:
        self._around.sitting.touch()
        self._around.premises.touched()
        self._wake()
        if self.homeDock:
            self._rest.start()

    @Slot()
    def markHeld(self) -> None:  # noqa: N802
        """A technician held the mark at home: who signs in is shown the devices, and nobody is taken meanwhile."""
        if self._may_begin_maintenance():
            self._door.entry(self._ask_who)

    def _may_begin_maintenance(self) -> bool:
        state = self._around.sitting.state
        return self._shown is Screen.HOME or (isinstance(state, AtHome) and state.closure in _CLOSED_FROM_AFAR)

    def _ask_who(self, entry: Entry | None) -> None:
        """A station that cannot be asked lets nobody in by the glass; the key of the cabinet does."""
        if not self._may_begin_maintenance() or self._sign_in.open:
            return
        match entry:
            case Entry.FREE:
                self._let_in("")
            case Entry.NOBODY_YET:
                self._sign_in.begin(no_list_words)
            case _:
                self._sign_in.begin()

    def _let_in(self, operator: str) -> None:
        if self._may_begin_maintenance():
            self._around.premises.begin_maintenance(operator)

    def _forget_typing(self) -> None:
        """What the keyboard learnt goes with the number that was typed."""
        self._keyboard.renew()
        self.forgot.emit()

    @Slot()
    def exitPressed(self) -> None:  # noqa: N802
        self._around.sitting.dispatch(ExitPressed())

    @Slot()
    def stayPressed(self) -> None:  # noqa: N802
        self._around.sitting.touch()

    @Slot()
    def toggleElder(self) -> None:  # noqa: N802
        self._elder = not self._elder
        self._comfort()

    @Slot()
    def toggleLow(self) -> None:  # noqa: N802
        self._low = not self._low
        self._comfort()

    @Slot()
    def toggleContrast(self) -> None:  # noqa: N802
        self._contrast = not self._contrast
        self._comfort()

    @Slot()
    def toggleVoice(self) -> None:  # noqa: N802
        """This version does not read aloud: whoever wants to listen instead of read is offered a person."""
        self.helpWanted.emit()

    @Slot()
    def toggleLanguage(self) -> None:  # noqa: N802
        self._around.language.toggle()

    @Slot()
    def callHelp(self) -> None:  # noqa: N802
        self._help_called = True
        self.comfort_changed.emit()
        self.help_called.emit()
