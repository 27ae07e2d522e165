import threading
import time
from pathlib import Path

import pytest

from app.commands.simulate import DEVICES, room_of
from app.commands.simulator_script import Hands, read_simulation
from app.domain.errors import WrongInput
from hardware.acts import acts_of
from hardware.device_settings import DeviceSettings
from hardware.evaluation_keypad.driver import open_driver as open_pad
from hardware.evaluation_keypad.interface import Evaluated
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.id_card_reader.driver import open_driver as open_reader
from hardware.id_card_reader.interface import CardRead
from hardware.id_card_reader.simulator import IdCardReaderSimulator
from hardware.registry import open_device
from hardware.simulators import make_simulator, open_simulators
from hardware.status import DeviceState
from hardware.testing.fault_script import Step

ROOT = Path(__file__).resolve().parents[4]
VALUES = {
    "put-card": str(ROOT / "tests" / "data" / "resident.json"),
    "press": "5",
    "show": str(ROOT / "resources" / "demo" / "camera-face"),
}


@pytest.fixture
def script(tmp_path):
    def write(text):
        path = tmp_path / "script.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.mark.parametrize("device", DEVICES)
def test_every_act_can_be_done_to_its_simulator(device):
    room = room_of(device)
    with make_simulator(room) as simulator:
        hands = Hands(room, simulator)
        deeds = [hands.deed(Step(act, VALUES.get(act, "")), Path()) for act in acts_of(room)]
        for deed in deeds:
            deed()
        assert {"unplug", "plug"} <= set(acts_of(room))


def test_a_card_comes_as_the_script_says(script):
    with IdCardReaderSimulator() as simulator:
        text = f"device: id_card_reader\nduring: [{{after_s: 0.05, do: [put-card: {VALUES['put-card']}]}}]"
        simulation = read_simulation(script(text), Hands("id_card_reader", simulator))
        driver = open_reader(simulator.address, {})
        with simulation.going_on(threading.Event()):
            assert isinstance(driver.read(20), CardRead)
        driver.close()


def test_moments_are_sorted_by_time(script):
    text = "device: evaluation_keypad\nduring:\n- {after_s: 3, do: [press: 1]}\n- {after_s: 1, do: [press: 5]} # 先\n"
    with EvaluationKeypadSimulator() as simulator:
        simulation = read_simulation(script(text), Hands("evaluation_keypad", simulator))
        assert [after_s for after_s, _ in simulation.during] == [1, 3]
        driver = open_pad(simulator.address, {})
        asked = []
        asking = threading.Thread(target=lambda: asked.append(driver.ask(20)))
        asking.start()
        while simulator.asking is None:
            time.sleep(0.01)
        simulation.during[0][1][0]()
        asking.join()
        driver.close()
        assert asked == [Evaluated(5)]


def test_what_was_asked_to_end_does_nothing_more(script):
    with IdCardReaderSimulator() as simulator:
        text = f"device: id_card_reader\nduring: [{{after_s: 50, do: [put-card: {VALUES['put-card']}]}}]"
        asked_to_end = threading.Event()
        asked_to_end.set()
        read_simulation(script(text), Hands("id_card_reader", simulator)).perform(asked_to_end)
        assert simulator.card is None


def test_a_whole_fault_script_drives_a_simulator_too():
    with make_simulator("receipt_printer") as simulator:
        for path in sorted((ROOT / "resources" / "faults" / "receipt_printer").glob("*.yaml")):
            read_simulation(path, Hands("receipt_printer", simulator)).begin()


@pytest.mark.parametrize(
    "text",
    [
        "before: [unplug]",
        "device: toaster\nbefore: [unplug]",
        "device: camera\nbefore: [unplug]",
        "device: evaluation_keypad\nbefore: [dance]",
        "device: evaluation_keypad\nbefore: [press: 9]",
        "device: evaluation_keypad\nbefore: [press]",
        "device: evaluation_keypad\nbefore: unplug",
        "device: evaluation_keypad\nduring: [{after_s: -1, do: [unplug]}]",
        "device: evaluation_keypad\nduring: [{after_s: .nan, do: [unplug]}]",
        "device: evaluation_keypad\nact: ask",
        "device: [",
        "0 unplug",
    ],
)
def test_a_script_that_cannot_be_done_is_told_before_the_start(script, text):
    with EvaluationKeypadSimulator() as simulator, pytest.raises(WrongInput, match=r"脚本|值"):
        read_simulation(script(text), Hands("evaluation_keypad", simulator))


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


@pytest.mark.parametrize(
    ("kind", "driver"), [("id_card_reader", "framed"), ("evaluation_keypad", "screen"), ("receipt_printer", "")]
)
def test_a_simulator_speaks_as_the_driver_expects(kind, driver):
    settings = DeviceSettings("simulated:", driver)
    addresses, simulators = open_simulators({kind: settings})
    device = open_device(kind, addresses[kind])
    state = device.status().state
    device.close()
    simulators.close()
    assert state is DeviceState.ONLINE


def test_a_driver_without_a_simulator_is_exit_2(kiosk):
    assert kiosk("simulate", "camera", "--driver", "nonsense").code == 2
