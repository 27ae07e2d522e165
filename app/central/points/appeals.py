"""Objections to a published list: filed by who is concerned, decided with a reason by somebody else."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy import Connection

from app.central.case_content import content_of
from app.central.decisions import REASON_MAX_CHARS
from app.central.keys import CentreKeys
from app.central.points import rounds
from app.central.points.ranking import HUNDREDTHS
from app.central.points.rounds import DECIDED, FILED, held
from app.central.sealing import SealBroken, seal_json
from app.central.storage import cases, point_rounds
from app.central.storage.cases import CaseRow
from app.central.storage.point_rounds import DISMISSED, LISTED, UPHELD, WAITING, Appeal, Round
from app.domain.errors import WrongInput
from app.domain.formats import CHINA, long_day

PUBLIC = "page"
"""Who filed it where the citizen did it on the public page."""
TEXT_MAX = 500
OPEN_AT_ONCE = 3
"""Objections of one case to one round that may wait at the same time."""
SCORE_DIGITS_MAX = 9
"""Of a new score as it is typed: what has more is none, and could not be reckoned with (1e99999)."""
_LAST_FOUR = re.compile(r"[0-9]{3}[0-9X]")
NOT_YOURS = "编号和证件号末四位对不上。"
STATE_WORDS = {WAITING: "处理中", UPHELD: "成立", DISMISSED: "不成立"}


@dataclass(frozen=True, slots=True)
class Objection:
    """`rank`: the place in the list it is about; empty: the objector's own case."""

    number: str
    last_four: str
    rank: str
    text: str


def file(
    connection: Connection, keys: CentreKeys, round_id: str, objection: Objection, by: str, at: datetime
) -> Appeal:
    """Raises WrongInput. Number and ID do not match: the same words whatever is wrong, so that nobody can try."""
    this = held(connection, round_id)
    if this.state != LISTED or this.appeals_until is None:
        raise WrongInput("这一轮现在不收异议。", "名单公布以后、公示期内可以提。")
    if at.astimezone(CHINA).date() > this.appeals_until:
        raise WrongInput(f"提异议到{long_day(this.appeals_until)}为止。")
    text = objection.text.strip()
    if not text or len(text) > TEXT_MAX or "\0" in text:
        raise WrongInput(f"写明哪里不对，最多 {TEXT_MAX} 个字。")
    case = _own_case(connection, keys, this, objection)
    about = _about(connection, this, objection.rank, case.id)
    waiting = [
        each for each in point_rounds.appeals(connection, this.id) if each.case_id == case.id and each.state == WAITING
    ]
    if len(waiting) >= OPEN_AT_ONCE or any(each.about == about for each in waiting):
        raise WrongInput("您提过的异议还在处理。", "等有了结果再提。")
    sealed = seal_json(keys.recipient, {"text": text})
    filed = Appeal(str(uuid.uuid4()), this.id, case.id, about, sealed, by, at, WAITING, "", "", None)
    point_rounds.file_appeal(connection, filed)
    rounds.note(connection, this.id, FILED, by, case.number, at)
    return filed


def _own_case(connection: Connection, keys: CentreKeys, this: Round, objection: Objection) -> CaseRow:
    """Of this item; whoever files knows the number and the end of the ID number."""
    number, last_four = objection.number.strip().upper(), objection.last_four.strip().upper()
    row = cases.find(connection, number) if number and _LAST_FOUR.fullmatch(last_four) else None
    if row is None or row.number != number or row.item != this.item:
        raise WrongInput(NOT_YOURS, "照回执上的编号填。")
    try:
        applicant = content_of(keys.identity, row)["data"].get("applicant")
    except SealBroken as error:
        raise WrongInput("这个办件现在打不开。", "请到窗口提。") from error
    held_number = str(applicant.get("id_number", "")) if isinstance(applicant, dict) else ""
    if held_number.upper()[-4:] != last_four:
        raise WrongInput(NOT_YOURS, "照回执上的编号填。")
    return row


def _about(connection: Connection, this: Round, rank: str, own: str) -> str:
    if not rank.strip():
        return own
    wanted = int(rank) if rank.strip().isdecimal() and len(rank.strip()) <= 6 else 0
    order = rounds.order_of(connection, this)
    if not 1 <= wanted <= len(order):
        raise WrongInput("名单上没有这个名次。", f"写 1 到 {len(order)}；对自己的分有异议就不写。")
    return order[wanted - 1].entered.case_id


@dataclass(frozen=True, slots=True)
class Ruling:
    """`act`: dismiss; score (a new one, `score`); strike (they leave the round)."""

    act: str
    reason: str
    score: str = ""


DISMISS, SCORE, STRIKE = "dismiss", "score", "strike"


def decide(connection: Connection, appeal_id: str, ruling: Ruling, by: str, at: datetime) -> Appeal:
    """Raises WrongInput. Whoever filed an objection for somebody does not decide it."""
    found = point_rounds.appeal(connection, appeal_id)
    if found is None:
        raise WrongInput("没有这个异议。")
    this = held(connection, found.round_id)
    reason = ruling.reason.strip()
    if not reason or len(reason) > REASON_MAX_CHARS or "\0" in reason:
        raise WrongInput(f"要写明理由，最多 {REASON_MAX_CHARS} 个字。")
    if found.filed_by == by:
        raise WrongInput("您替人提的异议，要由别人处理。")
    if ruling.act not in (DISMISS, SCORE, STRIKE):
        raise WrongInput("没有这种处理。", "可以写：dismiss、score、strike。")
    if not point_rounds.decide_appeal(
        connection, appeal_id, DISMISSED if ruling.act == DISMISS else UPHELD, reason, by, at
    ):
        raise WrongInput("这个异议已经处理过了。", "请重新看一下这一轮。")
    rounds.note(
        connection, this.id, DECIDED, by, f"{STATE_WORDS[DISMISSED if ruling.act == DISMISS else UPHELD]}：{reason}", at
    )
    if ruling.act != DISMISS:
        _carry_out(connection, this, found, ruling, by, at)
    return found


def _carry_out(connection: Connection, this: Round, found: Appeal, ruling: Ruling, by: str, at: datetime) -> None:
    entered = next((each for each in point_rounds.entered(connection, this.id) if each.case_id == found.about), None)
    if entered is None:
        raise WrongInput("这个办件不在名单里，改不了分。", "先在办件里审，审好了自己会补进名单；这里写不成立并说明。")
    if ruling.act == STRIKE:
        rounds.strike(connection, this, entered, by, at)
    else:
        rounds.set_score(connection, this, entered, _hundredths(ruling.score), by, at)


def _hundredths(score: str) -> int:
    try:
        typed = Decimal(score.strip())
    except InvalidOperation:
        typed = Decimal("NaN")
    is_number = typed.is_finite() and abs(typed.adjusted()) < SCORE_DIGITS_MAX
    points = typed * HUNDREDTHS if is_number else typed
    if not is_number or points != points.to_integral_value():
        raise WrongInput("新的分数要写数字，最多两位小数。")
    return int(points)
