"""The USB link over pyusb, whose bus is played by a backend of its own."""

import threading
import time
from collections.abc import Iterator

import pytest
import usb.core

from hardware.errors import Cancelled, LinkLost, LinkNotThere, LinkSilent
from hardware.transport.addresses import UsbAddress
from hardware.transport.usb_link import UsbLink
from tests.unit.hardware.transport.usb_bus import (
    BULK,
    HID,
    INTERRUPT,
    PACKET_BYTES,
    STORAGE,
    VENDOR,
    Interface,
    UsbBus,
    UsbDevice,
)

ELSEWHERE = ((0x84, BULK), (0x05, BULK))
ADDRESS = UsbAddress(0x04B8, 0x0202)
SERIAL_A, SERIAL_B = UsbAddress(0x04B8, 0x0202, "A1"), UsbAddress(0x04B8, 0x0202, "B2")


def soon() -> float:
    """A busy machine is not a silent device."""
    return time.monotonic() + 20.0


@pytest.fixture
def device() -> UsbDevice:
    return UsbDevice()


@pytest.fixture
def bus(device: UsbDevice) -> UsbBus:
    return UsbBus(device)


@pytest.fixture
def link(bus: UsbBus) -> Iterator[UsbLink]:
    link = UsbLink(ADDRESS, bus)
    yield link
    link.close()


def test_bytes_go_out_and_come_back(link: UsbLink, device: UsbDevice) -> None:
    device.receive = device.send
    everything = bytes(range(256)) * 40
    link.write(everything)
    heard = b""
    while len(heard) < len(everything):
        heard += link.read(1000, soon())
    assert heard == everything


def test_never_more_is_handed_over_than_was_asked_for(link: UsbLink, device: UsbDevice) -> None:
    """A transfer brings whole packets; what is left of one waits for the next call."""
    device.send(b"0123456789")
    assert link.read(4, soon()) == b"0123"
    assert link.read(4, soon()) == b"4567"
    assert link.read(64, soon()) == b"89"


def test_a_read_shorter_than_a_packet_does_not_overflow(link: UsbLink, device: UsbDevice) -> None:
    device.send(bytes(PACKET_BYTES))
    assert link.read(1, soon()) == b"\0"


def test_a_device_that_takes_few_bytes_at_a_time_gets_them_all(link: UsbLink, device: UsbDevice) -> None:
    got = bytearray()
    device.takes_bytes, device.receive = 7, got.extend
    link.write(b"x" * 100)
    assert bytes(got) == b"x" * 100
    assert len(device.writes) == 15


def test_silence_until_the_deadline_is_an_error_of_its_own(link: UsbLink) -> None:
    with pytest.raises(LinkSilent) as caught:
        link.read(10, time.monotonic() + 0.02)
    assert caught.value.what_to_do


def test_a_deadline_in_the_past_takes_what_is_there(link: UsbLink, device: UsbDevice) -> None:
    device.send(b"here")
    assert link.read(10, time.monotonic() - 1) == b"here"


def test_a_device_that_takes_nothing_is_silent_not_lost(link: UsbLink, device: UsbDevice) -> None:
    device.takes_bytes = 0
    with pytest.raises(LinkSilent):
        link.write(b"x", time.monotonic() + 0.02)


def test_a_waiting_read_can_be_cancelled(link: UsbLink) -> None:
    cancel = threading.Event()
    threading.Timer(0.05, cancel.set).start()
    with pytest.raises(Cancelled):
        link.read(10, time.monotonic() + 60, cancel)


def test_unplugging_wakes_a_waiting_read(link: UsbLink, device: UsbDevice) -> None:
    threading.Timer(0.05, device.unplug).start()
    with pytest.raises(LinkLost):
        link.read(10, time.monotonic() + 60)


def test_an_unplugged_device_is_lost_at_the_next_write_look_and_flush(link: UsbLink, device: UsbDevice) -> None:
    device.unplug()
    for act in (lambda: link.write(b"x"), link.check, link.flush_input):
        with pytest.raises(LinkLost):
            act()


