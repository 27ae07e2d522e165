"""What must hold inside one item beyond the shape of its file: parts that need each other, words that must be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.catalogue.agency_rules import check_agency
from app.catalogue.appointment_rules import check_appointment
from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.catalogue.form_rules import check_form_definition
from app.catalogue.formula_rules import check_condition
from app.catalogue.life_rules import check_life
from app.catalogue.query_rules import check_query
from app.catalogue.review_rules import check_reviews
from app.catalogue.rules import PACKS
from app.domain.service_item import DeliveryKind, FieldType, MaterialSource, ServiceItem, StationKind, StepKind

CARD_KINDS = (
    "resident",
    "hmt_residence_permit",
    "foreign_permanent_resident_2017",
    "foreign_permanent_resident_2023",
)
LEVELS = ("province", "city", "county", "township", "village")
APPLICANTS = ("person", "organisation", "agent")
ACCEPTANCES = ("automatic", "review")
PRINTED_BY = ("station", "desk", "office", "nobody")
ONLY_WHEN = ("completed",)
MEDIA_TYPES = ("image/jpeg", "image/png", "application/pdf", "video/mp4", "video/mp2t")
OPENS = ("ticket", "my_cases")
NEEDED_STEPS = (StepKind.NOTICE, StepKind.SUBMIT)


def check_item(item: ServiceItem, place: Place) -> None:
    _check_words(item, place)
    _check_times(item, place)
    _check_steps(item, place)
    _check_parts_have_their_step(item, place)
    _check_result(item, place)
    _check_materials(item, place)
    _check_leads(item, place)
    _check_fee(item, place)
    check_form_definition(item, place)
    check_reviews(item, place)
    check_agency(item, place)
    check_appointment(item, place)
    check_query(item, place)


def _check_words(item: ServiceItem, place: Place) -> None:
    known(place.at("level"), [item.level], LEVELS)
    known(place.at("acceptance"), [item.acceptance], ACCEPTANCES)
    known(place.at("applicants"), item.applicants, APPLICANTS)
    known(place.at("card_kinds"), item.card_kinds, CARD_KINDS)
    known(place.at("rule_pack"), [item.rule_pack or ""], PACKS)
    known(place.at("opens"), [item.opens or ""], tuple(OPENS))
    known(place.at("result.printed_by"), [item.result.printed_by], PRINTED_BY)
    known(place.at("result.only_when"), [item.result.only_when or ""], ONLY_WHEN)
    for key, value, words in (
        ("stations", item.stations, tuple(StationKind)),
        ("steps", item.steps, tuple(StepKind)),
        ("card_kinds", item.card_kinds, CARD_KINDS),
    ):
        if not value and not (key == "steps" and item.opens):
            place.at(key).say(f"至少写一个，可以写：{listed(words)}")


def _check_times(item: ServiceItem, place: Place) -> None:
    if item.promised_days > item.legal_days:
        place.at("promised_days").say(
            f"承诺 {item.promised_days} 天，超过法定的 {item.legal_days} 天，最多写 {item.legal_days}"
        )
    check_life(item, place)
    days = [each.days for each in item.milestones]
    if days != sorted(days):
        place.at("milestones").say(f"要按天数从早到晚写：{listed(str(each) for each in sorted(days))}")
    if not days:
        place.at("milestones").say("至少写一个，像 { days: 0, text: { zh_CN: … } }")


def _check_steps(item: ServiceItem, place: Place) -> None:
    order = list(StepKind)
    for at, (before, after) in enumerate(zip(item.steps, item.steps[1:], strict=False), start=1):
        if order.index(before) >= order.index(after):
            place.at("steps").at(at).say(f"{after} 不能在 {before} 后面，顺序是：{listed(order)}")
    for step in NEEDED_STEPS if item.opens is None else ():
        if step not in item.steps:
            place.at("steps").say(f"缺 {step}，要加上")
    if StepKind.MEDICAL in item.steps and set(item.stations) != {StationKind.POST}:
        place.at("stations").say(f"有 {StepKind.MEDICAL} 这一步，只能写 {StationKind.POST}")


def _check_parts_have_their_step(item: ServiceItem, place: Place) -> None:
    if item.opens is not None:
        return
    sources = {each.source for each in item.materials}
    choosing = len(item.delivery) > 1 or DeliveryKind.MAIL in item.delivery
    pairs = (
        (StepKind.FORM, bool(item.form), "form"),
        (StepKind.PHOTO, item.photo_rules is not None, "photo_rules"),
        (StepKind.SIGNATURE, MaterialSource.SIGNATURE in sources, "materials"),
        (StepKind.MATERIALS, MaterialSource.E_LICENCE in sources, "materials"),
        (StepKind.PAYMENT, item.fee.is_asked, "fee.amount_fen"),
        (StepKind.DELIVERY, choosing, "delivery"),
        (StepKind.ELIGIBILITY, item.rule_pack is not None, "rule_pack"),
        (StepKind.EVALUATION, item.evaluation, "evaluation"),
    )
    for step, needed, key in pairs:
        if needed and step not in item.steps:
            place.at(key).say(f"steps 里缺 {step}，这一项用不上：加上这一步，或去掉这一项")
        if not needed and step in item.steps:
            place.at("steps").say(f"有 {step} 这一步，但 {key} 没写要做什么：写上，或去掉这一步")
    if StepKind.VERDICT in item.steps and StepKind.ELIGIBILITY not in item.steps:
        place.at("steps").say("有 verdict，前面也要有 eligibility")
    if item.photo_rules and not any(each.attachment == "photo" for each in item.materials):
        place.at("materials").say("拍的照片没处放：缺 attachment 为 photo 的材料，要加上")


def _check_result(item: ServiceItem, place: Place) -> None:
    result = item.result
    if result.printed_by in ("station", "desk") and not result.template:
        place.at("result.template").say("由终端打印的要写模板名，是 resources/templates 里的文件名，不带 .typ")
    if result.printed_by == "desk" and not (item.direct and StationKind.COUNTER in item.stations):
        place.at("result.printed_by").say("窗口只打印它直接办结的：要有 direct: true，stations 里有 counter")
    if not result.waits:
        return
    if result.printed_by != "station":
        place.at("result.only_when").say("只有终端打印的才写：改成 printed_by: station，或去掉 only_when")
    if item.acceptance != "automatic" or item.reviews:
        place.at("result.only_when").say("要人审的当场打不出来：去掉它，或写 acceptance: automatic，去掉 reviews")


def _check_leads(item: ServiceItem, place: Place) -> None:
    """An item that only leads somewhere has nothing of its own to do there."""
    if item.opens is None:
        return
    for key, there in (("steps", item.steps), ("form", item.form), ("materials", item.materials)):
        if there:
            place.at(key).say("有 opens 的事项只带人过去，这里写 []，或去掉 opens")


def _check_fee(item: ServiceItem, place: Place) -> None:
    name = item.fee.amount_from
    amounts = [each.name for each in item.fields() if each.type is FieldType.MONEY]
    if name and name not in amounts:
        place.at("fee.amount_from").say(f"表里没有金额“{name}”，可以写：{listed(amounts) or '（没有 money 的项）'}")
    if name and item.fee.amount_fen:
        place.at("fee.amount_fen").say("写了 amount_from，金额由表里来，去掉 amount_fen")
    if item.fee.pay_later:
        return
    if not item.fee.is_asked:
        place.at("fee.pay_later").say("不收费的没有钱要当场付，去掉 pay_later，或写上金额")
    elif item.offline:
        place.at("fee.pay_later").say("断网时付不了，要当场付的要写 offline: false，或去掉 pay_later")


def _check_materials(item: ServiceItem, place: Place) -> None:
    unique(place.at("materials"), "code", [each.code for each in item.materials])
    unique(place.at("materials"), "attachment", [each.attachment for each in item.materials])
    for at, material in enumerate(item.materials):
        known(place.at("materials").at(at).at("media_types"), material.media_types, MEDIA_TYPES)
        if material.needed_when is not None:
            spot = place.at("materials").at(at).at("needed_when")
            check_condition(material.needed_when, {each.name: each for each in item.fields()}, spot, "表里")


def known(place: Place, values: Iterable[str], words: Iterable[str]) -> None:
    """Say each value that is none of the words; empty ones were said already."""
    for value in values:
        if value and value not in words:
            place.say(f"不认识“{value}”，可以写：{listed(words)}")


def unique(place: Place, key: str, values: Sequence[str]) -> None:
    """Say each second one where it stands; `values` are those of `key` in the entries of the list at `place`."""
    for at, value in enumerate(values):
        if value and value in values[:at]:
            place.at(at).at(key).say(f"“{value}”写了两次，要改一个")
