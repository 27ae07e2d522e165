"""Worlds of a chaos run: one station, one centre, the line between them, and what happens to them run after run."""

from __future__ import annotations

import os
import shutil
import signal
import uuid
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.central.administration import make_enrolment_code
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from tests.chaos.countdown import NEVER, Countdown
from tests.chaos.faults import Victim
from tests.chaos.judge import Evidence, judge
from tests.chaos.material import CaseSpec
from tests.chaos.plan import RUNS_PER_WORLD, Planner, RunPlan
from tests.chaos.proxy import Proxy
from tests.chaos.zygote import Zygote

SYNCS_TO_THE_END = 4
SYNC: Mapping[str, Any] = {"act": "sync"}


@dataclass(slots=True)
class Verdict:
    """Of one world. `steps` is what happened, in order, as far as the station told."""

    seed: str
    complaints: list[str] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


class Bench:
    """What is made once: the warm processes, the line, and an enrolled pair of data directories to copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.steps = {each: Countdown(folder / f"{each}.steps") for each in Victim}
        self.centre = Zygote("tests.chaos.centre", str(folder / f"{Victim.CENTRE}.steps"))
        self.station = Zygote("tests.chaos.station", str(folder / f"{Victim.STATION}.steps"))
        self.killed: set[Victim] = set()
        self.dying: set[Victim] = set()
        """Killed, and their end not heard yet."""
        self.was_serving = False
        self._port = 0
        template = folder / "template"
        self.start_centre(template / "centre")
        self.proxy = Proxy(self._port, self.kill)
        code = make_enrolment_code(template / "centre", "chaos-01", "self_service")
        self._live_quietly(template, {"act": "enrol", "url": self.proxy.url, "code": code})
        self.centre.end()
        self.was_serving = False
        self.template = template
        self._warm(folder / "warm")

    def _warm(self, folder: Path) -> None:
        """One quiet day of everything, so that later lives find all modules imported."""
        shutil.copytree(self.template, folder)
        case = asdict(CaseSpec(str(uuid.uuid4()), "residence-permit-endorsement", 0, 300_000))
        self.start_centre(folder / "centre")
        with ReceiptPrinterSimulator() as printer:
            acts = {"act": "submit", "case": case}, {"act": "print", "case_id": case["id"]}, SYNC, SYNC
            self._live_quietly(folder, *acts, printer=printer.address)
        self.centre.end()
        self.was_serving = False

    def close(self) -> None:
        self.proxy.close()
        self.station.close()
        self.centre.close()
        for each in self.steps.values():
            each.close()

    def start_centre(self, data_dir: Path) -> None:
        words = ["central", "serve", "--data-dir", str(data_dir), "--port", str(self._port)]
        self.centre.begin(arguments=words)
        told = self.centre.listen("printed").get("printed", "nothing")
        assert told.startswith("listening on http://"), told
        self._port = int(told.rsplit(":", 1)[1])
        self.was_serving = True

    def kill(self, victim: Victim) -> None:
        """Called by the line as well: whoever waits for the victim hears of its end by itself."""
        pid = (self.station if victim is Victim.STATION else self.centre).pid
        if pid:
            self.struck(victim)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def struck(self, victim: Victim) -> None:
        self.killed.add(victim)
        self.dying.add(victim)

    def look_for_the_dead(self) -> None:
        """Those who came to their last step."""
        for victim, steps in self.steps.items():
            if steps.expired:
                steps.set(NEVER)
                self.struck(victim)

    def see_to_the_centre(self, data_dir: Path) -> None:
        """Put it back on its feet where it was killed. Raises AssertionError where it ended by itself."""
        self.look_for_the_dead()
        if Victim.CENTRE in self.dying:
            self.bury_the_centre()
        elif self.centre.has_ended:
            self.look_for_the_dead()
            assert Victim.CENTRE in self.dying or not self.was_serving, "the centre ended by itself"
            self.dying.discard(Victim.CENTRE)
        if not self.centre.pid:
            self.start_centre(data_dir)

    def bury_the_centre(self) -> None:
        self.centre.await_end()
        self.dying.discard(Victim.CENTRE)
        self.was_serving = False

    def _live_quietly(self, folder: Path, *acts: Mapping[str, Any], printer: str = "simulated:") -> None:
        self.station.begin(data_dir=str(folder / "station"), printer=printer, acts=acts)
        while "ended" not in self.station.listen("next"):
            self.station.tell(say="go")


class World:
    """One pair of data directories, from their copying to the judge."""

    def __init__(self, bench: Bench, folder: Path, seed: str) -> None:
        self._bench = bench
        self._planner = Planner(seed)
        self._verdict = Verdict(seed)
        self._returned: dict[str, str] = {}
        self._station_dir, self._centre_dir = folder / "station", folder / "centre"
        shutil.copytree(bench.template, folder)
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
            self._bench.dying.clear()
            self._printer.close()
        self._verdict.counted.update(self._bench.proxy.done - before)
        return self._verdict

    def evidence(self) -> Evidence:
        specs = {each.id: each for each in self._planner.cases}
        slips = [each.text for each in self._printer.slips]
        return Evidence(self._station_dir, self._centre_dir, specs, self._returned, slips)

    # ------------------------------------------------------------ one run

    def _run(self, plan: RunPlan) -> None:
        bench = self._bench
        self._verdict.steps.append(plan.told())
        self._verdict.counted["runs"] += 1
        bench.see_to_the_centre(self._centre_dir)
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
        bench.station.begin(data_dir=str(self._station_dir), printer=self._printer.address, acts=acts)
        while "ended" not in (told := bench.station.listen("next", "did")):
            if "did" in told:
                self._note(acts[told["did"]], told["told"])
                continue
            bench.look_for_the_dead()
            if plan is None or plan.centre_comes_back_at_once:
                bench.see_to_the_centre(self._centre_dir)
            if plan and told["next"] == len(acts) and plan.death.victim is Victim.STATION and not bench.killed:
                bench.kill(Victim.STATION)
                self._verdict.counted["killed at the end"] += 1
            bench.station.tell(say="go")
        bench.look_for_the_dead()
        bench.dying.discard(Victim.STATION)
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
