"""Addresses of devices: a URL in, a frozen value out. No port is touched here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from hardware.errors import AddressInvalid

BAUD_RATES = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600)
RAW_PRINTER_PORT = 9100
IPP_PORT = 631
HTTP_PORT = 80
NUT_PORT = 3493
_UPS_NAME = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """`serial:/dev/ttyUSB0?baud=115200`, `serial:COM3`, `pty:/dev/pts/3`. `baud` None: the driver's own rate."""

    path: str
    baud: int | None = None
    scheme: str = "serial"


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """`tcp://host:9100`"""

    host: str
    port: int = RAW_PRINTER_PORT


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """`usb:04b8:0202`, `usb:04b8:0202?serial=X123` where two of a kind are plugged in."""

    vendor: int
    product: int
    serial: str = ""


@dataclass(frozen=True, slots=True)
class IppAddress:
    """`ipp://host:631/ipp/print`, `ipps://…` over TLS."""

    host: str
    port: int = IPP_PORT
    path: str = "/ipp/print"
    secure: bool = False


@dataclass(frozen=True, slots=True)
class V4l2Address:
    """A node (`v4l2:/dev/video0`, `v4l2:0`), a link that stays (`v4l2:by-id/usb-…-video-index0`, `v4l2:by-path/…`),
    or what the camera says of itself: `v4l2:name=HD Webcam`, `v4l2:usb=046d:0825?serial=A1`. One of the three is set.
    """

    device: str = ""
    name: str = ""
    usb: UsbAddress | None = None


@dataclass(frozen=True, slots=True)
class VideoAddress:
    """`video:/path/file.mp4`, looped."""

    path: str


@dataclass(frozen=True, slots=True)
class ImagesAddress:
    """`images:/path/dir`"""

    path: str


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """`http://127.0.0.1:8600/`, a device's own program on this machine. `path` ends without a slash."""

    host: str
    port: int = HTTP_PORT
    path: str = ""


@dataclass(frozen=True, slots=True)
class AlsaAddress:
    """`alsa:default`, `alsa:plughw:CARD=PCH,DEV=0`: a sound device by the name ALSA knows it by.

    `alsa:hall?config=/etc/bianmin/asound.conf` by the name it has in that file, read in place of ALSA's own.
    """

    device: str
    config: str = ""


@dataclass(frozen=True, slots=True)
class NutAddress:
    """`nut://127.0.0.1:3493/ups`: a UPS by the name its upsd knows it by (RFC 9271)."""

    host: str
    ups: str
    port: int = NUT_PORT


@dataclass(frozen=True, slots=True)
class SimulatedAddress:
    """`simulated:`; the door replaces it by the address of a running simulator."""


Address = (
    SerialAddress
    | TcpAddress
    | UsbAddress
    | IppAddress
    | V4l2Address
    | VideoAddress
    | ImagesAddress
    | HttpAddress
    | AlsaAddress
    | NutAddress
    | SimulatedAddress
)


def parse_address(url: str) -> Address:
    """The address a URL means. Raises AddressInvalid, which says what was expected."""
    scheme, colon, rest = url.strip().partition(":")
    parse = _PARSERS.get(scheme.lower()) if colon else None
    if parse is None:
        known = " ".join(f"{name}:" for name in _PARSERS)
        raise _invalid(url, f"地址须以下列之一开头：{known}")
    return parse(url.strip(), rest)


def _invalid(url: str, what_to_do: str) -> AddressInvalid:
    return AddressInvalid(f"设备地址无法识别：{url!r}", address=url, what_to_do=what_to_do)


def _serial(url: str, rest: str) -> SerialAddress:
    path, _, query = rest.partition("?")
    if not path:
        raise _invalid(url, "请写明串口，例如 serial:/dev/ttyUSB0?baud=115200 或 serial:COM3")
    scheme = url.partition(":")[0].lower()
    keys = _query(url, query, allowed=("baud",))
    if "baud" not in keys:
        return SerialAddress(path, None, scheme)
    if not keys["baud"].isdecimal() or int(keys["baud"]) not in BAUD_RATES:
        raise _invalid(url, f"波特率须为 {'、'.join(str(rate) for rate in BAUD_RATES)} 之一")
    return SerialAddress(path, int(keys["baud"]), scheme)


