"""From `--adapter URL` to an open adapter: ours by their scheme, a third party's by its entry point."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from app.central.adapters.interface import Adapter
from app.domain.errors import ConfigInvalid

GROUP = "bianmin.adapters"
_OURS = {
    "file": "app.central.adapters.file_drop",
    "http": "app.central.adapters.over_http",
    "https": "app.central.adapters.over_http",
}
Opener = Callable[[str, Path], Adapter]
"""Takes the URL and the folder of the centre's keys."""


def open_adapter(url: str, keys: Path) -> Adapter:
    """Raises ConfigInvalid."""
    scheme = url.partition(":")[0].lower()
    if scheme in _OURS:
        opener = cast(Opener, import_module(_OURS[scheme]).open_adapter)
        return opener(url, keys)
    for point in entry_points(group=GROUP):
        if point.name == scheme:
            return cast(Opener, point.load())(url, keys)
    known = "、".join(sorted({*_OURS, *(point.name for point in entry_points(group=GROUP))}))
    raise ConfigInvalid("没有这种对接方式。", f"--adapter 以其中一种开头：{known}")
