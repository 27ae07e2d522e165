"""What a started program tells the one who measures it: one JSON document a line on standard output."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path


def most_memory_kib() -> int:
    """VmHWM of this process."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


def tell(what: str, instant: float | None = None) -> None:
    """`instant` is of the monotonic clock, which all processes of a machine share."""
    at = time.monotonic() if instant is None else instant
    sys.stdout.write(json.dumps({"what": what, "at": at, "memory_kib": most_memory_kib()}) + "\n")
    sys.stdout.flush()