def _tcp(url: str, rest: str) -> TcpAddress:
    host, port, _ = _host(url, rest, "tcp://192.168.1.20:9100")
    return TcpAddress(host, port or RAW_PRINTER_PORT)


def _ipp(url: str, rest: str) -> IppAddress:
    host, port, path = _host(url, rest, "ipp://192.168.1.20:631/ipp/print")
    return IppAddress(host, port or IPP_PORT, path or "/ipp/print", url.lower().startswith("ipps:"))


def _nut(url: str, rest: str) -> NutAddress:
    example = "nut://127.0.0.1:3493/ups"
    host, port, path = _host(url, rest, example)
    ups = path.removeprefix("/")
    if not _UPS_NAME.fullmatch(ups):
        raise _invalid(url, f"请写明 UPS 在 ups.conf 里的名字，例如 {example}")
    return NutAddress(host, ups, port or NUT_PORT)


def _usb(url: str, rest: str) -> UsbAddress:
    ids, _, query = rest.partition("?")
    keys = _query(url, query, allowed=("serial",))
    vendor, _, product = ids.partition(":")
    try:
        numbers = (int(vendor, 16), int(product, 16))
    except ValueError:
        numbers = (-1, -1)
    if any(not 0 <= number <= 0xFFFF for number in numbers):
        raise _invalid(url, "请写厂商号和产品号（十六进制），例如 usb:04b8:0202")
    return UsbAddress(*numbers, serial=keys.get("serial", ""))


def _v4l2(url: str, rest: str) -> V4l2Address:
    key, _, value = rest.partition("=")
    match key:
        case "name":
            return V4l2Address(name=_path(url, value.strip(), "v4l2:name=HD Webcam"))
        case "usb":
            return V4l2Address(usb=_usb(url, value))
        case _:
            device = _path(url, rest, "v4l2:/dev/video0")
            stays = device.startswith(("by-id/", "by-path/"))
            return V4l2Address(f"/dev/v4l/{device}" if stays else device)


def _video(url: str, rest: str) -> VideoAddress:
    return VideoAddress(_path(url, rest, "video:/srv/sample.mp4"))


def _images(url: str, rest: str) -> ImagesAddress:
    return ImagesAddress(_path(url, rest, "images:/srv/pictures"))


def _http(url: str, rest: str) -> HttpAddress:
    host, port, path = _host(url, rest, "http://127.0.0.1:8600/")
    return HttpAddress(host, port or HTTP_PORT, path.rstrip("/"))


def _alsa(url: str, rest: str) -> AlsaAddress:
    device, _, query = rest.partition("?")
    keys = _query(url, query, allowed=("config",))
    return AlsaAddress(_path(url, device, "alsa:default"), keys.get("config", ""))


def _simulated(url: str, rest: str) -> SimulatedAddress:
    if rest:
        raise _invalid(url, "simulated: 后面不带内容")
    return SimulatedAddress()


def _path(url: str, rest: str, example: str) -> str:
    if not rest:
        raise _invalid(url, f"请写明路径，例如 {example}")
    return rest


def _host(url: str, rest: str, example: str) -> tuple[str, int | None, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not rest.startswith("//") or not host or port == 0:
        raise _invalid(url, f"请写主机和端口，例如 {example}")
    return host, port, parts.path


def _query(url: str, query: str, allowed: tuple[str, ...]) -> dict[str, str]:
    keys = parse_qs(query, keep_blank_values=True)
    for key in keys:
        if key not in allowed:
            raise _invalid(url, f"参数 {key} 不认识，可用：{'、'.join(allowed)}")
    return {key: values[-1] for key, values in keys.items()}


_PARSERS: dict[str, Callable[[str, str], Address]] = {
    "serial": _serial,
    "pty": _serial,
    "tcp": _tcp,
    "usb": _usb,
    "ipp": _ipp,
    "ipps": _ipp,
    "v4l2": _v4l2,
    "video": _video,
    "images": _images,
    "http": _http,
    "alsa": _alsa,
    "nut": _nut,
    "simulated": _simulated,
}
