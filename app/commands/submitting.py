"""One application from files into the store: for `case submit` and for each line of `case import`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.files import read_bytes
from app.domain.case import NewAttachment, Submission, SubmittedCase
from app.domain.errors import WrongInput
from app.domain.formats import CHINA
from app.domain.service_item import ServiceItem

if TYPE_CHECKING:
    from app.composition import Parts

CHANNEL = "command"
_PAPER_NUMBERS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:bianmin:paper-number")


def case_id(text: str) -> str:
    """The id a case is kept under: a UUID as it is, any other number (of a paper case) always as the same UUID."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid5(_PAPER_NUMBERS, text.strip()))


def attachments_of(files: Mapping[str, Path]) -> tuple[NewAttachment, ...]:
    """What a file is, is told by its content, not by its name. Raises WrongInput."""
    from app.catalogue.media_types import media_type_of

    contents = {name: read_bytes(path, f"附件 {name}") for name, path in files.items()}
    return tuple(NewAttachment(name, media_type_of(content), content) for name, content in contents.items())


def application(
    parts: Parts,
    item_code: str,
    data: Any,
    attachments: Sequence[NewAttachment],
    new_id: str,
    catalogued: Callable[[str, date], ServiceItem] | None = None,
) -> Submission:
    """Checked and ready to be saved. Raises WrongInput. `catalogued` finds the item of a day, else the one in force."""
    from app.catalogue.application import check_application
    from app.catalogue.sitting_days import began_on

    if not isinstance(data, dict):
        raise WrongInput("数据要是一个 JSON 对象", "照 kiosk catalogue sample 写的样子")
    now = parts.now()
    today = now.astimezone(CHINA).date()
    item = (catalogued or parts.catalogue.item_on)(item_code, today)
    check_application(item, data, attachments, on=today, began=began_on(now))
    kept = item.retention_days
    return Submission(new_id, item.code, item.version, data, tuple(attachments), CHANNEL, retention_days=kept)


def save(parts: Parts, item_code: str, data: Any, files: Mapping[str, Path]) -> SubmittedCase:
    """Raises WrongInput, StorageProblem; StationFrozen where the station takes nothing new."""
    parts.require_open()
    return parts.store.submit(application(parts, item_code, data, attachments_of(files), parts.new_id()))
