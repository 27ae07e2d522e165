import threading
import time

import pytest

from hardware.errors import LinkLost, LinkNotThere, LinkSilent
from hardware.evaluation_keypad.driver import BianminKeypad, open_driver
from hardware.evaluation_keypad.frames import Cmd, Frame, ask_data, encode
from hardware.evaluation_keypad.interface import Evaluated, EvaluationCancelled, NoAnswer
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.status import DeviceState
from hardware.transport.line import Line


@pytest.fixture
def simulator():
    """The pad repeats five times as often as a real one."""
    with EvaluationKeypadSimulator(repeat_s=0.1) as simulator:
        yield simulator


@pytest.fixture
def keypad(simulator):
    keypad = BianminKeypad(simulator.address)
    yield keypad
    keypad.close()


def when_asked(simulator, action) -> threading.Thread:
    """Runs `action` as soon as the pad shows a question."""

    def wait() -> None:
        end = time.monotonic() + 5
        while simulator.asking is None and time.monotonic() < end:
            time.sleep(0.005)
        action()

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_the_grade_pressed_is_the_grade_told(simulator, keypad, grade):
    simulator.press_when_asked(grade)
    assert keypad.ask(30) == Evaluated(grade)
    keypad.status()
    assert not simulator.unacknowledged
    assert [thanked.grade for thanked in simulator.thanked] == [grade]


def test_the_pad_shows_who_is_evaluated(simulator, keypad):
    shown = []
    thread = when_asked(simulator, lambda: (shown.append(simulator.asking), simulator.press(4)))
    assert keypad.ask(30, "0017", "王㐂") == Evaluated(4)
    thread.join()
    assert (shown[0].seconds, shown[0].operator_number, shown[0].operator_name) == (30, "0017", "王㐂")


def test_nobody_pressing_is_no_answer_and_never_a_good_one(keypad):
    assert keypad.ask(1) == NoAnswer()


def test_the_cancel_key_of_the_pad(simulator, keypad):
    thread = when_asked(simulator, simulator.cancel)
    assert keypad.ask(30) == EvaluationCancelled()
    thread.join()


def test_the_caller_can_take_the_question_back(simulator, keypad):
    cancel = threading.Event()
    thread = when_asked(simulator, cancel.set)
    assert keypad.ask(30, cancel=cancel) == EvaluationCancelled()
    thread.join()
    assert simulator.asking is None
    simulator.press_when_asked(2)
    assert keypad.ask(30) == Evaluated(2)


def test_a_key_without_a_question_does_nothing(simulator, keypad):
    assert keypad.status().state is DeviceState.ONLINE
    assert simulator.press(1) is False


def test_a_repeated_answer_counts_once(simulator, keypad):
    """The pad does not hear the acknowledgement and says its result again and again."""
    simulator.set_faults(deaf_to_acknowledgements=True)
    simulator.press_when_asked(1)
    assert keypad.ask(30) == Evaluated(1)
    end = time.monotonic() + 5
    while simulator.repeats < 2 and time.monotonic() < end:
        time.sleep(0.02)
    simulator.clear_faults()
    simulator.press_when_asked(5)
    assert keypad.ask(30) == Evaluated(5)


def leave_a_question_standing(simulator) -> None:
    """A program asks, and ends before the citizen has pressed."""
    line = Line(simulator.address, "earlier program")
    with line.dialogue() as link:
        link.write(encode(Frame(1, Cmd.ASK, ask_data(30, "", ""))))
        assert link.read(1, time.monotonic() + 1)
    line.close()


def test_the_answer_to_a_question_of_an_earlier_program_is_not_taken_for_ours(simulator, keypad):
    leave_a_question_standing(simulator)
    assert simulator.press(1)
    assert simulator.unacknowledged
    cancel = threading.Event()
    thread = when_asked(simulator, cancel.set)
    assert keypad.ask(30, cancel=cancel) == EvaluationCancelled()
    thread.join()
    assert not simulator.unacknowledged


