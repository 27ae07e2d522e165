"""The driver's dialogue with a board that lies, tears, is deaf, hears itself and forgets."""

import threading
import time
from contextlib import suppress

import pytest

from hardware.errors import AddressInvalid, FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.io_board import lights
from hardware.io_board.dialogue import ATTEMPTS, NOISE_BYTES, BoardRefused, Dialogue
from hardware.io_board.driver import open_driver
from hardware.io_board.frames import answer_bytes, read_coils
from hardware.io_board.interface import Contacts, LightMode
from hardware.io_board.simulator import IoBoardSimulator
from hardware.io_board.wiring import wiring_of
from hardware.status import DeviceState, MendingAction

LIMIT_S = 0.15
QUICK = {"answer_limit_s": LIMIT_S, "person_hold_s": 0}
NO_HANG_S = 10
CALM = Contacts(False, False, False)


@pytest.fixture
def simulator():
    with IoBoardSimulator() as simulator:
        yield simulator


@pytest.fixture
def board(simulator):
    board = open_driver(simulator.address, QUICK)
    yield board
    board.close()


def until(told, seconds=NO_HANG_S):
    end = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_the_contacts_follow_the_hand(simulator, board):
    assert board.look() == CALM
    simulator.open_door()
    assert board.look() == Contacts(True, False, False)
    simulator.tamper()
    simulator.person_comes()
    assert board.look() == Contacts(True, True, True)
    simulator.close_door()
    simulator.reset_tamper()
    simulator.person_leaves()
    assert board.look() == CALM


def test_a_person_who_stands_still_stays(simulator):
    board = open_driver(simulator.address, {"person_hold_s": 60})
    simulator.person_comes()
    assert board.look().person_present
    simulator.person_leaves()
    assert board.look().person_present
    board.close()


def test_a_look_at_what_did_not_change_is_one_question(simulator, board):
    board.look()
    before = simulator.requests
    for _ in range(10):
        board.look()
    assert simulator.requests == before + 10


@pytest.mark.parametrize("readings", [1, 2, 3, 4])
def test_a_contact_that_bounces_is_waited_for(simulator, board, readings):
    """A first reading that still shows the old state is no change yet: then the next look tells."""
    board.look()
    simulator.open_door()
    simulator.bounce("door", readings)
    assert board.look().door_open is (readings % 2 == 0)
    assert board.look().door_open


def test_a_contact_that_never_rests_stays_what_it_was(simulator, board):
    board.look()
    simulator.bounce("door", 1000)
    assert board.look() == CALM
    assert board.look() == CALM


@pytest.mark.parametrize("fault", ["lost_frames", "wrong_checksums", "torn_answers", "busy"])
def test_what_fails_less_than_three_times_is_asked_again_and_nobody_notices(simulator, board, fault):
    board.look()
    simulator.set_faults(**{fault: ATTEMPTS - 1})
    assert board.look() == CALM


@pytest.mark.parametrize(
    ("faults", "error", "word", "state"),
    [
        ({"silent": True}, LinkSilent, "no_answer", DeviceState.OFFLINE),
        ({"lost_frames": 99}, LinkSilent, "no_answer", DeviceState.OFFLINE),
        ({"wrong_checksums": 99}, FrameDamaged, "wrong_answers", DeviceState.HARDWARE_ERROR),
        ({"torn_answers": 99}, FrameDamaged, "wrong_answers", DeviceState.HARDWARE_ERROR),
        ({"wrong_unit": True}, FrameDamaged, "wrong_answers", DeviceState.HARDWARE_ERROR),
        ({"busy": 99}, BoardRefused, "refused", DeviceState.HARDWARE_ERROR),
        ({"exception": 2}, BoardRefused, "refused", DeviceState.HARDWARE_ERROR),
        ({"exception": 4}, BoardRefused, "refused", DeviceState.HARDWARE_ERROR),
    ],
)
def test_what_fails_for_good_is_told_by_its_word_and_believed_again_when_mended(
    simulator, board, faults, error, word, state
):
    simulator.set_faults(**faults)
    with pytest.raises(error) as caught:
        board.look()
    assert (caught.value.device, caught.value.address) == ("io_board", simulator.address)
    assert caught.value.what_to_do
    status = board.status()
    assert (status.state, status.detail) == (state, word)
    assert status.action is not None
    simulator.clear_faults()
    assert board.look() == CALM
    assert board.status().state is DeviceState.ONLINE


