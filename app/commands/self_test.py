"""kiosk doctor --self-test: every device really worked by its real driver, each in its time, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.commands.check_devices import broken, told
from app.commands.ending import AskedToEnd, waiting
from app.commands.findings import ROOM_NAMES, Finding, Mark
from app.commands.time_limit import Overdue, within
from app.commands.trial import Bench, Trial, Tried
from hardware.errors import HardwareError
from hardware.faults import faults_of

if TYPE_CHECKING:
    from threading import Event

    from app.config import Settings

TESTS: Mapping[str, str] = {
    "id_card_reader": "self_test_asking.card",
    "receipt_printer": "self_test_papers.slip",
    "code_scanner": "self_test_asking.code",
    "certificate_printer": "self_test_papers.page",
    "evaluation_keypad": "self_test_asking.press",
    "camera": "self_test_eyes.picture",
    "document_camera": "self_test_eyes.sheet",
    "speaker": "self_test_machine.sentence",
    "power": "self_test_machine.supply",
    "io_board": "self_test_machine.cabinet",
}
LIMITS_S: Mapping[str, float] = {"certificate_printer": 150.0, "receipt_printer": 120.0}
LIMIT_S = 60.0
"""A whole test of one device, the waiting for a hand (30 s) among it."""


def try_devices(settings: Settings, bench: Bench, rooms: Iterable[str] = ()) -> Iterator[Finding]:
    """One finding a device; `rooms`: only these. Raises Ended when a person asked to end, with every device let go."""
    chosen = set(rooms) or set(settings.devices)
    for room in (each for each in ROOM_NAMES if each in chosen):
        bench.hands.tell(f"【{ROOM_NAMES[room]}】")
        with waiting() as asked_to_end:
            tried = _tried(settings, bench, room, asked_to_end)
        asked_to_end.raise_if_set()
        yield _seen_by_a_person(bench, tried)


def _tried(settings: Settings, bench: Bench, room: str, asked_to_end: AskedToEnd) -> Tried:
    def work(cancel: Event) -> Tried:
        return _on_the_bench(settings, bench, room, cancel)

    try:
        return within(LIMITS_S.get(room, LIMIT_S), work, asked_to_end)
    except Overdue as late:
        return Tried(broken(room, late))


def _on_the_bench(settings: Settings, bench: Bench, room: str, cancel: Event) -> Tried:
    """Opened, looked at, worked and let go. What a driver raises becomes a finding, whatever it is."""
    from hardware import open_device

    try:
        device = open_device(room, settings.devices[room])
    except Exception as error:  # noqa: BLE001 - a driver of somebody else may raise anything
        return Tried(broken(room, error))
    try:
        before = _first_look(room, device)
        if before.state is Mark.BAD:
            return Tried(before)
        tried = _test_of(room)(Trial(room, device, settings.devices[room].options, bench, cancel))
        return replace(tried, finding=_both(before, tried.finding))
    except HardwareError as error:
        return Tried(_as_status(room, device, error))
    except Exception as error:  # noqa: BLE001 - a driver of somebody else may raise anything
        return Tried(broken(room, error))
    finally:
        with suppress(Exception):  # what it did is known; an open port ends with the program
            device.close()


def _first_look(room: str, device: Any) -> Finding:
    """An open door is what a technician at work looks like: warned of, and the rest is tried all the same."""
    if room == "io_board":
        device.set_maintenance(True)
    before = told(room, device.status())
    at_work = before.code == faults_of("io_board")["door_open_for_maintenance"].code
    return replace(before, state=Mark.WARN) if at_work else before


def _test_of(room: str) -> Callable[[Trial], Tried]:
    module, _, name = TESTS[room].partition(".")
    test: Callable[[Trial], Tried] = getattr(import_module(f"app.commands.{module}"), name)
    return test


def _both(before: Finding, after: Finding) -> Finding:
    """What the first look warned of stays when the work itself went well."""
    if before.state is Mark.OK or after.state is Mark.BAD or after.code == before.code:
        return after
    return replace(before, words=f"{before.words}；{after.words}", measured=after.measured)


def _as_status(room: str, device: Any, error: HardwareError) -> Finding:
    """The fault's own words where the device, asked once more, has one; otherwise the error's."""
    with suppress(Exception):
        after = told(room, device.status())
        if after.state is Mark.BAD:
            return after
    return broken(room, error)


def _seen_by_a_person(bench: Bench, tried: Tried) -> Finding:
    """Only a person hears a sentence and sees a lamp."""
    finding = tried.finding
    worth_asking = tried.question and finding.state is not Mark.BAD and bench.hands.are_there
    if worth_asking and not bench.hands.confirm(tried.question):
        return replace(finding, state=Mark.BAD, words=tried.if_not, what_to_do=tried.then_do, code="")
    return finding
