"""May this part of this case be corrected, and what of what was decided stands for the new content? Pure.

An office's acceptance stands where nothing it sees has changed; its return stands as long as it waits for something
else. All other words were said of what is no more, and the office looks again. A part of a bundle that was decided
stays decided: a transfer that is registered is not undone because the water meter's number was wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.central.decisions import WHOLE
from app.central.intake.messages import CaseCorrected
from app.central.storage.corrections import Correctable, Corrected
from app.central.storage.decisions import Taken
from app.domain.bundles import status_of
from app.domain.case import CaseStatus
from app.domain.service_item import EVERY_PART, Review, ServiceItem

FORM = "form"
NOT_RETURNED, NOT_ASKED = "not_returned", "part_not_asked"
RETURN = "return"


@dataclass(frozen=True, slots=True)
class After:
    """What is written, and how the case stands then; `reason` is that of a return that still waits."""

    written: Corrected
    status: CaseStatus
    reason: str
    case: Correctable


def correct(case: Correctable, told: CaseCorrected, event_id: str, item: ServiceItem, sent_by: str = "") -> After | str:
    """A stable word where it may not be. `sent_by` is another station than the case's own."""
    if case.status is not CaseStatus.RETURNED:
        return NOT_RETURNED
    made = _made_anew(told, item)
    if not any(_asks_for(each, made) for each in case.words.values()):
        return NOT_ASKED
    files_told = {each.name for each in told.attachments}
    changed = {told.part} | files_told
    kept = [_left(each, changed, made | files_told, _review_of(item, each.office)) for each in case.words.values()]
    carried = [replace(each, event_id=event_id) for each in kept if each is not None]
    words = {each.office: each for each in carried}
    waiting = [each for each in carried if each.decision == RETURN]
    said = {office: each.decision for office, each in words.items()}
    status = CaseStatus.RETURNED if waiting else status_of(item.reviews, said) if item.reviews else CaseStatus.RECEIVED
    files, before = _files(case.files, told, sent_by)
    written = Corrected(told.case_id, event_id, case.ordinal + 1, told.part, before, files, carried)
    after = Correctable(
        status, event_id, written.ordinal, words, {**case.files, **{str(each["name"]): each for each in files}}
    )
    return After(written, status, waiting[-1].reason if waiting else "", after)


def _made_anew(told: CaseCorrected, item: ServiceItem) -> set[str]:
    """What it answers of what may be asked for: a whole form is each of its fields, some answers are no whole form."""
    if told.part != FORM:
        return {told.part}
    return set(told.fields) or {FORM, *(each.name for each in item.fields())}


def _asks_for(word: Taken, made: Collection[str]) -> bool:
    """Who returned the whole without naming a part waits for any."""
    return word.decision == RETURN and (not word.parts or any(each in made for each in word.parts))


def _left(word: Taken, changed: Collection[str], made: Collection[str], review: Review) -> Taken | None:
    """The word as it stands for the new content, or None."""
    standing = word.carried_from or word.id
    if word.decision == RETURN:
        parts = [each for each in word.parts if each not in made]
        return replace(word, parts=parts, carried_from=standing) if parts else None
    if review.apart:
        return replace(word, carried_from=standing)
    sees_it = review.sees_all or any(each in review.parts for each in changed)
    return None if sees_it else replace(word, carried_from=standing)


def _review_of(item: ServiceItem, office: str) -> Review:
    """An office the item no longer names had seen everything, for all we know."""
    known = next((each for each in item.reviews if each.office == office), None)
    return known or Review(office or WHOLE, (EVERY_PART,))


Rows = Sequence[dict[str, Any]]


def _files(here: Mapping[str, Mapping[str, Any]], told: CaseCorrected, sent_by: str) -> tuple[Rows, Rows]:
    """The new rows of attachments, at the place of those they follow; and what those were."""
    files: list[dict[str, Any]] = []
    before: list[dict[str, Any]] = []
    for each in told.attachments:
        row = here.get(each.name)
        place = row["position"] if row is not None else len(here) + len(files)
        files.append(each.model_dump() | {"case_id": told.case_id, "position": place, "sent_by": sent_by})
        if row is not None:
            before.append({name: row[name] for name in ("name", "media_type", "size", "sha256")})
    return files, before
