"""All connections of one server on which nothing is under way; when they are many, the oldest gives way."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Protocol

from app.central.api import request_bodies
from app.central.api.askers import asker


class Awaited(enum.Enum):
    """What a connection is waiting for, where nothing is under way on it."""

    HEAD = enum.auto()
    UNREAD_BODY = enum.auto()
    """Its request is answered, and nobody reads the body that goes on coming."""
    READER = enum.auto()
    """The other side does not take its answer, or takes it slowly."""
    NEXT_REQUEST = enum.auto()


COUNTED = frozenset({Awaited.HEAD, Awaited.UNREAD_BODY})
"""By address: an honest side is quick with these, while a slow hall behind one address reads as slowly as it can."""


class WaitingLine(Protocol):
    def give_up(self) -> None:
        """End at once, leaving those that wait."""


class WaitingLines:
    """Those that have waited longest stand first."""

    def __init__(self, is_proxy: Callable[[str], bool], most: int) -> None:
        """A proxy brings the connections of many: of its address they are not counted."""
        self._is_proxy = is_proxy
        self._most = most
        self._all: dict[WaitingLine, str] = {}
        self._of_address: dict[str, dict[WaitingLine, None]] = {}

    def enter(self, line: WaitingLine, host: str | None, awaited: Awaited) -> None:
        address = asker(host) if awaited in COUNTED and not (host and self._is_proxy(host)) else ""
        self._all[line] = address
        if len(self._all) > self._most:
            next(iter(self._all)).give_up()
        if address:
            own = self._of_address.setdefault(address, {})
            own[line] = None
            if len(own) > request_bodies.HEADS_PER_ADDRESS:
                next(iter(own)).give_up()

    def leave(self, line: WaitingLine) -> None:
        """Harmless where it is not here."""
        address = self._all.pop(line, "")
        own = self._of_address.get(address, {})
        own.pop(line, None)
        if not own:
            self._of_address.pop(address, None)
