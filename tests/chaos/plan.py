"""From a seed to what happens in every run: what the station does, what befalls its requests, who dies where. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Any

from tests.chaos.faults import Copy, Cut, Delay, Double, Fault, Kill, Victim, Way
from tests.chaos.material import ITEMS, PEOPLE, CaseSpec

RUNS_PER_WORLD = 5
"""So many runs share one data directory; then all faults stop and the judge looks."""
STATION_STEPS = 9_000
CENTRE_STEPS = 6_000
"""About what a busy run of the station, and of the centre, takes; a death is drawn from within."""
REQUESTS = 10
"""About what a run sends."""
FAULT_SHARE = 0.3
LARGE_SHARE = 0.15
LARGE_BYTES = (300_000, 900_000)
DELAY_S = (0.01, 0.15)


@dataclass(frozen=True, slots=True)
class Death:
    """`steps` is the step of the victim at which it dies; 0: it dies as the fault in the plan says."""

    victim: Victim
    steps: int


@dataclass(frozen=True, slots=True)
class RunPlan:
    acts: tuple[Mapping[str, Any], ...]
    faults: Mapping[int, Fault]
    death: Death
    centre_comes_back_at_once: bool

    def told(self) -> dict[str, Any]:
        """For the summary and for whoever looks for the cause."""
        return {
            "acts": list(self.acts),
            "faults": {number: {"fault": type(each).__name__, **asdict(each)} for number, each in self.faults.items()},
            "death": asdict(self.death),
            "centre_comes_back_at_once": self.centre_comes_back_at_once,
        }


@dataclass(slots=True)
class Planner:
    """The plans of one world, run after run."""

    seed: str
    cases: list[CaseSpec] = field(default_factory=list)
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    def run(self) -> RunPlan:
        faults = {number: self._fault() for number in range(REQUESTS) if self._random.random() < FAULT_SHARE}
        acts = self._acts()
        return RunPlan(acts, faults, self._death(faults), self._random.random() < 0.7)

    def _acts(self) -> tuple[Mapping[str, Any], ...]:
        acts: list[Mapping[str, Any]] = []
        if self.cases and self._random.random() < 0.5:
            # The citizen presses again what the last power cut may have swallowed: the same case, taken once.
            acts.append({"act": "submit", "case": asdict(self.cases[-1])})
        for _ in range(self._random.choice((1, 1, 2))):
            spec = self._case()
            self.cases.append(spec)
            acts.append({"act": "submit", "case": asdict(spec)})
            if self._random.random() < 0.5:
                acts.append({"act": "print", "case_id": spec.id})
            if self._random.random() < 0.3:
                acts.append({"act": "evaluate", "case_id": self._random.choice(self.cases).id})
            if self._random.random() < 0.5:
                acts.append({"act": "sync"})
        if self._random.random() < 0.3:
            acts.append({"act": "print", "case_id": self._random.choice(self.cases).id})
        return (*acts, {"act": "sync"}, {"act": "sync"})

    def _case(self) -> CaseSpec:
        random = self._random
        extra = random.randrange(*LARGE_BYTES) if random.random() < LARGE_SHARE else 0
        item = "residence-permit-endorsement" if extra else random.choice(ITEMS)
        return CaseSpec(str(uuid.UUID(int=random.getrandbits(128), version=4)), item, random.randrange(PEOPLE), extra)

    def _fault(self) -> Fault:
        random = self._random
        way = random.choice(tuple(Way))
        match random.randrange(4):
            case 0:
                return Delay(way, self._place(), random.uniform(*DELAY_S))
            case 1:
                return Double(random.choice(tuple(Copy)), random.random() < 0.5)
            case _:
                return Cut(way, self._place())

    def _place(self) -> float:
        """The two ends are where it matters: nothing has passed, or everything but the answer."""
        return self._random.choice((0.0, 1.0, self._random.random(), self._random.random()))

    def _death(self, faults: dict[int, Fault]) -> Death:
        random = self._random
        victim = random.choice(tuple(Victim))
        if random.random() < 0.4:
            faults[random.randrange(REQUESTS)] = Kill(victim, random.choice(tuple(Way)), self._place())
            return Death(victim, 0)
        return Death(victim, random.randrange(1, STATION_STEPS if victim is Victim.STATION else CENTRE_STEPS))
