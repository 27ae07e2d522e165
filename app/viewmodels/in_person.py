"""Why an item cannot be done by somebody else, in a sentence for whoever came for another."""

from __future__ import annotations

from app.domain.service_item import ServiceItem, StepKind
from app.viewmodels.translation import translate


def why_in_person(item: ServiceItem) -> str:
    """Empty where the item allows an agent."""
    if item.agency is not None:
        return ""
    for step, words in (
        (StepKind.MEDICAL, translate("Agency", "要本人当场体检，不能代办")),
        (StepKind.PHOTO, translate("Agency", "要当场给本人拍照，不能代办")),
        (StepKind.QUERY, translate("Agency", "要查本人的记录，不能代办")),
    ):
        if step in item.steps:
            return words
    return translate("Agency", "这件事规定要本人来，不能代办")
