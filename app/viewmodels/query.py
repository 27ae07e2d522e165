"""查询: what an office answers, before the form or after it, as lines and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.catalogue.record_words import Speech, fact_lines, tables
from app.domain.query import Query
from app.journeys.asking import Verdict, is_held_to_record, may_go_without_record, refuses, verdict_of
from app.journeys.events import EditPressed
from app.journeys.states import Trouble, Troubled
from app.viewmodels.licence_rows import licence_rows
from app.viewmodels.page import Page, mood_of, shown
from app.viewmodels.translation import ENGLISH, translate

NAME = "%1"


class QueryPage(Page):
    changed = Signal()

    @property
    def _record(self) -> Mapping[str, Any]:
        step = self.step
        return (step.draft.record or {}) if step else {}

    @property
    def _query(self) -> Query | None:
        step = self.step
        return step.item.query if step else None

    @property
    def _speech(self) -> Speech:
        return Speech(self.around.language.code, masked=True)

    @shown(str, changed)
    def title(self) -> str:
        match self.mood:
            case "working":
                words = translate("Query", "正在查%1")
            case "passed" if self.refused:
                words = translate("Query", "这样办不了")
            case "passed":
                words = translate("Query", "查到%1了")
            case _:
                words = translate("Query", "查%1")
        return words.replace(NAME, self._name())

    def _name(self) -> str:
        """What is looked up; English titles go on with a small letter."""
        name = self.say(self._query.name) if self._query else ""
        return name[:1].lower() + name[1:] if self.around.language.code == ENGLISH else name

    @shown("QVariantMap", changed)
    def trouble(self) -> dict[str, Any]:
        """As on every page; where the office holds nothing the item says what the person can do."""
        told = self._told_trouble()
        mood = mood_of(self.state)
        if isinstance(mood, Troubled) and mood.trouble is Trouble.NOTHING_ON_RECORD and self._query:
            told["text"] = self.say(self._query.empty)
        return told

    @shown(bool, changed)
    def mayGoWithout(self) -> bool:  # noqa: N802
        """There is no record, and what it would say can be typed instead."""
        step = self.step
        return step is not None and may_go_without_record(step)

    @shown(bool, changed)
    def fromPaper(self) -> bool:  # noqa: N802
        """What is typed instead stands on a paper that the person holds."""
        step = self.step
        return step is not None and is_held_to_record(step.item)

    @shown("QVariantList", changed)
    def facts(self) -> list[dict[str, str]]:
        """`[{label, value}]`"""
        step = self.step
        if step is not None and step.item.rule_pack and (rows := licence_rows(self._record, self.around.language.code)):
            return rows
        if self._query is None:
            return []
        return [
            {"label": each.label, "value": each.value} for each in fact_lines(self._query, self._record, self._speech)
        ]

    @shown("QVariantList", changed)
    def tables(self) -> list[dict[str, Any]]:
        """`[{name, columns: [{label, figure}], rows: [[text]], totals: [text]}]`"""
        if self._query is None:
            return []
        return [
            {
                "name": each.name,
                "columns": [{"label": one.label, "figure": one.is_figure} for one in each.columns],
                "rows": [list(row) for row in each.rows],
                "totals": list(each.totals),
            }
            for each in tables(self._query, self._record, self._speech)
        ]

    @property
    def _verdict(self) -> Verdict | None:
        return verdict_of(self._record)

    @shown(bool, changed)
    def refused(self) -> bool:
        """The office has what speaks against it: an answer must be changed."""
        step = self.step
        return step is not None and refuses(step)

    @shown(str, changed)
    def reason(self) -> str:
        """Why, in the office's words."""
        verdict = self._verdict
        words = verdict.words if verdict else None
        if words is None:
            return ""
        return str(words.get(self.around.language.code) or words.get("zh_CN") or "")

    @Slot()
    def change(self) -> None:
        """To the answer that the office cannot take."""
        verdict, step = self._verdict, self.step
        first = next((each.name for each in step.item.fields()), "") if step else ""
        self.dispatch(EditPressed(verdict.field if verdict and verdict.field else first))
