"""A score as the glass shows it: groups with their lines, what would bring more, what it may be used for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.local_text import LocalText
from app.domain.points import Score, ScoreUse, points_text
from app.domain.several import chosen_of
from app.journeys.eligibility import lacks_use, use_field
from app.journeys.events import UsesChosen
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

NOTHING, MINUS = Decimal(0), "−"
BASE, BONUS, DEDUCTIONS = "base", "bonus", "deductions"


def group_rows(score: Score, language: str) -> list[dict[str, Any]]:
    """`[{name, points, lines: [{row, text, points, from}]}]`; a group that counts nothing is left out."""
    groups = {
        BASE: translate("Score", "基础分"),
        BONUS: translate("Score", "加分"),
        DEDUCTIONS: translate("Score", "扣分"),
    }
    told = [
        {
            "name": name,
            "points": _signed(score.groups.get(code, NOTHING)).removeprefix("+"),
            "lines": [
                _line(each.row, each.text, each.points, each.counted_from, language)
                for each in score.lines
                if each.group == code
            ],
        }
        for code, name in groups.items()
    ]
    return [each for each in told if each["lines"]]


def _line(row: str, text: LocalText, points: Decimal, counted_from: LocalText, language: str) -> dict[str, Any]:
    said, source = text.in_language(language), counted_from.in_language(language)
    return {"row": row, "text": said, "points": _signed(points), "from": "" if source == said else source}


def _signed(points: Decimal) -> str:
    """With a sign that is as wide as the plus."""
    return f"+{points_text(points)}" if points > NOTHING else points_text(points).replace("-", MINUS)


def hint_rows(score: Score, language: str) -> list[str]:
    return [each.text.in_language(language) for each in score.hints]


class UsesPage(Page):
    """选用途: what the score opens can be ticked; the others say what is missing."""

    changed = Signal()

    @shown(str, changed)
    def title(self) -> str:
        step = self.step
        page = next((each for each in step.item.form if each.at is step.step), None) if step else None
        return self.say(page.title) if page else ""

    @shown(str, changed)
    def help(self) -> str:
        score = self._score
        return (
            translate("Score", "您有 {points} 分，可以选几项。").format(points=points_text(score.total))
            if score
            else ""
        )

    @shown(bool, changed)
    def ready(self) -> bool:
        step = self.step
        return step is not None and not lacks_use(step)

    @shown("QVariantList", changed)
    def uses(self) -> list[dict[str, Any]]:
        """`[{code, label, open, why, chosen}]`, what is open first."""
        step, score = self.step, self._score
        field = use_field(step) if step else None
        if step is None or score is None or field is None:
            return []
        labels = {each.value: self.say(each.label) for each in field.choices}
        chosen = chosen_of(step.draft.form.get(field.name, ""))
        rows = [self._row(each, labels[each.code], chosen) for each in score.uses if each.code in labels]
        return sorted(rows, key=lambda each: not each["open"])

    def _row(self, use: ScoreUse, label: str, chosen: tuple[str, ...]) -> dict[str, Any]:
        why = "" if use.is_open else self.say(use.text)
        return {"code": use.code, "label": label, "open": use.is_open, "why": why, "chosen": use.code in chosen}

    @property
    def _score(self) -> Score | None:
        step = self.step
        told = step.draft.eligibility if step else None
        return told.score if told else None

    @Slot(str)
    def toggle(self, code: str) -> None:
        step = self.step
        field = use_field(step) if step else None
        if step is None or field is None:
            return
        chosen = chosen_of(step.draft.form.get(field.name, ""))
        kept = tuple(each for each in chosen if each != code) if code in chosen else (*chosen, code)
        self.dispatch(UsesChosen(kept))
