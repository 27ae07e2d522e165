"""A branch at its hardest moment: live picture, guides and film at once, over the real window and a real centre."""

from __future__ import annotations

import os
import resource
import statistics
import time
from pathlib import Path
from typing import Any

MEASURED_MS = 4_000
ROUNDS = 5
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def measure(folder: Path) -> dict[str, Any]:
    """Rounds with and without the film in turn, so that its share is what the film itself costs."""
    from app.demo.finger import Finger
    from app.demo.operator import MAY, Operator, driver_card
    from app.demo.performance import _terminal
    from app.demo.recorder import Recorder
    from app.domain.service_item import StationKind

    with _terminal(folder / "post", StationKind.POST) as (terminal, place):
        surface = terminal.window.surface
        recorder = Recorder(folder / "seen", surface, "post")
        who = Operator(terminal, place, Finger(surface), recorder, driver_card(MAY))
        who.finger.until(lambda: terminal.station.online, "no line")
        who.signs_in()
        who.comes_to_the_record()
        who.finger.touch("primary")
        who.fills_where_to_send()
        who.sees("EligibilityScreen")
        who.until_passed()
        place.simulators.camera.show(place.scenes["bad"])  # a picture that is never taken by itself
        who.finger.touch("primary")
        who.sees("PhotoScreen")
        rounds = [_round(terminal, who, filmed=filmed) for _ in range(ROUNDS) for filmed in (True, False)]
        terminal.window.shell.exitPressed()
    filmed, plain = rounds[0::2], rounds[1::2]
    return {
        "targets": {"guides_per_s": 15, "film_of_one_core": 0.4},
        "guides_per_s": _middle(filmed, "guides_per_s"),
        "pictures_per_s": _middle(filmed, "pictures_per_s"),
        "all_of_one_core": _middle(filmed, "of_one_core"),
        "film_of_one_core": round(_middle(filmed, "of_one_core") - _middle(plain, "of_one_core"), 3),
        "guides_per_s_without_film": _middle(plain, "guides_per_s"),
        "rounds": ROUNDS,
    }


def _round(terminal: Any, who: Any, *, filmed: bool) -> dict[str, float]:
    from app.journeys.states import AtStep, Film

    state = terminal.sitting.state
    if filmed and terminal.hands.film.clock.seconds is None:
        terminal.hands.film.begin(state.draft.case_id)
    if not filmed:
        terminal.hands.film.end()
    who.finger.until(lambda: (terminal.hands.film.clock.seconds is not None) is filmed, "the film does not follow")
    if not isinstance(state, AtStep) or state.film is not Film.ON:
        raise RuntimeError("no film was asked for")
    verdicts = 0

    def count() -> None:
        nonlocal verdicts, last
        verdict = getattr(terminal.sitting.state, "photo_verdict", None)
        verdicts += verdict is not last
        last = verdict

    last = None
    terminal.sitting.changed.connect(count)
    begun, spent, shown = time.monotonic(), _cpu_s(), terminal.sitting.preview_counter
    who.finger.rest(MEASURED_MS)
    seconds = time.monotonic() - begun
    terminal.sitting.changed.disconnect(count)
    return {
        "guides_per_s": verdicts / seconds,
        "pictures_per_s": (terminal.sitting.preview_counter - shown) / seconds,
        "of_one_core": (_cpu_s() - spent) / seconds,
    }


def _middle(rounds: list[dict[str, float]], name: str) -> float:
    return round(statistics.median(each[name] for each in rounds), 2)


def _cpu_s() -> float:
    """Of this process and of its children that still run: the faces are found in one of their own."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + sum(_of_child(Path(each)) for each in Path("/proc").glob("[0-9]*"))


def _of_child(process: Path) -> float:
    try:
        fields = (process / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND if int(fields[1]) == os.getpid() else 0.0
