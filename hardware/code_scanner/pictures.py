"""Bar and QR codes in a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import zxingcpp

from hardware.code_scanner.frames import text_of
from hardware.code_scanner.interface import CodeScanned, NoCode, ScanOutcome
from hardware.errors import LinkNotThere

_ECI_MARK = b"\\"
_KANJI_LEADS = frozenset(range(0x81, 0xA0)) | frozenset(range(0xE0, 0xEC))
_KANJI_ONLY_LEADS = frozenset(range(0x81, 0xA0))


def decode_picture(picture: Path | str | np.ndarray[Any, Any]) -> ScanOutcome:
    """The largest code in a picture file or an array (grey or BGR). Raises LinkNotThere when the file is no picture."""
    view, codes = _valid(picture)
    return _scanned(codes[0], view) if codes else NoCode()


def decode_all(picture: Path | str | np.ndarray[Any, Any]) -> list[CodeScanned]:
    """Every code in it, the largest first. Raises LinkNotThere when the file is no picture."""
    view, codes = _valid(picture)
    return [_scanned(code, view) for code in codes]


def _valid(picture: Path | str | np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], list[zxingcpp.Barcode]]:
    view = picture if isinstance(picture, np.ndarray) else _read(Path(picture))
    codes = [code for code in zxingcpp.read_barcodes(view, text_mode=zxingcpp.TextMode.Plain) if code.valid]
    return view, sorted(codes, key=_area, reverse=True)


def _scanned(code: zxingcpp.Barcode, view: np.ndarray[Any, Any]) -> CodeScanned:
    return CodeScanned(_text(code, view), str(code.format).replace(" ", ""))


def _read(file: Path) -> np.ndarray[Any, Any]:
    try:
        view = cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR)
    except (OSError, cv2.error):
        view = None
    if view is None:
        raise LinkNotThere(
            "图片打不开", device="code_scanner", address=f"images:{file}", what_to_do="换一张 PNG 或 JPEG 图片"
        )
    return view


def _area(code: zxingcpp.Barcode) -> int:
    corners = code.position
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    xs, ys = [point.x for point in points], [point.y for point in points]
    return (max(xs) - min(xs) + 1) * (max(ys) - min(ys) + 1)


def _text(code: zxingcpp.Barcode, view: np.ndarray[Any, Any]) -> str:
    """The decoder guesses Latin or Japanese where a code does not name its characters; here it is Chinese."""
    content = bytes(code.bytes)
    if content.isascii() or _names_its_characters(content, view) or _is_kanji_mode(content):
        return str(code.text)
    return text_of(content)


def _names_its_characters(content: bytes, view: np.ndarray[Any, Any]) -> bool:
    """True when the code carries an ECI designator: seen only in the hexadecimal form with ECIs."""
    for code in zxingcpp.read_barcodes(view, text_mode=zxingcpp.TextMode.HexECI):
        if bytes(code.bytes) == content:
            return bytes.fromhex(code.text)[3:4] == _ECI_MARK
    return False


def _is_kanji_mode(content: bytes) -> bool:
    """Characters packed in QR's kanji mode come out as Shift JIS pairs, which Chinese text practically never is."""
    leads = content[::2]
    return (
        not _decodes(content, "utf-8")
        and len(content) % 2 == 0
        and all(lead in _KANJI_LEADS for lead in leads)
        and any(lead in _KANJI_ONLY_LEADS for lead in leads)
        and _decodes(content, "shift_jis")
    )


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
