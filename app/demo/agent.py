"""Somebody at the desk acts for another: both cards are read, the power of attorney is scanned, the agent signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.demo.citizens import STROKES
from app.demo.clerk import ITEM, Clerk
from app.journeys.states import AtHome, AtStep, Finished

CHOICES = ("option_500", "option_none", "option_social_security_card")
TYPED = {"household_address": "云溪镇柳叶路 18 号 3 栋 502", "phone": "13905781234"}
RELATION, REASON, PAPER = "option_child", "option_age_or_illness", "scan_power-of-attorney"


@dataclass
class AgentCase(Clerk):
    """`card` is the agent's, `principal` the card that they bring along; a clerk sits at the desk already."""

    principal: Any = None

    def acts_for_another(self) -> str:
        """From an empty desk to an empty desk; the id of the case."""
        self.recorder.begin(f"{ITEM}-agency")
        self.comes_for_another()
        self._says_who_cannot_come()
        self.sees("NoticeScreen", "agent-notice")
        self.finger.touch("consent")
        self.finger.touch("primary")
        self.fills_it_in()
        self._hands_over_the_paper()
        self._signs_as_agent()
        self.sees("DeliveryScreen")
        self.simulators.evaluation_keypad.press_when_asked(self.grade)
        self.finger.touch("deliver_collect")
        case_id = self.finishes("agent-accepted")
        self.until_state(lambda state: isinstance(state, Finished) and state.grade is not None, "the pad was not asked")
        self.simulators.id_card_reader.take_card()
        self.until_state(lambda state: isinstance(state, Finished) and not state.card_in_reader, "card not seen taken")
        self._completes()
        self.finger.touch("primary")
        self.until_state(lambda state: isinstance(state, AtHome), "home did not come")
        return case_id

    def comes_for_another(self) -> None:
        """The item chosen, the agent's card read, the face compared."""
        self.simulators.camera.show(self.place.scenes["face"])
        self.finger.touch(f"item_{ITEM}")
        self.sees("PutCardScreen", "agent-put-card")
        self.finger.touch("option_agent")
        self.keeps("agent-chosen")
        self.simulators.id_card_reader.put_card(self.card)
        self.sees("AgencyScreen", "agent-principal")

    def _says_who_cannot_come(self) -> None:
        self.simulators.id_card_reader.take_card()
        self.until_state(lambda state: isinstance(state, AtStep) and not state.card_in_reader, "the card did not go")
        self.simulators.id_card_reader.put_card(self.principal)
        self.until_state(lambda state: isinstance(state, AtStep) and state.draft.card is not None, "no principal read")
        self.finger.touch(RELATION)
        self.finger.touch(REASON)
        self.keeps("agent-principal-read")
        self.finger.touch("primary")

    def fills_it_in(self) -> None:
        """The form, with an account that asks for no copy of a bank card."""
        self.sees("FormScreen", "agent-form")
        for option in CHOICES:
            self.finger.touch(option)
        fields = {each.field.name: each for each in self.terminal.window.shell.model.fields}
        for name, answer in TYPED.items():
            fields[name].edit(answer)
            fields[name].leave()
        self.finger.touch("primary")

    def _hands_over_the_paper(self) -> None:
        self.sees("MaterialsScreen", "agent-materials-missing")
        self.finger.touch(PAPER)
        self.until_state(lambda state: isinstance(state, AtStep) and bool(state.draft.licences), "nothing was fetched")
        self.until_passed()
        self.keeps("agent-materials")
        self.finger.touch("primary")

    def _signs_as_agent(self) -> None:
        self.sees("ReviewScreen", "agent-review")
        self.finger.touch("primary")
        self.finger.until(lambda: self.finger.find("signature"), "nothing to sign on")
        self.finger.draw("signature", STROKES)
        self.finger.touch("consent")
        self.keeps("agent-signed")
        self.finger.touch("primary")
