"""How the fee of a case stands, in words for the office. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from app.central.payments.report import WHY
from app.central.storage.fee_claims import LATER, MATCHED, OPEN, Claim
from app.domain.formats import money


@dataclass(frozen=True, slots=True)
class FeeWord:
    words: str
    tone: str


def fee_word(claim: Claim) -> FeeWord:
    amount = f" {money(claim.amount_fen)}" if claim.amount_fen else ""
    match claim.verdict:
        case verdict if verdict == MATCHED:
            return FeeWord(f"费用{amount} 已付，和缴费记录对上了", "ok")
        case verdict if verdict == LATER:
            return FeeWord(f"费用{amount} 领取时再付", "")
        case verdict if verdict == OPEN:
            return FeeWord(f"费用{amount} 说付了，正在核对", "")
        case _:
            return FeeWord(f"费用{amount} 说付了，没对上：{WHY.get(claim.reason, claim.reason)}", "bad")
