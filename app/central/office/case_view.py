"""One case as one office sees it: exactly its parts, opened from the seal, and what was decided so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from app.catalogue.application import REVIEWED_PARTS
from app.catalogue.correction import correctable_parts
from app.central import decisions
from app.central.case_content import settled_content_of
from app.central.centre import Centre
from app.central.decisions import WHOLE, WORDS
from app.central.office.deadlines import NONE, Deadline, deadline
from app.central.office.fact_rows import FactRow, rows_of
from app.central.office.fee_words import FeeWord, fee_word
from app.central.office.item_names import item_of
from app.central.office.recheck_view import RecheckView, recheck_view
from app.central.office.rights import office_for, office_word, review_for, review_word
from app.central.office.signing_in import Reviewer
from app.central.sealing import SealBroken
from app.central.storage import cases, corrections, fee_claims, office_acts, office_lists, rechecks
from app.central.storage import decisions as decision_rows
from app.central.storage.cases import CaseRow
from app.central.storage.decisions import Taken
from app.central.storage.fee_claims import Claim
from app.central.storage.rechecks import Standing
from app.domain.bundles import PartState, part_states
from app.domain.case import STATUS_WORDS, CaseStatus
from app.domain.decisions import may_be_decided_here
from app.domain.form_files import files_of
from app.domain.formats import CHINA
from app.domain.service_item import Review, ServiceItem

PART_WORDS = {
    "applicant": "申请人",
    "agent": "代办人",
    "form": "申请表",
    "medical": "身体检查",
    "eligibility": "终端按规则判的",
    "appointment": "预约",
    "record": "查询到的记录",
    "certificate": "证明内容",
    "materials": "免交的材料",
    "delivery": "怎样取结果",
    "payment": "缴费",
    "person_file": "用了以前的",
    "face": "人证核验",
    "consent": "同意的内容",
}
"""In the order of the page."""


@dataclass(frozen=True, slots=True)
class Part:
    """Of the data."""

    name: str
    title: str
    rows: list[FactRow] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment; `has_arrived` False: the station has not sent it yet."""

    name: str
    title: str
    media_type: str
    size: int
    has_arrived: bool

    @property
    def kind(self) -> str:
        """How a page shows it: image, video or file."""
        head = self.media_type.partition("/")[0]
        return head if head in ("image", "video") else "file"


@dataclass(frozen=True, slots=True)
class Word:
    """What an office said, or that it has not said anything yet. Why, and of which part, only its own office sees and
    one that sees all: it may speak of what another may not see.
    """

    office: str
    decision: str
    tone: str
    told: str
    part: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CaseView:
    id: str
    number: str
    former_number: str
    item: str
    item_name: str
    station: str
    status: str
    untold_reason: str
    received_at: datetime
    deadline: Deadline
    office: str
    parts: list[Part] = field(repr=False)
    papers: list[Paper]
    words: list[Word]
    mark: str
    may_decide: bool
    may_complete: bool
    is_readable: bool
    in_full: bool
    recheck: RecheckView | None = field(default=None, repr=False)
    fee: FeeWord | None = None
    listed: tuple[str, ...] = ()
    """The parts of the item's list: nothing else may be asked for. Empty where the item is not known any more."""
    apart: bool = False
    """This office decides its part of a bundle."""
    passed_on: bool = False
    """A desk took it and could have decided it (直接办结), but did not."""
    vouched_because: str = ""
    """It came on a stick of a station that was revoked: why it was taken all the same."""
    corrected: tuple[tuple[str, datetime], ...] = ()
    """The parts this office sees that were made anew after a return, and when; oldest first."""

    @property
    def returnable(self) -> list[tuple[str, str]]:
        """The parts that may be returned for correction, with their words."""
        shown = [(each.name, each.title) for each in self.parts] + [(each.name, each.title) for each in self.papers]
        return [each for each in shown if not self.listed or each[0] in self.listed]


