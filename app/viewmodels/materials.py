"""材料: what is known already, what comes later in this sitting, and what is to be shown when collecting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.agency import is_needed
from app.domain.service_item import Material, MaterialSource
from app.journeys.authority import is_signed
from app.journeys.events import ScanPressed
from app.journeys.spared import filed_paper, spared
from app.journeys.states import AtStep
from app.viewmodels.dates import short_day
from app.viewmodels.page import Page, shown
from app.viewmodels.photo_words import page_advice
from app.viewmodels.translation import translate


class MaterialsPage(Page):
    changed = Signal()

    @shown("QVariantList", changed)
    def rows(self) -> list[dict[str, Any]]:
        """`[{code, name, from, tag, mood, icon, act, working, advice}]`, one a material; `act` is scan, rescan or
        empty, `advice` what would make a better picture of it."""
        step = self.step
        if step is None:
            return []
        return [self._row(material, step) for material in step.item.materials if _belongs(material, step)]

    @shown(int, changed)
    def spared(self) -> int:
        """How many papers nobody has to bring."""
        step = self.step
        return spared(step.item, step.draft) if step else 0

    @shown(int, changed)
    def scanned(self) -> int:
        step = self.step
        return len(step.draft.scans) if step else 0

    @shown(int, changed)
    def missing(self) -> int:
        """How many have to be scanned before the case can go on."""
        step = self.step
        return len(step.missing_scans) if step else 0

    @shown(int, changed)
    def toScan(self) -> int:  # noqa: N802
        """How many there are to lay under the document camera of this machine."""
        return sum(1 for each in self.rows if each["act"] == "scan")

    @shown(str, changed)
    def scanAdvice(self) -> str:  # noqa: N802
        """What would make a better picture of the page that was just looked at."""
        step = self.step
        return page_advice(step.scan_advice) if step else ""

    @shown(str, changed)
    def reason(self) -> str:
        """Why the case cannot go on yet."""
        if not self.missing:
            return ""
        if self.around.is_desk:
            return translate("Materials", "还差 %1 份，齐了才能受理").replace("%1", str(self.missing))
        if self.step is not None and not self.step.can_scan:
            return translate("Materials", "还差 %1 份，带到窗口去办").replace("%1", str(self.missing))
        return translate("Materials", "还差 %1 份，齐了才能往下办").replace("%1", str(self.missing))

    @Slot(str)
    def scan(self, code: str) -> None:
        self.dispatch(ScanPressed(code))

    def _row(self, material: Material, step: AtStep) -> dict[str, Any]:
        words = self._words(material, step)
        advice = self.scanAdvice if step.looked_at == material.code else ""
        row = {"code": material.code, "name": self.say(material.name), "act": self._act(material, step)}
        return {**row, "working": step.scanning == material.code, "advice": advice, **words}

    def _act(self, material: Material, step: AtStep) -> str:
        """A clerk may scan anew whatever lies before them; at the glass what is not asked for has no button."""
        scanned, filed = material.code in step.draft.scans, filed_paper(step.draft, material) is not None
        if not replace(step, scanning="").may_be_scanned(material.code):
            return ""
        if not self.around.is_desk and (filed or step.comes_later(material) or not _is_asked(material, step)):
            return ""
        return "rescan" if scanned or filed else "scan"

    def _words(self, material: Material, step: AtStep) -> dict[str, str]:
        if (filed := filed_paper(step.draft, material)) is not None:
            day = short_day(filed.taken_on, self.around.language.code)
            origin = translate("Materials", "来自个人档案，%1交过").replace("%1", day)
            return _row_words("doc", "done", origin, translate("Materials", "免提交"))
        match material.source:
            case MaterialSource.CARD:
                return _row_words(
                    "idcard", "done", translate("Materials", "来自身份证"), translate("Materials", "免提交")
                )
            case MaterialSource.E_LICENCE:
                return _licence_words(material, step)
            case MaterialSource.RECORDING:
                return _row_words(
                    "camera", "working", translate("Materials", "在这里录"), translate("Materials", "正在录")
                )
            case MaterialSource.CAMERA:
                return _row_words(
                    "camera", "working", translate("Materials", "在这里拍"), translate("Materials", "一会拍")
                )
            case MaterialSource.SIGNATURE:
                return _row_words(
                    "pen", "working", translate("Materials", "在屏幕上签"), translate("Materials", "一会签")
                )
            case MaterialSource.SCAN | MaterialSource.AGENT | MaterialSource.PERSON_FILE:
                return _paper_words(material, step)


def _belongs(material: Material, step: AtStep) -> bool:
    """An agent's papers belong to a case only where somebody acts for another, and of them the one that fits."""
    return material.source is not MaterialSource.AGENT or material.code == step.paper


