"""Items by their code; one that the catalogue no longer has is called by it."""

from __future__ import annotations

from app.domain.errors import ItemUnknown
from app.domain.ports import Catalogue
from app.domain.service_item import ServiceItem


def item_of(catalogue: Catalogue, code: str, version: str = "") -> ServiceItem | None:
    try:
        return catalogue.item(code, version)
    except ItemUnknown:
        return None


def item_name(catalogue: Catalogue, code: str) -> str:
    item = item_of(catalogue, code)
    return item.name.zh_cn if item else code
