"""How a vendor's photo decoder is called, as a station sets it.

Vendors' functions differ, and none is published as a standard [U]. Two that are common:

    int unpack(char *src, char *dst, int bmpSave)             arguments "src dst 0", output "auto"
        1024 bytes of WLT in; 38862 bytes of BMP out, or 38556 of BGR (102 × 126 × 3, as `dewlt` gives them).
        bmpSave 1 would write a file, which the child process cannot.
    int wltGetBMP(unsigned char *src, unsigned char *dst)     function "wltGetBMP", arguments "src dst"
        38862 bytes of BMP out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OUTPUTS = ("auto", "bgr", "rgb", "picture")
TURNS = ("none", "upside_down", "half_turn")
_TEXTS = ("function", "arguments", "output", "turn")
_WORDS = frozenset({"src", "dst", "src_len", "dst_len", "dst_len*"})


@dataclass(frozen=True, slots=True)
class DecoderSettings:
    """`returns` None: whatever the function returns, the picture is looked at."""

    library: str
    function: str = "unpack"
    arguments: str = "src dst 0"
    output: str = "auto"
    turn: str = "none"
    returns: int | None = None


def decoder_settings(options: Mapping[str, Any]) -> DecoderSettings | None:
    """From `photo_decoder` and `photo_decoder_function`, `_arguments`, `_output`, `_turn`, `_returns` of a reader.

    None where no decoder is set. Raises ValueError.
    """
    library = str(options.get("photo_decoder", ""))
    if not library:
        return None
    given = {name: str(options[f"photo_decoder_{name}"]) for name in _TEXTS if f"photo_decoder_{name}" in options}
    returns = options.get("photo_decoder_returns")
    settings = DecoderSettings(library, **given, returns=None if returns is None else int(returns))
    _check(settings)
    return settings


def _check(settings: DecoderSettings) -> None:
    if not Path(settings.library).is_absolute():
        raise ValueError("photo_decoder 要写完整路径，例如 /opt/vendor/libwltdecode.so")
    words = settings.arguments.split()
    if not {"src", "dst"} <= set(words) or not all(word in _WORDS or _is_number(word) for word in words):
        raise ValueError(f"photo_decoder_arguments 由 {'、'.join(sorted(_WORDS))} 和整数组成，须有 src 和 dst")
    if settings.output not in OUTPUTS:
        raise ValueError(f"photo_decoder_output 须为 {'、'.join(OUTPUTS)} 之一")
    if settings.turn not in TURNS:
        raise ValueError(f"photo_decoder_turn 须为 {'、'.join(TURNS)} 之一")


def _is_number(word: str) -> bool:
    return word.removeprefix("-").isdecimal() and word.isascii()
