"""A case with points counted again: by the version it names, from the form, held against what the register says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import load_catalogue
from app.catalogue.rules import SHIPPED
from app.central.rechecking.scoring import Scored, ToScore, score_again
from app.domain.errors import WrongInput

ITEM = load_catalogue().item("newcomer-points")
ON = date(2026, 11, 26)
FORM = {
    "household": "elsewhere",
    "role": "worker",
    "education": "college",
    "skill_grade": "middle",
    "insurance_months": "50",
    "resident_since": "2019-05-01",
    "housing": "rented",
    "tax_paid": "12000",
    "volunteer_hours": "45",
    "blood_donations": "2",
    "children": "no",
    "traffic_offences": "1",
    "uses": "housing|school",
}
APPLICANT = {"name": "王小芳", "id_number": "330702199003070011", "birth_date": "1990-03-07"}
SCORE = 180


def scored(
    form: dict[str, str] | None = None,
    told: Any = None,
    record: dict[str, Any] | None = None,
    rules: Path | None = None,
) -> Scored:
    data = {"applicant": APPLICANT, "form": {**FORM, **(form or {})}}
    if told is not None:
        data["eligibility"] = told
    return score_again(ToScore(ITEM, data, ON, record, rules))


def said(told: Scored) -> str:
    return "\n".join(each["text"] for each in told.kept["findings"])


def test_the_form_alone_gives_the_score_and_what_it_opens() -> None:
    told = scored()
    assert told.score is not None
    assert (told.score.total, told.uses, told.version) == (SCORE, ("housing",), "2026-01-01")
    assert "选了“子女入学”，不能用：没有要上学的孩子，用不上。" in said(told)


@pytest.mark.parametrize(
    "told", ["may", [], 7, {}, {"points": None}, {"points": {"score": "many"}}, {"points": {"score": True}}]
)
def test_what_a_station_wrote_that_is_no_score_is_no_score(told: Any) -> None:
    assert "终端没有报分数，按申请表算是 180 分。" in said(scored(told=told))


def test_the_same_score_agrees_and_another_does_not() -> None:
    same = scored({"uses": "housing"}, {"pack_version": "2026-01-01", "points": {"score": SCORE}})
    assert same.kept["agrees"] is True
    assert said(same) == "终端算 180 分，中心按申请表复核一样。"
    assert scored(told={"points": {"score": 181}}).kept["agrees"] is False


def test_answers_that_cannot_be_read_give_no_score() -> None:
    told = scored({"insurance_months": "many"})
    assert (told.score, told.uses) == (None, ())
    assert "读不出来" in said(told)


def test_who_is_barred_has_no_score() -> None:
    told = scored({"misconduct": "court"})
    assert told.score is None
    assert "失信被执行人" in said(told)


def test_only_what_the_register_knows_otherwise_is_told() -> None:
    told = scored(record={"insurance_months": 38, "tax_paid": 12000, "resident_since": "2019-05-01"})
    assert "和查到的记录不一样：社保缴费（填 50，查到 38）。" in said(told)


def test_the_citys_own_pack_is_the_one_that_counts(tmp_path: Path) -> None:
    own = Path(shutil.copytree(SHIPPED, tmp_path / "rules"))
    path = own / "newcomer-points" / "2026-01-01.yaml"
    text = path.read_text("utf-8")
    begin = "effective_from: 2026-01-01\n"
    path.write_text(text.replace(begin, f"{begin}effective_to: 2026-10-31\n"), "utf-8")
    newer = text.replace("2026-01-01", "2026-11-01").replace("rented: 20", "rented: 25")
    (path.parent / "2026-11-01.yaml").write_text(newer, "utf-8")
    told = scored(told={"pack_version": "2026-11-01", "points": {"score": SCORE + 5}}, rules=own)
    assert told.score is not None
    assert (told.score.total, told.version) == (SCORE + 5, "2026-11-01")
    assert "终端说用的是 2026-11-01 版规则，中心没有这一版" in said(
        scored(told={"pack_version": "2026-11-01", "points": {"score": SCORE + 5}})
    )
    older = scored(told={"pack_version": "2026-01-01", "points": {"score": SCORE}}, rules=own)
    assert "终端用的是 2026-01-01 版规则，那一天生效的是 2026-11-01 版。" in said(older)


def test_a_day_before_every_version_is_an_error() -> None:
    with pytest.raises(WrongInput):
        score_again(ToScore(ITEM, {"form": FORM}, date(2020, 1, 1)))
