"""The drafts of one person: what a clerk is in the middle of, or holds, for whoever asks what is kept of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, func, or_, select
from sqlalchemy.sql import ColumnElement

from app.domain.agency import NAME, NUMBER
from app.domain.formats import mask_id_number
from app.domain.privacy import DraftFileKind, HeldDraft, HeldDraftFile
from app.storage.drafts import kept_until
from app.storage.early_uploads import early_files
from app.storage.recordings import RecordingStore
from app.storage.tables import draft_files, drafts

_AGENT = "$.agency.agent.id_number"
_APPLICANT = (
    "$.card.id_number",
    "$.agency.told.principal_number",
    "$.handed.applicant.id_number",  # it came on paper, and nobody has shown a card yet
)
_OF_WHO_CAME = ("face", "consented")


def held_drafts_of(connection: Connection, films: RecordingStore, id_number: str) -> tuple[HeldDraft, ...]:
    """Newest first, also one whose time is over and that nobody has forgotten yet. Raises StorageProblem."""
    is_applicant = _names(id_number, *_APPLICANT).label("is_applicant")
    query = select(drafts, is_applicant).where(_of_person(id_number)).order_by(drafts.c.kept_at.desc())
    return tuple(_held(connection, films, row) for row in connection.execute(query).all())


def forget_drafts_of(connection: Connection, id_number: str) -> tuple[str, ...]:
    """At the person's own request; nothing of them is a case, so nothing of them waits for the centre.

    The ids of those that went: their films are not in the database.
    """
    gone = delete(drafts).where(_of_person(id_number)).returning(drafts.c.case_id)
    return tuple(connection.execute(gone).scalars().all())


def _of_person(id_number: str) -> ColumnElement[bool]:
    return _names(id_number, *_APPLICANT, _AGENT)


def _names(id_number: str, *places: str) -> ColumnElement[bool]:
    number = id_number.strip().upper()
    told = [func.coalesce(func.upper(func.json_extract(drafts.c.content, each)), "") for each in places]
    return or_(*(each == number for each in told))


def _held(connection: Connection, films: RecordingStore, row: Row[Any]) -> HeldDraft:
    content, as_agent = json.loads(row.content), not row.is_applicant
    is_held = bool(content.get("held"))
    pictures = select(draft_files.c.name, func.length(draft_files.c.content))
    found = connection.execute(pictures.where(draft_files.c.case_id == row.case_id).order_by(draft_files.c.name))
    files = [HeldDraftFile(DraftFileKind.PICTURE, name, size) for name, size in found]
    files += [HeldDraftFile(DraftFileKind.EARLY, *each) for each in early_files(connection, row.case_id)]
    files += [HeldDraftFile(DraftFileKind.FILM, *each) for each in films.sizes_of(row.case_id)]
    return HeldDraft(
        id=row.case_id,
        item_code=row.item,
        kept_at=row.kept_at,
        keep_until=kept_until(row.kept_at, is_held=is_held),
        is_held=is_held,
        data=_told_to_agent(content) if as_agent else _told(content),
        files=tuple(files),
        as_agent=as_agent,
    )


def _told_to_agent(content: Mapping[str, Any]) -> dict[str, Any]:
    """What is the agent's own; of the principal nothing."""
    agency = content["agency"]
    own = {name: value for name, value in (agency.get("told") or {}).items() if name not in (NAME, NUMBER)}
    return {"agency": {**agency, "told": own}, **{each: content[each] for each in _OF_WHO_CAME if each in content}}


def _told(content: Mapping[str, Any]) -> dict[str, Any]:
    """An applicant is told who acts for them: the name, and the number masked; not what else is on that card."""
    agency = content.get("agency") or {}
    agent = agency.get("agent")
    if not agent:
        return dict(content)
    shown = {"name": agent.get("name", ""), "id_number": mask_id_number(str(agent.get("id_number", "")))}
    return {**content, "agency": {**agency, "agent": shown}}
