"""Where what is mailed is by now, in words of the chosen language."""

from __future__ import annotations

from app.domain.mailing import Mailing, MailingState
from app.viewmodels.translation import translate


def mailing_words(mailing: Mailing | None) -> str:
    """Empty before it has left."""
    if mailing is None:
        return ""
    words = {
        MailingState.PICKED_UP: translate("Case", "已寄出，单号 %1"),
        MailingState.ON_THE_WAY: translate("Case", "在路上，单号 %1"),
        MailingState.DELIVERED: translate("Case", "送到了，单号 %1"),
        MailingState.FAILED: translate("Case", "没送到，单号 %1。到窗口问一下。"),
    }
    return words.get(mailing.state, "").replace("%1", mailing.waybill)
