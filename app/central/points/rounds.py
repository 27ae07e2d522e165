"""A round from its making to its final list. Each act is one transaction that holds the round, and leaves a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from app.catalogue.rules import points_pack
from app.central.keys import CentreKeys
from app.central.points import entering
from app.central.points.entering import OUT_WORDS, STRUCK, WITHDRAWN
from app.central.points.ranking import HUNDREDTHS, Entered, Ranked, published_rows, ranked
from app.central.storage import point_rounds
from app.central.storage.point_rounds import FINAL, LISTED, OPEN, WAITING, PublishedList, Round, RoundAct
from app.domain.errors import WrongInput
from app.domain.formats import CHINA, long_day
from app.domain.service_item import ServiceItem, StepKind

CENTRE = "centre"
"""Who acts where nobody pressed anything: a case was refused, or came late."""
MADE, PUBLISHED, MADE_FINAL, LEFT, FILED, DECIDED, SCORE_SET = (
    "made",
    "published",
    "final",
    "left",
    "appeal_filed",
    "appeal_decided",
    "score_set",
)
ACT_WORDS = {
    MADE: "建立",
    PUBLISHED: "公布名单",
    MADE_FINAL: "公布最终名单",
    LEFT: "退出",
    FILED: "收到异议",
    DECIDED: "异议处理",
    SCORE_SET: "改分",
}
QUOTA_MOST, APPEAL_DAYS_MOST = 100_000, 60
NAME_MAX, DETAIL_MAX = 80, 200
_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,39}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the office writes down for a new round."""

    id: str
    item: str
    use: str
    name: str
    quota: int
    opens_on: date
    closes_on: date
    appeal_days: int


def uses_of(item: ServiceItem) -> dict[str, str]:
    """What places can be given for: code and name. Empty for an item without points."""
    fields = item.fields_at(StepKind.USES)
    return {each.value: each.label.zh_cn for each in fields[0].choices} if fields else {}


def make(
    connection: Connection, item: ServiceItem, wanted: Wanted, by: str, at: datetime, rules: Path | None = None
) -> Round:
    """`rules`: the city's own packs. Raises WrongInput, ConfigInvalid; nothing is made then."""
    _check(item, wanted)
    if point_rounds.find(connection, wanted.id) is not None:
        raise WrongInput(f"已经有“{wanted.id}”这一轮了。", "换一个编号。")
    pack = points_pack(item.rule_pack or "", wanted.closes_on, rules)
    made = Round(
        id=wanted.id,
        item=item.code,
        use=wanted.use,
        name=wanted.name.strip(),
        quota=wanted.quota,
        opens_on=wanted.opens_on,
        closes_on=wanted.closes_on,
        appeal_days=wanted.appeal_days,
        ties=[each.value for each in pack.ties],
        state=OPEN,
        edition=0,
        made_at=at,
    )
    point_rounds.add(connection, made)
    told = f"{uses_of(item)[wanted.use]}，{wanted.quota} 个，{long_day(wanted.opens_on)}到{long_day(wanted.closes_on)}"
    _note(connection, made.id, MADE, by, told, at)
    return made


def _check(item: ServiceItem, wanted: Wanted) -> None:
    uses = uses_of(item)
    if not _ID.fullmatch(wanted.id):
        raise WrongInput("编号要用小写字母、数字和短横，3 到 40 个。", "像 housing-2026-12。")
    if wanted.use not in uses:
        raise WrongInput("没有这种用途。", f"可以写：{'、'.join(uses)}。")
    if not 0 < len(wanted.name.strip()) <= NAME_MAX or "\0" in wanted.name:
        raise WrongInput(f"名称要写，最多 {NAME_MAX} 个字。", "像“2026 年第四季度保障性住房”。")
    if not 1 <= wanted.quota <= QUOTA_MOST:
        raise WrongInput(f"名额要在 1 到 {QUOTA_MOST} 之间。")
    if wanted.closes_on < wanted.opens_on:
        raise WrongInput("截止日早于开始日。", "改好日期再建。")
    if not 1 <= wanted.appeal_days <= APPEAL_DAYS_MOST:
        raise WrongInput(f"公示期要在 1 到 {APPEAL_DAYS_MOST} 天之间。")


def publish(connection: Connection, keys: CentreKeys, round_id: str, by: str, at: datetime) -> Round:
    """The first list, once the round is closed and every case of its time that is here is decided: from then on
    objections may be filed. Raises WrongInput."""
    this = held(connection, round_id)
    if this.state != OPEN:
        raise WrongInput("这一轮的名单已经公布过了。")
    if at < entering.closing(this):
        raise WrongInput(f"这一轮到{long_day(this.closes_on)}才截止。", "截止以后再公布。")
    field = entering.look(connection, this)
    if field.waiting:
        raise WrongInput(f"还有 {field.waiting} 件没审完。", "都审完了再公布。")
    entering.bring_in(connection, keys, this, field)
    until = at.astimezone(CHINA).date() + timedelta(days=this.appeal_days)
    point_rounds.change(connection, this.id, state=LISTED, listed_at=at, appeals_until=until)
    this = replace(this, state=LISTED, listed_at=at, appeals_until=until)
    return _list(connection, this, by, at, "第一次公布")


