"""What must hold in the lives of items: days in order, one version a day, replacements that exist."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from app.catalogue.entry import listed
from app.catalogue.findings import Finding, Place
from app.catalogue.life import ONE_DAY
from app.domain.errors import ItemUnknown
from app.domain.formats import long_day
from app.domain.service_item import Gone, ServiceItem

VERSION_MARK = "@"
"""In a file's name between code and version, where versions of one item stand side by side."""


def check_file_name(stem: str, item: ServiceItem, place: Place) -> None:
    code, mark, version = stem.partition(VERSION_MARK)
    if item.code and item.code != code:
        place.at("code").say(f"“{item.code}”和文件名“{stem}”不一样，要写 {code}，或改文件名")
    if mark and item.version and item.version != version:
        place.at("version").say(f"“{item.version}”和文件名“{stem}”不一样，要写 {version}，或改文件名")


def check_life(item: ServiceItem, place: Place) -> None:
    """Of one version alone."""
    if item.effective_to and item.effective_to < item.effective_from:
        place.at("effective_to").say(f"早于 effective_from，要写 {item.effective_from} 或以后的日子")
    for key, value in (("replaced_by", item.replaced_by), ("moved_to", item.moved_to)):
        if value and item.effective_to is None:
            place.at("effective_to").say(f"写了 {key}，这里要写能办的最后一天")
    if item.replaced_by and item.moved_to:
        place.at("moved_to").say("replaced_by 和 moved_to 只写一个：改办别的事写前一个，换了地方办写后一个")
    if item.replaced_by and item.replaced_by == item.code:
        place.at("replaced_by").say("写的是自己；同一事项的新版本不写 replaced_by，另放一个文件，写上它的日期")


def check_lives(files: Mapping[str, ServiceItem], findings: list[Finding]) -> None:
    """Of all of them together, each with its file."""
    codes = list(dict.fromkeys(item.code for item in files.values()))
    for file, item in files.items():
        place = Place(file, "replaced_by", findings)
        if item.replaced_by and item.replaced_by not in codes:
            others = listed(each for each in codes if each != item.code) or "（没有别的事项），或去掉它"
            place.say(f"没有“{item.replaced_by}”这个事项，可以写：{others}")
    for code in codes:
        _check_versions({file: item for file, item in files.items() if item.code == code}, findings)
    _check_circles(files, findings)


def _check_versions(files: Mapping[str, ServiceItem], findings: list[Finding]) -> None:
    ordered = sorted(files.items(), key=lambda each: each[1].effective_from)
    for (file, older), (other, newer) in pairwise(ordered):
        if older.version == newer.version:
            Place(other, "version", findings).say(f"{file} 已经是“{older.version}”这一版，要写另一个版本号")
        if older.effective_to is None or older.effective_to >= newer.effective_from:
            last = newer.effective_from - ONE_DAY
            Place(file, "effective_to", findings).say(f"和 {other} 有几天重叠，要写 {last} 或更早的日子")


def _check_circles(files: Mapping[str, ServiceItem], findings: list[Finding]) -> None:
    leads = {item.code: item.replaced_by for item in files.values() if item.replaced_by}
    for file, item in files.items():
        seen, code = [item.code], item.replaced_by or ""
        while code and code not in seen:
            seen.append(code)
            code = leads.get(code) or ""
        if code == item.code and len(seen) > 1:
            way = " → ".join([*seen, code])
            Place(file, "replaced_by", findings).say(f"绕了一圈（{way}），要写现在真正能办的事项")


def not_in_force(item: ServiceItem, gone: Gone | None) -> ItemUnknown:
    """In words for whoever asked for it by its code: not yet (`item` is its first version), not any more, what now."""
    name = f"“{item.name.zh_cn}”（{item.code}）"
    if gone is None:
        return ItemUnknown(f"{name}现在还不能办", f"从{long_day(item.effective_from)}起可以办")
    what = f"{name}从{long_day(gone.since)}起不办了"
    if gone.instead is not None:
        return ItemUnknown(what, f"改办“{gone.instead.name.zh_cn}”（{gone.instead.code}）")
    if gone.item.moved_to is not None:
        return ItemUnknown(what, f"改到{gone.item.moved_to.zh_cn}办")
    return ItemUnknown(what, "用 kiosk catalogue list 看现在能办的")
