"""The driver's dialogue with a server that fails in every way a server can."""

import subprocess
import threading
import time
from shutil import which

import pytest

from hardware.errors import AddressInvalid, FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.power.dialogue import Dialogue, NutRefused
from hardware.power.driver import open_driver
from hardware.power.interface import PowerReading, PowerSource
from hardware.power.simulator import PowerSimulator
from hardware.status import DeviceState, MendingAction

LIMIT_S = 0.3
NO_HANG_S = 5


@pytest.fixture
def server():
    with PowerSimulator() as simulator:
        yield simulator


@pytest.fixture
def power(server):
    power = open_driver(server.address, {"answer_limit_s": LIMIT_S})
    yield power
    power.close()


def test_the_reading_follows_the_mains(server, power):
    assert power.look() == PowerReading(PowerSource.MAINS, 100, 1200)
    server.mains_out()
    server.battery(60)
    assert power.look() == PowerReading(PowerSource.BATTERY, 60, 720)
    server.battery(10)
    assert power.look() == PowerReading(PowerSource.BATTERY, 10, 120, low=True)
    server.mains_back()
    assert power.look() == PowerReading(PowerSource.MAINS, 10, 120, low=True, charging=True)


def test_one_look_is_one_question_over_one_kept_connection(server, power):
    power.look()
    kept = power._line._link
    for _ in range(20):
        power.look()
    assert server.questions == 21
    assert power._line._link is kept


@pytest.mark.parametrize(
    ("fault", "error", "word", "state"),
    [
        ("silent", LinkSilent, "no_answer", DeviceState.OFFLINE),
        ("half_a_list", LinkSilent, "no_answer", DeviceState.OFFLINE),
        ("endless_list", FrameDamaged, "wrong_answers", DeviceState.HARDWARE_ERROR),
        ("not_nut", FrameDamaged, "wrong_answers", DeviceState.HARDWARE_ERROR),
        ("access_denied", NutRefused, "access_denied", DeviceState.HARDWARE_ERROR),
        ("unknown_ups", NutRefused, "unknown_ups", DeviceState.NO_DEVICE),
    ],
)
def test_a_server_that_fails_is_told_by_its_word_and_believed_again_when_mended(
    server, power, fault, error, word, state
):
    server.set_faults(**{fault: True})
    begun = time.monotonic()
    with pytest.raises(error) as caught:
        power.look()
    assert time.monotonic() - begun < NO_HANG_S
    assert (caught.value.device, caught.value.address) == ("power", server.address)
    status = power.status()
    assert (status.state, status.detail) == (state, word)
    assert status.action is not None
    server.clear_faults()
    assert power.look().source is PowerSource.MAINS
    assert power.status().state is DeviceState.ONLINE


@pytest.mark.parametrize(("fault", "word"), [("stale", "data_stale"), ("driver_gone", "driver_not_connected")])
def test_a_server_that_knows_nothing_gives_a_reading_without_a_source(server, power, fault, word):
    server.set_faults(**{fault: True})
    assert power.look() == PowerReading(PowerSource.UNKNOWN, unknown_because=word)
    status = power.status()
    assert (status.state, status.action, status.detail) == (DeviceState.OFFLINE, MendingAction.MAINTENANCE, word)


def test_a_late_answer_is_not_taken_for_the_next(server, power):
    server.set_faults(half_a_list=True)
    with pytest.raises(LinkSilent):
        power.look()
    server.clear_faults()
    server.mains_out()
    assert power.look().source is PowerSource.BATTERY


def test_a_list_that_comes_byte_by_byte_is_read(server):
    server.set_faults(one_byte_at_a_time=True)
    power = open_driver(server.address, {})
    assert power.look().charge_percent == 100
    power.close()


def test_a_server_that_was_restarted_between_two_looks_is_not_noticed(server, power):
    power.look()
    server.unplug()
    server.plug()
    assert power.look().source is PowerSource.MAINS


def test_a_kept_connection_that_ends_in_the_very_question_is_asked_anew(server, power):
    power.look()
    server.set_faults(restarts=1)
    assert power.look().source is PowerSource.MAINS


def test_a_server_that_is_restarted_at_every_question_is_not_asked_for_ever(server, power):
    power.look()
    server.set_faults(restarts=1000)
    with pytest.raises(LinkLost):
        power.look()
    assert server.questions == 3


def test_pulling_the_server_at_every_byte_of_the_dialogue_is_declared_and_mended(server, power):
    """Both directions counted; a kept connection that ends is asked once more, and then nobody is there."""
    power.look()
    whole = dialogue_bytes(server, power)
    for count in range(1, whole):
        server.unplug_after(count)
        with pytest.raises((LinkLost, LinkNotThere)):
            power.look()
        assert power.status().state is DeviceState.NO_DEVICE
        server.plug()
        assert power.look().source is PowerSource.MAINS


def dialogue_bytes(server, power):
    seen = []
    far_end = server._far_end
    spend = far_end._spend
    far_end._spend = lambda data: seen.append(len(data)) or spend(data)
    power.look()
    far_end._spend = spend
    return sum(seen)


class Babbler:
    """A link whose other side never stops, and never answers."""

    def __init__(self, said):
        self._said = said

    def write(self, data, deadline=None):
        pass

    def read(self, max_bytes, deadline, cancel=None):
        return self._said


@pytest.mark.parametrize("said", [b"\n", b"\n" * 5000, b"VAR ups a "])
def test_a_server_that_never_stops_ends_at_the_deadline_or_the_bound(said):
    with pytest.raises((LinkSilent, FrameDamaged)):
        Dialogue(Babbler(said)).variables("ups", 0.2)


@pytest.mark.parametrize(
    "options",
    [
        {"low_charge_percent": 101},
        {"low_charge_percent": "20"},
        {"low_charge_percent": True},
        {"low_runtime_s": -1},
        {"answer_limit_s": 0},
        {"answer_limit_s": "nan"},
        {"answer_limit_s": "soon"},
    ],
)
def test_an_option_it_cannot_use_is_refused_before_anything_is_opened(options):
    with pytest.raises(ValueError):  # noqa: PT011 - the texts are in Chinese and of several sources
        open_driver("nut://127.0.0.1/ups", options)


def test_an_address_without_a_ups_is_refused():
    with pytest.raises(AddressInvalid):
        open_driver("serial:/dev/ttyS0", {})


def test_two_threads_may_look_at_once(server, power):
    failed = []

    def look():
        try:
            for _ in range(50):
                assert power.look().source is PowerSource.MAINS
        except (AssertionError, HardwareError) as error:
            failed.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(NO_HANG_S * 4)
    assert failed == []


@pytest.mark.skipif(which("upsc") is None, reason="upsc is not installed")
def test_the_real_client_reads_our_simulator(server):
    server.mains_out()
    server.battery(42)
    address = server.address.removeprefix("nut://")
    host, _, ups = address.partition("/")
    done = subprocess.run(["upsc", f"{ups}@{host}"], capture_output=True, text=True, timeout=20, check=True)
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert told["ups.status"] == "OB DISCHRG"
    assert told["battery.charge"] == "42"
    assert told["device.model"] == 'Simulated "UPS" \\ 1'
