import threading
import time
from pathlib import Path

import pytest

from app.commands.simulator_script import ACTIONS, FAULTS, Hands, read_script
from app.domain.errors import WrongInput
from hardware.camera.simulator import CameraSimulator
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.evaluation_keypad.driver import open_driver as open_pad
from hardware.evaluation_keypad.interface import Evaluated
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.id_card_reader.driver import open_driver as open_reader
from hardware.id_card_reader.interface import CardRead
from hardware.id_card_reader.simulator import IdCardReaderSimulator
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator

ROOT = Path(__file__).resolve().parents[4]
SIMULATORS = {
    "id-card-reader": IdCardReaderSimulator,
    "evaluation-keypad": EvaluationKeypadSimulator,
    "receipt-printer": ReceiptPrinterSimulator,
    "certificate-printer": CertificatePrinterSimulator,
    "camera": CameraSimulator,
    "code-scanner": CodeScannerSimulator,
}
VALUES = {
    "put-card": str(ROOT / "tests" / "data" / "resident.json"),
    "press": "5",
    "show": str(ROOT / "resources" / "demo" / "camera-face"),
}


@pytest.fixture
def script(tmp_path):
    def write(text):
        path = tmp_path / "script.txt"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.mark.parametrize("device", SIMULATORS)
def test_every_fault_and_action_can_be_done_to_its_simulator(device):
    with SIMULATORS[device]() as simulator:
        hands = Hands(device, simulator)
        deeds = [hands.fault(name) for name in FAULTS[device]]
        deeds += [hands.action(name, VALUES.get(name, ""), Path()) for name in ACTIONS[device]]
        deeds += [hands.action(name, "", Path()) for name in ("unplug", "plug")]
        for deed in deeds:
            deed()
        assert len(deeds) == len(FAULTS[device]) + len(ACTIONS[device]) + 2


def test_a_card_comes_and_the_pad_is_pressed_as_the_script_says(script):
    with IdCardReaderSimulator() as simulator:
        steps = read_script(script(f"0.05 put-card {VALUES['put-card']}"), Hands("id-card-reader", simulator))
        driver = open_reader(simulator.address, {})
        performer = threading.Thread(target=Hands("id-card-reader", simulator).perform, args=(steps, threading.Event()))
        performer.start()
        assert isinstance(driver.read(20), CardRead)
        performer.join()
        driver.close()


def test_a_standing_order_of_steps_is_sorted_by_time(script):
    with EvaluationKeypadSimulator() as simulator:
        hands = Hands("evaluation-keypad", simulator)
        steps = read_script(script("# 秒 动作\n3 press 1\n\n1 press 5 # 先\n"), hands)
        assert [step.at_s for step in steps] == [1, 3]
        driver = open_pad(simulator.address, {})
        asked = []
        asking = threading.Thread(target=lambda: asked.append(driver.ask(20)))
        asking.start()
        while simulator.asking is None:
            time.sleep(0.01)
        steps[0].deed()
        asking.join()
        driver.close()
        assert asked == [Evaluated(5)]


def test_what_was_asked_to_end_does_nothing_more(script):
    with IdCardReaderSimulator() as simulator:
        hands = Hands("id-card-reader", simulator)
        asked_to_end = threading.Event()
        asked_to_end.set()
        hands.perform(read_script(script(f"9999 put-card {VALUES['put-card']}"), hands), asked_to_end)
        assert simulator.card is None


@pytest.mark.parametrize(
    "text",
    [
        "soon unplug",
        "1",
        "-1 unplug",
        "nan unplug",
        "1 dance",
        "1 press 9",
        "1 press",
        "1 fault nonsense",
        "1 put-card x",
    ],
)
def test_a_line_that_cannot_be_done_is_named_before_the_start(script, text):
    with EvaluationKeypadSimulator() as simulator, pytest.raises(WrongInput, match="第 2 行"):
        read_script(script(f"0 unplug\n{text}"), Hands("evaluation-keypad", simulator))


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("camera", "--card", "x"),
        ("camera", "--pictures", "/nowhere"),
        ("id-card-reader", "--card", "/nowhere.json"),
        ("id-card-reader", "--fault", "nonsense"),
        ("id-card-reader", "--fault", "noise=xyz"),
        ("id-card-reader", "--script", "/nowhere.txt"),
        ("evaluation-keypad", "--grade", "6"),
    ],
)
def test_a_simulator_that_cannot_be_started_so_is_exit_2(kiosk, words):
    answer = kiosk("simulate", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_a_card_file_that_is_no_card_is_exit_2(kiosk, tmp_path):
    for content in ("no json", "[]", '{"kind": "library"}'):
        path = tmp_path / "card.json"
        path.write_text(content)
        assert kiosk("simulate", "id-card-reader", "--card", path).code == 2
