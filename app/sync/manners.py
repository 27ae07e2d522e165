"""How much of the line uploads may take, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class UploadManners:
    """`upload_kbps` 0: as fast as the line is. `video_hours` may go over midnight; None: at any hour."""

    upload_kbps: int = 0
    video_hours: tuple[time, time] | None = None


AS_THE_LINE_IS = UploadManners()
