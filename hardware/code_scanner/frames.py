"""What a scanner sends: the code's bytes, ended by CR, LF or both; optionally an AIM identifier before them.

ISO/IEC 15424: `]` + letter of the symbology + modifier. Scanners send it only when they were set up to.
"""

from __future__ import annotations

from hardware.code_scanner.interface import CodeScanned

LINE_ENDS = b"\r\n"
LONGEST_CODE_BYTES = 7089
"""Digits in the largest QR code; a line that grows beyond is noise."""
UNKNOWN = "Unknown"

_SYMBOLOGIES = {
    "A": "Code39",
    "C": "Code128",
    "E": "EAN13",
    "F": "Codabar",
    "G": "Code93",
    "I": "ITF",
    "L": "PDF417",
    "Q": "QRCode",
    "d": "DataMatrix",
    "h": "HanXin",
    "z": "Aztec",
}


def take_line(received: bytearray) -> bytes | None:
    """The first whole line, taken out of what came; None while there is none. Empty lines are passed over."""
    while True:
        ends = [at for at in (received.find(end) for end in LINE_ENDS) if at >= 0]
        if not ends:
            del received[: max(0, len(received) - LONGEST_CODE_BYTES)]
            return None
        line = bytes(received[: min(ends)])
        del received[: min(ends) + 1]
        if line.strip():
            return line


def code_of(line: bytes) -> CodeScanned:
    """The AIM identifier, where there is one, names the symbology and is taken off."""
    if len(line) > 3 and line[:1] == b"]" and chr(line[1]) in _SYMBOLOGIES and line[2:3].isalnum():
        return CodeScanned(text_of(line[3:]), _SYMBOLOGIES[chr(line[1])])
    return CodeScanned(text_of(line), UNKNOWN)


def text_of(content: bytes) -> str:
    """UTF-8 where it is that, else GB18030, which Chinese codes use without saying so."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
