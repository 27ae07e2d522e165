"""等待上报 on the technician's page: how much waits for the centre, since when, why, and what is next.

A case is told by the tail of its number: a technician finds it, a passer-by cannot ask after somebody's case.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.formats import CHINA
from app.domain.outbox import ATTACHMENT, Backlog, Waiting, WaitState
from app.viewmodels.agent_words import AGENT, agent_words
from app.viewmodels.translation import translate

TAIL = 4


def waiting_rows(backlog: Backlog, language: str, *, online: bool) -> list[dict[str, Any]]:
    """As `device_rows`: the whole in one row, then the rows worth a look; parked ones first."""
    worth = [each for each in backlog.items if each.why or each.state is WaitState.PARKED]
    return [_whole(backlog, online), *(_row(each, language) for each in worth)]


def _whole(backlog: Backlog, online: bool) -> dict[str, Any]:
    told = {"room": "outbox", "icon": "cloud", "name": translate("Waiting", "等待上报"), "code": ""}
    number = backlog.waiting + backlog.conflicts
    if not number:
        return {**told, "state": translate("Waiting", "都送到了"), "mood": "ok", "what": "", "todo": "", "since": ""}
    return {
        **told,
        "state": _parked(backlog.conflicts) if backlog.conflicts else translate("Waiting", "在等"),
        "mood": "bad" if backlog.conflicts else "warn",
        "what": translate("Waiting", "等待上报 %1 件").replace("%1", str(number)),
        "todo": _next(backlog, online),
        "since": _since(backlog.oldest),
    }


def _next(backlog: Backlog, online: bool) -> str:
    if not online:
        return translate("Waiting", "连不上中心，联上就送。东西都在本机，不会丢。")
    if backlog.conflicts and not backlog.waiting:
        return translate("Waiting", "看下面的原因，处理好再用 kiosk sync release 重新送。")
    if backlog.next_at is not None:
        return translate("Waiting", "%1 再试").replace("%1", _moment(backlog.next_at))
    return translate("Waiting", "正在送。")


def _row(item: Waiting, language: str) -> dict[str, Any]:
    parked = item.state is WaitState.PARKED
    again = translate("Waiting", "%1 再试").replace("%1", _moment(item.next_at))
    todo = translate("Waiting", "查清原因，处理好再用 kiosk sync release 重新送。") if parked else again
    tried = translate("Waiting", "试过 %1 次").replace("%1", str(item.attempts)) if item.attempts else ""
    return {
        "room": f"outbox_{item.id}",
        "icon": "doc" if item.kind != ATTACHMENT else "link",
        "name": _name(item),
        "state": translate("Waiting", "要人看") if parked else translate("Waiting", "等着再试"),
        "mood": "bad" if parked else "warn",
        "what": translate("Waiting", "%1：%2").replace("%1", _name(item)).replace("%2", why_words(item.why, language)),
        "todo": todo if parked or item.state is WaitState.RESTING else "",
        "since": _since(item.since),
        "code": " · ".join(each for each in (item.why if item.why.isascii() else "", tried) if each),
    }


def why_words(why: str, language: str) -> str:
    """The centre's stable words in a sentence; what this program noticed itself is a Chinese sentence already."""
    word = why.partition(":")[0]
    known = {
        "": translate("Waiting", "中心没有说原因"),
        "item_unknown": translate("Waiting", "中心没有这个事项"),
        "case_exists": translate("Waiting", "中心已有这个办件，内容不同"),
        "number_used": translate("Waiting", "这个编号在中心已经用过"),
        "number_foreign": translate("Waiting", "这个编号在中心归别的工作站"),
        "id_used": translate("Waiting", "这个上报号在中心已经用过，内容不同"),
        "sequence_used": translate("Waiting", "这个顺序号在中心已经用过"),
        "kind_unknown": translate("Waiting", "中心还不认识这种上报"),
        "case_unknown": translate("Waiting", "中心没有这个办件"),
        "already_evaluated": translate("Waiting", "中心已有这个办件的评价"),
        "attachment_seal": translate("Waiting", "附件的封装中心打不开"),
        "attachment_size": translate("Waiting", "附件的大小和登记的不一样"),
        "attachment_sha256": translate("Waiting", "附件的内容和登记的不一样"),
        "longer_than_declared": translate("Waiting", "附件比登记的长"),
        "upload_too_large": translate("Waiting", "附件太大，中心收不下"),
        "paper_exists": translate("Waiting", "中心已登记过这张证明"),
    }
    if word in known:
        return known[word]
    if why.startswith(AGENT):
        return agent_words(why)
    if why.isascii():
        return translate("Waiting", "中心没有收")
    return translate("Waiting", "中心没有正常回答") if language == "en" else why.rstrip("。")


def _name(item: Waiting) -> str:
    kind = translate("Waiting", "附件") if item.kind == ATTACHMENT else translate("Waiting", "办件")
    return f"{kind} …{item.case_number[-TAIL:]}" if item.case_number else kind


def _parked(count: int) -> str:
    return translate("Waiting", "%1 件要人看").replace("%1", str(count))


def _since(at: datetime | None) -> str:
    return "" if at is None else translate("Waiting", "%1 起").replace("%1", _moment(at))


def _moment(at: datetime) -> str:
    return at.astimezone(CHINA).strftime("%m-%d %H:%M")
