"""The operator of a branch: renews one driver's licence with photo, check and film; two others may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt

from app.composition.parts import Parts
from app.composition.simulated import DEMO, SimulatedPlace
from app.demo.clerk import Clerk
from app.demo.examination import Body, passes_the_check
from app.journeys.states import AtHome, AtStep, Film, Finished, Passed, Troubled
from hardware.id_card_reader.simulated_card import SimulatedCard

NUMBER, NAME, PIN = "0107", "吴建军", "284615"
ITEM = "driving-licence-renewal"
PHONE = "13905781234"
MAY, HEAVY, TOO_EARLY, UNKNOWN = "330782198103121012", "330782198605201119", "330782197911081210", "330782199001011757"
"""Drivers of the simulated traffic platform (docs/integration/traffic-platform.md)."""
NAMES = {MAY: "周启明", HEAVY: "陈大勇", TOO_EARLY: "何远山", UNKNOWN: "孙小北"}


def employ_operator(place: SimulatedPlace, parts: Parts) -> None:
    """Put the operator on the centre's list, and let the station hear of it."""
    from app.central import operators
    from app.central.administration import Administration

    with Administration(place.settings.data_dir) as office:
        operators.add(office.database, NUMBER, NAME, ["clerk"], PIN)
    parts.synchronizer.once()


def driver_card(id_number: str) -> SimulatedCard:
    """The card of one of the platform's invented drivers, with the demo portrait."""
    fields = {
        "kind": "resident",
        "name": NAMES[id_number],
        "sex": "1" if int(id_number[-2]) % 2 else "2",
        "ethnicity": "01",
        "birth_date": f"{id_number[6:10]}-{id_number[10:12]}-{id_number[12:14]}",
        "address": "临江市青禾县云溪镇柳叶路 18 号 3 栋 502",
        "id_number": id_number,
        "authority": "青禾县公安局",
        "valid_from": "2020-05-11",
        "valid_to": "2040-05-11",
    }
    return SimulatedCard.from_json({**fields, "photo": "portrait-card.png"}, DEMO)


def plays(terminal: Any, place: Any, finger: Any, recorder: Any) -> tuple[list[str], list[dict[str, str]]]:
    """The renewal of one driver, and what another reads who comes a day too early."""
    who = Operator(terminal, place, finger, recorder, driver_card(MAY))
    recorder.begin(ITEM)
    who.signs_in()
    who.keeps("home")
    case_id = who.renews()
    early = Operator(terminal, place, finger, recorder, driver_card(TOO_EARLY))
    told = [early.is_refused("too-early")]
    early.gives_up()
    heavy = Operator(terminal, place, finger, recorder, driver_card(HEAVY))
    told.append(heavy.fails_the_check("one-eye-too-weak", Body(left=4.9)))
    heavy.gives_up()
    return [case_id], told


