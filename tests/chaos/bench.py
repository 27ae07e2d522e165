"""What a chaos run makes once: warm processes, the line between them, and an enrolled pair of homes to copy."""

from __future__ import annotations

import os
import shutil
import signal
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.central.administration import make_enrolment_code
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from tests.central.postgresql import Server
from tests.chaos.countdown import Countdown
from tests.chaos.faults import Victim
from tests.chaos.material import CaseSpec
from tests.chaos.proxy import Proxy
from tests.chaos.zygote import Zygote

SYNC: Mapping[str, Any] = {"act": "sync"}


@dataclass(frozen=True, slots=True)
class Home:
    """Where one station and one centre live. `database_url` is empty where the centre's database is its own file."""

    folder: Path
    database_url: str = ""

    @property
    def station(self) -> Path:
        return self.folder / "station"

    @property
    def centre(self) -> Path:
        return self.folder / "centre"


class Bench:
    """What is made once: the warm processes, the line, and an enrolled pair of data directories to copy."""

    def __init__(self, folder: Path, server: Server | None = None, kind: str = "self_service") -> None:
        """`server`: where the centre's databases are made; None means SQLite. `kind`: of the station."""
        self._server = server
        self.steps = {each: Countdown(folder / f"{each}.steps") for each in Victim}
        self.centre = Zygote("tests.chaos.centre", str(folder / f"{Victim.CENTRE}.steps"))
        self.station = Zygote("tests.chaos.station", str(folder / f"{Victim.STATION}.steps"))
        self.killed: set[Victim] = set()
        self.dying: set[Victim] = set()
        """Killed, and their end not heard yet."""
        self.was_serving = False
        self._port = 0
        self._template = Home(folder / "template", server.new_database() if server else "")
        self._template.station.mkdir(parents=True)
        (self._template.station / "station.toml").write_text(f'[station]\nkind = "{kind}"\n', encoding="utf-8")
        self.start_centre(self._template)
        self.proxy = Proxy(self._port, self.kill)
        code = make_enrolment_code(self._template.centre, "chaos-01", kind, self._template.database_url)
        self._live_quietly(self._template, {"act": "enrol", "url": self.proxy.url, "code": code, "kind": kind})
        self.centre.end()
        self.was_serving = False
        self._warm(self.new_home(folder / "warm"))

    def new_home(self, folder: Path) -> Home:
        """A copy of the enrolled pair, in a folder of its own."""
        shutil.copytree(self._template.folder, folder)
        if self._server is None:
            return Home(folder)
        return Home(folder, self._server.copy_database(self._template.database_url))

    def _warm(self, home: Home) -> None:
        """One quiet day of everything, so that later lives find all modules imported."""
        case = asdict(CaseSpec(str(uuid.uuid4()), "residence-permit-endorsement", 0, 300_000))
        self.start_centre(home)
        with ReceiptPrinterSimulator() as printer:
            acts = {"act": "submit", "case": case}, {"act": "print", "case_id": case["id"]}, SYNC, SYNC
            self._live_quietly(home, *acts, printer=printer.address)
        self.centre.end()
        self.was_serving = False

    def close(self) -> None:
        self.proxy.close()
        self.station.close()
        self.centre.close()
        for each in self.steps.values():
            each.close()

    def start_centre(self, home: Home) -> None:
        words = ["central", "serve", "--data-dir", str(home.centre), "--port", str(self._port)]
        words += ["--database-url", home.database_url] if home.database_url else []
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
            if steps.expired and victim not in self.dying:
                self.struck(victim)

    def lay_to_rest(self, victim: Victim) -> None:
        """Its end was heard: whoever comes next begins without a death of its own."""
        self.dying.discard(victim)
        self.steps[victim].bury()

    def see_to_the_centre(self, home: Home) -> None:
        """Put it back on its feet where it was killed. Raises AssertionError where it ended by itself."""
        self.look_for_the_dead()
        if Victim.CENTRE in self.dying:
            self.bury_the_centre()
        elif self.centre.has_ended:
            self.look_for_the_dead()
            assert Victim.CENTRE in self.dying or not self.was_serving, "the centre ended by itself"
            self.lay_to_rest(Victim.CENTRE)
        if not self.centre.pid:
            self.start_centre(home)

    def bury_the_centre(self) -> None:
        self.centre.await_end()
        self.lay_to_rest(Victim.CENTRE)
        self.was_serving = False

    def _live_quietly(self, home: Home, *acts: Mapping[str, Any], printer: str = "simulated:") -> None:
        self.station.begin(data_dir=str(home.station), printer=printer, acts=acts)
        while "ended" not in self.station.listen("next"):
            self.station.tell(say="go")
