"""Worlds of a chaos run: one station, one centre, the line between them, and what happens to them run after run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from tests.chaos.bench import SYNC, Bench
from tests.chaos.countdown import NEVER
from tests.chaos.faults import Victim
from tests.chaos.judge import Evidence, judge
from tests.chaos.plan import RUNS_PER_WORLD, Planner, RunPlan

SYNCS_TO_THE_END = 4


@dataclass(slots=True)
class Verdict:
    """Of one world. `steps` is what happened, in order, as far as the station told."""

    seed: str
    complaints: list[str] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


class World:
    """One pair of data directories, from their copying to the judge."""

    def __init__(self, bench: Bench, folder: Path, seed: str) -> None:
        self._bench = bench
        self._planner = Planner(seed)
        self._verdict = Verdict(seed)
        self._returned: dict[str, str] = {}
        self._home = bench.new_home(folder)
        self._printer = ReceiptPrinterSimulator()
        self._printer.start()

    def live(self, runs: int = RUNS_PER_WORLD) -> Verdict:
        before = Counter(self._bench.proxy.done)
        try:
            for _ in range(runs):
                self._run(self._planner.run())
            self._to_the_end()
            self._verdict.complaints += judge(self.evidence())
        except AssertionError as error:
            self._verdict.complaints.append(str(error))
        finally:
            self._bench.station.kill()
            self._bench.centre.kill()
            self._bench.was_serving = False
            for each in Victim:
                self._bench.lay_to_rest(each)
            self._printer.close()
        self._verdict.counted.update(self._bench.proxy.done - before)
        return self._verdict

    def evidence(self) -> Evidence:
        specs = {each.id: each for each in self._planner.cases}
        slips = [each.text for each in self._printer.slips]
        return Evidence(self._home.station, self._home.centre, specs, self._returned, slips, self._home.database_url)

    # ------------------------------------------------------------ one run

    def _run(self, plan: RunPlan) -> None:
        bench = self._bench
        self._verdict.steps.append(plan.told())
        self._verdict.counted["runs"] += 1
        bench.see_to_the_centre(self._home)
        bench.killed.clear()
        bench.proxy.arm(plan.faults)
        if plan.death.steps:
            bench.steps[plan.death.victim].set(plan.death.steps)
        self._let_station_act(plan.acts, plan)
        if not bench.killed:
            self._kill_at_the_end(plan.death.victim)
        for each in bench.killed:
            self._verdict.counted[f"killed {each}"] += 1
        self._calm()

    def _let_station_act(self, acts: tuple[Mapping[str, Any], ...], plan: RunPlan | None) -> None:
        bench = self._bench
        bench.station.begin(data_dir=str(self._home.station), printer=self._printer.address, acts=acts)
        while "ended" not in (told := bench.station.listen("next", "did")):
            if "did" in told:
                self._note(acts[told["did"]], told["told"])
                continue
            bench.look_for_the_dead()
            if plan is None or plan.centre_comes_back_at_once:
                bench.see_to_the_centre(self._home)
            if plan and told["next"] == len(acts) and plan.death.victim is Victim.STATION and not bench.killed:
                bench.kill(Victim.STATION)
                self._verdict.counted["killed at the end"] += 1
            bench.station.tell(say="go")
        bench.look_for_the_dead()
        bench.lay_to_rest(Victim.STATION)
        if told["ended"] != 0 and Victim.STATION not in bench.killed:
            raise AssertionError(f"the station ended by itself with {told['ended']}")

    def _note(self, act: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        self._verdict.steps.append({**act, "told": told})
        name = act["act"]
        if name == "submit":
            self._returned[act["case"]["id"]] = told["number"]
        outcome = next((f" {key} {told[key]}" for key in ("failed", "printed", "left_out") if key in told), "")
        self._verdict.counted[f"{name}{outcome}"] += 1
        if told.get("conflict") or told.get("rejected"):
            raise AssertionError(f"the centre said no: {told}")

    def _kill_at_the_end(self, victim: Victim) -> None:
        """The plan named a step or a byte that this run never came to."""
        self._bench.kill(victim)
        self._verdict.counted["killed at the end"] += 1

    def _calm(self) -> None:
        bench = self._bench
        bench.proxy.arm({})
        bench.look_for_the_dead()
        if Victim.CENTRE in bench.dying:
            bench.bury_the_centre()
        for each in bench.steps.values():
            each.set(NEVER)
        bench.proxy.await_silence()

    # ------------------------------------------------------------ the end

    def _to_the_end(self) -> None:
        """No faults any more. Late copies come when everything has been said, and change nothing."""
        self._bench.killed.clear()
        self._let_station_act((SYNC,) * SYNCS_TO_THE_END, None)
        self._verdict.counted["late copies at the end"] += self._bench.proxy.deliver_late_copies()
        self._let_station_act((SYNC,), None)
        last = self._verdict.steps[-1]["told"]
        if "failed" in last:
            raise AssertionError(f"without any fault the sync does not come to its end: {last}")
        self._verdict.counted["cases"] += len(self._returned)
