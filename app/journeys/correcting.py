"""现在补: exactly what an office asked for, by the steps of the form, the materials and the camera. Pure.

The item is narrowed to what is asked, so that every page and every rule of a step stays what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from app.catalogue.corrected import held_answers
from app.catalogue.prefill_sources import kind_of_source
from app.domain.following import FollowedCase
from app.domain.form_files import file_of
from app.domain.service_item import FormField, FormPage, Material, MaterialSource, ServiceItem, StepKind

FORM = "form"
DELIVERY = "delivery"
_ORDER = (
    StepKind.FORM,
    StepKind.MATERIALS,
    StepKind.PHOTO,
    StepKind.REVIEW,
    StepKind.SIGNATURE,
    StepKind.DELIVERY,
)
_STEP_OF = {
    MaterialSource.SCAN: StepKind.MATERIALS,
    MaterialSource.E_LICENCE: StepKind.MATERIALS,
    MaterialSource.CAMERA: StepKind.PHOTO,
    MaterialSource.SIGNATURE: StepKind.SIGNATURE,
}
_SCANNED = frozenset({MaterialSource.SCAN, MaterialSource.E_LICENCE})
JPEG = "image/jpeg"


def narrowed(item: ServiceItem, asked: Collection[str], *, can_scan: bool) -> ServiceItem | None:
    """The item with nothing but what is asked for, or None where a part of that cannot be made here."""
    fields = {each.name for each in item.fields() if each.compute is None}
    names = {named_field(item, each) for each in asked}
    materials = [_asked_material(each) for each in item.materials if each.attachment in names]
    known = {FORM} | fields | {each.attachment for each in materials if each is not None}
    known |= {DELIVERY} if StepKind.DELIVERY in item.steps else set()
    if not names or names - known or not all(_can_be_made(each, item, can_scan=can_scan) for each in materials):
        return None
    pages = _every_page(item) if FORM in names else _asked_pages(item, names & fields)
    made = tuple(each for each in materials if each is not None)
    wanted = {_STEP_OF[each.source] for each in made}
    wanted |= {StepKind.REVIEW} if StepKind.SIGNATURE in wanted else set()  # what is signed is read first
    wanted |= {StepKind.FORM} if pages else set()
    wanted |= {StepKind.DELIVERY} if DELIVERY in names else set()
    steps = tuple(each for each in _ORDER if each in wanted)
    return replace(item, form=pages, materials=made, steps=(*steps, StepKind.SUBMIT))


def correction_of(item: ServiceItem, case: FollowedCase, *, can_scan: bool) -> ServiceItem | None:
    """The item narrowed for this case, with what it holds locked; None too where a locked answer is not known here."""
    found = narrowed(item, case.asked_parts, can_scan=can_scan)
    if found is None:
        return None
    if case.content is None:
        return None if any(_is_held(each, case) for each in found.fields()) else found
    held = held_answers(item, case.content)
    pages = (replace(each, fields=tuple(_locked(one, held) for one in each.fields)) for each in found.form)
    return replace(found, form=tuple(pages))


def _is_held(field: FormField, case: FollowedCase) -> bool:
    """By the case alone: no card that lies here says the answer."""
    source = kind_of_source(field.prefill)
    return field.locked and (source == "record" or (source == "card" and case.as_agent))


def _locked(field: FormField, held: Collection[str]) -> FormField:
    return replace(field, locked=True) if field.name in held else field


def parts_of(item: ServiceItem, asked: Iterable[str]) -> tuple[str, ...]:
    """Of what is asked for, what is saved as one part each: all answers of the form together."""
    fields = {each.name for each in item.fields()}
    return tuple(dict.fromkeys(FORM if named_field(item, each) in fields else each for each in asked))


def named_field(item: ServiceItem, asked: str) -> str:
    """An office names a file; where the form takes it, it is a question of the form."""
    of_form = {file.attachment: each.name for each in item.fields() if (file := file_of(each)) is not None}
    return of_form.get(asked, asked)


def _every_page(item: ServiceItem) -> tuple[FormPage, ...]:
    """Also what was asked on the way to a register: the form travels whole."""
    return tuple(replace(each, at=StepKind.FORM) for each in item.form)


def _asked_pages(item: ServiceItem, names: Collection[str]) -> tuple[FormPage, ...]:
    """One page each, with the questions asked whatever the other answers were."""
    pages = []
    for page in item.form:
        fields = tuple(replace(each, show_when=None) for each in page.fields if each.name in names)
        if fields:
            pages.append(replace(page, fields=fields, at=StepKind.FORM))
    return tuple(pages)


def _asked_material(material: Material) -> Material | None:
    """Needed now, and on paper where it was an e-licence: the one the register gave is what was not good enough."""
    if material.source not in _STEP_OF or not material.attachment:
        return None
    source = MaterialSource.SCAN if material.source in _SCANNED else material.source
    return replace(material, source=source, required=True, needed_when=None, later=False)


def _can_be_made(material: Material | None, item: ServiceItem, *, can_scan: bool) -> bool:
    if material is None:
        return False
    match material.source:
        case MaterialSource.SCAN:
            return can_scan and JPEG in material.media_types
        case MaterialSource.CAMERA:
            return bool(item.photo_rules)
        case _:
            return True
