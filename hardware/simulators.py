"""Real or simulated is decided here and nowhere else: each `simulated:` address becomes that of a running simulator."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from hardware.device_settings import DeviceSettings
from hardware.errors import DriverUnknown, OptionInvalid
from hardware.registry import DEFAULT_DRIVERS, ROOMS
from hardware.transport.addresses import SimulatedAddress, parse_address

if TYPE_CHECKING:
    from hardware.camera.simulator import CameraSimulator
    from hardware.certificate_printer.simulator import CertificatePrinterSimulator
    from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
    from hardware.id_card_reader.simulator import IdCardReaderSimulator
    from hardware.io_board.simulator import IoBoardSimulator
    from hardware.io_board.wiring import Wiring
    from hardware.power.simulator import PowerSimulator
    from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
    from hardware.speaker.simulator import SpeakerSimulator

SIMULATORS: Mapping[str, str] = {
    "id_card_reader": "IdCardReaderSimulator",
    "evaluation_keypad": "EvaluationKeypadSimulator",
    "receipt_printer": "ReceiptPrinterSimulator",
    "certificate_printer": "CertificatePrinterSimulator",
    "camera": "CameraSimulator",
    "code_scanner": "CodeScannerSimulator",
    "speaker": "SpeakerSimulator",
    "power": "PowerSimulator",
    "io_board": "IoBoardSimulator",
}


OTHER_SIMULATORS: Mapping[tuple[str, str], str] = {
    ("id_card_reader", "framed"): "hardware.id_card_reader.framed.simulator:FramedReaderSimulator",
    ("evaluation_keypad", "screen"): "hardware.evaluation_keypad.screen_simulator:ScreenPadSimulator",
}
"""Far sides of a room's further drivers."""


@dataclass(frozen=True, slots=True)
class Simulators:
    """The far sides of the devices, for the developer panel, the demo and the tests; None where a device is real."""

    id_card_reader: IdCardReaderSimulator | None = None
    evaluation_keypad: EvaluationKeypadSimulator | None = None
    receipt_printer: ReceiptPrinterSimulator | None = None
    certificate_printer: CertificatePrinterSimulator | None = None
    camera: CameraSimulator | None = None
    document_camera: CameraSimulator | None = None
    code_scanner: Any = None
    speaker: SpeakerSimulator | None = None
    power: PowerSimulator | None = None
    io_board: IoBoardSimulator | None = None

    def close(self) -> None:
        """Close all, also when closing one fails."""
        with ExitStack() as stack:
            for field in fields(self):
                simulator = getattr(self, field.name)
                if simulator is not None:
                    stack.callback(simulator.close)


def open_simulators(settings: Mapping[str, DeviceSettings]) -> tuple[dict[str, DeviceSettings], Simulators]:
    """The settings with real addresses in place of `simulated:`, and the started simulators behind them.

    Raises AddressInvalid, OptionInvalid, and DriverUnknown for a kind of device that does not exist.
    """
    with ExitStack() as stack:
        reachable: dict[str, DeviceSettings] = {}
        started: dict[str, Any] = {}
        for kind, one in settings.items():
            reachable[kind] = one
            if isinstance(parse_address(one.address), SimulatedAddress):
                simulator = started[kind] = make_simulator(kind, one.options, one.driver)
                simulator.start()
                stack.callback(simulator.close)
                reachable[kind] = replace(one, address=cast(str, simulator.address))
        simulators = Simulators(**started)
        stack.pop_all()  # all run: closing them is now the caller's
    return reachable, simulators


def make_simulator(kind: str, options: Mapping[str, Any] | None = None, driver: str = "") -> Any:
    """The simulator of a kind of device, not yet started; the one that speaks as `driver` expects, where we have it.

    Raises DriverUnknown, OptionInvalid.
    """
    room = ROOMS.get(kind)
    if room is None:
        raise DriverUnknown(f"没有 {kind} 这种设备", device=kind, what_to_do=f"可用：{'、'.join(ROOMS)}")
    if driver and driver != DEFAULT_DRIVERS[room]:
        return _of_another_driver(kind, room, driver)
    simulator = getattr(import_module(f"hardware.{room}.simulator"), SIMULATORS[room])
    if room == "receipt_printer":
        from hardware.receipt_printer.options import has_presenter, paper_width_mm

        return simulator(width_mm=paper_width_mm(options or {}), presenter=has_presenter(options or {}))
    if room == "io_board":
        return simulator(_wiring(options or {}))
    return simulator()


def _of_another_driver(kind: str, room: str, driver: str) -> Any:
    home = OTHER_SIMULATORS.get((room, driver))
    if home is None:
        raise DriverUnknown(
            f"{kind} 的驱动 {driver} 没有模拟设备", device=kind, what_to_do="换成真设备的地址，或去掉 driver"
        )
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)()


def _wiring(options: Mapping[str, Any]) -> Wiring:
    """The simulated board is wired as the configured one."""
    from hardware.io_board.wiring import wiring_of

    try:
        return wiring_of(options)
    except ValueError as cause:
        raise OptionInvalid(
            f"io_board 的设置无效：{cause}", device="io_board", what_to_do="检查 station.toml 中此设备的各项"
        ) from cause
