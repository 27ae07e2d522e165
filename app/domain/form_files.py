"""What a form takes beside words: pictures, pages and signatures, each an attachment of the case."""

from __future__ import annotations

from app.domain.service_item import FieldType, FormField, Material, MaterialSource, ServiceItem

TAKEN = "taken"
"""What stands in the form for a picture or a signature that is there."""
ATTACHED = (FieldType.PHOTO, FieldType.SCAN, FieldType.SIGNATURE)
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
MOST_PAGES = 20
USUAL_PAGES = 10
_SOURCES = {
    FieldType.PHOTO: (MaterialSource.CAMERA, (JPEG,)),
    FieldType.SCAN: (MaterialSource.SCAN, (JPEG, PDF)),
    FieldType.SIGNATURE: (MaterialSource.SIGNATURE, (PNG,)),
}


def file_of(field: FormField) -> Material | None:
    """The field's attachment as a material; None where it takes none. One page is a picture, several are one PDF."""
    if field.type not in _SOURCES or not field.attachment:
        return None
    source, media_types = _SOURCES[field.type]
    return Material(field.attachment, field.label, source, field.attachment, media_types, required=False)


def files_of_form(item: ServiceItem) -> tuple[Material, ...]:
    return tuple(found for each in item.fields() if (found := file_of(each)) is not None)


def files_of(item: ServiceItem) -> tuple[Material, ...]:
    """All that may travel with a case as a file: its materials and what the form takes."""
    return (*item.materials, *files_of_form(item))


def most_pages(field: FormField) -> int:
    """How many pages a scan may have."""
    return int(field.most) if field.most is not None else USUAL_PAGES
