"""What a form took beside words, as attachments of the case."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalogue.form_checks import asked_fields
from app.documents.scan_pdf import scan_pdf
from app.domain.case import NewAttachment
from app.domain.form_files import JPEG, PDF, PNG, file_of
from app.domain.service_item import FieldType, FormField, ServiceItem
from app.journeys.draft import Draft


def form_attachments(item: ServiceItem, draft: Draft) -> Iterator[NewAttachment]:
    """Of the fields that are asked with these answers: what was taken for a question that fell away stays here.
    Raises WrongInput for pages that are no pictures."""
    for each in asked_fields(item, draft.form):
        file, pages = file_of(each), draft.taken.get(each.name, ())
        if file is not None and pages and draft.form.get(each.name, ""):
            yield NewAttachment(file.attachment, *_file(each, pages))


def _file(field: FormField, pages: tuple[bytes, ...]) -> tuple[str, bytes]:
    if field.type is FieldType.SIGNATURE:
        return PNG, pages[-1]
    return (JPEG, pages[0]) if len(pages) == 1 else (PDF, scan_pdf(pages))
