"""What of an application came from the person's file, and that they allowed it, for the office that looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.catalogue.prefill_sources import EARLIER
from app.catalogue.reused import AGREED, ANSWERS, MATERIALS, NUMBER, TAKEN_ON
from app.domain.service_item import ServiceItem


def reused_rows(item: ServiceItem | None, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and value; a paper with the day and the case it was handed in with at first."""
    names = {each.attachment: each.name.zh_cn for each in item.materials} if item is not None else {}
    labels = {each.name: each.label.zh_cn for each in item.fields()} if item is not None else {}
    yield "用以前交过的", "本人同意" if told.get(AGREED) is True else "本人没同意"
    for name, each in _pairs(told.get(MATERIALS)):
        if isinstance(each, Mapping):
            yield names.get(name, name), f"{each.get(TAKEN_ON, '')} 交过，办件 {each.get(NUMBER, '')}"
    for name, source in _pairs(told.get(ANSWERS)):
        yield labels.get(name, name), "来自上次办理" if str(source).startswith(EARLIER) else "来自个人档案"


def _pairs(value: Any) -> list[tuple[str, Any]]:
    return [(str(name), each) for name, each in value.items()] if isinstance(value, Mapping) else []
