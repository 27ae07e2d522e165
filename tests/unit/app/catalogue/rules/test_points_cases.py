"""The table of people: what the shipped pack counts for each of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue.rules.points import Answer
from app.catalogue.rules.points.pack import FactType
from tests.unit.app.catalogue.rules.points_person import FINDINGS, NEWEST, ON, TABLE, judged, person

CASES: list[dict[str, Any]] = TABLE["cases"]


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_a_person_of_the_table_is_scored(case: dict[str, Any]) -> None:
    on = date.fromisoformat(case["day"]) if "day" in case else ON
    told = judged(person(case.get("facts"), case.get("without", ())), on).as_json()
    wanted = dict(case["want"])
    pieces = {
        "says": [each["text"] for each in told["reasons"]],
        "says_line": [each["text"] for each in told["lines"]],
        "says_more": [each["text"] for each in told["raise"]],
    }
    for key, texts in pieces.items():
        piece = wanted.pop(key, "")
        assert not piece or any(piece in each for each in texts), texts
    lines = {each["row"]: each["points"] for each in told["lines"]}
    more = {each["row"]: each["points"] for each in told["raise"]}
    seen = {
        "verdict": told["verdict"],
        "class": told["class"],
        "score": told["score"],
        "rules": [each["rule"] for each in told["reasons"]],
        "missing": [each["fact"] for each in told["reasons"] if each["fact"]],
        "uses": [each["use"] for each in told["uses"] if each["open"]],
        "lines": {row: lines.get(row, 0) for row in wanted.get("lines", ())},
        "raise": {row: more.get(row, 0) for row in wanted.get("raise", ())},
    }
    assert {key: seen[key] for key in wanted} == wanted


def test_the_pack_that_ships_has_nothing_wrong() -> None:
    assert FINDINGS == []


def test_the_table_is_large_names_each_case_once_and_forgets_no_row_and_no_use() -> None:
    assert len(CASES) >= 90
    assert [name for name, times in Counter(each["name"] for each in CASES).items() if times > 1] == []
    rows = {row for case in CASES for row in case["want"].get("lines", ())}
    assert {row.code for group in NEWEST.groups for row in group.rows} <= rows
    uses = [set(case["want"]["uses"]) for case in CASES if "uses" in case["want"]]
    for use in NEWEST.uses:
        assert any(use.code in each for each in uses)
        assert any(use.code not in each for each in uses)


def adds_up(answer: Answer) -> bool:
    score = answer.score
    return score is None or sum((each.points for each in score.lines), Decimal(0)) == score.total


def facts_of_any_kind() -> st.SearchStrategy[dict[str, Any]]:
    def of(name: str) -> st.SearchStrategy[Any]:
        fact = NEWEST.facts[name]
        match fact.type:
            case FactType.CHOICE:
                return st.sampled_from(sorted(fact.values))
            case FactType.SEVERAL:
                return st.lists(st.sampled_from(sorted(fact.values)), unique=True)
            case FactType.NUMBER:
                return st.integers(0, int(fact.most))
            case FactType.DAY:
                return st.dates(date(1940, 1, 1), ON).map(date.isoformat)

    return st.fixed_dictionaries({}, optional={name: of(name) for name in NEWEST.facts})


@settings(deadline=None, max_examples=200)
@given(facts=facts_of_any_kind())
def test_the_lines_add_up_to_the_score_whatever_is_known(facts: dict[str, Any]) -> None:
    answer = judged(facts)
    assert adds_up(answer)
    score = answer.score
    if score is None:
        return
    assert score.total >= 0
    assert all(each.points > 0 for each in score.hints)
    assert all(each.is_open == (not each.text.zh_cn) for each in score.uses)
    assert all(each.text.zh_cn and each.text.en and "{" not in each.text.zh_cn + each.text.en for each in score.lines)


@settings(deadline=None, max_examples=100)
@given(facts=facts_of_any_kind(), months=st.integers(0, 12))
def test_more_insurance_never_brings_less(facts: dict[str, Any], months: int) -> None:
    known = {**facts, "role": "worker", "household": "elsewhere", "misconduct": [], "insurance_months": 24}
    before, after = judged(known).score, judged({**known, "insurance_months": 24 + months}).score
    assert before is not None
    assert after is not None
    assert after.total >= before.total


def test_every_word_is_there_in_english_too() -> None:
    words = [
        *NEWEST.texts.values(),
        *(each.label for each in NEWEST.facts.values()),
        *(word for each in NEWEST.facts.values() for word in each.values.values()),
        *(each.text for each in NEWEST.bars),
        *(each.name for each in (*NEWEST.classes, *NEWEST.groups, *NEWEST.uses)),
        *(row.text for group in NEWEST.groups for row in group.rows),
        *(row.more for group in NEWEST.groups for row in group.rows if row.more.zh_cn),
    ]
    assert [each.zh_cn for each in words if not each.en or (not each.en.isascii() and "“" not in each.en)] == []


def test_a_score_is_good_for_the_months_of_the_pack() -> None:
    score = judged(person()).score
    assert score is not None
    assert score.valid_until == "2027-11-25"
