"""On which line of a YAML file a key stands, so that a finding can name it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.catalogue.findings import Place

NO_LINE = 0


def lines_of(path: Path) -> dict[str, int]:
    """Key path, written as `Place` writes it, to line number from 1; empty where the file is no YAML."""
    import yaml

    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return {}
    lines: dict[str, int] = {}
    if root is not None:
        _walk(root, Place(""), lines)
    return lines


def line_of(lines: dict[str, int], key: str) -> int:
    """The key's line, or that of the nearest thing around it: what is missing has no line of its own."""
    while key and key not in lines:
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return lines.get(key, NO_LINE)


def _walk(node: Any, place: Place, lines: dict[str, int]) -> None:
    import yaml

    lines.setdefault(place.key, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = place.at(str(key.value))
            lines[inner.key] = key.start_mark.line + 1
            _walk(value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            _walk(value, place.at(at), lines)
