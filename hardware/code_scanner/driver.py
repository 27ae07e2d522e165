"""The `serial` driver: a line scanner on a byte link, or codes found in the pictures of a camera address.

A scanner that plays a keyboard (USB HID) is not supported: its codes would be typed into whatever has the focus, and
lose every character the keyboard layout does not have. Such scanners can be set to USB serial (CDC) by a code in
their manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hardware.code_scanner.interface import CodeScanner
from hardware.errors import AddressInvalid
from hardware.transport.addresses import (
    ImagesAddress,
    SerialAddress,
    TcpAddress,
    V4l2Address,
    VideoAddress,
    parse_address,
)


def open_driver(address: str, options: Mapping[str, Any]) -> CodeScanner:
    """Options: `encoding`, `prefix`, `suffix`, `end`, `gap_s`, `byte_log`; with a camera address the camera's own.

    Touches no port. Raises AddressInvalid, OptionInvalid.
    """
    match parse_address(address):
        case SerialAddress() | TcpAddress():
            from hardware.code_scanner.options import parse_options
            from hardware.code_scanner.serial_scanner import SerialCodeScanner

            return SerialCodeScanner(address, parse_options(options, address))
        case V4l2Address() | VideoAddress() | ImagesAddress():
            from hardware.camera.driver import open_driver as open_camera
            from hardware.code_scanner.camera_scanner import CameraCodeScanner

            return CameraCodeScanner(open_camera(address, options))
        case _:
            raise AddressInvalid(
                "扫码器不能用这种地址",
                device="code_scanner",
                address=address,
                what_to_do="串口扫码器写 serial:/dev/ttyACM0，用摄像头扫码写 v4l2:/dev/video0；键盘式的要改成串口式",
            )
