"""A round of points as the office sees it: everybody in it with the number of the case, what waits, what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from app.central.centre import Centre
from app.central.points import entering, rounds
from app.central.points.appeals import PUBLIC, STATE_WORDS
from app.central.points.entering import OUT_WORDS
from app.central.points.pages import RoundLine, round_line
from app.central.points.ranking import points_said, tie_sentence
from app.central.points.rounds import ACT_WORDS, CENTRE
from app.central.sealing import SealBroken, open_json
from app.central.storage import cases, point_rounds
from app.central.storage.point_rounds import OPEN, WAITING, Appeal, Round
from app.domain.formats import CHINA, long_day

UNREADABLE = "（打不开）"


@dataclass(frozen=True, slots=True)
class RankRow:
    rank: int
    case_id: str
    number: str
    name: str
    class_code: str
    score: str
    parts: str
    has_place: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutRow:
    case_id: str
    number: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Came late from a station whose clock was set back."""

    case_id: str
    number: str
    station: str
    submitted_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class AppealRow:
    id: str
    number: str
    about: str
    about_case: str
    text: str = field(repr=False)
    filed: str
    filed_at: datetime
    standing: str
    tone: str
    reason: str
    waits: bool
    is_mine: bool
    """Filed by whoever looks: somebody else decides it."""


@dataclass(frozen=True, slots=True)
class ActRow:
    act: str
    by: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundView:
    line: RoundLine
    ties: str
    state: str
    waiting: int
    counted: int
    edition: int
    appeals_until: str
    ranks: list[RankRow] = field(repr=False)
    out: list[OutRow] = field(repr=False)
    doubts: list[DoubtRow]
    appeals: list[AppealRow] = field(repr=False)
    acts: list[ActRow]


def round_view(connection: Connection, centre: Centre, this: Round, at: datetime, reader: str) -> RoundView:
    """`reader`: the number of whoever looks."""
    found = entering.look(connection, this)
    entered = point_rounds.entered(connection, this.id)
    numbers = {each.case_id: each.number for each in entered}
    return RoundView(
        line=round_line(centre, this, at),
        ties=tie_sentence(this.ties),
        state=this.state,
        waiting=found.waiting,
        counted=len({each.score.person for each in found.counted}),
        edition=this.edition,
        appeals_until=long_day(this.appeals_until) if this.appeals_until else "",
        ranks=_ranks(connection, this) if this.state != OPEN else [],
        out=[OutRow(each.case_id, each.number, each.name, OUT_WORDS[each.out]) for each in entered if each.out],
        doubts=[
            DoubtRow(
                each.score.case_id,
                each.number,
                each.station_id,
                each.submitted_at.astimezone(CHINA),
                each.received_at.astimezone(CHINA),
            )
            for each in found.doubtful
        ],
        appeals=[
            _appeal(connection, centre, each, numbers, reader) for each in point_rounds.appeals(connection, this.id)
        ],
        acts=[
            ActRow(ACT_WORDS.get(each.act, each.act), who(each.by), each.detail, each.at.astimezone(CHINA))
            for each in point_rounds.acts(connection, this.id)
        ],
    )


def _ranks(connection: Connection, this: Round) -> list[RankRow]:
    return [
        RankRow(
            each.rank,
            each.entered.case_id,
            each.entered.number,
            each.entered.name,
            each.entered.class_code,
            points_said(each.entered.total),
            "　".join(
                f"{word} {points_said(abs(value))}"
                for word, value in (
                    ("基础", each.entered.base),
                    ("加", each.entered.bonus),
                    ("扣", each.entered.deductions),
                )
            ),
            each.has_place,
            tuple(["晚到"] * each.entered.late + ["改过分"] * each.entered.adjusted),
        )
        for each in rounds.order_of(connection, this)
    ]


def _appeal(connection: Connection, centre: Centre, each: Appeal, numbers: dict[str, str], reader: str) -> AppealRow:
    own = numbers.get(each.case_id) or _number(connection, each.case_id)
    about = "自己的分" if each.about == each.case_id else numbers.get(each.about, "")
    tone = {WAITING: "warn"}.get(each.state, "")
    return AppealRow(
        id=each.id,
        number=own,
        about=about,
        about_case=each.about,
        text=_text(centre, each.text),
        filed=who(each.filed_by),
        filed_at=each.filed_at.astimezone(CHINA),
        standing=STATE_WORDS[each.state],
        tone=tone,
        reason=f"{who(each.decided_by)}：{each.reason}" if each.reason else "",
        waits=each.state == WAITING,
        is_mine=each.filed_by == reader,
    )


def _number(connection: Connection, case_id: str) -> str:
    row = cases.find(connection, case_id)
    return row.number if row is not None else ""


def _text(centre: Centre, sealed: bytes) -> str:
    try:
        return str(open_json(centre.keys.identity, sealed).get("text", ""))
    except SealBroken:
        return UNREADABLE


def who(by: str) -> str:
    return {CENTRE: "中心自动", PUBLIC: "本人网上", "command": "中心的命令"}.get(by) or f"工号 {by}"
