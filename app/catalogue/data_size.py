"""How large the data of an application may be: what is answered, and apart from it the lists of films' pieces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.domain.errors import WrongInput

RECORDINGS = "recordings"
"""Per film (the name of its attachment) the list of its pieces, as they were written; shown with the film."""
LARGEST_DATA_BYTES = 256 * 1024
LARGEST_RECORDINGS_BYTES = 3 * 1024 * 1024
"""Some 155 bytes for each second: more than five hours, of which 256 MB (attachments.py) would leave 13 KB a second,
less than the emptiest picture takes. The rest has its room in the 4 MB that a centre opens of one event
(app/central/sealing.py)."""


def check_can_travel(data: Mapping[str, Any], what: str = "申请的数据") -> None:
    """Events are UTF-8 JSON of a bounded size: what is not is refused before it is saved, not while it is sent.

    Raises WrongInput; `what` is called so in its sentence.
    """
    if _size({name: value for name, value in data.items() if name != RECORDINGS}, what) > LARGEST_DATA_BYTES:
        raise WrongInput(f"{what}太大，最多 {LARGEST_DATA_BYTES // 1024} KB", "文件用附件交，不写在数据里")
    if _size(data.get(RECORDINGS), what) > LARGEST_RECORDINGS_BYTES:
        most = LARGEST_RECORDINGS_BYTES // 1024 // 1024
        raise WrongInput(f"录像的分段清单太长，最多 {most} MB", "这一件重新办，录短一些")


def _size(value: Any, what: str) -> int:
    try:
        return len(json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8"))
    except (TypeError, ValueError, RecursionError):
        raise WrongInput(f"{what}存不下来", "只写文字、数字、列表和“键: 值”，文字用 UTF-8") from None
