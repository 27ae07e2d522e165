"""The branch around the pages: the film in the head, the licence and its days, the steps; and what the rules say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml
from PySide6.QtCore import QObject, Signal

from app.catalogue.rules import SHIPPED
from app.domain.eligibility import Eligibility, RuleReason, RuleVerdict
from app.domain.service_item import StepKind
from app.journeys.draft import Draft
from app.journeys.states import AtHome, AtStep, Film, Passed, Trouble, Troubled, Working
from app.viewmodels.branch import Branch
from app.viewmodels.eligibility import EligibilityPage
from app.viewmodels.licence_rule_words import rules_in_short
from app.viewmodels.medical import MedicalPage
from app.viewmodels.query import QueryPage
from tests.qml.screens.sample_states import CARD
from tests.unit.app.viewmodels.standing import SHELF

ITEM = SHELF.item("driving-licence-renewal")
RECORD = {
    "classes": ["C1"],
    "valid_from": "2020-05-02",
    "valid_to": "2026-05-02",
    "points_by_year": [0, 3, 6],
    "unsettled_violations": 0,
    "unsettled_accidents": 1,
    "issuer": "临江市车管所",
    "as_of": "2026-03-18",
}
MAY = Eligibility(
    "driving-licence-renewal",
    "2025-01-01",
    "2026-03-18",
    RuleVerdict.UNKNOWN,
    (RuleReason("limbs", "四肢由医生看录像确认", "undecided", fact="medical.limbs"),),
    ("C1",),
    "10y",
    "2026-02-01",
)
REFUSED = replace(
    MAY,
    verdict=RuleVerdict.MAY_NOT,
    reasons=(RuleReason("vision", "B2 要两眼都在 5.0 以上", "refuses"), RuleReason("note", "可以换 C1", "tells")),
)


class StandingFilm(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.seconds: int | None = None


@pytest.fixture
def film():
    return StandingFilm()


@pytest.fixture
def branch(around, film):
    return Branch(around, film, MedicalPage(around))


def at(kind, mood=None, **more):
    draft = Draft("0192a4c0", CARD, "matched", consented=True, record=RECORD, **more)
    return AtStep(ITEM, ITEM.steps, ITEM.steps.index(kind), draft, mood or Passed(), at_desk=True)


def test_the_film_stands_in_the_head_in_minutes_and_seconds_as_long_as_it_runs(branch, film):
    assert branch.filmed == ""
    film.seconds = 496
    assert branch.filmed == "08:16"


def test_a_film_that_broke_is_told(branch, around):
    around.sitting.show(replace(at(StepKind.PHOTO), film=Film.BROKEN))
    assert branch.filmBroke


def test_the_licence_is_told_with_the_days_that_are_left(branch, around):
    around.sitting.show(at(StepKind.PHOTO, eligibility=MAY))
    until = (date(2026, 5, 2) - around.station.now().date()).days
    assert branch.business == "期满换证 · C1"
    assert branch.terms == [f"到期 2026-05-02，还有 {until} 天", "换后有效期 10 年"]


def test_the_steps_are_those_of_the_item_without_the_last_page(branch, around):
    around.sitting.show(at(StepKind.MEDICAL))
    told = [(each["label"], each["state"]) for each in branch.steps]
    assert told == [
        ("刷证", "done"),
        ("核查条件", "done"),
        ("拍照体检", "now"),
        ("核对签名", "later"),
        ("付款", "later"),
        ("寄送", "later"),
    ]
    assert branch.steps[4]["hint"] == "10 元"


def test_nothing_of_the_person_stays_when_the_sitting_is_over(branch, around):
    around.sitting.show(at(StepKind.PHOTO))
    with_picture = replace(CARD, portrait=b"\x89PNG of a face")
    around.sitting.show(replace(at(StepKind.PHOTO), draft=Draft("0192a4c0", with_picture)))
    around.sitting.show(AtHome())
    assert (branch.business, branch.terms, branch.steps) == ("", [], [])


def test_a_refusal_names_the_rule_first_and_what_is_possible_and_the_day(around):
    page = EligibilityPage(around)
    around.sitting.show(at(StepKind.VERDICT, eligibility=REFUSED))
    assert page.refused
    assert page.title == "现在不能换"
    assert [(each["rule"], each["mood"]) for each in page.reasons] == [("vision", "bad"), ("note", "none")]
    told = {each["label"]: each["value"] for each in page.facts}
    assert told["可以换的车型"] == "C1"
    assert told["最早哪天能换"] == "2026年2月1日"
    assert told["按哪一版规定"] == "2025-01-01"
    around.language.choose("en")
    assert {each["label"]: each["value"] for each in page.facts}["First possible day"] == "1 Feb 2026"


def test_in_english_a_rule_that_knows_only_chinese_is_said_in_short(around):
    page = EligibilityPage(around)
    around.language.choose("en")
    for told in (REFUSED, MAY):
        around.sitting.show(at(StepKind.VERDICT, eligibility=told))
        ruled = [each["text"] for each in page.reasons if each["rule"] != "note"]
        assert ruled
        assert all(each.isascii() for each in ruled)


def test_every_rule_of_the_licence_packs_is_said_in_short():
    ruled = set()
    for pack in (SHIPPED / "driving-licence-renewal").glob("2*.yaml"):
        said = yaml.safe_load(pack.read_text(encoding="utf-8"))["texts"]
        ruled |= {each for each in said if not each.startswith(("instead_", "why_", "validity_", "deadline"))}
    assert ruled - {"missing", "date_later"} - set(rules_in_short()) == set()


def test_what_is_still_open_is_said_to_be_decided_later(around):
    page = EligibilityPage(around)
    around.sitting.show(at(StepKind.ELIGIBILITY, eligibility=MAY))
    assert not page.refused
    assert page.title == "证件条件符合"
    assert "没有结果" in page.help
    around.sitting.show(at(StepKind.VERDICT, eligibility=MAY))
    assert page.title == "检查完了，可以往下办"
    around.sitting.show(at(StepKind.ELIGIBILITY, Working()))
    assert page.reasons == page.facts == []


def test_what_could_not_be_looked_up_is_not_said_to_be_as_it_should(around):
    page = EligibilityPage(around)
    unknown = RuleReason("unknown", "还不知道没处理的违法有几条", "undecided", fact="unsettled_violations")
    body = RuleReason("unknown", "还不知道身体条件证明", "undecided", fact="medical")
    for reasons, title in (((body, unknown), "有几项还没核查"), ((body,), "证件条件符合")):
        told = replace(MAY, verdict=RuleVerdict.UNKNOWN, reasons=reasons)
        around.sitting.show(at(StepKind.ELIGIBILITY, eligibility=told))
        assert page.title == title


def test_a_record_is_shown_in_words(around):
    page = QueryPage(around)
    around.sitting.show(at(StepKind.QUERY))
    told = {each["label"]: each["value"] for each in page.facts}
    assert told["准驾车型"] == "C1"
    assert told["各记分周期"] == "最多记 6 分"
    assert (told["没处理的违法"], told["没处理的事故"]) == ("没有", "1 起")
    assert page.title == "查到驾驶证档案了"


def test_without_a_line_the_page_offers_to_go_by_the_licence_itself(around):
    page = QueryPage(around)
    away = replace(at(StepKind.QUERY), mood=Troubled(Trouble.CENTRE_UNREACHABLE))
    around.sitting.show(away)
    assert page.mayGoWithout
    around.sitting.show(replace(away, mood=Troubled(Trouble.CENTRE_REFUSED)))
    assert not page.mayGoWithout
