"""What the centre asks of the platform that holds licences. A third party implements `TrafficPlatform` alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol


class TrafficPlatform(Protocol):
    """Called by several threads at once."""

    def licence(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        """The licence of a person as `record.read_record` takes it; None: the platform has none of this person.

        Raises RegisterAway where it does not answer, or not with what could be a licence.
        """

    def close(self) -> None: ...
