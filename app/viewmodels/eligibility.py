"""核查条件 and 结论: what the rules say of this person, each reason in a sentence, and what is possible instead."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from app.domain.eligibility import Eligibility, RuleReason, RuleVerdict
from app.domain.points import Score, points_text
from app.domain.service_item import StepKind
from app.journeys.eligibility import bars
from app.viewmodels.dates import day_of_year
from app.viewmodels.licence_rule_words import UNDECIDED, in_short
from app.viewmodels.page import Page, shown
from app.viewmodels.score import group_rows, hint_rows
from app.viewmodels.translation import ENGLISH, translate

REFUSES = "refuses"
BODY = "medical"
"""What facts are called that the check of the body brings, which comes later in the same sitting."""


def validity_words(code: str | None) -> str:
    """`6y`, `10y`, `long_term` of the contract, as people say it; empty where nothing is known."""
    return {
        "6y": translate("Eligibility", "6 年"),
        "10y": translate("Eligibility", "10 年"),
        "long_term": translate("Eligibility", "长期"),
    }.get(code or "", "")


class EligibilityPage(Page):
    changed = Signal()

    @property
    def _told(self) -> Eligibility | None:
        step = self.step
        return step.draft.eligibility if step and step.step in (StepKind.ELIGIBILITY, StepKind.VERDICT) else None

    @shown(bool, changed)
    def refused(self) -> bool:
        step = self.step
        return self._told is not None and step is not None and bars(step)

    @shown(str, changed)
    def title(self) -> str:
        step, told = self.step, self._told
        if told is None:
            return translate("Eligibility", "正在核查条件")
        if step is not None and step.item.fields_at(StepKind.USES):
            return self._title_of_a_score(told)
        if told.refuses:
            return translate("Eligibility", "现在不能换")
        if step is not None and step.step is StepKind.VERDICT:
            return translate("Eligibility", "检查完了，可以往下办")
        if _lacks_more_than_the_body(told):
            return translate("Eligibility", "有几项还没核查")
        return translate("Eligibility", "证件条件符合")

    def _title_of_a_score(self, told: Eligibility) -> str:
        if told.score is None:
            return translate("Eligibility", "现在不能积分")
        return translate("Eligibility", "您有 {points} 分").format(points=points_text(told.score.total))

    @shown(str, changed)
    def help(self) -> str:
        told = self._told
        if told is not None and told.score is not None:
            return self.say(told.score.class_name)
        if told is None or told.refuses:
            return ""
        if told.verdict is RuleVerdict.UNKNOWN:
            return translate("Eligibility", "下面几项还没有结果，由后面的检查和审核来定。")
        return translate("Eligibility", "都符合。")

    @shown("QVariantList", changed)
    def reasons(self) -> list[dict[str, Any]]:
        """`[{text, rule, mood, icon}]`, what refuses first."""
        told = self._told
        return [] if told is None else [self._reason(each) for each in told.reasons]

    def _reason(self, reason: RuleReason) -> dict[str, Any]:
        if reason.words is not None:
            return _row(reason, self.say(reason.words))
        return _row(reason, in_short(reason) if self.around.language.code == ENGLISH else reason.text)

    @shown("QVariantList", changed)
    def groups(self) -> list[dict[str, Any]]:
        """Of a score, line by line; see `group_rows`."""
        score = self._score
        return [] if score is None else group_rows(score, self.around.language.code)

    @shown("QStringList", changed)
    def hints(self) -> list[str]:
        """What would raise the score."""
        score = self._score
        return [] if score is None else hint_rows(score, self.around.language.code)

    @property
    def _score(self) -> Score | None:
        told = self._told
        return told.score if told is not None else None

    @shown("QVariantList", changed)
    def facts(self) -> list[dict[str, str]]:
        """`[{label, value}]`: what will stand on the new licence, or when it is possible."""
        told = self._told
        if told is None:
            return []
        language = self.around.language.code
        rows = [
            (translate("Eligibility", "可以换的车型"), " ".join(told.allowed_classes)),
            (translate("Eligibility", "医生看录像确认后，可以换"), _beyond(told)),
            (translate("Eligibility", "换后有效期"), validity_words(told.new_validity)),
            (translate("Eligibility", "最早哪天能换"), _day(told.first_day, language)),
            (translate("Eligibility", "分数有效到"), _day(told.score.valid_until if told.score else None, language)),
            (translate("Eligibility", "按哪一版规定"), told.pack_version),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]


def _lacks_more_than_the_body(told: Eligibility) -> bool:
    """Without a line nobody knows of points and violations yet: that is not said to be as it should."""
    return any(each.effect == UNDECIDED and not each.fact.startswith(BODY) for each in told.reasons)


def _beyond(told: Eligibility) -> str:
    return "" if told.possible_classes == told.allowed_classes else " ".join(told.possible_classes)


def _row(reason: RuleReason, text: str) -> dict[str, Any]:
    mood = {REFUSES: "bad", UNDECIDED: "waiting"}.get(reason.effect, "none")
    icon = {REFUSES: "x", UNDECIDED: "clock"}.get(reason.effect, "info")
    return {"text": text, "rule": reason.rule, "mood": mood, "icon": icon}


def _day(text: str | None, language: str) -> str:
    return day_of_year(date.fromisoformat(text), language) if text else ""