def test_a_device_replugged_in_between_is_seen_to_be_another(link: UsbLink, device: UsbDevice, bus: UsbBus) -> None:
    link.check()
    device.unplug()
    device.plug()
    with pytest.raises(LinkLost):
        link.check()
    again = UsbLink(ADDRESS, bus)
    again.write(b"x")
    again.close()


def test_what_came_before_is_forgotten_also_the_rest_of_a_packet(link: UsbLink, device: UsbDevice) -> None:
    device.send(b"old and older")
    assert link.read(3, soon()) == b"old"
    device.send(b"x" * 10000)
    link.flush_input()
    device.send(b"new")
    assert link.read(10, soon()) == b"new"


def test_a_babbling_device_does_not_hold_up_the_flush(link: UsbLink, device: UsbDevice, bus: UsbBus) -> None:
    def babble(*_: object) -> int:
        return 64

    bus.bulk_read = babble  # type: ignore[method-assign]
    link.flush_input()


def test_a_stall_is_cleared_and_the_transfer_done_again(link: UsbLink, device: UsbDevice) -> None:
    got = bytearray()
    device.receive = got.extend
    device.stalls = [0x02, 0x81]
    link.write(b"abc")
    device.send(b"xyz")
    assert link.read(3, soon()) == b"xyz"
    assert bytes(got) == b"abc"
    assert device.cleared == [0x02, 0x81]


def test_a_stall_that_stays_is_a_lost_link(link: UsbLink, device: UsbDevice) -> None:
    device.stalls, device.stalls_for_good = [0x02, 0x81], True
    with pytest.raises(LinkLost):
        link.write(b"abc")
    with pytest.raises(LinkLost):
        link.read(1, soon())


def test_nothing_plugged_in_is_not_there() -> None:
    with pytest.raises(LinkNotThere) as caught:
        UsbLink(ADDRESS, UsbBus(UsbDevice(product=0x0203)))
    assert caught.value.what_to_do


def test_on_this_machines_own_bus_a_device_of_no_maker_is_not_there() -> None:
    with pytest.raises(LinkNotThere):
        UsbLink(UsbAddress(0xFFFF, 0xFFFE))


def test_without_any_backend_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_at_all(**_: object) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", none_at_all)
    with pytest.raises(LinkNotThere):
        UsbLink(ADDRESS)


def test_two_equal_devices_are_told_apart_by_their_serial_number() -> None:
    first, second = UsbDevice(serial="A1"), UsbDevice(serial="B2")
    bus = UsbBus(first, second)
    for address, wanted, other in ((SERIAL_A, first, second), (SERIAL_B, second, first)):
        link = UsbLink(address, bus)
        link.write(b"x")
        link.close()
        assert (wanted.writes, other.writes) == ([1], [])
        wanted.writes.clear()


def test_two_equal_devices_without_a_serial_number_in_the_address_are_not_chosen_between() -> None:
    with pytest.raises(LinkNotThere) as caught:
        UsbLink(ADDRESS, UsbBus(UsbDevice(serial="A1"), UsbDevice(serial="B2")))
    assert "serial=" in caught.value.what_to_do


def test_an_equal_device_that_may_not_be_opened_does_not_hide_ours() -> None:
    bus = UsbBus(UsbDevice(serial="A1", may_open=False), UsbDevice(serial="B2"))
    UsbLink(SERIAL_B, bus).close()
    with pytest.raises(LinkNotThere):
        UsbLink(SERIAL_A, bus)


def test_the_systems_driver_gives_way_and_gets_the_printer_back() -> None:
    device = UsbDevice(kernel_driver=True)
    bus = UsbBus(device)
    link = UsbLink(ADDRESS, bus)
    link.write(b"x")
    assert not device.kernel_driver
    link.close()
    assert device.kernel_driver
    assert bus.open_handles == []


