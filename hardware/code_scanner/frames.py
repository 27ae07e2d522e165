"""What a scanner sends for a code: optional prefix, optional AIM identifier, content, optional suffix, end.

ISO/IEC 15424: `]` + letter of the symbology + modifier. Scanners send it only when they were set up to.
"""

from __future__ import annotations

from hardware.code_scanner.interface import CodeScanned

LINE_ENDS = (b"\r", b"\n")
LONGEST_CODE_BYTES = 7089
"""Digits in the largest QR code; what grows beyond is noise."""
UNKNOWN = "Unknown"
ENCODINGS = ("auto", "utf-8", "gb18030")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

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


def unwrapped(code: bytes, prefix: bytes) -> bytes | None:
    """Without the prefix it was set up to send; None for what does not begin with it, or is nothing else."""
    return code[len(prefix) :] if code.startswith(prefix) and len(code) > len(prefix) else None


def code_of(content: bytes, encoding: str = "auto") -> CodeScanned:
    """The AIM identifier, where there is one, names the symbology and is taken off."""
    if len(content) > 3 and content[:1] == b"]" and chr(content[1]) in _SYMBOLOGIES and content[2:3].isalnum():
        return CodeScanned(text_of(content[3:], encoding), _SYMBOLOGIES[chr(content[1])])
    return CodeScanned(text_of(content, encoding), UNKNOWN)


def text_of(content: bytes, encoding: str = "auto") -> str:
    """`auto`: UTF-8 where it is that, else GB18030, which Chinese codes use without saying so.

    Short GB18030 text can look like UTF-8 by chance (模 alone): a scanner that only sends the one is better told so.
    What is neither keeps U+FFFD where it could not be read.
    """
    if encoding == "gb18030":
        return content.decode("gb18030", errors="replace")
    content = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        other = "utf-8" if encoding == "utf-8" else "gb18030"
        return content.decode(other, errors="replace")
