"""How a line scanner was set up, as station.toml says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hardware.code_scanner.frames import ENCODINGS
from hardware.errors import OptionInvalid

DEVICE = "code_scanner"
ENDS = ("line", "gap")
GAP_S = 0.2
LONGEST_MARK_BYTES = 32


@dataclass(frozen=True, slots=True)
class ScannerOptions:
    """`ends_by_gap`: no line end is sent, a pause of `gap_s` ends a code."""

    encoding: str = "auto"
    prefix: bytes = b""
    suffix: bytes = b""
    ends_by_gap: bool = False
    gap_s: float = GAP_S
    byte_log: bool = False


def parse_options(options: Mapping[str, Any], address: str) -> ScannerOptions:
    """Raises OptionInvalid."""
    encoding, end, gap_s = options.get("encoding", "auto"), options.get("end", "line"), options.get("gap_s", GAP_S)
    if encoding not in ENCODINGS:
        raise _invalid(address, "encoding", f"写 {'、'.join(ENCODINGS)} 之一")
    if end not in ENDS:
        raise _invalid(address, "end", "发回车换行的写 line，什么结尾都不发的写 gap")
    if isinstance(gap_s, bool) or not isinstance(gap_s, int | float) or not 0.02 <= gap_s <= 5:
        raise _invalid(address, "gap_s", "写 0.02 到 5 的秒数")
    prefix, suffix = _mark(options, "prefix", address), _mark(options, "suffix", address)
    return ScannerOptions(encoding, prefix, suffix, end == "gap", float(gap_s), bool(options.get("byte_log", False)))


def _mark(options: Mapping[str, Any], key: str, address: str) -> bytes:
    value = options.get(key, "")
    if not isinstance(value, str) or len(value.encode()) > LONGEST_MARK_BYTES:
        raise _invalid(address, key, '写扫码器加在码上的字符，例如 "\\u0002"')
    return value.encode()


def _invalid(address: str, key: str, what_to_do: str) -> OptionInvalid:
    return OptionInvalid(f"扫码器的 {key} 无效", device=DEVICE, address=address, what_to_do=what_to_do)
