"""What the glass says of a fault: from the device's own answer, through the hands and the table, to the words."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from app.journeys.events import Event
from app.journeys.states import AtHome, AtStep, Finished, Finishing, Paper, Troubled
from app.journeys.station_events import StationCloses
from app.journeys.table import step
from app.journeys.things import Closure
from app.runtime.camera_hand import camera_said
from app.runtime.card_hand import card_said
from app.runtime.identity import identity_of
from app.runtime.paper_hand import certificate_said, receipt_said
from app.runtime.premises import closures_of
from app.runtime.worker import Failed
from app.viewmodels.closed import ClosedPage
from app.viewmodels.device_words import citizen_notice
from app.viewmodels.papers_words import papers_words
from app.viewmodels.trouble_words import words_for
from hardware import CardRead, Contacts, HardwareError, Judgement, Outlook, judge
from hardware.faults import status_of
from tests.journeys.test_table import WAY, walked
from tests.unit.app.viewmodels.standing import surroundings

PHOTO_STEP = 9
PRINTING = len(WAY) - 1
A_WHILE_S = 60.0
DAY = date(2026, 3, 18)


def sentence(device: str, act: str, answer: Any, status: str) -> str:
    """In the language that is set; empty where a citizen sees nothing of it."""
    result = Failed(answer) if isinstance(answer, HardwareError) else answer
    said = _SAID[device, act](result) if act != "status" else ""
    return said or _at_home(device, status)


def _at_home(device: str, word: str) -> str:
    notice = citizen_notice(device, status_of(device, word)) if word else None
    return "" if notice is None else notice.title or notice.text


def _at_step(upto: int, event: Event | None) -> str:
    if event is None:
        return ""
    state, _ = step(walked(upto), event)
    assert isinstance(state, AtStep)
    return words_for(state.mood.trouble).title if isinstance(state.mood, Troubled) else ""


def _card(result: Any) -> str:
    known = identity_of(result, lambda _: None) if isinstance(result, CardRead) else result
    return _at_step(0, card_said(known, DAY))


def _camera(result: Any) -> str:
    return _at_step(PHOTO_STEP, camera_said(result) if isinstance(result, Failed) else None)


def _receipt(result: Any) -> str:
    return _last_page(walked(PRINTING), receipt_said(result))


def _certificate(result: Any) -> str:
    before = walked(PRINTING)
    assert isinstance(before, Finishing)
    return _last_page(replace(before, receipt=Paper.PRINTED, certificate=Paper.PRINTING), certificate_said(result))


def _last_page(before: Any, event: Event) -> str:
    state, _ = step(before, event)
    assert isinstance(state, Finished)
    failed = Paper.FAILED in (state.receipt, state.certificate)
    return papers_words(replace(state, card_in_reader=False))["title"] if failed else ""


def _power(result: Any) -> str:
    reading = None if isinstance(result, Failed) else result
    now = time.monotonic()
    judged = judge(judge(Judgement(), reading, now), reading, now + A_WHILE_S)
    return _closed({Closure.ON_BATTERY} if judged.outlook is not Outlook.SERVE else set())


def _contacts(result: Any) -> str:
    told = closures_of(result) if isinstance(result, Contacts) else {}
    return _closed({closure for closure, holds in told.items() if holds})


def _closed(closures: Any) -> str:
    around = surroundings()
    state: Any = AtHome()
    for closure in closures:
        state, _ = step(state, StationCloses(closure))
    around.sitting.show(state)  # type: ignore[attr-defined]
    page = ClosedPage(around)
    title: str = page.title
    return title


def _nothing(result: Any) -> str:
    """Grades are given on the glass too, codes are offered beside the card, the speaker only says what stands there."""
    del result
    return ""


_SAID: dict[tuple[str, str], Callable[[Any], str]] = {
    ("id_card_reader", "read"): _card,
    ("camera", "grab"): _camera,
    ("receipt_printer", "print"): _receipt,
    ("certificate_printer", "print"): _certificate,
    ("power", "look"): _power,
    ("io_board", "look"): _contacts,
    ("evaluation_keypad", "ask"): _nothing,
    ("code_scanner", "scan"): _nothing,
    ("speaker", "say"): _nothing,
}
