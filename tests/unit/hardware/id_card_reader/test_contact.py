"""A reader at another rate, one that is raised to the fastest, and one that hangs."""

import threading
import time

import pytest

from hardware.errors import Cancelled, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.id_card_reader.dialogue import FIND_PAUSE_S
from hardware.id_card_reader.driver import SdtReader, open_driver
from hardware.id_card_reader.frames import BAUD_RATES, Command
from hardware.id_card_reader.interface import CardRead, NoCard
from hardware.id_card_reader.simulator import IdCardReaderSimulator
from hardware.status import DeviceState

ANSWER_TIMEOUT_S = 0.2
NO_ANSWER = status_of("id_card_reader", "no_answer")
NO_HANG_S = 30.0


def asked(simulator, command: Command) -> int:
    return [content for _, content in simulator.commands].count(command.value)


def host_rate(simulator) -> int:
    return simulator._far_end.host_baud


@pytest.fixture
def at_9600():
    with IdCardReaderSimulator(baud=9600) as simulator:
        if host_rate(simulator) is None:
            pytest.skip("the host's rate can be seen on a pseudo-terminal only")
        yield simulator


@pytest.fixture
def open_reader():
    opened = []

    def open_it(simulator, **options):
        opened.append(SdtReader(simulator.address, answer_timeout_s=ANSWER_TIMEOUT_S, **options))
        return opened[-1]

    yield open_it
    for reader in opened:
        reader.close()


@pytest.mark.parametrize("baud", BAUD_RATES)
def test_a_reader_at_any_rate_is_found_and_remembered(open_reader, baud):
    with IdCardReaderSimulator(baud=baud) as simulator:
        reader = open_reader(simulator)
        assert reader.status().state is DeviceState.ONLINE
        assert host_rate(simulator) == baud
        before = len(simulator.commands)
        assert reader.read(0) == NoCard()
        assert len(simulator.commands) == before + 1  # the find alone
        assert asked(simulator, Command.RESET) == 0


def test_a_card_is_read_at_a_slow_rate(at_9600, open_reader, resident):
    at_9600.put_card(resident)
    assert isinstance(open_reader(at_9600, fingerprint=False).read(5), CardRead)


def test_a_rate_in_the_address_is_the_only_one_tried(at_9600):
    reader = open_driver(f"{at_9600.address}?baud=115200", {"answer_timeout_s": 0.1})
    assert reader.status() == NO_ANSWER
    assert host_rate(at_9600) == 115200
    reader.close()
    reader = open_driver(f"{at_9600.address}?baud=9600", {})
    assert reader.status().state is DeviceState.ONLINE
    reader.close()


def test_the_rate_is_kept_while_the_cable_is_out(at_9600, open_reader):
    reader = open_reader(at_9600)
    assert reader.status().state is DeviceState.ONLINE
    at_9600.unplug()
    assert reader.status().state is DeviceState.NO_DEVICE
    at_9600.plug()
    before = len(at_9600.commands)
    assert reader.status().state is DeviceState.ONLINE
    assert len(at_9600.commands) == before + 1


def test_noise_and_one_damaged_answer_do_not_hide_the_rate(open_reader):
    with IdCardReaderSimulator(baud=57600) as simulator:
        simulator.set_faults(noise=b"\xaa\xaa\x96", wrong_checksums=1)
        assert open_reader(simulator).status().state is DeviceState.ONLINE
        assert host_rate(simulator) == 57600


def test_a_reader_silent_at_every_rate_was_reset_at_each_and_is_found_when_it_speaks(open_reader, simulator):
    simulator.set_faults(silent=True)
    reader = open_reader(simulator)
    with pytest.raises(LinkSilent) as caught:
        reader.read(60)
    assert "9600" in caught.value.message
    assert caught.value.what_to_do
    assert asked(simulator, Command.RESET) == len(BAUD_RATES)
    assert reader.status() == NO_ANSWER
    assert asked(simulator, Command.RESET) == len(BAUD_RATES)  # not again at every look
    simulator.clear_faults()
    assert reader.status().state is DeviceState.ONLINE


def test_a_slow_reader_is_raised_where_that_is_wanted(at_9600, open_reader):
    reader = open_reader(at_9600, raise_baud=True)
    assert reader.status().state is DeviceState.ONLINE
    assert host_rate(at_9600) == 115200
    assert reader.read(0) == NoCard()
    assert asked(at_9600, Command.SET_FASTEST) == 1


def test_nothing_is_raised_where_that_is_not_wanted(at_9600, open_reader):
    assert open_reader(at_9600).status().state is DeviceState.ONLINE
    assert asked(at_9600, Command.SET_FASTEST) == 0


def test_a_reader_that_allows_no_other_rate_is_left_at_its_own_and_not_asked_again(at_9600, open_reader):
    at_9600.set_faults(rate_fixed=True)
    reader = open_reader(at_9600, raise_baud=True)
    assert reader.status().state is DeviceState.ONLINE
    assert host_rate(at_9600) == 9600
    at_9600.unplug()
    reader.status()
    at_9600.plug()
    assert reader.status().state is DeviceState.ONLINE
    assert asked(at_9600, Command.SET_FASTEST) == 1


def test_a_reader_that_says_yes_and_stays_slow_is_talked_to_slowly(at_9600, open_reader, monkeypatch):
    monkeypatch.setattr(at_9600, "_after", lambda content: None)
    reader = open_reader(at_9600, raise_baud=True)
    assert reader.status().state is DeviceState.ONLINE
    assert host_rate(at_9600) == 9600


