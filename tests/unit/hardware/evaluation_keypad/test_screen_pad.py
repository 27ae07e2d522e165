import itertools
import json
import threading
import time
import urllib.error
import urllib.request

import pytest

from hardware.errors import (
    AddressInvalid,
    DeviceRefused,
    FrameDamaged,
    LinkLost,
    LinkNotThere,
    LinkSilent,
    OptionInvalid,
)
from hardware.evaluation_keypad.interface import Evaluated, EvaluationCancelled, NoAnswer
from hardware.evaluation_keypad.screen_driver import open_driver
from hardware.evaluation_keypad.screen_simulator import ScreenPadSimulator
from hardware.status import DeviceState

SPOILT = ("", "http_500", "lost_answers", "half_answers", "garbage", "stale_answers")


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    monkeypatch.setattr("hardware.evaluation_keypad.screen_question.PAUSE_S", 0.001)


@pytest.fixture
def simulator():
    with ScreenPadSimulator() as simulator:
        yield simulator


@pytest.fixture
def keypad(simulator):
    return open_driver(simulator.address, {"answer_limit_s": 0.5})


def when_asked(simulator, action) -> threading.Thread:
    def wait() -> None:
        end = time.monotonic() + 10
        while simulator.asking is None and time.monotonic() < end:
            time.sleep(0.005)
        action()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def thanked(simulator) -> list[tuple[str, int]]:
    return [(question.operator_number, grade) for question, grade in simulator.thanked]


def test_the_screen_shows_who_is_evaluated_and_in_which_language(simulator):
    shown = []
    keypad = open_driver(simulator.address, {"language": "en"})
    thread = when_asked(simulator, lambda: (shown.append(simulator.asking), simulator.press(4)))
    assert keypad.ask(30, "0017", "王㐂𠮷") == Evaluated(4)
    thread.join()
    assert (shown[0].timeout_s, shown[0].operator_number, shown[0].operator_name) == (30, "0017", "王㐂𠮷")
    assert shown[0].language == "en"
    assert thanked(simulator) == [("0017", 4)]


def test_the_cancel_key_of_the_screen(simulator, keypad):
    thread = when_asked(simulator, simulator.cancel)
    assert keypad.ask(30) == EvaluationCancelled()
    thread.join()


def test_a_caller_who_takes_it_back_leaves_no_question_standing(simulator, keypad):
    cancel = threading.Event()
    thread = when_asked(simulator, cancel.set)
    assert keypad.ask(60, cancel=cancel) == EvaluationCancelled()
    thread.join()
    assert simulator.asking is None


@pytest.mark.parametrize("fates", list(itertools.product(SPOILT, repeat=3)), ids="-".join)
def test_whatever_becomes_of_the_answers_a_grade_counts_once_and_is_thanked_once(simulator, keypad, fates):
    """Of the question, of the grade and of its acknowledgement, or of their repeats."""
    kept = []
    simulator.press_when_asked(1)
    simulator.set_faults(in_turn=fates)
    try:
        outcome = keypad.ask(30, "one", keep=kept.append)
    except (DeviceRefused, LinkLost, FrameDamaged):
        outcome = None
        assert all(fates), "three tries, and not all of them spoilt"
    assert kept == ([] if outcome is None else [Evaluated(1)])
    assert outcome in (None, Evaluated(1))
    assert thanked(simulator) == [("one", 1)] * len(kept)
    simulator.clear_faults()
    simulator.press_when_asked(5)
    assert keypad.ask(30, "two", keep=kept.append) == Evaluated(5)
    assert thanked(simulator)[-1] == ("two", 5)


def test_a_pad_that_never_hears_the_acknowledgement_has_been_counted_all_the_same(simulator, keypad):
    simulator.press_when_asked(2)
    simulator.set_faults(in_turn=("", "", "http_500", "http_500", "http_500"))
    assert keypad.ask(30, "one") == Evaluated(2)
    assert simulator.thanked == []
    simulator.press_when_asked(None)
    assert keypad.ask(1, "two") == NoAnswer()
    assert simulator.thanked == []


def test_an_answer_to_another_question_is_never_taken(simulator, keypad):
    simulator.press_when_asked(5)
    simulator.set_faults(in_turn=("", "stale_answers", "stale_answers", "stale_answers"))
    with pytest.raises(FrameDamaged):
        keypad.ask(30)
    assert simulator.thanked == []


def test_a_program_that_is_started_anew_is_asked_again(simulator, keypad):
    def restart_then_press() -> None:
        simulator.restart()
        when_asked(simulator, lambda: simulator.press(3)).join()

    thread = when_asked(simulator, restart_then_press)
    assert keypad.ask(30, "one") == Evaluated(3)
    thread.join()
    assert thanked(simulator) == [("one", 3)]


def test_a_question_left_by_an_earlier_program_makes_room_and_its_grade_is_not_ours(simulator, keypad):
    earlier = json.dumps({"id": "earlier", "timeout_s": 60}).encode()
    post(f"{simulator.address}v1/questions", earlier)
    assert simulator.press(1)
    thread = when_asked(simulator, lambda: simulator.press(5))
    assert keypad.ask(30, "ours") == Evaluated(5)
    thread.join()
    assert thanked(simulator) == [("ours", 5)]


