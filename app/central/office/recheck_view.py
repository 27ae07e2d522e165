"""What the centre's own judging says of a case, for offices that may see how it was judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.central.centre import Centre
from app.central.office.eligibility_rows import score_rows
from app.central.office.fact_rows import FactRow
from app.central.rechecking.findings import VALIDITY_WORDS, VERDICT_WORDS
from app.central.rechecking.scoring import POINTS
from app.central.sealing import SealBroken, open_json
from app.central.storage.rechecks import WAITING, Standing
from app.domain.service_item import Review

JUDGED = "eligibility"
_UNREADABLE = "复核的结果打不开：中心没有封它的那把密钥。"


@dataclass(frozen=True, slots=True)
class FindingShown:
    tone: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecheckView:
    """`is_open`: it is being judged, or will be again."""

    is_open: bool
    findings: tuple[FindingShown, ...]
    rows: tuple[FactRow, ...] = field(default=(), repr=False)


def recheck_view(centre: Centre, standing: Standing | None, review: Review) -> RecheckView | None:
    """None where there is nothing to judge, or this office may not see it."""
    if standing is None or not (review.sees_all or JUDGED in review.parts):
        return None
    is_open = standing.state == WAITING
    if standing.result is None:
        return RecheckView(is_open, ())
    try:
        told = open_json(centre.keys.identity, standing.result)
    except SealBroken:
        return RecheckView(is_open, (FindingShown("bad", _UNREADABLE),))
    findings = tuple(FindingShown(each["tone"], each["text"]) for each in told["findings"])
    return RecheckView(is_open, findings, tuple(_rows(told)))


def _rows(told: Mapping[str, Any]) -> Iterator[FactRow]:
    if told.get("kind") == POINTS:
        yield from (FactRow(*each) for each in score_rows(told) if told.get("score") is not None)
        yield FactRow("规则版本", told["pack_version"])
        return
    yield FactRow("结论", VERDICT_WORDS[told["verdict"]])
    if told.get("allowed_classes") and told["verdict"] == "may":
        yield FactRow("可换的准驾车型", "、".join(told["allowed_classes"]))
    if told.get("new_validity") and told["verdict"] == "may":
        yield FactRow("新证有效期", VALIDITY_WORDS[told["new_validity"]])
    said = "".join(each["text"] for each in told["findings"])
    for each in told["reasons"]:
        if each["text"] not in said:
            yield FactRow("理由", each["text"])
    yield FactRow("规则版本", told["pack_version"] or "没有")
    yield FactRow("按哪天判", told["on"])
    if told.get("as_of"):
        yield FactRow("车管平台数据", told["as_of"])
