"""What the station said of the rules, as rows: its verdict and reasons first, then what it knew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.central.rechecking.findings import VALIDITY_WORDS, VERDICT_WORDS

SHOWN_ELSEWHERE = frozenset({"birth_date", "sex", "medical", "in_person"})
REASONS_MAX = 30


def verdict_rows(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and words. What a station wrote in its own way is shown as it is."""
    score = told.get("points")
    if isinstance(score, Mapping):
        yield from score_rows(score)
        yield "规则版本", str(told.get("pack_version") or "没写")
        return
    yield "终端的结论", _word(VERDICT_WORDS, told.get("verdict"))
    classes = told.get("allowed_classes")
    if isinstance(classes, list) and classes:
        yield "可换的准驾车型", "、".join(map(str, classes))
    if told.get("new_validity"):
        yield "新证有效期", _word(VALIDITY_WORDS, told.get("new_validity"))
    if told.get("first_day"):
        yield "最早哪天可以换", str(told["first_day"])
    reasons = told.get("reasons")
    for each in reasons[:REASONS_MAX] if isinstance(reasons, list) else ():
        if isinstance(each, Mapping) and each.get("text"):
            yield "理由", str(each["text"])
    yield "规则版本", str(told.get("pack_version") or "没写")
    yield "按哪天判", str(told.get("on") or "没写")


def score_rows(score: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A score and its lines, as a station or the centre wrote them."""
    yield "分数", f"{score.get('score')} 分（{score.get('class_name') or '没写'}）"
    lines = score.get("lines")
    for each in lines[:REASONS_MAX] if isinstance(lines, list) else ():
        if isinstance(each, Mapping):
            yield str(each.get("text") or ""), f"{each.get('points')} 分"
    if score.get("valid_until"):
        yield "有效到", str(score["valid_until"])


def known_facts(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of the licence, as the station knew it; the rest stands in parts of its own, and so does all behind a score."""
    facts = None if "points" in told else told.get("facts")
    return {k: v for k, v in facts.items() if k not in SHOWN_ELSEWHERE} if isinstance(facts, Mapping) else {}


def _word(words: Mapping[str, str], value: Any) -> str:
    return words.get(str(value or ""), str(value)[:40])
