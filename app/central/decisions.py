"""A decision on a case, whoever took it: an office's reviewer, the command, or a city's own platform.

An item may name offices that review it. Then each of them accepts, returns one named part for correction, or refuses;
the case is accepted when all have accepted the content that stands now, returned or refused as soon as one says so.
Where they decide apart (a bundle, app/domain/bundles.py) an acceptance completes the office's part, a refusal ends it
and what hangs on it, and the case is over when every part is.
An item that names none is decided as a whole. What was decided on other content than stands now does not count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping

from app.catalogue.application import REVIEWED_PARTS
from app.central.business.completing import RULES
from app.central.closed_list import check_listed
from app.central.storage import cases, changes, rechecks
from app.central.storage import decisions as rows
from app.central.storage.cases import CaseRow
from app.central.storage.changes import CORRECTION, Notice, StatusChange
from app.central.storage.decisions import Taken
from app.domain.bundles import FAILED, PartState, is_bundle, part_states, status_of
from app.domain.case import STATUS_WORDS, CaseStatus
from app.domain.errors import ItemUnknown, WrongInput
from app.domain.formats import CHINA, clock_time, day
from app.domain.ports import Catalogue
from app.domain.service_item import EVERY_PART, Review

DECISIONS = {
    "accept": CaseStatus.ACCEPTED,
    "return": CaseStatus.RETURNED,
    "refuse": CaseStatus.REFUSED,
    "complete": CaseStatus.COMPLETED,
}
WORDS = {"accept": "同意", "return": "退回补正", "refuse": "不予受理", "complete": "办结"}
_OPEN_TO = {
    CaseStatus.RECEIVED: {CaseStatus.ACCEPTED, CaseStatus.RETURNED, CaseStatus.REFUSED},
    CaseStatus.RETURNED: {CaseStatus.ACCEPTED, CaseStatus.RETURNED, CaseStatus.REFUSED},
    CaseStatus.ACCEPTED: {CaseStatus.COMPLETED, CaseStatus.RETURNED, CaseStatus.REFUSED},
}
_NEEDS_REASON = {CaseStatus.RETURNED, CaseStatus.REFUSED}
UNDER_REVIEW = frozenset({CaseStatus.RECEIVED, CaseStatus.RETURNED})
PARTS_MAX = 100
PART_MAX_CHARS = 100
REASON_MAX_CHARS = 500
WHOLE = ""
"""The office of a decision on the whole case."""
COMMAND, PLATFORM = "command", "platform"
DECIDER_WORDS = {COMMAND: "中心的命令", PLATFORM: "市里的平台", RULES: "按规则自动"}
"""Who decided where no person of a number did."""
MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class Decision:
    """`parts` names what is to be corrected (form fields, materials) when a case is returned."""

    name: str
    reason: str = ""
    parts: tuple[str, ...] = ()

    def status(self) -> CaseStatus:
        """Raises WrongInput for a decision that cannot be taken of any case."""
        status = DECISIONS.get(self.name)
        if status is None:
            raise WrongInput("没有这种决定。", "可用：" + "、".join(DECISIONS) + "。")
        if status in _NEEDS_REASON and not self.reason.strip():
            raise WrongInput("补正和不予受理要写明原因。", "请写上原因再提交。")
        if len(self.reason) > REASON_MAX_CHARS or "\0" in self.reason:
            raise WrongInput(f"原因太长，或者有存不下的字符；最多 {REASON_MAX_CHARS} 个字。")
        if self.parts and status is not CaseStatus.RETURNED:
            raise WrongInput("只有补正才写要改哪些。", "去掉要改的部分，或改成补正。")
        if len(self.parts) > PARTS_MAX or not all(0 < len(each) <= PART_MAX_CHARS for each in self.parts):
            raise WrongInput("要改的写得太多或太长。")
        return status


@dataclass(frozen=True, slots=True)
class Decider:
    """`name` is a reviewer's number, or a word. `seen`: the mark of the page the decision was taken on, if any."""

    name: str
    office: str = WHOLE
    seen: str = ""


