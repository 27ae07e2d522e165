import ast
import io
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from PIL import Image

import hardware
from hardware import (
    AddressInvalid,
    CardRead,
    DeviceSettings,
    DeviceState,
    DriverUnknown,
    Evaluated,
    OptionInvalid,
    QrLine,
    TextLine,
    open_device,
    open_devices,
    open_simulators,
)
from hardware.id_card_reader.simulator import SimulatedCard
from hardware.receipt_printer.frames import DOTS_BY_WIDTH_MM
from hardware.registry import DEFAULT_DRIVERS, ROOMS
from hardware.simulators import SIMULATORS

DATA = Path(__file__).parents[2] / "data"
SERIAL_ROOMS = ("id_card_reader", "evaluation_keypad")


def test_every_name_of_the_door_leads_somewhere():
    for name in hardware._HOMES:
        assert getattr(hardware, name) is not None
        assert name in dir(hardware)
    with pytest.raises(AttributeError):
        _ = hardware.Elevator


def test_the_type_checker_and_the_running_program_see_the_same_door():
    tree = ast.parse(Path(hardware.__file__).read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {alias.name: line.module for line in block.body for alias in line.names}
    assert told == hardware._HOMES


def test_the_door_is_light():
    heavy = ["numpy", "cv2", "serial", "usb", "escpos", "httpx", "PySide6", "importlib.metadata"]
    use = "from hardware import CardRead, open_devices"
    script = f"import sys; {use}; print([name for name in {heavy} if name in sys.modules])"
    root = Path(hardware.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


def test_every_room_has_a_driver_and_a_simulator():
    assert set(ROOMS.values()) == set(DEFAULT_DRIVERS) == set(SIMULATORS)


def test_devices_not_configured_are_none_and_the_others_close_together():
    devices = open_devices({room: DeviceSettings("serial:/nowhere/ttyS9") for room in SERIAL_ROOMS})
    assert set(devices.present()) == set(SERIAL_ROOMS)
    assert devices.camera is None
    assert devices.id_card_reader.status().state is DeviceState.NO_DEVICE
    devices.close()


def test_simulated_addresses_become_real_ones_and_the_devices_work():
    wanted = {room: DeviceSettings("simulated:", options={"byte_log": False}) for room in SERIAL_ROOMS}
    settings, simulators = open_simulators(wanted | {"code_scanner": DeviceSettings("serial:/nowhere")})
    try:
        assert settings["code_scanner"].address == "serial:/nowhere"
        assert settings["id_card_reader"].options == {"byte_log": False}
        assert simulators.camera is None
        devices = open_devices({room: settings[room] for room in SERIAL_ROOMS})
        simulators.id_card_reader.put_card(SimulatedCard.from_file(DATA / "resident.json"))
        assert isinstance(devices.id_card_reader.read(1), CardRead)
        simulators.evaluation_keypad.press_when_asked(5)
        assert devices.evaluation_keypad.ask(10) == Evaluated(5)
        devices.close()
    finally:
        simulators.close()


def test_the_simulated_receipt_paper_is_as_wide_as_the_configured_one():
    wanted = {"receipt_printer": DeviceSettings("simulated:", options={"width_mm": 58})}
    settings, simulators = open_simulators(wanted)
    try:
        devices = open_devices(settings)
        devices.receipt_printer.print((TextLine("一"), QrLine("取号")))
        devices.close()
        picture = Image.open(io.BytesIO(simulators.receipt_printer.receipts[0]))
        assert DOTS_BY_WIDTH_MM[58] <= picture.width < DOTS_BY_WIDTH_MM[80]
    finally:
        simulators.close()


def test_a_width_no_receipt_printer_has_is_an_invalid_option_for_the_simulator_too():
    with pytest.raises(OptionInvalid):
        open_simulators({"receipt_printer": DeviceSettings("simulated:", options={"width_mm": 76})})


def test_a_simulated_address_that_nobody_started_says_so():
    with pytest.raises(AddressInvalid) as caught:
        open_device("id_card_reader", DeviceSettings("simulated:"))
    assert caught.value.device == "id_card_reader"


@pytest.mark.parametrize(
    ("kind", "settings", "error"),
    [
        ("elevator", DeviceSettings("serial:/dev/ttyS0"), DriverUnknown),
        ("id_card_reader", DeviceSettings("serial:/dev/ttyS0", driver="nobody"), DriverUnknown),
        ("id_card_reader", DeviceSettings("smoke:signals"), AddressInvalid),
        ("id_card_reader", DeviceSettings("serial:/dev/ttyS0", options={"answer_timeout_s": "soon"}), OptionInvalid),
    ],
)
def test_a_wrong_setting_names_the_device_and_what_to_do(kind, settings, error):
    with pytest.raises(error) as caught:
        open_device(kind, settings)
    assert caught.value.what_to_do


def test_a_third_party_adds_a_driver_by_an_entry_point(monkeypatch):
    point = EntryPoint("id_card_reader.vendor", "hardware.evaluation_keypad.driver:open_driver", "bianmin.drivers")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: EntryPoints([point]))
    device = open_device("id_card_reader", DeviceSettings("serial:/dev/ttyS0", driver="vendor"))
    assert type(device).__name__ == "BianminKeypad"
    with pytest.raises(DriverUnknown, match="other") as caught:
        open_device("id_card_reader", DeviceSettings("serial:/dev/ttyS0", driver="other"))
    assert "sdt、vendor" in caught.value.what_to_do
