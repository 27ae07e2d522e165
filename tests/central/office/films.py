"""A short film as the recorder of a branch makes it: pieces of MPEG-TS, and the list its journal has of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from hardware.camera.encoder import SegmentEncoder
from hardware.camera.interface import Picture

SIZE = (320, 240)
BEGUN = datetime(2026, 3, 18, 6, 3, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Recorded:
    pieces: tuple[bytes, ...]

    @property
    def film(self) -> bytes:
        return b"".join(self.pieces)

    def listed(self, *lost: int) -> dict[str, Any]:
        """As it stands in `data.recordings`; `lost` are numbers of pieces the station could not open any more."""
        segments = [
            {
                "segment": number,
                "at": (BEGUN + timedelta(seconds=number)).isoformat(),
                "sha256": hashlib.sha256(piece).hexdigest(),
                "size": 0 if number in lost else len(piece),
            }
            for number, piece in enumerate(self.pieces, 1)
        ]
        return {"recording": "0" * 32, "begun_at": BEGUN.isoformat(), "whole": True, "segments": segments}


@lru_cache(maxsize=1)
def recorded(pieces: int = 4) -> Recorded:
    """Half a second each: a bright square that wanders."""
    encoder, found = SegmentEncoder(SIZE, segment_s=0.52), []
    for number in range(pieces * 13):
        picture: Picture = np.full((SIZE[1], SIZE[0], 3), 40, np.uint8)
        picture[60:120, 5 * number : 5 * number + 60] = (60, 180, 230)
        if (done := encoder.add(picture, number / 25)) is not None:
            found.append(done.data)
    if (last := encoder.finish()) is not None:
        found.append(last.data)
    return Recorded(tuple(found))