@pytest.mark.parametrize("faults", [{"one_byte_at_a_time": True}, {"noise": b"\x00\xff\x01\x02"}, {"echo": True}])
def test_a_bad_line_is_borne(simulator, board, faults):
    simulator.set_faults(**faults)
    simulator.open_door()
    assert board.look() == Contacts(True, False, False)
    board.set_light("light_slot", LightMode.ON)
    board.look()  # on a line that echoes, the echo of the order is its answer: the board may still be at it
    assert simulator.lights["light_slot"]


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next(simulator, board):
    board.look()
    far_end = simulator._far_end
    send, late = far_end.send, threading.Event()

    def slowly(data):
        late.wait(LIMIT_S * 2)
        far_end.send = send
        send(data)

    far_end.send = slowly
    assert board.look() == CALM  # answered at the second question, the first one's answer thrown away or the same
    simulator.open_door()
    assert board.look().door_open


def test_pulling_the_board_at_every_byte_of_the_dialogue_is_declared_and_mended(simulator, board):
    board.look()
    for count in range(1, 14):  # 8 bytes of question, 6 of answer
        simulator.unplug_after(count)
        with pytest.raises((LinkLost, LinkNotThere, LinkSilent, FrameDamaged)):
            board.look()
        assert board.status().state is DeviceState.NO_DEVICE
        simulator.plug()
        assert board.look() == CALM


@pytest.mark.parametrize("deed", ["status", "light"])
def test_pulling_the_board_at_every_byte_of_a_status_or_a_light_is_declared_and_mended(simulator, board, deed):
    """A status is a look and a question for the lights (28 bytes), a light is one question (16)."""
    board.set_light("light_slot", LightMode.OFF)
    board.look()
    for count in range(1, 28 if deed == "status" else 16):
        simulator.unplug_after(count)
        if deed == "status":
            assert board.status().detail in ("not_there", "no_answer", "wrong_answers")
        else:
            with pytest.raises((LinkLost, LinkNotThere, LinkSilent, FrameDamaged)):
                board.set_light("light_slot", LightMode.ON)
        simulator.plug()
        assert board.status().state is DeviceState.ONLINE
        assert simulator.lights["light_slot"] is (deed == "light")
        board.set_light("light_slot", LightMode.OFF)


class Babbler:
    """A link that never stops: every byte looks like the beginning of an answer."""

    def __init__(self):
        self.sent = 0

    def write(self, data, deadline=None):
        pass

    def flush_input(self):
        pass

    def read(self, max_bytes, deadline, cancel=None):
        self.sent += 1
        return b"\x01"


def test_a_line_that_babbles_is_left_at_a_bound():
    line = Babbler()
    with pytest.raises(FrameDamaged):
        Dialogue(line, 1, 60.0, 9600).coils(0, 8)
    assert line.sent <= ATTEMPTS * (NOISE_BYTES + answer_bytes(read_coils(1, 0, 8)))


def test_the_door_is_a_fraud_unless_somebody_maintains(simulator, board):
    simulator.open_door()
    status = board.status()
    assert (status.state, status.action, status.detail) == (
        DeviceState.POTENTIAL_FRAUD,
        MendingAction.SUSPEND,
        "door_open",
    )
    board.set_maintenance(True)
    assert board.status().detail == "door_open_for_maintenance"
    assert board.status().state is DeviceState.USER_ERROR
    board.set_maintenance(False)
    assert board.status().detail == "door_open"


