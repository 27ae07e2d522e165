"""个人档案: what a person handed in before, put together from their cases at the moment they ask.

Nothing is kept for it: what is erased of a case is gone from the file, and a case that cannot be opened says nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from app.catalogue.prefill_sources import EARLIER, PERSON_FILE, REMEMBERED
from app.catalogue.reused import taken_on
from app.central.case_content import settled_content_of
from app.central.case_people import APPLICANT, digest_of
from app.central.keys import CentreKeys
from app.central.objects import ObjectStore
from app.central.sealing import SealBroken, open_bytes
from app.central.storage import cases, people
from app.central.storage.cases import CaseRow
from app.central.storage.database import Database
from app.domain.case import CaseStatus
from app.domain.errors import ItemUnknown
from app.domain.formats import CHINA
from app.domain.person_file import may_be_reused
from app.domain.ports import Catalogue
from app.domain.service_item import Material, MaterialSource, ServiceItem

CASES_LOOKED_AT = 20
FACTS = ("phone", "mail_address", "residence_address")
"""Fields of any form whose newest answer is a fact about the person."""
LARGEST_PAPER_BYTES = 8 << 20
LARGEST_FILE_BYTES = 24 << 20
"""All papers of one answer."""
HANDED_IN = (CaseStatus.ACCEPTED, CaseStatus.COMPLETED)
"""Somebody looked at the papers and took them."""
NOT_FILED = (MaterialSource.SIGNATURE, MaterialSource.AGENT, MaterialSource.RECORDING)


@dataclass(frozen=True, slots=True)
class Filed:
    """One paper, not opened yet."""

    code: str
    day: date
    number: str
    media_type: str
    size: int
    object_key: str

    def told(self, content: bytes) -> dict[str, Any]:
        return {
            "code": self.code,
            "taken_on": self.day.isoformat(),
            "number": self.number,
            "media_type": self.media_type,
            "content": base64.b64encode(content).decode(),
        }


@dataclass(frozen=True, slots=True)
class _Case:
    row: CaseRow
    data: Mapping[str, Any]

    @property
    def form(self) -> Mapping[str, Any]:
        form = self.data.get("form")
        return form if isinstance(form, Mapping) else {}


@dataclass(frozen=True, slots=True)
class PersonFiles:
    database: Database
    objects: ObjectStore
    keys: CentreKeys
    catalogue: Catalogue

    def told(self, item: ServiceItem, id_number: str, today: date) -> dict[str, Any]:
        """`{"known": {source: answer}, "materials": [{code, taken_on, number, media_type, content}]}`: what this item
        can use and no more. Raises StorageProblem where the object store is away."""
        own, files = self._of(id_number)
        filed = newest_papers(item, papers_in(own, files, self.catalogue), today)
        return {
            "known": known_for(item, [(each.row.item, each.form) for each in own]),
            "materials": self._opened(filed),
        }

    def _of(self, id_number: str) -> tuple[list[_Case], Sequence[RowMapping]]:
        """Newest first. What an agent said and handed in for this person is not taken for their own."""
        with self.database.read() as connection:
            roles = people.roles_in(connection, digest_of(self.keys.person, id_number), CASES_LOOKED_AT)
            found = [cases.find(connection, each) for each, said in roles.items() if APPLICANT in said]
            rows = [row for row in found if row is not None and row.status != CaseStatus.REFUSED]
            files = cases.attachments_of(connection, [row.id for row in rows])
        opened = [(row, self._data(row)) for row in rows]
        own = [_Case(row, data) for row, data in opened if data is not None and "agent" not in data]
        return sorted(own, key=lambda each: each.row.submitted_at, reverse=True), files

    def _data(self, row: CaseRow) -> Mapping[str, Any] | None:
        try:
            return settled_content_of(self.keys.identity, row, self.catalogue)["data"]  # type: ignore[no-any-return]
        except SealBroken:
            return None

    def _opened(self, filed: Sequence[Filed]) -> list[dict[str, Any]]:
        """As many as fit into one answer; one that does not open is as if it were not there."""
        told, room = [], LARGEST_FILE_BYTES
        for each in filed:
            if each.size > min(room, LARGEST_PAPER_BYTES):
                continue
            try:
                content = open_bytes(self.keys.identity, self.objects.get(each.object_key))
            except SealBroken:
                continue
            room -= len(content)
            told.append(each.told(content))
        return told


def known_for(item: ServiceItem, forms: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Of `(item code, form)`, newest first: the answers this item's fields name as their source."""
    wanted = {each.prefill for each in item.fields() if (each.prefill or "").startswith(REMEMBERED)}
    known: dict[str, str] = {}
    for key in FACTS:
        source, said = PERSON_FILE + key, next((form[key] for _, form in forms if form.get(key)), "")
        if source in wanted and isinstance(said, str) and said:
            known[source] = said
    earlier = next((form for code, form in forms if code == item.code), {})
    for key, said in earlier.items():
        if EARLIER + key in wanted and isinstance(said, str) and said:
            known[EARLIER + key] = said
    return known


def papers_in(own: Sequence[_Case], files: Sequence[RowMapping], catalogue: Catalogue) -> list[Filed]:
    """Every paper that was handed in and taken, the newest case first."""
    found: list[Filed] = []
    for case in own:
        if case.row.status not in HANDED_IN:
            continue
        named = _materials_of(case.row, catalogue)
        for file in files:
            material = named.get(file["name"]) if file["case_id"] == case.row.id and file["object_key"] else None
            if material is not None:
                found.append(_filed(case, material, file))
    return found


def _materials_of(row: CaseRow, catalogue: Catalogue) -> dict[str, Material]:
    """By attachment, as the item was when the case was begun."""
    try:
        item = catalogue.item(row.item, row.item_version)
    except ItemUnknown:
        return {}
    return {each.attachment: each for each in item.materials if each.source not in NOT_FILED}


def _filed(case: _Case, material: Material, file: RowMapping) -> Filed:
    day = taken_on(case.data, file["name"]) or case.row.submitted_at.astimezone(CHINA).date()
    return Filed(material.code, day, case.row.number, file["media_type"], file["size"], file["object_key"])


def newest_papers(item: ServiceItem, papers: Collection[Filed], today: date) -> list[Filed]:
    """For each material of this item that may come from the file: the newest that still counts. What was reused counts
    from the day it was handed in at first, so that nothing lives on by being reused."""
    chosen: list[Filed] = []
    for material in item.materials:
        fits = [
            each
            for each in papers
            if may_be_reused(material)
            and each.code == material.code
            and each.media_type in material.media_types
            and (today - each.day).days <= material.reuse_days
        ]
        if fits:
            chosen.append(max(fits, key=lambda each: each.day))
    return chosen
