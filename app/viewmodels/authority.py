"""委托书怎么给: the ways that are open here, and the page that lies under the document camera."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.service_item import StepKind
from app.journeys.authority import PaperPage, could_sign, is_signed, paper_material, ways
from app.journeys.authority_events import AuthorityChosen, AuthorityWay
from app.journeys.events import ScanPressed
from app.journeys.states import AtStep, Passed
from app.viewmodels.page import Page, shown
from app.viewmodels.photo_words import page_advice
from app.viewmodels.translation import translate


class AuthorityPage(Page):
    changed = Signal()

    def _at(self) -> AtStep | None:
        step = self.step
        return step if step is not None and step.step is StepKind.AUTHORITY else None

    @shown(str, changed)
    def paper(self) -> str:
        """What lets the agent act, by its name."""
        at = self._at()
        material = paper_material(at) if at else None
        return self.say(material.name) if material else ""

    @shown(bool, changed)
    def scanning(self) -> bool:
        """The page under the document camera is asked for; otherwise how the paper comes."""
        at = self._at()
        return at is not None and at.page == PaperPage.SCAN

    @shown(bool, changed)
    def looking(self) -> bool:
        """The document camera looks at this moment."""
        at = self._at()
        return at is not None and at.scanning != ""

    @shown(bool, changed)
    def given(self) -> bool:
        at = self._at()
        return at is not None and isinstance(at.mood, Passed)

    @shown(str, changed)
    def done(self) -> str:
        """What was given already, in words."""
        at = self._at()
        if at is None or not self.given:
            return ""
        return translate("Authority", "委托书签好了") if is_signed(at) else translate("Authority", "扫好了")

    @shown(str, changed)
    def advice(self) -> str:
        """What would make a better picture."""
        at = self._at()
        return page_advice(at.scan_advice) if at else ""

    @shown("QVariantList", changed)
    def ways(self) -> list[dict[str, Any]]:
        """`[{value, name, hint, icon}]`"""
        at = self._at()
        return [_way(each) for each in ways(at)] if at else []

    @shown(bool, changed)
    def couldSign(self) -> bool:  # noqa: N802
        """The principal could sign here, had their card been read."""
        at = self._at()
        return at is not None and could_sign(at) and not self.given

    @Slot(str)
    def choose(self, way: str) -> None:
        self.dispatch(AuthorityChosen(AuthorityWay(way)))

    @Slot()
    def scan(self) -> None:
        at = self._at()
        if at is not None:
            self.dispatch(ScanPressed(at.paper))


def _way(way: AuthorityWay) -> dict[str, Any]:
    match way:
        case AuthorityWay.SIGN:
            words = translate("Authority", "本人也在，当场签"), translate("Authority", "本人看镜头，再签名"), "pen"
        case AuthorityWay.SCAN:
            words = translate("Authority", "有纸的，扫一下"), translate("Authority", "放到高拍仪下面"), "scan"
        case AuthorityWay.LATER:
            words = translate("Authority", "没带，以后补"), translate("Authority", "取结果时带来看"), "clock"
    name, hint, icon = words
    return {"value": way.value, "name": name, "hint": hint, "icon": icon}