def test_a_question_left_standing_by_an_earlier_program_is_taken_back_first(simulator, keypad):
    leave_a_question_standing(simulator)
    assert simulator.asking is not None
    simulator.press_when_asked(3)
    assert keypad.ask(30) == Evaluated(3)


@pytest.mark.parametrize(
    "faults",
    [
        {"one_byte_at_a_time": True},
        {"noise": b"\xaa\x00\xaa"},
        {"wrong_checksums": 2},
        {"lost_frames": 2},
        {"one_byte_at_a_time": True, "noise": b"\xaa", "wrong_checksums": 1},
    ],
)
def test_a_bad_line_still_brings_one_grade(simulator, keypad, faults):
    simulator.set_faults(**faults)
    simulator.press_when_asked(4)
    assert keypad.ask(30) == Evaluated(4)


def test_a_result_whose_first_sending_is_damaged_comes_with_the_repeat(simulator, keypad):
    thread = when_asked(simulator, lambda: (simulator.set_faults(wrong_checksums=1), simulator.press(2)))
    assert keypad.ask(30) == Evaluated(2)
    thread.join()


def test_a_command_the_pad_got_damaged_is_said_again(simulator, keypad, monkeypatch):
    damaged = []
    feed = simulator._decoder.feed

    def spoil(data):
        if not damaged:
            damaged.append(data)
            data = data[:-1] + bytes([data[-1] ^ 1])
        return feed(data)

    monkeypatch.setattr(simulator._decoder, "feed", spoil)
    assert keypad.status().state is DeviceState.ONLINE
    assert damaged


def test_a_silent_pad_is_offline(simulator, keypad):
    simulator.set_faults(silent=True)
    assert keypad.status().state is DeviceState.OFFLINE
    with pytest.raises(LinkSilent):
        keypad.ask(5)


def test_a_pad_that_dies_while_it_asks_is_noticed(simulator, keypad, monkeypatch):
    monkeypatch.setattr("hardware.evaluation_keypad.question.PULSE_S", 0.1)
    thread = when_asked(simulator, lambda: simulator.set_faults(silent=True))
    with pytest.raises(LinkSilent):
        keypad.ask(60)
    thread.join()


def test_a_pad_unplugged_while_it_asks_is_told_and_works_on_when_it_is_back(simulator, keypad):
    thread = when_asked(simulator, simulator.unplug)
    with pytest.raises(LinkLost):
        keypad.ask(60)
    thread.join()
    assert keypad.status().state is DeviceState.NO_DEVICE
    simulator.plug()
    simulator.press_when_asked(5)
    assert keypad.ask(30) == Evaluated(5)


@pytest.mark.parametrize("after", range(1, 40))
def test_the_cable_pulled_at_any_byte_is_told_and_mended(simulator, keypad, after):
    simulator.press_when_asked(3)
    simulator.unplug_after(after)
    try:
        first = keypad.ask(30)
    except (LinkLost, LinkNotThere):
        first = None
    assert first in (None, Evaluated(3))
    assert (first is None) or after > 30
    simulator.plug()
    simulator.press_when_asked(3)
    assert keypad.ask(30) == Evaluated(3)


def test_the_loose_cable_of_the_citizens_side_is_a_status(simulator, keypad):
    simulator.set_faults(cable_unplugged=True)
    status = keypad.status()
    assert (status.state, status.detail) == (DeviceState.HARDWARE_ERROR, "citizen_cable_unplugged")


def test_the_volume_is_set_and_a_wrong_one_refused(simulator, keypad):
    keypad.set_volume(9)
    assert simulator.volume == 9
    with pytest.raises(ValueError, match="9"):
        keypad.set_volume(10)


def test_the_pad_says_who_it_is(keypad):
    assert keypad.model() == ("BM-PAD-SIM", "1.1")


def test_opening_touches_no_port_and_an_absent_one_is_a_status():
    keypad = open_driver("serial:/nowhere/ttyUSB9", {})
    assert keypad.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere):
        keypad.ask(1)
    keypad.close()
