"""What the amber panel says: what is still to be taken, and what did not come out of a printer."""

from __future__ import annotations

from app.journeys.states import Finished, Paper
from app.viewmodels.translation import translate


def papers_words(state: Finished) -> dict[str, str]:
    """The card first, then the papers; a paper that failed is never called printed. `brief` is for large letters."""
    failed = Paper.FAILED in (state.certificate, state.receipt) and state.certificate is not Paper.PRINTING
    title, text, brief = _of_failed(state) if failed else _of_printed(state)
    if state.card_in_reader or state.two_cards:
        title = translate("Papers", "两张身份证都拿好") if state.two_cards else translate("Papers", "请拿走身份证")
        if failed:
            text = brief = _what_failed(state)
    if not title:
        return {}
    icon = "alert" if failed else "receipt" if text else ""
    drawing = "take_card" if state.card_in_reader or state.two_cards else "take_paper"
    return {"title": title, "text": text, "brief": brief, "icon": icon, "drawing": drawing}


def _what_failed(state: Finished) -> str:
    if state.can_print_again:
        return translate("Papers", "证明没打出来，可以再打一次")
    if state.certificate is Paper.FAILED:
        return translate("Papers", "证明没打出来，请拍下编号")
    return translate("Papers", "凭条没打出来，请拍下编号")


def _of_failed(state: Finished) -> tuple[str, str, str]:
    if state.certificate is Paper.FAILED and state.can_print_again:
        text = translate("Papers", "可以再打一次，或拍下编号到窗口补打")
        return translate("Papers", "证明没打出来"), text, translate("Papers", "可以再打一次")
    if state.certificate is Paper.FAILED:
        title = translate("Papers", "证明没打出来")
        return title, translate("Papers", "拍下编号，到窗口就能补打"), translate("Papers", "拍下编号，到窗口补打")
    if state.certificate is Paper.PRINTED:
        return translate("Papers", "请拿走证明"), _what_failed(state), _what_failed(state)
    title = translate("Papers", "凭条没打出来")
    return title, translate("Papers", "拍下编号就能查进度"), translate("Papers", "拍下编号就能查进度")


def _of_printed(state: Finished) -> tuple[str, str, str]:
    if state.certificate is Paper.PRINTING:
        wait = translate("Papers", "请稍等，打好再走")
        return translate("Papers", "正在再打一次证明"), wait, wait
    if state.certificate is Paper.PRINTED:
        title = translate("Papers", "请拿走证明和凭条")
        return title, translate("Papers", "都打好了，在下方出纸口取"), translate("Papers", "在下方出纸口取")
    if state.certificate is Paper.LATER:
        title = (
            translate("Papers", "请拿走凭条") if state.receipt is Paper.PRINTED else translate("Papers", "证明晚点打")
        )
        text = translate("Papers", "办结以后，到这台机刷身份证打印")
        return title, text, translate("Papers", "办结后刷身份证打印")
    if state.receipt is Paper.PRINTED:
        title = translate("Papers", "请拿走凭条")
        return title, translate("Papers", "凭条已打好，在下方出纸口取"), translate("Papers", "凭条在下方出纸口")
    return "", "", ""