def test_a_system_without_drivers_to_detach_is_no_trouble() -> None:
    UsbLink(ADDRESS, UsbBus(UsbDevice(no_kernel_drivers=True))).close()


def test_a_printer_claimed_by_another_program_is_not_there_until_it_lets_go(link: UsbLink, bus: UsbBus) -> None:
    with pytest.raises(LinkNotThere):
        UsbLink(ADDRESS, bus)
    assert len(bus.open_handles) == 1
    link.close()
    UsbLink(ADDRESS, bus).close()


def test_a_device_that_may_not_be_opened_says_what_to_do() -> None:
    with pytest.raises(LinkNotThere) as caught:
        UsbLink(ADDRESS, UsbBus(UsbDevice(may_open=False)))
    assert "udev" in caught.value.what_to_do


def test_a_device_that_was_never_configured_is_configured() -> None:
    device = UsbDevice(configured=False)
    UsbLink(ADDRESS, UsbBus(device)).close()
    assert device.configured


@pytest.mark.parametrize(
    ("interfaces", "wanted"),
    [
        pytest.param(
            (Interface(0, kind=VENDOR, endpoints=ELSEWHERE), Interface(1)), 1, id="the printer after a vendor's own"
        ),
        pytest.param(
            (Interface(0, kind=STORAGE, endpoints=ELSEWHERE), Interface(1)), 1, id="the printer after its driver disk"
        ),
        pytest.param(
            (Interface(0), Interface(1, kind=VENDOR, endpoints=ELSEWHERE)), 0, id="the printer before a vendor's own"
        ),
        pytest.param((Interface(0, kind=HID, endpoints=((0x83, INTERRUPT),)), Interface(1)), 1, id="after a keyboard"),
        pytest.param((Interface(0, kind=VENDOR),), 0, id="a vendor's own, where there is no other"),
    ],
)
def test_of_several_interfaces_the_printers_is_claimed(interfaces: tuple[Interface, ...], wanted: int) -> None:
    device = UsbDevice(interfaces=interfaces)
    link = UsbLink(ADDRESS, UsbBus(device))
    link.write(b"x")
    assert list(device.claimed_by) == [wanted]
    link.close()
    assert device.claimed_by == {}


@pytest.mark.parametrize(
    "interfaces",
    [
        pytest.param((Interface(0, kind=STORAGE),), id="a driver disk"),
        pytest.param((Interface(0, endpoints=((0x02, BULK),)),), id="a printer that cannot answer"),
        pytest.param((Interface(0, kind=HID, endpoints=((0x83, INTERRUPT),)),), id="a keyboard"),
        pytest.param((Interface(0, protocol=3),), id="packets we do not speak"),
    ],
)
def test_a_device_without_a_usable_interface_is_not_there_and_is_let_go(interfaces: tuple[Interface, ...]) -> None:
    bus = UsbBus(UsbDevice(interfaces=interfaces))
    with pytest.raises(LinkNotThere):
        UsbLink(ADDRESS, bus)
    assert bus.open_handles == []


def test_the_bidirectional_alternate_setting_is_chosen_and_set() -> None:
    device = UsbDevice(
        interfaces=(
            Interface(0, 0, protocol=1, endpoints=((0x01, BULK),)),
            Interface(0, 1, protocol=2, endpoints=((0x82, BULK), (0x02, BULK))),
            Interface(0, 2, protocol=3, endpoints=((0x83, BULK), (0x03, BULK))),
        )
    )
    link = UsbLink(ADDRESS, UsbBus(device))
    device.receive = device.send
    link.write(b"abc")
    assert link.read(3, soon()) == b"abc"
    assert device.alternates == {0: 1}
    link.close()


def test_closing_twice_is_closing_once(link: UsbLink, bus: UsbBus) -> None:
    link.close()
    link.close()
    assert bus.open_handles == []


def test_a_device_that_went_away_can_still_be_closed(link: UsbLink, device: UsbDevice, bus: UsbBus) -> None:
    device.unplug()
    link.close()
    assert bus.open_handles == []