def test_the_tamper_contact_is_a_fraud_also_in_maintenance(simulator, board):
    board.set_maintenance(True)
    simulator.open_door()
    simulator.tamper()
    assert board.status().state is DeviceState.FRAUD_ATTEMPT
    assert board.status().detail == "tamper"


def test_only_what_is_wired_is_looked_at_and_lit():
    options = {**QUICK, "unit": 9, "inputs": {"tamper": 30}, "outputs": {"alarm": 12}}
    with IoBoardSimulator(wiring_of(options)) as simulator:
        board = open_driver(simulator.address, options)
        assert board.look() == Contacts(None, False, None)
        board.set_light("light_slot", LightMode.ON)
        board.set_light("alarm", LightMode.ON)
        assert simulator.lights == {"alarm": True}
        board.close()


def test_a_board_with_lights_only_is_looked_at_all_the_same():
    options = {**QUICK, "outputs": {"alarm": 0}}
    with IoBoardSimulator(wiring_of(options)) as simulator:
        board = open_driver(simulator.address, options)
        assert board.look() == Contacts()
        assert board.status().state is DeviceState.ONLINE
        simulator.set_faults(silent=True)
        assert board.status().detail == "no_answer"
        board.close()


def test_a_number_the_board_does_not_have_is_a_wrong_configuration(simulator):
    board = open_driver(simulator.address, {**QUICK, "inputs": {"door": 200}})
    assert board.status().detail == "refused"
    assert board.status().action is MendingAction.CONFIGURATION
    board.close()


def test_another_unit_does_not_answer(simulator):
    board = open_driver(simulator.address, {**QUICK, "unit": 2})
    assert board.status().detail == "no_answer"
    board.close()


def test_a_light_is_on_until_it_is_off(simulator, board):
    board.set_light("light_reader", LightMode.ON)
    assert simulator.lights == {"light_reader": True, "light_slot": False, "light_camera": False, "alarm": False}
    board.set_light("light_reader", LightMode.OFF)
    assert not any(simulator.lights.values())


def test_a_light_that_nobody_knows_is_wrong_use(board):
    with pytest.raises(ValueError, match="light_door"):
        board.set_light("light_door", LightMode.ON)


def flashing():
    return [thread for thread in threading.enumerate() if thread.name == "lights"]


def test_a_light_blinks_until_it_is_told_otherwise(simulator, board, monkeypatch):
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.01)
    board.set_light("light_slot", LightMode.BLINK)
    until(lambda: simulator.switched >= 6)
    board.set_light("light_slot", LightMode.OFF)
    assert not simulator.lights["light_slot"]
    until(lambda: not flashing())
    assert not simulator.lights["light_slot"]


def test_a_light_switched_off_in_the_middle_of_a_flash_stays_dark(simulator, board, monkeypatch):
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.001)
    for _ in range(20):
        board.set_light("light_slot", LightMode.BLINK)
        board.set_light("light_slot", LightMode.OFF)
        board.look()
        assert not simulator.lights["light_slot"]


def test_two_lights_blink_with_one_thread_and_none_without(simulator, board, monkeypatch):
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.01)
    before = len(flashing())
    board.set_light("light_slot", LightMode.BLINK)
    board.set_light("light_reader", LightMode.BLINK)
    assert len(flashing()) == before + 1
    board.set_light("light_slot", LightMode.ON)
    board.set_light("light_reader", LightMode.ON)
    until(lambda: len(flashing()) == before)
    assert simulator.lights["light_slot"]
    assert simulator.lights["light_reader"]


