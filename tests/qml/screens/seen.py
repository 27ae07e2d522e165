"""What can be seen of a page, and what of it has no room where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtQuick import QQuickItem


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    """What can be seen of it."""
    if root.isVisible():
        yield root
        for each in root.childItems():
            yield from items(each)


def cut_texts(root: QQuickItem) -> list[str]:
    return [str(each.property("text")) for each in items(root) if each.property("truncated") is True]
