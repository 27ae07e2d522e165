"""What can lie in a slot of the machine when somebody leaves, and why a machine takes nobody for now."""

from __future__ import annotations

from enum import StrEnum


class Thing(StrEnum):
    """Something of the citizen's that the machine can see lying there."""

    CARD = "card"
    RECEIPT = "receipt"


Things = frozenset[Thing]
NOTHING: Things = frozenset()


class Closure(StrEnum):
    """The gravest first: the first of those that hold is the one the glass speaks of."""

    TAMPERED = "tampered"
    DOOR_OPEN = "door_open"
    ON_BATTERY = "on_battery"
    MAINTENANCE = "maintenance"
    LOCKED = "locked"
    """The centre has closed the station, until it opens it again."""
    FROZEN = "frozen"
    """Too long without the centre, too much that waits, too little room: nothing new is begun."""


Closures = frozenset[Closure]
OPEN: Closures = frozenset()
