"""A clerk at the desk: signs in by the keys and takes one person's case.

A page is missing: the person is told so on paper, and the case waits. They come again, the page is scanned, the case
accepted and completed at the desk, its result printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.composition.parts import Parts
from app.composition.simulated import SimulatedPlace
from app.demo.citizens import STROKES, TRANSITION_MS, Citizen
from app.demo.queue import QUICK, give_tickets
from app.journeys.states import AtHome, AtStep, Finished, Paper

NUMBER, NAME, PIN = "0042", "李晓敏", "739152"
ITEM = "residents-pension-registration"
CHOICES = ("option_500", "option_none", "option_bank_card")
TYPED = {"household_address": "云溪镇柳叶路 18 号 3 栋 502", "bank": "云溪农村商业银行", "phone": "13905781234"}


def employ_clerk(place: SimulatedPlace, parts: Parts) -> None:
    """Put the clerk on the centre's list, and let the station hear of it."""
    from app.central import operators
    from app.central.administration import Administration

    with Administration(place.settings.data_dir) as office:
        operators.add(office.database, NUMBER, NAME, ["clerk", "decider"], PIN)
    parts.synchronizer.once()


@dataclass
class Clerk(Citizen):
    """Works the desk with keys and mouse; the card is the person's before the desk, and so is `grade`, on the pad."""

    grade: int = 5
    number: str = NUMBER
    pin: str = PIN

    def takes_a_case(self) -> str:
        """The id of the case."""
        self.recorder.begin(ITEM)
        self.signs_in()
        self.calls_the_next()
        self._comes_to_the_form()
        self._fills_the_form()
        self._tells_what_is_missing()
        self._goes_on_with_what_waits()
        case_id = self._accepts()
        self._completes()
        self.finger.touch("primary")
        self.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        return case_id

    def accepts_a_case(self) -> str:
        """From the list of items to the acceptance, with nothing missing; the id of the case."""
        self.comes_to_the_form()
        self._fills_the_form()
        return self._accepts()

    def _accepts(self) -> str:
        self._scans_what_is_missing()
        self._lets_sign()
        self.sees("DeliveryScreen", "delivery")
        self.simulators.evaluation_keypad.press_when_asked(self.grade)
        self.finger.touch("deliver_collect")
        case_id = self.finishes("accepted")
        self.until_state(lambda state: isinstance(state, Finished) and state.grade is not None, "the pad was not asked")
        return case_id

    def signs_in(self) -> None:
        desk = self.terminal.window.engine.rootObjects()[0].property("desk")
        self.keeps("nobody")
        self.finger.touch("emptyPrimary")
        field = self.finger.until(lambda: self.finger.find("signInNumber"), "no field for the number")
        self.finger.until(lambda: field.property("focused"), "the field for the number has no focus")
        self._presses(self.number)
        self.finger.until(lambda: desk.signIn.asksPin, "the PIN is not asked for")
        self.keeps("pin")
        self._presses(self.pin)
        self.finger.until(lambda: desk.taken, "not let in")

    def calls_the_next(self) -> None:
        """F8 calls the quick lane first, where nobody comes; then who is preferred, once more, and Enter begins."""
        numbers = give_tickets(self.place, ITEM)
        queue = self.terminal.window.engine.rootObjects()[0].property("desk").queue
        self.finger.until(lambda: len(queue.waiting) + queue.more >= len(numbers), "the queue was not told")
        self.keeps("home")
        self._calls(queue, numbers[QUICK])
        self._calls(queue, numbers[0])
        self.keeps("called")
        self.finger.touch("recall")
        self.finger.until(lambda: not queue.working, "not called once more")
        self._presses_key(Qt.Key.Key_Return)
        self.finger.until(lambda: queue.serving, "the ticket does not go along")

    def _calls(self, queue: Any, number: str) -> None:
        """Whoever is called before it is not there: an earlier demo of the day left them waiting."""
        while queue.number != number:
            if queue.number:
                self.finger.rest(TRANSITION_MS)  # the pane has grown by the number: its buttons lie elsewhere now
                self.finger.touch("missed")
                self.finger.until(lambda: queue.number == "", "not missed")
            self.finger.until(lambda: queue.canCall, f"{number} does not wait")
            self._presses_key(Qt.Key.Key_F8)
            self.finger.until(lambda: queue.number and not queue.working, "nobody was called")

    def comes_to_the_form(self) -> None:
        """Without a ticket: the item is chosen from the list."""
        self.finger.touch(f"item_{ITEM}")
        self._comes_to_the_form()

    def _comes_to_the_form(self) -> None:
        """The card read, the face compared, the notice agreed to."""
        self.identifies("face")
        self.sees("FormScreen", "form")

    def _presses(self, digits: str) -> None:
        surface = self.terminal.window.surface
        for digit in digits:
            QTest.keyClick(surface, Qt.Key(Qt.Key.Key_0.value + int(digit)))
        QTest.keyClick(surface, Qt.Key.Key_Return)
        self.finger.beat()

    def _presses_key(self, key: Qt.Key) -> None:
        """Once nothing has the focus that would take it for itself."""
        window = self.terminal.window.surface
        window.contentItem().forceActiveFocus()
        QTest.keyClick(window, key)
        self.finger.beat()

    def _fills_the_form(self) -> None:
        for option in CHOICES:
            self.finger.touch(option)
        fields = {each.field.name: each for each in self.terminal.window.shell.model.fields}
        for name, answer in TYPED.items():
            fields[name].edit(answer)
            fields[name].leave()
        self.keeps("form-filled")
        self.finger.touch("showAll")
        self.keeps("person-in-full")
        self.finger.touch("primary")

    def _tells_what_is_missing(self) -> None:
        """By the keys: F6 prints what is missing in one go, F7 lets the case wait; the person takes the card along."""
        self.sees("MaterialsScreen")
        self.until_passed()
        self.keeps("materials-missing")
        self._presses_key(Qt.Key.Key_F6)
        self.until_state(
            lambda state: isinstance(state, AtStep) and state.notice is Paper.PRINTED, "no notice was printed"
        )
        self.keeps("notice-printed")
        self._presses_key(Qt.Key.Key_F7)
        self.until_state(lambda state: not isinstance(state, AtStep), "the case does not wait")
        self.simulators.id_card_reader.take_card()
        self.until_state(lambda state: isinstance(state, AtHome), "the desk is not free")
        desk = self.terminal.window.engine.rootObjects()[0].property("desk")
        self.finger.until(lambda: desk.unfinished, "what waits is not offered")
        self.keeps("held")

    def _goes_on_with_what_waits(self) -> None:
        desk = self.terminal.window.engine.rootObjects()[0].property("desk")
        self.finger.touch(f"resume_{desk.unfinished[0]['id']}")
        self.sees("FormScreen", "resumed")
        self._presses_key(Qt.Key.Key_Return)

    def _completes(self) -> None:
        """Enter: the clerk has the right to decide."""
        self._presses_key(Qt.Key.Key_Return)
        self.until_state(
            lambda state: isinstance(state, Finished) and state.certificate is Paper.PRINTED, "no result was printed"
        )
        self.keeps("completed")

    def _scans_what_is_missing(self) -> None:
        self.sees("MaterialsScreen")
        self.until_passed()
        self.finger.touch("scan_bank-card")
        self.until_state(
            lambda state: isinstance(state, AtStep) and not state.missing_scans, "the page was not scanned"
        )
        self.keeps("materials")
        self._presses_key(Qt.Key.Key_Return)

    def _lets_sign(self) -> None:
        self.sees("ReviewScreen", "review")
        self._presses_key(Qt.Key.Key_Escape)
        self.sees("MaterialsScreen")
        self._presses_key(Qt.Key.Key_Return)
        self.sees("ReviewScreen")
        self.turns_to_sign()

    def turns_to_sign(self) -> None:
        """The review was read; on the citizen's side it is signed and agreed to."""
        self._presses_key(Qt.Key.Key_Return)
        self.finger.until(lambda: self.finger.find("signature"), "nothing to sign on")
        self.finger.draw("signature", STROKES)
        self.finger.touch("consent")
        self.keeps("signed")
        self.finger.touch("primary")
