"""The whole demo: a station offscreen, three citizens or a clerk, and a look at what the centre holds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.config import load_settings
from app.domain.errors import OurFault
from app.domain.service_item import StationKind

ITEMS = ("social-insurance-proof", "temporary-id-card", "residence-permit-endorsement")
PLACES = {
    StationKind.COUNTER: {"number": "3 号综合窗口"},
    StationKind.POST: {"place": "云溪邮政所", "number": "警医邮服务点"},
}
WINDOW = 3
SETTLE_S = 30.0
TAKEN = ("accepted", "received", "completed")
"""What the centre says of a case that is there whole; `received` where people review it."""
SEEDS_TRIED = 200


def perform(out: Path, seed: int, data_dir: Path, between: Callable[[], None], kind: StationKind) -> dict[str, Any]:
    """Raises DemoStuck where a page does not come, TerminalError where a part fails."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from app.demo.evidence import look_at_cases
    from app.demo.finger import Finger
    from app.demo.recorder import Recorder

    begun = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    with _terminal(data_dir, kind) as (terminal, place):
        finger = Finger(terminal.window.surface, between)
        recorder = Recorder(out, terminal.window.surface, kind.value)
        finger.until(lambda: terminal.station.online, "the centre did not answer")
        play = {StationKind.COUNTER: _desk, StationKind.POST: _branch}.get(kind, _glass)
        case_ids, mishaps = play(terminal, place, finger, recorder, seed)
        waiting = terminal.parts.outbox.waiting
        finger.until(lambda: waiting() == 0, "the outbox did not empty", SETTLE_S)
        papers = _papers(place, recorder)
        cases = look_at_cases(terminal.parts, place, case_ids)
        ok = all(case["centre"] in TAKEN and case["attachments_match"] for case in cases)
        report = {
            "ok": ok,
            "station": kind.value,
            "seed": seed,
            "seconds": round(time.monotonic() - begun, 1),
            "steps": recorder.steps,
            "cases": cases,
            "papers": papers,
            "mishaps": mishaps,
            "qt": QGuiApplication.platformName(),
        }
        recorder.write(report)
    return report


Played = tuple[list[str], list[dict[str, str]]]
"""The cases, and what stood on the glass when something went wrong."""


def _glass(terminal: Any, place: Any, finger: Any, recorder: Any, seed: int) -> Played:
    from app.demo.citizens import Citizen
    from app.demo.mishaps import Mishaps

    case_ids = []
    for number, item in enumerate(ITEMS):
        card = _card(terminal.parts, item, seed + number * SEEDS_TRIED)
        case_ids.append(Citizen(terminal, place, finger, recorder, card).performs(item))
    Citizen(terminal, place, finger, recorder, card).takes_a_ticket()
    _network_pulled(terminal, place, finger, recorder)
    unlucky = Citizen(terminal, place, finger, recorder, _card(terminal.parts, ITEMS[0], seed))
    return case_ids, Mishaps(unlucky).play()


def _desk(terminal: Any, place: Any, finger: Any, recorder: Any, seed: int) -> Played:
    from app.demo import agent, clerk

    card = _card(terminal.parts, clerk.ITEM, seed)
    mine = clerk.Clerk(terminal, place, finger, recorder, card).takes_a_case()
    another = _card(terminal.parts, clerk.ITEM, seed + SEEDS_TRIED)
    acting = agent.AgentCase(terminal, place, finger, recorder, another, principal=card)
    return [mine, acting.acts_for_another()], []


def _branch(terminal: Any, place: Any, finger: Any, recorder: Any, seed: int) -> Played:  # noqa: ARG001 - its people are the platform's
    from app.demo import operator

    return operator.plays(terminal, place, finger, recorder)


@contextmanager
def _terminal(data_dir: Path, kind: StationKind) -> Iterator[tuple[Any, Any]]:
    from PySide6.QtGui import QGuiApplication

    from app.composition.parts import Parts
    from app.composition.simulated import open_place
    from app.composition.terminal import build_terminal
    from app.storage import lock_data_dir
    from app.viewmodels.window import prepare_environment

    settings = load_settings(data_dir)
    settings = replace(settings, station=replace(settings.station, kind=kind, **PLACES.get(kind, {})))
    settings = replace(settings, tickets=replace(settings.tickets, window=WINDOW))
    prepare_environment(settings.data_dir)
    with lock_data_dir(data_dir):
        application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
        parts = Parts(settings)
        place = open_place(settings, parts)
        if kind is StationKind.COUNTER:
            from app.demo.clerk import employ_clerk

            employ_clerk(place, parts)
        if kind is StationKind.POST:
            from app.demo.operator import employ_operator

            employ_operator(place, parts)
        terminal = build_terminal(place.settings, parts, is_simulated=True)
        try:
            terminal.window.surface.show()
            terminal.start()
            yield terminal, place
        finally:
            terminal.close()
            place.close()
            del application


def _card(parts: Any, item: str, seed: int) -> Any:
    """A card whose holder stands in the sample registers: those leave out numbers with a 9 before the check digit."""
    from app.catalogue.samples import make_sample
    from app.composition.simulated import sample_card

    for other in range(seed, seed + SEEDS_TRIED):
        card = make_sample(parts.catalogue.item(item), other).card
        if card.kind == "resident" and card.id_number[-2] != "9":
            return sample_card(parts, item, other)
    raise OurFault("找不到合适的样例", "换一个 --seed")


def _network_pulled(terminal: Any, place: Any, finger: Any, recorder: Any) -> None:
    """Home without a line, and with little paper: what the citizen reads then."""
    from hardware import PaperState

    recorder.begin("")
    place.connect(False)
    place.simulators.receipt_printer.set_paper(PaperState.LOW)
    finger.until(lambda: not terminal.station.online, "the pulled line was not noticed")
    finger.until(lambda: terminal.station.receipt_paper == "low", "the low paper was not noticed")
    finger.rest(450)
    recorder.keep("home-offline")
    place.simulators.receipt_printer.set_paper(PaperState.FULL)
    place.connect(True)
    finger.until(lambda: terminal.station.online, "the line did not come back")


def _papers(place: Any, recorder: Any) -> list[str]:
    names = []
    for number, picture in enumerate(place.simulators.receipt_printer.receipts, 1):
        names.append(recorder.paper(f"receipt-{number}.png", picture))
    for number, pdf in enumerate(place.simulators.certificate_printer.documents, 1):
        names.append(recorder.paper(f"certificate-{number}.pdf", pdf))
    for number, picture in enumerate(place.simulators.certificate_printer.pages, 1):
        names.append(recorder.paper(f"certificate-page-{number}.png", picture))
    return names
