"""A person before the terminal: finds what is drawn, touches it where it is, and reads what stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from app.composition import phone
from app.composition.terminal import Terminal
from app.demo.citizens import STROKES
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.journeys.scanning import listens
from app.journeys.states import AtHome, AtStep, Finished, Passed
from tests.journeys.hall import Hall

PHONE = "13805785678"
LOOKS = 6


class TouchingFinger(Finger):
    """Real touch events of a touch screen instead of a mouse's."""

    screen: Any = None

    def touch_item(self, item: QQuickItem) -> None:
        if TouchingFinger.screen is None:
            TouchingFinger.screen = QTest.createTouchDevice()
        where = self.middle(item)
        for act in ("press", "release"):
            sequence = QTest.touchEvent(self.window, TouchingFinger.screen, False)
            getattr(sequence, act)(0, where, self.window)
            sequence.commit()
        self.beat()


class Person:
    """Every act goes over the glass or a device; what is asked of the program is only what it shows."""

    def __init__(self, terminal: Terminal, hall: Hall, card: Any, finger: Finger | None = None) -> None:
        self.terminal = terminal
        self.hall = hall
        self.card = card
        self.finger = finger or Finger(terminal.window.surface)

    # ------------------------------------------------------------ seeing

    @property
    def state(self) -> Any:
        return self.terminal.sitting.state

    @property
    def simulators(self) -> Any:
        return self.hall.simulators

    @property
    def glass(self) -> Glass:
        """Seen with the finger of the moment: a test may give another one."""
        return Glass(self.terminal, self.finger)

    def until(self, true: Callable[[], Any], what: str) -> Any:
        return self.glass.until(true, what)

    def settled(self) -> bool:
        return self.glass.settled()

    def sees(self, screen: str) -> None:
        self.glass.sees(screen)

    def words(self) -> list[str]:
        return self.glass.words()

    def reads(self, text: str) -> None:
        """Wait for a text on the glass."""
        self.until(lambda: any(text in each for each in self.words()), f"nowhere stands {text}")

    def touches(self, name: str) -> None:
        """Once the page and the keyboard have come to rest, so that a finger meets what it is meant for."""
        self.until(self.settled, f"the page for {name} does not come to rest")
        self.until(self.keyboard_rests, "the keyboard does not come to rest")
        self.until(lambda: self._stands_still(name), f"{name} is not there or does not come to rest")
        self.finger.touch(name)

    def _stands_still(self, name: str) -> bool:
        """A sheet may still be sliding in: the same place at every look of some time."""
        item = self.finger.find(name)
        if item is None:
            return False
        place = self.finger.middle(item)
        for _ in range(LOOKS):
            self.finger.beat()
            if not shiboken6.isValid(item) or self.finger.middle(item) != place:
                return False
        return self.finger.find(name) is item

    def keyboard_is_loaded(self) -> bool:
        """It loads by itself once the first screen stands."""
        keyboard = self.terminal.window.surface.findChild(QQuickItem, "keyboard")
        return keyboard is not None and keyboard.property("item") is not None

    def keyboard_rests(self) -> bool:
        return self.glass.keyboard_rests()

    def shows_code(self, code: str) -> None:
        self.until_codes_are_read()
        self.simulators.code_scanner.show(code)

    def until_codes_are_read(self) -> None:
        """By the page that stands there: what comes while the reading of an earlier one still ends is nobody's."""
        scanner, listener = self.terminal.devices.code_scanner, self.terminal.hands.codes.listener

        def is_read() -> bool:
            waiting = listener._given - listener._done
            return listens(self.state) and waiting == 1 and bool(getattr(scanner, "_scanning"))  # noqa: B009

        self.until(is_read, "nobody reads")

    def until_passed(self) -> None:
        self.until(lambda: isinstance(self.state, AtStep) and isinstance(self.state.mood, Passed), "step not passed")

    # ------------------------------------------------------------ the steps of a temporary card

    def chooses_temporary_card(self) -> None:
        self.sees("HomeScreen")
        self.touches("tile_household")
        self.sees("ItemsScreen")
        self.touches("item_temporary-id-card")
        self.sees("PutCardScreen")

    def puts_card(self) -> None:
        self.simulators.id_card_reader.put_card(self.card)

    def agrees(self) -> None:
        self.sees("NoticeScreen")
        self.touches("consent")
        self.touches("primary")

    def fills_in(self) -> None:
        self.sees("FormScreen")
        self.touches("option_lost")
        self.touches("primary")
        self.opens_digit_pad()
        self.finger.type(PHONE)
        self.touches("primary")
        self.touches("option_town_centre")
        self.touches("primary")

    def opens_digit_pad(self) -> None:
        self.touches("field_phone")
        self.until(lambda: self.finger.key(PHONE[0]), "no digit pad")
        self.until(self.keyboard_rests, "the keyboard does not come to rest")

    def takes_photo(self) -> None:
        self.sees("PhotoScreen")
        self.touches("primary")
        self.until_passed()
        self.touches("primary")

    def signs(self) -> None:
        self.sees("ReviewScreen")
        self.until(self.settled, "no review")
        self.finger.draw("signature", STROKES)
        self.touches("consent")
        self.touches("primary")

    def pays(self) -> None:
        self.sees("PaymentScreen")
        self.until(lambda: isinstance(self.state, AtStep) and self.state.draft.payment, "no code to pay")
        phone.pay(self.state.draft.payment.code_url)

    def comes_to(self, screen: str) -> None:
        """From home, through a temporary card, until `screen` is there."""
        acts: list[tuple[str, Callable[[], None]]] = [
            ("PutCardScreen", self.chooses_temporary_card),
            ("FaceCheckScreen", self.puts_card),
            ("NoticeScreen", lambda: None),
            ("FormScreen", self.agrees),
            ("PhotoScreen", self.fills_in),
            ("ReviewScreen", self.takes_photo),
            ("PaymentScreen", self.signs),
            ("DoneScreen", self.pays),
        ]
        for reached, act in acts:
            act()
            if reached == screen:
                self.sees(screen)
                return

    def finished(self) -> Finished:
        self.until(lambda: isinstance(self.state, Finished), "the case did not finish")
        self.sees("DoneScreen")
        state: Finished = self.state
        return state

    def leaves(self) -> None:
        """Takes the card, then says it is done; home again."""
        self.simulators.id_card_reader.take_card()
        self.until(lambda: isinstance(self.state, Finished) and not self.state.card_in_reader, "card not seen taken")
        self.touches("primary")
        self.goes_home()

    def goes_home(self) -> None:
        self.until(lambda: isinstance(self.state, AtHome), "no way home")
        self.sees("HomeScreen")

    def lets_time_run_out(self) -> None:
        """Nobody touches the glass: the clock's own tick, as often as there are seconds."""
        seconds = self.terminal.sitting.seconds_left
        for _ in range(seconds):
            self.terminal.sitting._tick()

    def button_is(self, name: str) -> str:
        """`primary`, `plain` …: how a button is drawn."""
        item = self.until(lambda: self.finger.find(name), f"no {name}")
        return str(item.property("kind"))

    def holds_down(self, name: str) -> QPoint:
        item = self.until(lambda: self.finger.find(name), f"no {name}")
        where = self.finger.middle(item)
        QTest.mousePress(self.terminal.window.surface, Qt.MouseButton.LeftButton, pos=where)
        return where
