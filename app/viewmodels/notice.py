"""一次性告知: all that matters, once, and the consent."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from app.journeys.events import ConsentGiven
from app.journeys.knowing import offers_file
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


def _of_agents() -> list[str]:
    """What an agent is told of their own data, before anything is filled in (PIPL, article 17)."""
    return [
        translate("Notice", "代办人的姓名、证件号码、和本人的关系随这件事一起交，只用来核对代办。"),
        translate("Notice", "没读本人的身份证，或者没扫委托的材料，不调用本人的电子证照。"),
    ]


class NoticePage(Page):
    changed = Signal()

    @shown("QStringList", changed)
    def paragraphs(self) -> list[str]:
        step = self.step
        if step is None:
            return []
        told = [self.say(text) for text in step.item.notice]
        return told if step.draft.agency is None else [*told, *_of_agents()]

    @shown("QStringList", changed)
    def legalBasis(self) -> list[str]:  # noqa: N802
        step = self.step
        return [self.say(text) for text in step.item.legal_basis] if step else []

    @shown(str, changed)
    def consent(self) -> str:
        step = self.step
        if step is None:
            return ""
        words = self.say(step.item.consent)
        return words if step.draft.agency is None else translate("Notice", "代本人声明：%1").replace("%1", words)

    @shown(bool, changed)
    def consented(self) -> bool:
        """Whether it was agreed to before, when the page is opened again."""
        step = self.step
        return step is not None and step.draft.consented

    @shown(bool, changed)
    def offersFile(self) -> bool:  # noqa: N802
        """Whether it may be asked for what was handed in before (个人档案)."""
        step = self.step
        return step is not None and offers_file(step)

    @shown(bool, changed)
    def fileAgreed(self) -> bool:  # noqa: N802
        """Whether that was allowed before, when the page is opened again; at first it is not."""
        step = self.step
        return step is not None and step.draft.file_agreed is True

    @Slot(bool)
    def agree(self, reuse: bool) -> None:
        self.dispatch(ConsentGiven(reuse))
