"""A register of another office that does not answer now."""

from __future__ import annotations


class RegisterAway(Exception):
    """To be asked again later. `reason` is a stable word without personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