def test_a_program_that_ends_while_it_asks_is_told_and_works_again(simulator, keypad):
    thread = when_asked(simulator, simulator.unplug)
    with pytest.raises((LinkLost, LinkNotThere)) as caught:
        keypad.ask(60)
    thread.join()
    assert (caught.value.device, caught.value.address) == ("evaluation_keypad", simulator.address)
    assert keypad.status().detail == "not_there"
    simulator.plug()
    simulator.press_when_asked(5)
    assert keypad.ask(30) == Evaluated(5)


def test_a_program_that_hangs_while_it_asks_is_noticed(simulator, keypad, monkeypatch):
    monkeypatch.setattr("hardware.evaluation_keypad.screen_question.POLL_S", 0.2)
    thread = when_asked(simulator, lambda: simulator.set_faults(silent=True))
    with pytest.raises(LinkSilent):
        keypad.ask(60)
    thread.join()
    simulator.clear_faults()
    assert keypad.status().state is not DeviceState.OFFLINE


@pytest.mark.parametrize(
    ("faults", "word"),
    [
        ({"silent": True}, "no_answer"),
        ({"http_500": 1}, "program_error"),
        ({"garbage": 1}, "bad_answer"),
        ({"half_answers": 1}, "not_there"),
        ({"lost_answers": 1}, "not_there"),
        ({"screen_off": True}, "screen_off"),
    ],
)
def test_each_thing_wrong_with_it_has_its_word(simulator, keypad, faults, word):
    simulator.set_faults(**faults)
    assert keypad.status().detail == word
    simulator.clear_faults()
    assert keypad.status().state is DeviceState.ONLINE


def test_a_slow_program_is_waited_for(simulator, keypad):
    simulator.set_faults(slow_s=0.05)
    simulator.press_when_asked(4)
    assert keypad.ask(30) == Evaluated(4)


def test_the_volume_is_set_and_a_wrong_one_refused(simulator, keypad):
    keypad.set_volume(0)
    assert simulator.volume == 0
    with pytest.raises(ValueError, match="10"):
        keypad.set_volume(10)


def test_the_pad_says_who_it_is(keypad):
    assert keypad.model() == ("BM-SCREEN-SIM", "1.0")


@pytest.mark.parametrize(
    "address", ["http://192.168.1.9:8600/", "http://pad.example/", "serial:/dev/ttyS0", "tcp://127.0.0.1:1"]
)
def test_only_a_program_of_this_machine_will_do(address):
    with pytest.raises(AddressInvalid) as caught:
        open_driver(address, {})
    assert caught.value.what_to_do


@pytest.mark.parametrize("options", [{"language": "fr"}, {"answer_limit_s": 0}, {"answer_limit_s": "soon"}])
def test_an_option_it_cannot_use_is_refused(options):
    with pytest.raises(OptionInvalid):
        open_driver("http://127.0.0.1:8600/", options)


# The touch page


def post(url: str, body: bytes, kind: str = "application/json", host: str = "") -> dict:
    headers = {"Content-Type": kind} | ({"Host": host} if host else {})
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10) as answer:  # noqa: S310
        return json.loads(answer.read())


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
        return answer.read()


def test_a_finger_on_the_page_is_a_grade(simulator, keypad):
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.append(keypad.ask(30, "0017", "王㐂")), daemon=True)
    assert b"/page/press" in get(simulator.address)
    thread.start()
    shown = {"turn": -1}
    while shown.get("show") != "ask":
        shown = json.loads(get(f"{simulator.address}page/state?seen={shown['turn']}"))
    assert shown["operator"] == "0017 王㐂"
    assert post(f"{simulator.address}page/press", json.dumps({"id": shown["id"], "grade": 2}).encode()) == {
        "taken": True
    }
    thread.join(10)
    assert outcomes == [Evaluated(2)]
    while shown.get("show") != "thanks":
        shown = json.loads(get(f"{simulator.address}page/state?seen={shown['turn']}"))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"id": "earlier", "grade": 5}', "application/json"),
        (b'{"grade": 5}', "application/json"),
    ],
)
def test_a_finger_on_a_page_that_is_out_of_date_grades_nobody(simulator, keypad, body, kind):
    thread = when_asked(simulator, lambda: None)
    cancel = threading.Event()
    outcomes = []
    asking = threading.Thread(target=lambda: outcomes.append(keypad.ask(30, cancel=cancel)), daemon=True)
    asking.start()
    thread.join()
    assert post(f"{simulator.address}page/press", body, kind) == {"taken": False}
    cancel.set()
    asking.join(10)
    assert outcomes == [EvaluationCancelled()]


@pytest.mark.parametrize(
    ("body", "kind", "host", "status"),
    [
        (b'{"grade": 9}', "application/json", "", 400),
        (b'{"grade": 5}', "text/plain", "", 400),
        (b"[" * 9000, "application/json", "", 400),
        (b'{"grade": 5}', "application/json", "elsewhere.example:80", 403),
    ],
)
def test_a_press_that_no_finger_made_is_refused(simulator, body, kind, host, status):
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(f"{simulator.address}page/press", body, kind, host)
    assert caught.value.code == status
    caught.value.close()
