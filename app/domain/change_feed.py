"""How the centre counts its changes. Pure."""

from __future__ import annotations

import re

_CURSOR = re.compile("[0-9]{1,18}")


def is_cursor(told: object) -> bool:
    """Whether the centre can be asked from there: it takes nothing else as `after`, nor in an acknowledgement."""
    return isinstance(told, str) and _CURSOR.fullmatch(told) is not None