def split_parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def decide(
    connection: Connection, catalogue: Catalogue, case_id: str, decision: Decision, by: Decider, at: datetime
) -> CaseRow:
    """The case, its station and what is to be corrected, together. By id or number. Raises WrongInput.

    Whoever comes second waits here until the first one's transaction has ended, and is told what that one decided.
    """
    decision.status()
    case = _held(connection, case_id)
    check_listed(catalogue, case.item, case.item_version, decision.parts)
    reviews = reviews_of(catalogue, case.item, case.item_version)
    if is_bundle(reviews) and decision.name == "complete":
        decision = replace(decision, name="accept")
    if not reviews or decision.status() is CaseStatus.COMPLETED:
        return _whole(connection, case, decision, by, at)
    if by.office == WHOLE:
        raise WrongInput("这个办件由几家分别审核。", f"请写明是哪一家的决定：{'、'.join(_offices(reviews))}。")
    review = next((each for each in reviews if each.office == by.office), None)
    if review is None:
        raise WrongInput("这个办件不归这家审核。", f"审核它的是：{'、'.join(_offices(reviews))}。")
    return _by_part(connection, case, decision, by, at, review, reviews)


def decide_whole(
    connection: Connection, catalogue: Catalogue, case_id: str, decision: Decision, by: Decider, at: datetime
) -> CaseRow:
    """For a city's own platform, whose offices are its own: whatever reviews the item names. Raises WrongInput."""
    decision.status()
    case = _held(connection, case_id)
    check_listed(catalogue, case.item, case.item_version, decision.parts)
    return _whole(connection, case, decision, by, at)


def reviews_of(catalogue: Catalogue, item: str, version: str = "") -> tuple[Review, ...]:
    """As the version says that the case was begun with. None also for an item that the catalogue no longer has."""
    try:
        return catalogue.item(item, version).reviews
    except ItemUnknown:
        return ()


def offices_of_the_body(catalogue: Catalogue, item: str, version: str = "") -> tuple[str, ...]:
    """Those that judge the medical part and little else: their acceptance says what no machine can (limbs, trunk)."""
    return _offices(each for each in reviews_of(catalogue, item, version) if MEDICAL in each.parts)


def mark(content: str, files: Iterable[RowMapping], last: Taken | None) -> str:
    """Of what somebody looks at before deciding: another one as soon as the content, what has arrived of it, or the
    office's own last word is another."""
    arrived = sorted(each["name"] for each in files if each["object_key"])
    told = "\n".join([content, str(last.id if last else 0), *arrived])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def seen_files(review: Review | None, files: Sequence[RowMapping]) -> list[RowMapping]:
    """The attachments an office may see; None: all."""
    return [each for each in files if review is None or review.sees_all or each["name"] in review.parts]


def found(row: CaseRow | None) -> CaseRow:
    """Raises WrongInput."""
    if row is None:
        raise WrongInput("中心没有这个办件。", "请核对编号。")
    return row


def _held(connection: Connection, case_id: str) -> CaseRow:
    cases.hold(connection, found(cases.find(connection, case_id)).id)
    return found(cases.find(connection, case_id))


def _whole(connection: Connection, case: CaseRow, decision: Decision, by: Decider, at: datetime) -> CaseRow:
    _check_open(case, decision)
    if by.seen:
        files = cases.attachments_of(connection, [case.id])
        last = rows.standing(connection, case.id, case.content).get(WHOLE)
        _check_seen(by, case, files, last)
        _check_parts(Review(WHOLE, (EVERY_PART,)), decision, [each["name"] for each in files])
    _add(connection, case, decision, Decider(by.name), at)
    _tell(connection, case, decision, decision.status(), at)
    return case


def _by_part(
    connection: Connection,
    case: CaseRow,
    decision: Decision,
    by: Decider,
    at: datetime,
    review: Review,
    reviews: tuple[Review, ...],
) -> CaseRow:
    standing = rows.standing(connection, case.id, case.content)
    last = standing.get(by.office)
    if last is not None and last.decision != "return":
        raise WrongInput(f"{by.office} 已经决定过了：{_told(last)}。", "同一家不能决定两次。")
    if CaseStatus(case.status) not in UNDER_REVIEW:
        raise WrongInput(f"这个办件已经审完：{_status_word(case)}。", "不能再改。")
    said = {office: each.decision for office, each in standing.items()}
    _check_turn(review, reviews, said)
    files = cases.attachments_of(connection, [case.id])
    _check_seen(by, case, seen_files(review, files), last)
    _check_parts(review, decision, [each["name"] for each in files])
    if decision.name == "accept" and not all(each["object_key"] for each in seen_files(review, files)):
        raise WrongInput("还有文件没有传到，现在不能同意。", "等传到了再看；也可以退回补正。")
    _add(connection, case, decision, by, at)
    if MEDICAL in review.parts:
        rechecks.again(connection, case.id, at)
    words = said | {by.office: decision.name}
    status = status_of(reviews, words)
    if status != case.status or decision.name == "return":
        told = _of_the_whole(decision, reviews, words) if status is CaseStatus.COMPLETED else decision
        _tell(connection, case, told, status, at)
    return case


