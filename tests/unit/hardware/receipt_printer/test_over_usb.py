"""The receipt printer on the USB bus: the driver, the link and pyusb together, the cable pulled at every byte."""

from hardware.errors import HardwareError, LinkNotThere
from hardware.receipt_printer.driver import EscPosPrinter, printer_on
from hardware.receipt_printer.interface import NotPrinted, Printed, PrintOutcome, RuleLine, TextLine
from hardware.receipt_printer.options import DEVICE, Options, Timing
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState
from tests.unit.hardware.receipt_printer.hands import is_crossed_out
from tests.unit.hardware.transport.usb_bus import UsbBus, UsbDevice, UsbFarEnd, UsbLine

SHORT = (TextLine("办事凭条", "center", bold=True), RuleLine(), TextLine("编号 0042"))
NEXT = (TextLine("下一位"),)
OPTIONS = Options(timing=Timing(answer_limit_s=20.0))


def on_usb(*devices: UsbDevice) -> tuple[UsbBus, list[ReceiptPrinterSimulator]]:
    """A printer behind each device."""
    simulators = [ReceiptPrinterSimulator(link=lambda receive, each=each: UsbFarEnd(receive, each)) for each in devices]
    for simulator in simulators:
        simulator.start()
    return UsbBus(*devices), simulators


def told(printer: EscPosPrinter) -> PrintOutcome | HardwareError:
    try:
        return printer.print(SHORT)
    except LinkNotThere as error:
        return error


def test_pulled_at_any_byte_the_outcome_is_declared_and_the_next_receipt_is_whole() -> None:
    count, spent = 0, True
    while spent:
        count += 1
        device = UsbDevice()
        bus, (simulator,) = on_usb(device)
        simulator.unplug_after(count)
        printer = printer_on(UsbLine(bus), OPTIONS)
        outcome = told(printer)
        spent = not device.plugged
        if spent:
            assert isinstance(outcome, NotPrinted | Printed | LinkNotThere), count
            assert printer.status().state in (DeviceState.NO_DEVICE, DeviceState.OFFLINE), count
        simulator.plug()
        assert printer.status().state is DeviceState.ONLINE, count
        assert printer.print(NEXT) == Printed(), count
        *earlier, last = simulator.slips
        assert last.text == "下一位", count
        whole = [slip for slip in earlier if not is_crossed_out(slip)]
        assert len(whole) <= 1, count
        assert not (isinstance(outcome, NotPrinted) and not outcome.begun and whole), count
        assert not (isinstance(outcome, Printed) and len(whole) != 1), count
        printer.close()
        assert bus.open_handles == []
    assert count > 100


def test_each_of_two_equal_printers_prints_what_was_sent_to_its_serial_number() -> None:
    bus, simulators = on_usb(UsbDevice(serial="A1"), UsbDevice(serial="B2"))
    for serial in ("A1", "B2"):
        printer = printer_on(UsbLine(bus, f"usb:04b8:0202?serial={serial}", DEVICE), OPTIONS)
        assert printer.print((TextLine(serial),)) == Printed()
        printer.close()
    assert [slip.text for each in simulators for slip in each.slips] == ["A1", "B2"]


def test_a_printer_moved_to_another_socket_is_found_again() -> None:
    device = UsbDevice()
    bus, (simulator,) = on_usb(device)
    printer = printer_on(UsbLine(bus), OPTIONS)
    assert printer.print(NEXT) == Printed()
    simulator.unplug()
    bus.devices.insert(0, UsbDevice(product=0x9999))
    simulator.plug()
    assert printer.print(NEXT) == Printed()
    assert len(simulator.slips) == 2
    printer.close()


def test_the_systems_own_printer_driver_does_not_keep_us_out() -> None:
    device = UsbDevice(kernel_driver=True)
    bus, (simulator,) = on_usb(device)
    printer = printer_on(UsbLine(bus), OPTIONS)
    assert printer.print(NEXT) == Printed()
    printer.close()
    assert device.kernel_driver
    assert len(simulator.slips) == 1


def test_a_stall_in_the_middle_of_a_receipt_loses_no_byte() -> None:
    device = UsbDevice(takes_bytes=16)
    bus, (simulator,) = on_usb(device)
    printer = printer_on(UsbLine(bus), OPTIONS)
    device.stalls = [0x02, 0x81]
    assert printer.print(SHORT) == Printed()
    assert simulator.slips[0].text == "办事凭条\n" + "-" * 48 + "\n编号 0042"
    printer.close()


def test_a_printer_that_may_not_be_opened_is_no_device_with_something_to_do() -> None:
    bus, _ = on_usb(UsbDevice(may_open=False))
    printer = printer_on(UsbLine(bus), OPTIONS)
    status = printer.status()
    assert (status.state, status.detail) == (DeviceState.NO_DEVICE, "not_there")
    assert status.action is not None