def test_a_light_that_was_to_blink_while_the_board_was_away_blinks_when_it_is_back(simulator, board, monkeypatch):
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.01)
    simulator.unplug()
    with pytest.raises(HardwareError):
        board.set_light("light_slot", LightMode.BLINK)
    simulator.plug()
    until(lambda: board.status().state is DeviceState.ONLINE)
    until(lambda: simulator.switched >= 6)
    board.set_light("light_slot", LightMode.OFF)
    assert not simulator.lights["light_slot"]


def test_no_light_flashes_more_than_twice_a_second():
    assert 1 / (2 * lights.HALF_PERIOD_S) <= 2


def test_a_board_that_blinks_by_itself_is_told_once():
    options = {**QUICK, "outputs": {"alarm": {"number": 3, "blink": 7}}}
    with IoBoardSimulator(wiring_of(options)) as simulator:
        board = open_driver(simulator.address, options)
        board.set_light("alarm", LightMode.BLINK)
        assert simulator.switched == 1
        assert not flashing()
        board.set_light("alarm", LightMode.ON)
        assert simulator.lights["alarm"]
        assert simulator.switched == 3
        board.close()
        assert not simulator.lights["alarm"]


def test_a_board_that_was_without_power_gets_its_lights_again_at_the_next_status(simulator, board):
    board.set_light("light_slot", LightMode.ON)
    board.set_light("light_reader", LightMode.OFF)
    simulator.power_blip()
    assert not simulator.lights["light_slot"]
    board.status()
    assert simulator.lights["light_slot"]
    assert not simulator.lights["light_reader"]


def test_a_light_that_could_not_be_lit_is_lit_when_the_board_is_back(simulator, board):
    board.look()
    simulator.unplug()
    with pytest.raises((LinkLost, LinkNotThere)):
        board.set_light("light_camera", LightMode.ON)
    simulator.plug()
    board.status()
    assert simulator.lights["light_camera"]


def test_a_light_blinks_on_when_its_board_was_away(simulator, board, monkeypatch):
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.01)
    board.set_light("alarm", LightMode.BLINK)
    simulator.unplug()
    simulator.plug()
    before = simulator.switched
    until(lambda: simulator.switched > before + 2)


def test_closing_leaves_the_lights_dark_and_no_thread(simulator, board, monkeypatch):
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.01)
    board.set_light("light_slot", LightMode.BLINK)
    board.set_light("light_reader", LightMode.ON)
    board.close()
    assert not flashing()
    assert not any(simulator.lights.values())


def test_closing_while_the_board_is_gone_leaves_no_thread(simulator, board):
    board.set_light("light_slot", LightMode.BLINK)
    simulator.unplug()
    assert board.status().state is DeviceState.NO_DEVICE
    board.close()
    assert not flashing()


def test_looking_mending_and_blinking_do_not_wait_for_each_other(simulator, board, monkeypatch):
    """The lock of the line and that of the lights are taken in one order only: a dead end would show here."""
    monkeypatch.setattr(lights, "HALF_PERIOD_S", 0.001)
    board.set_light("light_slot", LightMode.BLINK)
    board.set_light("light_reader", LightMode.ON)
    done = []

    def work(deed):
        for _ in range(40):
            with suppress(LinkSilent):  # on a busy machine an answer may be late; who waits for a lock never ends
                deed()
        done.append(True)

    deeds = (board.look, board.status, lambda: board.set_light("alarm", LightMode.BLINK), simulator.power_blip)
    threads = [threading.Thread(target=work, args=(deed,), daemon=True) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(NO_HANG_S)
    assert len(done) == len(deeds)


@pytest.mark.parametrize("options", [{"person_hold_s": -1}, {"answer_limit_s": 0}, {"answer_limit_s": "nan"}])
def test_an_option_it_cannot_use_is_refused(options):
    with pytest.raises(ValueError):  # noqa: PT011 - the texts are in Chinese
        open_driver("serial:/dev/ttyS0", options)


def test_an_address_that_is_no_line_is_refused():
    with pytest.raises(AddressInvalid):
        open_driver("ipp://host", {})
