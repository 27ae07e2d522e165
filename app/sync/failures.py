"""What a centre does wrong, in sentences for a person. None of them quotes what was sent or answered.

CentreUnreachable
├── CentreSilent             nobody took the request: no network, no server
└── CentreAnsweredWrongly    somebody did, and it was not what a centre answers, or it broke off
CentreRefused
└── CentreSaidNo             carries the HTTP status, the centre's stable word, and both in a sentence (`said`)
"""

from __future__ import annotations

import re

from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.freeze import ENROL_ANEW, NOT_ADMITTED

KEPT = "办件都保存在本机，网络恢复后会自动上报。"
DETAIL_MAX = 200

_STABLE_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONG_DIGITS = re.compile(r"[0-9]{6,}[0-9Xx]?")


class CentreSilent(CentreUnreachable):
    code = "APP-501"

    def __init__(self) -> None:
        super().__init__("连接不上中心平台。", f"请检查网络和中心平台的地址。{KEPT}")


class CentreAnsweredWrongly(CentreUnreachable):
    """`what` says what was wrong, in words of this program."""

    code = "APP-502"

    def __init__(self, what: str) -> None:
        super().__init__(f"中心平台的回答不对：{what}。", f"稍后会自动再试；一直这样时请联系中心平台。{KEPT}")
        self.what = what


class CentreSaidNo(CentreRefused):
    code = "APP-601"

    def __init__(self, status: int, detail: str, problem: str = "", station_kind: str = "") -> None:
        """`problem` is the centre's stable word for it; `station_kind` goes with `station_kind_differs`."""
        told = without_numbers(detail)
        self.problem = problem if _STABLE_WORD.fullmatch(problem) else ""
        super().__init__(f"中心平台没有同意：{told or self.problem or status}", _what_to_do(self.problem))
        self.status = status
        self.station_kind = station_kind
        self.said = f"{told or '中心平台没有收下'}（{self.problem or status}）"


def _what_to_do(problem: str) -> str:
    """A station the centre does not have is helped by no network."""
    return f"{ENROL_ANEW}。" if problem in NOT_ADMITTED else KEPT


def without_numbers(text: str) -> str:
    """A sentence of the centre's, shortened, with everything that could be somebody's number taken out."""
    return _LONG_DIGITS.sub("***", text)[:DETAIL_MAX]
