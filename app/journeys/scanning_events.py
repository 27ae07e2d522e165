"""What happens at the code scanner."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.scanned_code import ScannedCode


@dataclass(frozen=True, slots=True)
class ScanWanted:
    """扫码进入 at home."""


@dataclass(frozen=True, slots=True)
class CodeWasRead:
    """Somebody held a code there, asked or not."""

    code: ScannedCode = field(repr=False)


@dataclass(frozen=True, slots=True)
class ScannerWentAway:
    pass


@dataclass(frozen=True, slots=True)
class ScannerIsThere:
    """It answers again."""


ScanningEvent = ScanWanted | CodeWasRead | ScannerWentAway | ScannerIsThere