@dataclass(frozen=True, slots=True)
class Found:
    """A case that a reviewer may see, and as which office."""

    row: CaseRow
    files: list[RowMapping]
    taken: list[Taken]
    item: ServiceItem | None
    review: Review
    office: str
    recheck: Standing | None = None
    corrected: tuple[tuple[str, datetime], ...] = ()
    claim: Claim | None = None
    vouched_because: str = ""

    def sees(self, part: str) -> bool:
        """Of the data."""
        return self.review.sees_all or part in self.review.parts

    def may_open(self, name: str) -> RowMapping | None:
        """The attachment of this name, if this office may see it and the case has it."""
        return next((each for each in decisions.seen_files(self.review, self.files) if each["name"] == name), None)


def find_case(centre: Centre, reviewer: Reviewer, case_id: str, asked: str = "") -> Found | None:
    """By id. None where there is none and where it is not this reviewer's: the two are told alike."""
    with centre.database.read() as connection:
        row = cases.find(connection, case_id)
        if row is None or row.id != case_id:
            return None
        office = office_for(centre.catalogue, row.item, reviewer, asked, row.item_version)
        review = review_for(centre.catalogue, row.item, office, row.item_version) if office is not None else None
        if office is None or review is None:
            return None
        files = cases.attachments_of(connection, [row.id])
        taken = decision_rows.of_case(connection, row.id)
        recheck = rechecks.of_case(connection, row.id)
        claim = fee_claims.claim(connection, row.id)
        changed = corrections.of_case(connection, row.id) if row.corrected_by else []
        vouched = office_acts.vouched_because(connection, row.id)
    corrected = tuple((each["part"], each["at"]) for each in changed)
    item = item_of(centre.catalogue, row.item, row.item_version)
    return Found(row, files, taken, item, review, office, recheck, corrected, claim, vouched)


def view(centre: Centre, found: Found, now: datetime, *, in_full: bool = False) -> CaseView:
    row, review, item = found.row, found.review, found.item
    data = opened(centre, row)
    under_review = CaseStatus(row.status) in decisions.UNDER_REVIEW
    return CaseView(
        id=row.id,
        number=row.number,
        former_number=row.former_number,
        item=row.item,
        item_name=item.name.zh_cn if item else row.item,
        listed=correctable_parts(item) if item else (),
        station=row.station_id,
        status=row.status,
        untold_reason="" if found.taken else row.reason,  # a decision of before there were rows
        received_at=row.received_at.astimezone(CHINA),
        deadline=deadline(centre.catalogue, row.item, row.received_at, now) if under_review else NONE,
        office=found.office,
        parts=_parts(item, review, data or {}, in_full=in_full),
        papers=[paper_of(item, each) for each in decisions.seen_files(review, found.files)],
        words=_words(found),
        mark=decisions.mark(row.content, decisions.seen_files(review, found.files), _last(found)),
        may_decide=under_review and _is_open_to(found),
        apart=found.review.apart,
        passed_on=_is_passed_on(found),
        vouched_because=found.vouched_because,
        may_complete=row.status == CaseStatus.ACCEPTED and review.sees_all,
        is_readable=data is not None,
        in_full=in_full,
        recheck=recheck_view(centre, found.recheck, review),
        fee=fee_word(found.claim) if found.claim is not None and found.sees("payment") else None,
        corrected=tuple((_title(item, part), at.astimezone(CHINA)) for part, at in found.corrected if found.sees(part)),
    )


def opened(centre: Centre, row: CaseRow) -> dict[str, Any] | None:
    """The data of a case; None where the centre has no key that opens it."""
    try:
        data = settled_content_of(centre.keys.identity, row, centre.catalogue)["data"]
    except SealBroken:
        return None
    return data if isinstance(data, dict) else {}


