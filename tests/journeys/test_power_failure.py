"""The mains fail, as Network UPS Tools itself tells it: what is begun is finished, nobody new is taken, and it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.composition.terminal import Terminal
from app.config import PowerFacts, Settings
from app.domain.prints import PrintState
from app.journeys.states import AtHome, Finished, Paper
from app.storage import lock_data_dir
from hardware import DeviceSettings
from tests.contract.nut_server import NutServer, nut_server
from tests.journeys.hall import Hall
from tests.journeys.person import Person
from tests.journeys.test_program import PATIENCE_S, running
from tests.journeys.traces import Secrets, left_on_the_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")
DRAIN_S = 600.0


@pytest.fixture
def nut() -> Iterator[NutServer]:
    with nut_server() as server:
        yield server


@pytest.fixture
def station(hall: Hall, tmp_path: Path, nut: NutServer) -> Settings:
    settings = hall.enrolled(tmp_path / "station")
    devices = {**settings.devices, "power": DeviceSettings(nut.address)}
    return replace(settings, devices=devices, power=PowerFacts(drain_s=DRAIN_S))


@pytest.fixture
def ended(terminal: Terminal) -> list[bool]:
    said: list[bool] = []
    terminal.premises.power_ends.connect(lambda: said.append(True))
    return said


def test_on_battery_home_says_so_and_takes_nobody_until_the_mains_are_back(person: Person, nut: NutServer) -> None:
    person.sees("HomeScreen")
    nut.mains_out()
    person.sees("ClosedScreen")
    person.reads("停电了，先不办新的")
    nut.mains_back()
    person.sees("HomeScreen")


def test_who_sits_there_is_warned_and_may_finish(person: Person, nut: NutServer, ended: list[bool]) -> None:
    person.comes_to("ReviewScreen")
    nut.mains_out()
    person.reads("停电了，还能办")
    assert person.terminal.window.shell.screen == "ReviewScreen"
    assert not ended


def test_an_empty_battery_ends_the_sitting_clean_and_then_the_program(
    person: Person, nut: NutServer, ended: list[bool], secrets: Secrets
) -> None:
    person.comes_to("ReviewScreen")
    person.simulators.id_card_reader.take_card()
    person.until(lambda: not getattr(person.state, "card_in_reader", False), "the card was not seen taken")
    nut.mains_out()
    nut.battery_low()
    person.until(lambda: isinstance(person.state, AtHome), "the sitting goes on without power")
    person.until(lambda: bool(ended), "the program does not end")
    person.until(lambda: not left_on_the_terminal(person.terminal, secrets), "something of the person stayed")


def test_a_receipt_that_has_begun_comes_out_whole_before_the_light_goes_out(
    person: Person, nut: NutServer, ended: list[bool]
) -> None:
    printer = person.simulators.receipt_printer
    before = len(printer.slips)
    person.comes_to("PaymentScreen")
    nut.mains_out()
    person.reads("停电了，还能办")
    person.pays()
    state = person.finished()
    assert isinstance(state, Finished)
    nut.battery_low()
    person.simulators.id_card_reader.take_card()
    person.until(lambda: bool(ended), "the program does not end")
    assert len(printer.slips) == before + 1
    newest = person.terminal.parts.prints.jobs(1)[0]
    assert newest.state in (PrintState.PRESENTED, PrintState.TAKEN)
    assert state.receipt is Paper.PRINTED


def test_the_program_itself_ends_in_order_and_switches_the_machine_off(tmp_path: Path, nut: NutServer) -> None:
    data_dir, sign = tmp_path / "data", tmp_path / "switched-off"
    data_dir.mkdir()
    (data_dir / "station.toml").write_text(
        f'[devices.power]\naddress = "{nut.address}"\n[power]\nshutdown_command = ["touch", "{sign}"]\n', "utf-8"
    )
    with running(tmp_path, "--windowed", "--data-dir", str(data_dir)) as process:
        nut.mains_out()
        nut.battery_low()
        _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    assert sign.exists()
    with lock_data_dir(data_dir):
        pass
