"""How a screen may look to whoever stands before it, by the switches of `Stage.comfort`."""

from __future__ import annotations

from typing import Any

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "elder": {"elder": True},
    "low": {"low": True},
    "elder and low": {"elder": True, "low": True},
    "English": {"language": "en"},
    "elder and English": {"elder": True, "language": "en"},
    "elder, low and English": {"elder": True, "low": True, "language": "en"},
}
