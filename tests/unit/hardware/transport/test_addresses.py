import pytest

from hardware.errors import AddressInvalid
from hardware.transport.addresses import (
    AlsaAddress,
    HttpAddress,
    ImagesAddress,
    IppAddress,
    NutAddress,
    SerialAddress,
    SimulatedAddress,
    TcpAddress,
    UsbAddress,
    V4l2Address,
    VideoAddress,
    parse_address,
)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("serial:/dev/ttyUSB0?baud=115200", SerialAddress("/dev/ttyUSB0", 115200)),
        ("serial:COM3", SerialAddress("COM3")),
        ("pty:/dev/pts/3", SerialAddress("/dev/pts/3", None, "pty")),
        ("tcp://printer:9100", TcpAddress("printer", 9100)),
        ("tcp://[::1]", TcpAddress("::1", 9100)),
        ("usb:04b8:0202", UsbAddress(0x04B8, 0x0202)),
        ("usb:04b8:0202?serial=X1", UsbAddress(0x04B8, 0x0202, "X1")),
        ("ipp://host:8631/ipp/print", IppAddress("host", 8631)),
        ("ipps://host", IppAddress("host", 631, "/ipp/print", True)),
        ("v4l2:/dev/video0", V4l2Address("/dev/video0")),
        ("v4l2:/dev/v4l/by-id/usb-A-video-index0", V4l2Address("/dev/v4l/by-id/usb-A-video-index0")),
        ("v4l2:by-id/usb-A=1-video-index0", V4l2Address("/dev/v4l/by-id/usb-A=1-video-index0")),
        (
            "v4l2:by-path/pci-0000:00:14.0-usb-0:3:1.0-video-index0",
            V4l2Address("/dev/v4l/by-path/pci-0000:00:14.0-usb-0:3:1.0-video-index0"),
        ),
        ("v4l2:name=HD Webcam", V4l2Address(name="HD Webcam")),
        ("v4l2:usb=046d:0825", V4l2Address(usb=UsbAddress(0x046D, 0x0825))),
        ("v4l2:usb=046d:0825?serial=A1", V4l2Address(usb=UsbAddress(0x046D, 0x0825, "A1"))),
        ("video:C:/films/a.mp4", VideoAddress("C:/films/a.mp4")),
        ("images:/srv/pictures", ImagesAddress("/srv/pictures")),
        ("http://127.0.0.1:8600/", HttpAddress("127.0.0.1", 8600)),
        ("http://127.0.0.1/pad/", HttpAddress("127.0.0.1", 80, "/pad")),
        ("alsa:default", AlsaAddress("default")),
        ("alsa:plughw:CARD=PCH,DEV=0", AlsaAddress("plughw:CARD=PCH,DEV=0")),
        ("nut://127.0.0.1/ups", NutAddress("127.0.0.1", "ups")),
        ("nut://[::1]:34930/hall-2", NutAddress("::1", "hall-2", 34930)),
        ("simulated:", SimulatedAddress()),
    ],
)
def test_an_address_of_the_contract_is_understood(url, address):
    assert parse_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/dev/ttyUSB0",
        "ftp://host",
        "serial:",
        "serial:/dev/ttyS0?baud=fast",
        "serial:/dev/ttyS0?baud=7",
        "serial:/dev/ttyS0?parity=even",
        "tcp:host:9100",
        "v4l2:",
        "v4l2:name=",
        "v4l2:usb=webcam",
        "v4l2:usb=046d:0825?name=A",
        "tcp://host:99999",
        "tcp://",
        "usb:04b8",
        "usb:04b8:xyz",
        "usb:-1:2",
        "video:",
        "http:8600",
        "http://",
        "http://127.0.0.1:0/",
        "alsa:",
        "alsa:?config=/etc/asound.conf",
        "alsa:default?rate=8000",
        "nut://127.0.0.1",
        "nut://127.0.0.1/two words",
        "nut:ups@localhost",
        "simulated:card",
    ],
)
def test_a_wrong_address_says_what_was_expected(url):
    with pytest.raises(AddressInvalid) as caught:
        parse_address(url)
    assert caught.value.what_to_do
    assert caught.value.address == url
