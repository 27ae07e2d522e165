"""What the program says of itself when the centre asks: its newest log lines and audit records. Nothing of a person.

The lines are kept in memory only. Of another library's lines only who spoke and how loudly is kept: what it says may
quote what it was given.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from app import VERSION

LINES_KEPT = 2000
RECORDS_SENT = 2000
OUR_ROOMS = ("app", "hardware", "bianmin")


class RecentLines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=LINES_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        words = record.getMessage() if record.name.partition(".")[0] in OUR_ROOMS else "…"
        self._lines.append(f"{at} {record.levelname} {record.name}: {words}")

    def lines(self) -> list[str]:
        return list(self._lines)


recent = RecentLines()


def keep_recent_lines() -> None:
    """From now on; asked for twice it is done once."""
    logging.getLogger().addHandler(recent)


def station_log(newest_records: Callable[[int], Iterable[bytes]], now: datetime) -> bytes:
    """Text in UTF-8: the program and the time, then its lines, then the audit trail's newest records."""
    lines = [f"bianmin-terminal {VERSION} {now.astimezone(UTC).isoformat(timespec='seconds')}", "", *recent.lines(), ""]
    records = [each.decode("utf-8", "replace") for each in newest_records(RECORDS_SENT)]
    return "\n".join([*lines, *records, ""]).encode("utf-8")
