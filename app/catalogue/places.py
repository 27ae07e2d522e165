"""The divisions a field may be answered with, and what is wrong with an answer."""

from __future__ import annotations

from dataclasses import replace

from app.catalogue.entry import listed
from app.catalogue.filled import filled
from app.catalogue.findings import Place
from app.domain.divisions import Divisions, Level
from app.domain.grids import Grids
from app.domain.service_item import FieldType, FormField, LocalText, ServiceItem

LEVELS = {
    Level.PROVINCE: LocalText("省", "province", "省"),
    Level.CITY: LocalText("市", "city", "市"),
    Level.COUNTY: LocalText("县、区", "county or district", "縣、區"),
    Level.TOWNSHIP: LocalText("乡镇、街道", "town or subdistrict", "鄉鎮、街道"),
}
_UNKNOWN = LocalText("没有这个地方，请重新选", "There is no such place, please choose again", "沒有這個地方，請重新選")
_OUTSIDE = LocalText("这里只能选{place}里的", "Only places in {place}, please", "這裡只能選{place}裡的")
_NOT_DEEP = LocalText("还要选到{level}", "Please choose down to the {level}", "還要選到{level}")
_NONE = Divisions()


ASKING = (FieldType.DIVISION, FieldType.PLACE)


def with_divisions(item: ServiceItem, divisions: Divisions, grids: Grids) -> ServiceItem:
    """The item with the places and grids in its fields that ask for one."""
    if not any(each.type in ASKING for each in item.fields()):
        return item

    def filled_in(field: FormField) -> FormField:
        return replace(field, divisions=divisions, grids=grids) if field.type in ASKING else field

    return replace(item, form=tuple(replace(page, fields=tuple(map(filled_in, page.fields))) for page in item.form))


def divisions_of(field: FormField) -> Divisions:
    return field.divisions or _NONE


def is_whole(field: FormField, code: str) -> bool:
    """Whether the place is as narrow as the field wants it, or as the file has it."""
    divisions = divisions_of(field)
    path = divisions.path(code)
    return bool(path) and (path[-1].level.depth >= field.down_to.depth or not divisions.below(code))


def division_problem(field: FormField, code: str) -> LocalText | None:
    """What is wrong with a place, or None."""
    divisions = divisions_of(field)
    if code not in divisions:
        return _UNKNOWN
    if not divisions.lies_within(code, field.within):
        return filled(_OUTSIDE, place=divisions.path(field.within)[-1].name)
    if not is_whole(field, code):
        return filled(_NOT_DEEP, level=LEVELS[field.down_to])
    return None


def place_told(field: FormField, told: str) -> str:
    """The code for what a card or record says, be it a code or an address; empty where it names no whole place."""
    divisions = divisions_of(field)
    code = told if told in divisions else divisions.of_address(told)
    return code if division_problem(field, code) is None else ""


def check_places(field: FormField, place: Place) -> None:
    """What must hold of a field that asks for a place, and that no other field names such keys."""
    if field.type not in ASKING:
        if field.within:
            place.at("within").say(f"只有 type 为 {listed(ASKING)} 的项能写 within")
        if field.down_to is not Level.TOWNSHIP:
            place.at("down_to").say(f"只有 type 为 {listed(ASKING)} 的项能写 down_to")
    elif not divisions_of(field):
        place.at("type").say("目录里缺 divisions.csv，没有地方可选")
    elif field.within and field.within not in divisions_of(field):
        place.at("within").say(f"divisions.csv 里没有“{field.within}”")
