"""A returned case asks for parts of its item and for nothing else: the list of materials is closed."""

from __future__ import annotations

from app.catalogue.correction import correctable_parts
from app.domain.errors import ItemUnknown, WrongInput
from app.domain.ports import Catalogue
from app.domain.service_item import EVERY_PART


def check_listed(catalogue: Catalogue, item_code: str, version: str, parts: tuple[str, ...]) -> None:
    """Whoever decides: a page, a command, a city's platform. Raises WrongInput. Of an item that the catalogue no longer
    has nobody knows the list."""
    try:
        item = catalogue.item(item_code, version)
    except ItemUnknown:
        return
    listed = (*correctable_parts(item), *(each.name for each in item.fields()))
    for each in parts:
        if each == EVERY_PART or each not in listed:
            raise WrongInput(f"这件事没有“{each}”这一部分，不能要。", f"可以要改：{'、'.join(listed)}。")
