"""Three citizens, three items: what each of them does before the machine, touch by touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.composition import phone
from app.composition.simulated import SimulatedPlace
from app.composition.terminal import Terminal
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.journeys.states import AtHome, AtStep, AtTicket, Finished, Paper, Passed

TRANSITION_MS = 450
STROKES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0.20, 0.30), (0.28, 0.28), (0.26, 0.45), (0.20, 0.47), (0.27, 0.62), (0.22, 0.72)),
    ((0.34, 0.25), (0.35, 0.50), (0.34, 0.75), (0.40, 0.65)),
    ((0.50, 0.38), (0.60, 0.36)),
    ((0.56, 0.28), (0.52, 0.70), (0.47, 0.78)),
    ((0.55, 0.50), (0.62, 0.76)),
    ((0.70, 0.34), (0.82, 0.32)),
    ((0.71, 0.52), (0.81, 0.50)),
    ((0.68, 0.72), (0.85, 0.70)),
)


@dataclass
class Citizen:
    """One person before the terminal, with a card in the hand."""

    terminal: Terminal
    place: SimulatedPlace
    finger: Finger
    recorder: Recorder
    card: Any

    # ------------------------------------------------------------ small acts

    def sees(self, screen: str, name: str = "") -> None:
        self.finger.until(lambda: self.terminal.window.shell.screen == screen, f"{screen} did not come")
        self._comes_to_rest()
        if name:
            self.recorder.keep(name)

    def until_state(self, true: Callable[[Any], bool], what: str) -> None:
        self.finger.until(lambda: true(self.terminal.sitting.state), what)

    def until_passed(self) -> None:
        self.until_state(lambda state: isinstance(state, AtStep) and isinstance(state.mood, Passed), "step not passed")
        self._comes_to_rest()

    def keeps(self, name: str) -> None:
        self._comes_to_rest()
        self.recorder.keep(name)

    def _comes_to_rest(self) -> None:
        if self.recorder.pictures:
            self.finger.rest(TRANSITION_MS)

    @property
    def simulators(self) -> Any:
        return self.place.simulators

    # ------------------------------------------------------------ the steps every item shares

    def identifies(self, scene: str) -> None:
        self.simulators.camera.show(self.place.scenes[scene])
        self.sees("PutCardScreen", "put-card")
        self.simulators.id_card_reader.put_card(self.card)
        self.sees("FaceCheckScreen", "face-check")
        self.sees("NoticeScreen", "notice")
        self.finger.touch("consent")
        self.keeps("notice-agreed")
        self.finger.touch("primary")

    def chooses(self, option: str, name: str) -> None:
        self.sees("FormScreen")
        self.finger.touch(f"option_{option}")
        self.keeps(name)
        self.finger.touch("primary")

    def types_phone(self, digits: str) -> None:
        self.finger.touch("field_phone")
        self.finger.until(lambda: self.finger.key(digits[0]), "the digit pad did not come")
        self.finger.rest(TRANSITION_MS)
        self.finger.type(digits)
        self.keeps("form-phone")
        self.finger.touch("primary")

    def signs(self) -> None:
        self.sees("ReviewScreen", "review")
        self.finger.draw("signature", STROKES)
        self.finger.touch("consent")
        self.keeps("review-signed")
        self.finger.touch("primary")

    def finishes(self, name: str) -> str:
        """The last page, the card taken, home again; the case's id."""
        self.until_state(lambda state: isinstance(state, Finished), "the case did not finish")
        self.sees("DoneScreen", f"done-{name}")
        state = self.terminal.sitting.state
        return state.case.id if isinstance(state, Finished) else ""

    def leaves(self) -> None:
        self.simulators.id_card_reader.take_card()
        self.until_state(lambda state: isinstance(state, Finished) and not state.card_in_reader, "card not seen taken")
        self.finger.touch("primary")
        self.sees("GoodbyeScreen", "goodbye")
        self.until_state(lambda state: isinstance(state, AtHome), "home did not come")

    # ------------------------------------------------------------ a number of the hall's queue

    def takes_a_ticket(self) -> None:
        """From home to home, with a number for a window."""
        self.recorder.begin("")
        self.sees("HomeScreen")
        self.finger.touch("ticket")
        self.sees("TicketItemsScreen", "ticket-items")
        self.finger.touch("item_temporary-id-card")
        self.sees("TicketScreen")
        self.finger.touch("option_old")
        self.keeps("ticket-priority")
        self.finger.touch("primary")
        self.until_state(
            lambda state: isinstance(state, AtTicket) and state.receipt is Paper.PRINTED, "the ticket was not printed"
        )
        self.keeps("ticket")
        self.finger.touch("primary")
        self.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        self.keeps("home-one-waits")

    # ------------------------------------------------------------ the three items

    def performs(self, item: str) -> str:
        """From home to home; the case's id."""
        acts = {
            "social-insurance-proof": self.prints_insurance_proof,
            "temporary-id-card": self.applies_for_temporary_card,
            "residence-permit-endorsement": self.endorses_residence_permit,
        }
        return acts[item]()

    def asks_for_insurance_proof(self) -> None:
        """From home to the moment the papers are printed."""
        self.sees("HomeScreen", "home")
        self.finger.touch("tile_social_insurance")
        self.sees("ItemsScreen", "items")
        self.finger.touch("item_social-insurance-proof")
        self.identifies("face")
        self.until_passed()
        self.keeps("query")
        self.finger.touch("primary")
        self.chooses("home_purchase", "form-purpose")

    def prints_insurance_proof(self) -> str:
        self.recorder.begin("social-insurance-proof")
        self.asks_for_insurance_proof()
        self.sees("PaperScreen", "paper")
        case_id = self.finishes("certificate")
        self.simulators.evaluation_keypad.press(5)
        self.until_state(lambda state: isinstance(state, Finished) and state.grade == 5, "the pad was not heard")
        self.keeps("evaluated-on-pad")
        self.leaves()
        return case_id

    def applies_for_temporary_card(self) -> str:
        self.recorder.begin("temporary-id-card")
        self.sees("HomeScreen")
        self.finger.touch("tile_household")
        self.sees("ItemsScreen")
        self.finger.touch("item_temporary-id-card")
        self.identifies("photo")
        self.chooses("lost", "form-reason")
        self.types_phone("13805785678")
        self.chooses("town_centre", "form-pickup")
        self.sees("PhotoScreen", "photo-guide")
        self.until_passed()
        self.keeps("photo-taken")
        self.finger.touch("primary")
        self.signs()
        self.sees("PaymentScreen")
        self.until_state(lambda state: isinstance(state, AtStep) and state.draft.payment is not None, "no code to pay")
        self.keeps("payment")
        state = self.terminal.sitting.state
        if isinstance(state, AtStep) and state.draft.payment is not None:
            phone.open_page(state.draft.payment.code_url)
            phone.press(state.draft.payment.code_url)
        self.sees("PaperScreen", "paper")
        case_id = self.finishes("receipt")
        self.finger.touch("grade_4")
        self.until_state(lambda state: isinstance(state, Finished) and state.grade == 4, "the glass was not heard")
        self.keeps("evaluated-on-glass")
        self.leaves()
        return case_id

    def endorses_residence_permit(self) -> str:
        self.recorder.begin("residence-permit-endorsement")
        self.sees("HomeScreen")
        self.finger.touch("tile_household")
        self.sees("ItemsScreen")
        self.finger.touch("item_residence-permit-endorsement")
        self.identifies("face")
        self.sees("FormScreen", "form-address")
        self.finger.touch("takeAnswer")
        self.keeps("form-address-from-card")
        self.finger.touch("primary")
        self.finger.touch("option_employment")
        self.finger.touch("field_employer")
        self.finger.until(lambda: self.finger.key("y"), "the keyboard did not come")
        self.finger.rest(TRANSITION_MS)
        self.finger.type("yunxi")
        self.keeps("form-pinyin")
        self.finger.choose_candidate()
        self.finger.touch("primary")
        self.finger.rest(TRANSITION_MS)
        self.types_phone("13905781234")
        self.sees("MaterialsScreen")
        self.until_passed()
        self.keeps("materials")
        self.finger.touch("primary")
        self.signs()
        self.sees("DeliveryScreen", "delivery")
        self.finger.touch("deliver_mail")
        self.until_state(lambda state: isinstance(state, AtStep) and state.draft.slip is not None, "no slip to fill")
        self.keeps("delivery-code")
        state = self.terminal.sitting.state
        if isinstance(state, AtStep) and state.draft.slip is not None:
            phone.open_page(state.draft.slip.url)
            phone.press(
                state.draft.slip.url, recipient="林小满", phone="13905781234", address="云溪镇柳叶路 18 号 3 栋 502"
            )
        self.until_passed()
        self.keeps("delivery-filled")
        self.finger.touch("primary")
        case_id = self.finishes("mailing")
        self.finger.touch("grade_2")
        self.sees("ReasonsScreen")
        self.finger.touch("reason_0")
        self.keeps("reasons")
        self.finger.touch("primary")
        self.sees("DoneScreen", "evaluated-with-reason")
        self.leaves()
        return case_id