def _is_asked(material: Material, step: AtStep) -> bool:
    """A power of attorney that was signed here is not laid under a camera."""
    if material.code == step.paper and is_signed(step):
        return False
    return is_needed(material, step.draft.form, step.paper)


def _licence_words(material: Material, step: AtStep) -> dict[str, str]:
    if any(licence.code == material.code for licence in step.draft.licences):
        return _row_words("link", "done", translate("Materials", "来自电子证照"), translate("Materials", "免提交"))
    if material.code in step.draft.scans:
        return _row_words("scan", "done", translate("Materials", "刚扫描的"), translate("Materials", "已扫描"))
    if not is_needed(material, step.draft.form, step.paper):
        return _row_words("doc", "none", translate("Materials", "这次不用"), translate("Materials", "不用"))
    agency = step.draft.agency
    if agency is not None and not agency.is_read:
        return _row_words(
            "doc", "warn", translate("Materials", "没读本人的证，不取电子证照"), translate("Materials", "取证时看")
        )
    if step.fetches_later:
        return _row_words(
            "link", "working", translate("Materials", "扫好委托的材料就取"), translate("Materials", "一会取")
        )
    if not step.online:
        return _row_words(
            "wifioff", "warn", translate("Materials", "网络断了，没取到"), translate("Materials", "取证时看")
        )
    if step.may_be_scanned(material.code):
        found_none = translate("Materials", "没找到电子证照，可以扫原件")
        return _row_words("scan", "warn", found_none, translate("Materials", "取证时看"))
    return _row_words("link", "warn", translate("Materials", "没找到电子证照"), translate("Materials", "取证时看"))


def _paper_words(material: Material, step: AtStep) -> dict[str, str]:
    if material.code == step.paper and is_signed(step):
        return _row_words("pen", "done", translate("Materials", "本人刚签的"), translate("Materials", "已签"))
    if material.code in step.draft.scans:
        return _row_words("scan", "done", translate("Materials", "刚扫描的"), translate("Materials", "已扫描"))
    if not is_needed(material, step.draft.form, step.paper):
        return _row_words("doc", "none", translate("Materials", "这次不用"), translate("Materials", "不用"))
    if step.can_scan and not step.comes_later(material):
        return _row_words("scan", "warn", _where_to_lay(material, step), translate("Materials", "还差"))
    if not step.may_wait(material):
        return _row_words(
            "doc", "warn", translate("Materials", "这台机器扫不了，带到窗口去办"), translate("Materials", "还差")
        )
    return _row_words("doc", "warn", translate("Materials", "取证时带来看一下"), translate("Materials", "要带来"))


def _where_to_lay(material: Material, step: AtStep) -> str:
    if step.may_wait(material):
        return translate("Materials", "扫一页，没带的取证时看")
    return translate("Materials", "放到高拍仪下面，扫一页")


def _row_words(icon: str, mood: str, origin: str, tag: str) -> dict[str, str]:
    return {"icon": icon, "mood": mood, "from": origin, "tag": tag}
