"""The rules as a sitting asks them: by the day, from the city's own folder, and what the doctor may yet allow."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.catalogue.rules import SHIPPED
from app.composition.rule_book import DatedRules
from app.domain.eligibility import RuleVerdict
from app.domain.errors import FormInvalid, WrongInput

TODAY = date(2026, 3, 18)
PACK = "driving-licence-renewal"
LICENCE = {
    "birth_date": "1986-05-20",
    "sex": "1",
    "classes": ["B2"],
    "valid_from": "2020-05-02",
    "valid_to": "2026-05-02",
    "points_by_year": [0, 0, 3, 0, 0, 0],
    "unsettled_violations": 0,
    "unsettled_accidents": 0,
    "in_person": True,
}
EYES = {"vision_left": 4.9, "vision_right": 5.0, "corrected": False}
BODY = {
    "date": "2026-03-18",
    "height_cm": 175,
    "colour_blind": "none",
    "hearing_left": True,
    "hearing_right": True,
    "hearing_aid": False,
    **EYES,
}


def test_what_is_possible_once_the_doctor_has_seen_the_film_is_told_apart() -> None:
    told = DatedRules(lambda: TODAY).judge(PACK, {**LICENCE, "medical": BODY})
    assert told.verdict is RuleVerdict.MAY_NOT
    assert told.allowed_classes == ()
    assert "C1" in told.possible_classes
    assert told.facts == {**LICENCE, "medical": BODY}


def test_before_the_check_nothing_of_the_body_is_assumed() -> None:
    told = DatedRules(lambda: TODAY).judge(PACK, LICENCE)
    assert told.verdict is RuleVerdict.UNKNOWN
    assert told.possible_classes == told.allowed_classes


def test_the_version_of_the_day_and_the_citys_own_folder_are_asked(tmp_path: Path) -> None:
    own = tmp_path / "rules"
    shutil.copytree(SHIPPED, own)
    newest = own / PACK / "2025-01-01.yaml"
    text = newest.read_text(encoding="utf-8").replace("2025-01-01", "2026-03-18")
    newest.unlink()
    (own / PACK / "2026-03-18.yaml").write_text(text, encoding="utf-8")
    older = own / PACK / "2022-04-01.yaml"
    older.write_text(older.read_text("utf-8").replace("2024-12-31", "2026-03-17"), encoding="utf-8")
    assert DatedRules(lambda: TODAY, own).judge(PACK, LICENCE).pack_version == "2026-03-18"
    assert DatedRules(lambda: date(2026, 3, 17), own).judge(PACK, LICENCE).pack_version == "2022-04-01"
    assert DatedRules(lambda: TODAY).judge(PACK, LICENCE).pack_version == "2025-01-01"


def test_facts_that_cannot_be_and_packs_that_are_not_there_are_refused() -> None:
    with pytest.raises(FormInvalid):
        DatedRules(lambda: TODAY).judge(PACK, {**LICENCE, "valid_from": "gestern"})
    with pytest.raises(WrongInput):
        DatedRules(lambda: TODAY).judge("flying-licence", LICENCE)