def test_a_raised_reader_that_lost_its_power_is_found_at_its_old_rate(at_9600, open_reader):
    """Power of its own: the port stays, and the reader is silent at 115200."""
    reader = open_reader(at_9600, raise_baud=True)
    assert reader.status().state is DeviceState.ONLINE
    at_9600._far_end.call(at_9600._forget)
    assert reader.read(0) == NoCard()
    assert host_rate(at_9600) == 115200
    assert asked(at_9600, Command.SET_FASTEST) == 2


@pytest.mark.parametrize("after", range(1, 90, 8))
def test_the_cable_pulled_while_the_rate_is_raised_is_told_and_mended(at_9600, open_reader, after):
    reader = open_reader(at_9600, raise_baud=True)
    at_9600.unplug_after(after)
    try:
        reader.read(0)
    except (LinkLost, LinkNotThere):
        assert reader.status().state is DeviceState.NO_DEVICE
    at_9600.plug()
    assert reader.status().state is DeviceState.ONLINE
    assert reader.read(0) == NoCard()


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_reader_that_hangs_at_find_select_or_read_is_reset_and_the_card_read(simulator, open_reader, resident, at):
    reader = open_reader(simulator)
    assert reader.status().state is DeviceState.ONLINE
    simulator.put_card(resident)
    simulator.set_faults(hangs=at)
    card = reader.read(10)
    assert isinstance(card, CardRead)
    assert card.fingerprints
    assert asked(simulator, Command.RESET) == 1


def test_a_good_dialogue_is_never_reset(simulator, open_reader, resident):
    reader = open_reader(simulator)
    for _ in range(2):
        simulator.put_card(resident)
        assert isinstance(reader.read(2), CardRead)
        assert reader.card_present()
        simulator.take_card()
        assert not reader.card_present()
        assert reader.read(0.4) == NoCard()
    assert asked(simulator, Command.RESET) == 0


def test_a_hanging_reader_is_reset_by_a_look_too(simulator, open_reader):
    reader = open_reader(simulator)
    reader.status()
    simulator.set_faults(hangs=1)
    assert reader.status().state is DeviceState.ONLINE
    assert asked(simulator, Command.RESET) == 1


def test_a_dead_reader_is_reset_once_before_it_is_called_silent(simulator, open_reader):
    reader = open_reader(simulator)
    reader.status()
    simulator.set_faults(silent=True)
    for _ in range(2):
        with pytest.raises(LinkSilent):
            reader.read(0)
    assert reader.status() == NO_ANSWER
    assert asked(simulator, Command.RESET) == 1
    simulator.clear_faults()
    assert reader.read(0) == NoCard()
    simulator.set_faults(hangs=1)  # it has answered since: it may be reset again
    assert reader.read(0) == NoCard()
    assert asked(simulator, Command.RESET) == 2


def test_a_reader_that_hangs_again_at_once_is_given_up(simulator, open_reader, resident, monkeypatch):
    reader = open_reader(simulator)
    reader.status()
    simulator.put_card(resident)
    answer = simulator._answer

    def hang_at_every_select(content):
        if content == Command.SELECT.value:
            simulator.set_faults(hung=True, silent=True)
        elif content == Command.RESET.value:
            simulator.set_faults(silent=False)
        return answer(content)

    monkeypatch.setattr(simulator, "_answer", hang_at_every_select)
    with pytest.raises(LinkSilent):
        reader.read(60)
    assert asked(simulator, Command.RESET) == 1


def test_the_deadline_of_a_sitting_holds_over_a_reset(simulator, open_reader):
    reader = open_reader(simulator)
    reader.status()
    simulator.set_faults(hangs=2)
    begun = time.monotonic()
    assert reader.read(3) == NoCard()
    took_s = time.monotonic() - begun
    assert took_s >= 3 - FIND_PAUSE_S  # the citizen's time is not cut short by it
    assert took_s < NO_HANG_S  # nor begun anew
    assert asked(simulator, Command.RESET) == 1


def test_a_cancelled_wait_ends_in_the_middle_of_a_reset(simulator, open_reader):
    reader = SdtReader(simulator.address, answer_timeout_s=0.5)
    reader.status()
    simulator.set_faults(silent=True)
    cancel = threading.Event()
    reset_is_out = threading.Event()
    receive = simulator._far_end._receive

    def listen(data):
        receive(data)
        if asked(simulator, Command.RESET):
            reset_is_out.set()

    simulator._far_end._receive = listen

    def cancel_then():
        reset_is_out.wait(NO_HANG_S)
        cancel.set()

    threading.Thread(target=cancel_then).start()
    with pytest.raises(Cancelled):
        reader.read(60, cancel)
    assert reset_is_out.is_set()
    reader.close()


def test_a_card_left_lying_through_a_reset_is_not_called_taken(simulator, open_reader, resident):
    reader = open_reader(simulator)
    simulator.put_card(resident)
    assert isinstance(reader.read(2), CardRead)
    simulator.set_faults(hangs=1)
    assert reader.card_present()
    assert asked(simulator, Command.RESET) == 1
    assert reader.card_present()
    simulator.take_card()
    assert not reader.card_present()


def test_a_card_left_lying_through_a_power_cut_is_not_called_taken(simulator, open_reader, resident):
    reader = open_reader(simulator)
    simulator.put_card(resident)
    assert isinstance(reader.read(2), CardRead)
    simulator.unplug()
    with pytest.raises((LinkLost, LinkNotThere)):
        reader.card_present()
    simulator.plug()
    assert reader.card_present()
    simulator.take_card()
    assert not reader.card_present()


def test_a_silence_at_the_first_fingerprint_question_does_not_cost_later_fingerprints(simulator, open_reader, resident):
    reader = open_reader(simulator)
    reader.status()
    simulator.put_card(resident)
    simulator.set_faults(hangs=3)
    assert reader.read(10).fingerprints