def make_final(connection: Connection, keys: CentreKeys, round_id: str, by: str, at: datetime) -> Round:
    """The list that holds, once the time for objections is over and each is decided. Raises WrongInput."""
    this = held(connection, round_id)
    if this.state != LISTED or this.appeals_until is None:
        raise WrongInput("要先公布名单，过了公示期才能定。" if this.state == OPEN else "最终名单已经公布了。")
    if at.astimezone(CHINA).date() <= this.appeals_until:
        raise WrongInput(f"公示到{long_day(this.appeals_until)}为止。", "过了那天再定。")
    open_appeals = [each for each in point_rounds.appeals(connection, this.id) if each.state == WAITING]
    if open_appeals:
        raise WrongInput(f"还有 {len(open_appeals)} 个异议没处理。", "都处理完再定。")
    field = entering.look(connection, this)
    if field.waiting:
        raise WrongInput(f"还有 {field.waiting} 件没审完。", "都审完了再定。")
    entering.bring_in(connection, keys, this, field)
    entering.take_out_refused(connection, this, field)
    point_rounds.change(connection, this.id, state=FINAL, final_at=at)
    return _list(connection, replace(this, state=FINAL, final_at=at), by, at, "最终名单")


def refresh(connection: Connection, keys: CentreKeys, round_id: str, at: datetime) -> bool:
    """A published list as it has become: a case was refused, or one came late that was submitted in time (until the
    list is final). A new edition where it is another one; False where it is not."""
    this = held(connection, round_id)
    if this.state == OPEN:
        return False
    field = entering.look(connection, this)
    if this.state == LISTED:
        entering.bring_in(connection, keys, this, field)
    entering.take_out_refused(connection, this, field)
    return _list_if_another(connection, this, CENTRE, at)


def leave(connection: Connection, round_id: str, number: str, by: str, reason: str, at: datetime) -> Round:
    """Somebody does not want the place; who comes behind moves up. Raises WrongInput."""
    this = held(connection, round_id)
    each = entered_by_number(connection, this, number)
    if each.out:
        raise WrongInput(f"这一件已经不在这一轮：{OUT_WORDS.get(each.out, each.out)}。")
    if not reason.strip():
        raise WrongInput("退出要写明原因。", "写上谁来说的、为什么。")
    point_rounds.change_entered(connection, this.id, replace(each, out=WITHDRAWN))
    _note(connection, this.id, LEFT, by, f"{each.number}：{reason.strip()}", at)
    _list_if_another(connection, this, by, at)
    return held(connection, round_id)


def set_score(connection: Connection, this: Round, each: Entered, hundredths: int, by: str, at: datetime) -> None:
    """By the decision on an objection; the base points take up what changes, so that ties are broken by what is so."""
    if not 0 <= hundredths <= 10_000 * HUNDREDTHS:
        raise WrongInput("分数要在 0 到 10000 之间。")
    changed = replace(each, total=hundredths, base=each.base + hundredths - each.total, adjusted=True)
    point_rounds.change_entered(connection, this.id, changed)
    _note(
        connection,
        this.id,
        SCORE_SET,
        by,
        f"{each.number}：{each.total / HUNDREDTHS:g} → {hundredths / HUNDREDTHS:g}",
        at,
    )
    _list_if_another(connection, this, by, at)


def strike(connection: Connection, this: Round, each: Entered, by: str, at: datetime) -> None:
    """By the decision on an objection: they leave the round."""
    point_rounds.change_entered(connection, this.id, replace(each, out=STRUCK))
    _note(connection, this.id, LEFT, by, f"{each.number}：{OUT_WORDS[STRUCK]}", at)
    _list_if_another(connection, this, by, at)


def held(connection: Connection, round_id: str) -> Round:
    """Raises WrongInput."""
    this = point_rounds.held(connection, round_id)
    if this is None:
        raise WrongInput("没有这一轮。", "请核对编号。")
    return this


def entered_by_number(connection: Connection, this: Round, number: str) -> Entered:
    """Raises WrongInput."""
    wanted = number.strip().upper()
    found = next((each for each in point_rounds.entered(connection, this.id) if each.number == wanted), None)
    if found is None:
        raise WrongInput("这一轮里没有这个办件。", "请核对编号，照回执上写全。")
    return found


def order_of(connection: Connection, this: Round) -> list[Ranked]:
    return ranked(point_rounds.entered(connection, this.id), this.quota, this.ties)


def note(connection: Connection, round_id: str, act: str, by: str, detail: str, at: datetime) -> None:
    _note(connection, round_id, act, by, detail, at)


def _note(connection: Connection, round_id: str, act: str, by: str, detail: str, at: datetime) -> None:
    point_rounds.note(connection, round_id, RoundAct(act, by, detail[:DETAIL_MAX], at))


def _list_if_another(connection: Connection, this: Round, by: str, at: datetime) -> bool:
    if this.state == OPEN:
        return False
    before = point_rounds.newest_list(connection, this.id)
    rows = published_rows(order_of(connection, this))
    if before is not None and list(before.rows) == rows:
        return False
    _list(connection, this, by, at, _difference([dict(each) for each in before.rows] if before else [], rows))
    return True


def _difference(before: Sequence[dict[str, object]], after: Sequence[dict[str, object]]) -> str:
    def people(rows: Sequence[dict[str, object]]) -> set[tuple[object, object]]:
        return {(each["name"], each["number"]) for each in rows}

    came, went = len(people(after) - people(before)), len(people(before) - people(after))
    told = [f"补进 {came} 人"] * bool(came) + [f"退出 {went} 人"] * bool(went)
    return "，".join(told) or "名次有变动"


def _list(connection: Connection, this: Round, by: str, at: datetime, told: str) -> Round:
    edition = this.edition + 1
    rows = published_rows(order_of(connection, this))
    kind = FINAL if this.state == FINAL else LISTED
    point_rounds.publish(connection, this.id, PublishedList(edition, kind, rows, told, by, at))
    point_rounds.change(connection, this.id, edition=edition)
    act = MADE_FINAL if told == "最终名单" else PUBLISHED
    _note(connection, this.id, act, by, f"第 {edition} 版，{len(rows)} 人：{told}", at)
    return replace(this, edition=edition)
