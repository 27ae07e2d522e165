"""Which offices review an item, and what each may see: words that must be known, and offices that would never act."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from app.catalogue.application import REVIEWED_PARTS
from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.domain.form_files import files_of
from app.domain.service_item import EVERY_PART, Review, ServiceItem

OFFICE = re.compile(r"[a-z][a-z0-9_-]{0,31}")
TAKEN = ("manager",)
"""A role of the office pages that is no office."""
BY_PEOPLE = "review"


def check_reviews(item: ServiceItem, place: Place) -> None:
    if item.reviews and item.acceptance != BY_PEOPLE:
        place.at("acceptance").say(f"有 reviews 的事项要写 {BY_PEOPLE}")
    parts = (EVERY_PART, *REVIEWED_PARTS, *(each.attachment for each in files_of(item) if each.attachment))
    seen: set[str] = set()
    for at, review in enumerate(item.reviews):
        _check(review, parts, place.at("reviews").at(at))
        if review.office in seen:
            place.at("reviews").at(at).at("office").say(f"“{review.office}”写了两次，留一个")
        _check_order(review, seen, place.at("reviews").at(at).at("after"))
        seen.add(review.office)
    _check_bundle(item.reviews, place.at("reviews"))


def _check_order(review: Review, before: Collection[str], place: Place) -> None:
    """What waits stands behind what it waits for: so nothing waits for itself, by whatever round about."""
    for at, office in enumerate(review.after):
        if office not in before:
            place.at(at).say(f"“{office}”不在前面：等的那家要写在这家上面")
        if office in review.after[:at]:
            place.at(at).say(f"“{office}”写了两次，留一个")


def _check_bundle(reviews: Sequence[Review], place: Place) -> None:
    if not any(each.apart for each in reviews):
        return
    if len(reviews) == 1:
        place.at(0).at("apart").say("只有一家，没有什么可以分开办：去掉 apart，或再写一家")
    for at, each in enumerate(reviews):
        if not each.apart:
            place.at(at).at("apart").say("有一家写了 apart: true，家家都要写：分开办的和一起办的不能混")
        if each.name is None:
            place.at(at).at("name").say("分开办的要写 name：这一项叫什么，像 过户登记")
        if each.office_name is None:
            place.at(at).at("office_name").say("分开办的要写 office_name：归哪家办")


def _check(review: Review, known: tuple[str, ...], place: Place) -> None:
    if not OFFICE.fullmatch(review.office):
        place.at("office").say("要写小写的词，像 hospital、licensing")
    if review.office in TAKEN:
        place.at("office").say(f"“{review.office}”不是单位，换一个词")
    if not review.parts:
        place.at("parts").say("至少写一个；看全部就写 all")
    if review.sees_all and len(review.parts) > 1:
        place.at("parts").say("写了 all，就不用再写别的")
    for at, part in enumerate(review.parts):
        if part and part not in known:
            place.at("parts").at(at).say(f"不认识“{part}”，可以写：{listed(dict.fromkeys(known))}")
