"""What the amber panel says: what is still to be taken, and what did not come out of a printer."""

from __future__ import annotations

from app.journeys.states import Finished, Paper
from app.viewmodels.translation import translate


def papers_words(state: Finished) -> dict[str, str]:
    """The card first, then the papers; a paper that failed is never called printed."""
    failed = Paper.FAILED in (state.certificate, state.receipt)
    title, text = _of_failed(state) if failed else _of_printed(state)
    if state.card_in_reader:
        together = translate("Papers", "%1。%2").replace("%1", title).replace("%2", text)
        title, text = translate("Papers", "请拿走身份证"), together if failed else text
    if not title:
        return {}
    icon = "alert" if failed else "receipt" if text else ""
    drawing = "take_card" if state.card_in_reader else "take_paper"
    return {"title": title, "text": text, "icon": icon, "drawing": drawing}


def _of_failed(state: Finished) -> tuple[str, str]:
    if state.certificate is Paper.FAILED:
        return translate("Papers", "证明没打出来"), translate("Papers", "拍下编号，到窗口就能补打")
    return translate("Papers", "凭条没打出来"), translate("Papers", "拍下编号就能查进度")


def _of_printed(state: Finished) -> tuple[str, str]:
    if state.certificate is Paper.PRINTED:
        title = translate("Papers", "请拿走证明和凭条")
        return title, translate("Papers", "证明和凭条已打好，在下方出纸口取")
    if state.receipt is Paper.PRINTED:
        return translate("Papers", "请拿走凭条"), translate("Papers", "凭条已打好，在下方出纸口取")
    return "", ""
