"""What a citizen reads when something goes wrong: shipped fault scripts, played under the real screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.composition.fault_scripts import SHIPPED, shipped_script
from app.demo.citizens import Citizen
from app.journeys.states import Finished
from hardware.testing.fault_play import at_simulator
from hardware.testing.fault_script import FaultScript, Step

AT_HOME = ("power/mains-out",)
WITH_A_CARD = "id_card_reader/silent"
WITH_A_RECEIPT = "receipt_printer/paper-out-before"
CITIZENS_OWN = frozenset({"put-card", "take-card"})
"""What the citizen of the demo does with a hand of their own."""


class Mishaps:
    """`citizen` works the glass; the scripts work the far sides of the devices."""

    def __init__(self, citizen: Citizen) -> None:
        self._citizen = citizen
        self._told: list[dict[str, str]] = []

    def play(self) -> list[dict[str, str]]:
        """`[{script, sentence}]`: what stood on the glass. Raises DemoStuck where it did not come."""
        self._citizen.recorder.begin("mishaps")
        for name in AT_HOME:
            self._plays(name, lambda: None, "HomeScreen")
        self._reader_is_silent()
        self._receipt_paper_is_out()
        return self._told

    def _reader_is_silent(self) -> None:
        citizen = self._citizen

        def begins() -> None:
            citizen.finger.touch("putCard")
            citizen.sees("PutCardScreen")

        self._plays(WITH_A_CARD, begins, "PutCardScreen")
        citizen.finger.touch("dock_exit")
        citizen.sees("HomeScreen")

    def _receipt_paper_is_out(self) -> None:
        script = shipped_script(WITH_A_RECEIPT)
        self._do(script, script.before)
        self._citizen.asks_for_insurance_proof()
        self._citizen.until_state(lambda state: isinstance(state, Finished), "the case did not finish")
        self._citizen.sees("DoneScreen")
        self._reads(WITH_A_RECEIPT, script)
        self._do(script, script.mend)
        self._citizen.leaves()

    def _plays(self, name: str, begins: Callable[[], None], then: str) -> None:
        script = shipped_script(name)
        self._do(script, script.before)
        begins()
        for moment in script.during:
            self._do(script, moment.steps)
        self._reads(name, script)
        self._do(script, script.mend)
        self._citizen.sees(then)

    def _reads(self, name: str, script: FaultScript) -> None:
        sentence = script.citizen["zh_CN"]
        self._citizen.finger.until(lambda: self._stands(sentence), f"nowhere stands {sentence}")
        self._citizen.keeps(f"fault-{name.replace('/', '-')}")
        self._told.append({"script": name, "sentence": sentence})

    def _stands(self, sentence: str) -> bool:
        return any(sentence in str(item.property("text") or "") for item in self._citizen.finger.items())

    def _do(self, script: FaultScript, steps: tuple[Step, ...]) -> None:
        simulator = getattr(self._citizen.place.simulators, script.device)
        do = at_simulator(script.device, simulator, Path(SHIPPED / script.device))
        for step in steps:
            if step.act not in CITIZENS_OWN:
                do(step)
