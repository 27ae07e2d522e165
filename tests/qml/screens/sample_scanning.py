"""扫码进入 in every state worth a look."""

from __future__ import annotations

from app.domain.scanned_code import (
    ELicenceCode,
    HandOverCode,
    MailingCode,
    ScannedCode,
    UnknownCode,
    VerifyCode,
    WhyUnknown,
)
from app.journeys.states import Scanning, State, Tracking, Trouble, Troubled

CODE = "7K3M9QXT2VWP5H8R4N6C"
NUMBER = "BM0120260318-00000001"
SEEN: dict[str, ScannedCode] = {
    "misread": UnknownCode(WhyUnknown.MISREAD),
    "foreign": UnknownCode(WhyUnknown.FOREIGN_ADDRESS),
    "mailing": MailingCode(CODE),
    "handover": HandOverCode("a.b.c"),
    "licence": ELicenceCode("DZZZ.1"),
    "paper": VerifyCode(CODE),
}


def scanning_states() -> dict[str, State]:
    return {
        "scan": Scanning(),
        **{f"scan-{name}": Scanning(seen=code) for name, code in SEEN.items()},
        "scan-gone": Scanning(Troubled(Trouble.SCANNER_GONE, 1), failures=1),
        "track-scanned": Tracking(number=NUMBER),
        "track-scanned-mark": Tracking(mark=CODE),
        "track-scanned-missed": Tracking(number=NUMBER, missed=True, failures=1),
    }