def _check_turn(review: Review, reviews: Sequence[Review], said: Mapping[str, str]) -> None:
    state = part_states(reviews, said)[review.office]
    names = "、".join(part_name(each) for each in reviews if each.office in review.after)
    if state is PartState.WAITING:
        raise WrongInput(f"还没轮到这一项：要等{names}先办好。", "前面的办好了再来。")
    if state is PartState.ENDED:
        raise WrongInput(f"这一项已经停办：前面的没办成（{names}）。", "不用再决定。")


def part_name(review: Review) -> str:
    """What the office decides, in Chinese; else the word of the office."""
    return review.name.zh_cn if review.name is not None else review.office


def _of_the_whole(decision: Decision, reviews: Sequence[Review], words: Mapping[str, str]) -> Decision:
    """What is said of a bundle that is over: which parts failed, not why the last of them did."""
    states = part_states(reviews, words)
    failed = [part_name(each) for each in reviews if states[each.office] in FAILED]
    return replace(decision, reason=f"没办成的：{'、'.join(failed)}。" if failed else "")


def _check_open(case: CaseRow, decision: Decision) -> None:
    if decision.status() not in _OPEN_TO.get(CaseStatus(case.status), set()):
        raise WrongInput(f"办件现在是“{_status_word(case)}”，不能再{WORDS[decision.name]}。", "请重新看一下这个办件。")


def _check_seen(by: Decider, case: CaseRow, files: Sequence[RowMapping], last: Taken | None) -> None:
    if by.seen and by.seen != mark(case.content, files, last):
        told = f"（{_told(last)}）" if last else ""
        raise WrongInput(f"您看的时候，这个办件变了{told}。", "请再看一遍，然后决定。")


def _check_parts(review: Review, decision: Decision, files: Sequence[str]) -> None:
    if decision.name != "return":
        return
    known = (*REVIEWED_PARTS, *files)
    mine = known if review.sees_all else review.parts
    if len(decision.parts) != 1 or decision.parts[0] not in mine or decision.parts[0] == EVERY_PART:
        raise WrongInput("补正要指明一个部分，而且是这家看得到的。", f"可以写：{'、'.join(mine)}。")


def _add(connection: Connection, case: CaseRow, decision: Decision, by: Decider, at: datetime) -> None:
    reason = decision.reason.strip()
    rows.add(
        connection,
        case.id,
        Taken(0, case.content, by.office, by.name, decision.name, decision.parts, reason, at),
    )


def _tell(connection: Connection, case: CaseRow, decision: Decision, status: CaseStatus, at: datetime) -> None:
    reason = decision.reason.strip()
    cases.set_status(connection, case, StatusChange(case.id, status, reason), at)
    if decision.parts:
        body: dict[str, str | Sequence[str]] = {"case_id": case.id, "parts": list(decision.parts), "reason": reason}
        changes.tell(connection, case.station_id, [Notice(CORRECTION, body, case.id)], at)


def _offices(reviews: Iterable[Review]) -> tuple[str, ...]:
    return tuple(each.office for each in reviews)


def _status_word(case: CaseRow) -> str:
    return STATUS_WORDS.get(CaseStatus(case.status), case.status)


def _told(taken: Taken) -> str:
    """Numbers, not names: this may stand in an answer to anybody who decides."""
    at = taken.at.astimezone(CHINA)
    decider = taken.decider.removeprefix(rows.DESK_DECIDER)
    return (
        f"{day(at)} {clock_time(at)} {DECIDER_WORDS.get(decider, decider)} {WORDS.get(taken.decision, taken.decision)}"
    )
