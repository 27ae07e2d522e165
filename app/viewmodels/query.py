"""查询: what the centre's register says of this person, before it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from app.journeys.asking import may_go_without_record
from app.viewmodels.licence_rows import licence_rows
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import ENGLISH, translate

_KINDS_IN_ENGLISH = {
    "城镇职工基本养老保险": "Pension insurance",
    "城镇职工基本医疗保险": "Medical insurance",
    "失业保险": "Unemployment insurance",
    "工伤保险": "Work injury insurance",
    "生育保险": "Maternity insurance",
}
"""The register speaks Chinese; these five are known to everybody."""


class QueryPage(Page):
    changed = Signal()

    @property
    def _record(self) -> Mapping[str, Any]:
        step = self.step
        return (step.draft.record or {}) if step else {}

    @shown(str, changed)
    def title(self) -> str:
        step = self.step
        licence = step is not None and step.item.rule_pack is not None
        match self.mood:
            case "working":
                return translate("Query", "正在查驾驶证档案") if licence else translate("Query", "正在查参保记录")
            case "passed":
                return translate("Query", "查到驾驶证档案了") if licence else translate("Query", "查到您的记录了")
            case _:
                return translate("Query", "查驾驶证档案") if licence else translate("Query", "查参保记录")

    @shown(bool, changed)
    def mayGoWithout(self) -> bool:  # noqa: N802
        """The line is down, and what the register would say can be typed instead."""
        step = self.step
        return step is not None and may_go_without_record(step)

    @shown("QVariantList", changed)
    def facts(self) -> list[dict[str, str]]:
        """`[{label, value}]` of a licence's record."""
        return licence_rows(self._record)

    @shown(str, changed)
    def summary(self) -> str:
        """Who insures, and up to which month."""
        until = self._record.get("period", {}).get("to", "")
        if not until:
            return ""
        return translate("Query", "缴到 %1，看一眼对不对。").replace("%1", str(until))

    @shown("QVariantList", changed)
    def insurances(self) -> list[dict[str, str]]:
        """`[{name, text, tag, mood}]`"""
        return [self._row(each) for each in self._record.get("insurances", ())]

    def _row(self, each: Mapping[str, Any]) -> dict[str, str]:
        english = self.around.language.code == ENGLISH
        kind, state = str(each.get("kind", "")), str(each.get("state", ""))
        words = translate("Query", "%1 起，缴了 %2 个月")
        normal = state == "正常参保"
        return {
            "name": _KINDS_IN_ENGLISH.get(kind, kind) if english else kind,
            "text": words.replace("%1", str(each.get("since", ""))).replace("%2", str(each.get("months", ""))),
            "tag": translate("Query", "正常参保") if normal else state,
            "mood": "done" if normal else "none",
        }