@dataclass
class Operator(Clerk):
    """Works the branch with keys and mouse; the card is the driver's."""

    number: str = NUMBER
    pin: str = PIN

    def renews(self) -> str:
        """From the card to the evaluation; the case's id."""
        self.comes_to_the_check()
        passes_the_check(self)
        self.sees("EligibilityScreen")
        self.until_passed()
        self.keeps("verdict")
        self.finger.touch("primary")
        self.signs_and_pays()
        self.simulators.evaluation_keypad.press_when_asked(self.grade)
        self.finger.touch("deliver_mail")
        case_id = self.finishes("renewed")
        self.until_state(lambda state: isinstance(state, Finished) and state.grade is not None, "the pad was not asked")
        self.goes_home()
        return case_id

    def renews_without_a_line(self) -> str:
        """What the record would say is typed from the licence; to be paid and looked up when the line is back."""
        self.finger.touch(f"item_{ITEM}")
        self.identifies("photo")
        self.sees("QueryScreen")
        self.until_state(
            lambda state: isinstance(state, AtStep) and isinstance(state.mood, Troubled), "the line was not missed"
        )
        self.keeps("no-line")
        self.finger.touch("primary")
        self.sees("FormScreen")
        today = self.terminal.station.now().date()
        fields = {each.field.name: each for each in self.terminal.window.shell.model.fields}
        fields["licence_classes"].edit("C1")
        fields["licence_valid_from"].edit(f"{today.year - 6}-{today.month:02d}-01")
        fields["licence_valid_to"].edit((today + timedelta(days=20)).isoformat())
        self.fills_where_to_send()
        self.sees("EligibilityScreen")
        self.until_passed()
        self.finger.touch("primary")
        self.is_photographed()
        passes_the_check(self)
        self.sees("EligibilityScreen")
        self.until_passed()
        self.finger.touch("primary")
        self.signs()
        self.sees("PaymentScreen")
        self.finger.touch("primary")
        self.sees("DeliveryScreen")
        self.finger.touch("deliver_mail")
        return self.finishes("without-a-line")

    def comes_to_the_check(self) -> None:
        """From the card to the photo taken."""
        self.comes_to_the_record()
        self.keeps("record")
        self.finger.touch("primary")
        self.fills_where_to_send()
        self.sees("EligibilityScreen")
        self.until_passed()
        self.keeps("eligibility")
        self.finger.touch("primary")
        self.is_photographed()

    def comes_to_the_record(self) -> None:
        self.finger.touch(f"item_{ITEM}")
        self.identifies("photo")
        self.sees("QueryScreen")
        self.until_passed()

    def fills_where_to_send(self) -> None:
        self.sees("FormScreen")
        fields = {each.field.name: each for each in self.terminal.window.shell.model.fields}
        fields["mail_address"].take_known()
        fields["phone"].edit(PHONE)
        fields["phone"].leave()
        self.keeps("form")
        self.finger.touch("primary")

    def is_photographed(self) -> None:
        self.sees("PhotoScreen")
        self.until_state(lambda state: isinstance(state, AtStep) and state.film is Film.ON, "no film runs")
        self.until_state(
            lambda state: isinstance(state, AtStep) and bool(state.photo_verdict), "the picture was not judged"
        )
        self.keeps("photo")
        self.until_passed()
        self.keeps("photo-taken")
        self.finger.touch("primary")

    def signs(self) -> None:
        self.sees("ReviewScreen", "review")
        self.turns_to_sign()

    def signs_and_pays(self) -> None:
        self.signs()
        self.sees("PaymentScreen")
        self.until_state(lambda state: isinstance(state, AtStep) and state.draft.payment is not None, "no code to pay")
        self.keeps("payment")
        self.pays()
        self.sees("DeliveryScreen", "delivery")

    def pays(self) -> None:
        from app.composition import phone

        state = self.terminal.sitting.state
        if isinstance(state, AtStep) and state.draft.payment is not None:
            phone.open_page(state.draft.payment.code_url)
            phone.press(state.draft.payment.code_url)

    def goes_home(self) -> None:
        self.simulators.id_card_reader.take_card()
        self.until_state(lambda state: isinstance(state, Finished) and not state.card_in_reader, "card not seen taken")
        self.finger.touch("primary")
        self.until_state(lambda state: isinstance(state, AtHome), "home did not come")

    def gives_up(self) -> None:
        """退出: nothing is left of who may not."""
        self.simulators.id_card_reader.take_card()
        self.until_state(lambda state: not getattr(state, "card_in_reader", False), "card not seen taken")
        self.terminal.window.shell.exitPressed()
        self.until_state(lambda state: isinstance(state, AtHome), "home did not come")

    def fails_the_check(self, name: str, body: Body) -> dict[str, str]:
        """A body that the rules refuse, and what stands on the page then."""
        self.comes_to_the_check()
        passes_the_check(self, body)
        self.sees("EligibilityScreen")
        self.until_passed()
        self.keeps(name)
        page = self.terminal.window.shell.model
        return {"mishap": name, "title": page.title, "text": page.reasons[0]["text"]}

    def is_refused(self, name: str) -> dict[str, str]:
        """Up to the page that says why, and what stands on it."""
        self.comes_to_the_record()
        self.finger.touch("primary")
        self.fills_where_to_send()
        self.sees("EligibilityScreen")
        self.until_state(
            lambda state: isinstance(state, AtStep) and isinstance(state.mood, Passed), "the rules were not asked"
        )
        self.keeps(name)
        page = self.terminal.window.shell.model
        told = {"mishap": name, "title": page.title, "text": page.reasons[0]["text"]}
        self._presses_key(Qt.Key.Key_Escape)
        self.sees("FormScreen")
        return told
