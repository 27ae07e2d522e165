"""What a Qt object is called and which properties it has, leaving no wrapper of its description behind.

A QML object's description dies with it or its engine. PySide would keep its wrapper under that address, and hand it
out as the item that comes to stand there next.
"""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject

from app.demo.glass import OF_QML


@dataclass(frozen=True)
class Description:
    class_name: str
    properties: tuple[tuple[str, str], ...]
    """Name and type name."""


def described(thing: QObject) -> Description:
    about = thing.metaObject()
    each = [about.property(index) for index in range(about.propertyCount())]
    found = Description(about.className(), tuple((one.name(), one.typeName()) for one in each))
    if OF_QML in found.class_name:
        shiboken6.invalidate(about)
    return found