def _parts(item: ServiceItem | None, review: Review, data: dict[str, Any], *, in_full: bool) -> list[Part]:
    names = [each for each in (*PART_WORDS, *REVIEWED_PARTS) if each in data]
    mine = [each for each in dict.fromkeys(names) if review.sees_all or each in review.parts]
    parts = [Part(each, PART_WORDS.get(each, each), rows_of(item, each, data[each], in_full=in_full)) for each in mine]
    return [each for each in parts if each.rows]


def paper_of(item: ServiceItem | None, row: RowMapping) -> Paper:
    return Paper(row["name"], _title(item, row["name"]), row["media_type"], row["size"], bool(row["object_key"]))


def _last(found: Found) -> Taken | None:
    mine = WHOLE if found.review.office == WHOLE else found.office
    counted = [each for each in found.taken if each.office == mine and each.event_id == found.row.content]
    return counted[-1] if counted else None


def _is_passed_on(found: Found) -> bool:
    row, item = found.row, found.item
    from_desk = row.status == CaseStatus.ACCEPTED and row.channel in office_lists.DESKS
    direct = item is not None and may_be_decided_here(item)
    return from_desk and direct and not any(each.event_id == row.content for each in found.taken)


def _is_open_to(found: Found) -> bool:
    state = _states(found).get(found.office, PartState.IN_HAND)
    if state in (PartState.WAITING, PartState.ENDED):
        return False
    last = _last(found)
    return last is None or last.decision == "return" or found.review.office == WHOLE


def _states(found: Found) -> dict[str, PartState]:
    standing = {each.office: each.decision for each in found.taken if each.event_id == found.row.content}
    return part_states(_reviews(found), standing)


def _reviews(found: Found) -> tuple[Review, ...]:
    return found.item.reviews if found.item is not None else ()


def _words(found: Found) -> list[Word]:
    """Each office's last word on the content that stands; what was said of earlier content is told as such."""
    offices = [each.office for each in _reviews(found)] or [WHOLE]
    said = {each.office: each for each in found.taken}
    if WHOLE in said and WHOLE not in offices:
        offices.append(WHOLE)  # completed, or decided by a city's platform
    return [_word(found, each, said.get(each)) for each in offices]


_TONES = {"accept": "ok", "return": "warn", "refuse": "bad", "complete": "ok"}
_UNSAID: dict[PartState | None, str] = {PartState.WAITING: "等前面的先办好", PartState.ENDED: "前面的没办成，停办"}


def _word(found: Found, office: str, taken: Taken | None) -> Word:
    review = next((each for each in _reviews(found) if each.office == office), None)
    name = review_word(review) if review is not None else office_word(office)
    if taken is None:
        return Word(name, _UNSAID.get(_states(found).get(office), "还没有决定"), "", "")
    at = taken.at.astimezone(CHINA)
    who = _who(taken.decider)
    told = f"{at.month}月{at.day}日 {at:%H:%M}　{who}"
    is_mine = found.review.sees_all or office == found.office
    part, reason = ("、".join(_title(found.item, each) for each in taken.parts), taken.reason) if is_mine else ("", "")
    if taken.event_id != found.row.content:
        return Word(name, "改过之后还没看", "", told, part, reason)
    words = {"accept": "办好", "refuse": "不予办理"} if review is not None and review.apart else {}
    said = words.get(taken.decision, WORDS[taken.decision])
    return Word(name, said, _TONES[taken.decision], told, part, reason)


def _who(decider: str) -> str:
    if decider.startswith(decision_rows.DESK_DECIDER):
        return f"窗口工号 {decider.removeprefix(decision_rows.DESK_DECIDER)}"
    return decisions.DECIDER_WORDS.get(decider) or f"工号 {decider}"


def _title(item: ServiceItem | None, part: str) -> str:
    names = {each.attachment: each.name.zh_cn for each in files_of(item)} if item else {}
    return PART_WORDS.get(part) or names.get(part, part)


def status_word(status: str) -> str:
    return STATUS_WORDS.get(CaseStatus(status), status)
