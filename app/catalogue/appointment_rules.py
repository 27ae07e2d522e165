"""How an item is booked: what needs each other, places that are told apart, hours in which there is a slot."""

from __future__ import annotations

import re

from app.catalogue.findings import Place
from app.domain.appointments import AppointmentTerms
from app.domain.service_item import ServiceItem, StepKind

PLACE_CODE = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


def check_appointment(item: ServiceItem, place: Place) -> None:
    if item.appointment is None:
        if StepKind.APPOINTMENT in item.steps:
            place.at("steps").say("有 appointment 这一步，但没写 appointment：写上在哪儿、哪几天、几点，或去掉这一步")
        return
    if StepKind.APPOINTMENT not in item.steps:
        place.at("appointment").say("steps 里缺 appointment，这一项用不上：加上这一步，或去掉这一项")
    if item.offline:
        place.at("offline").say("预约要问中心还有没有号，这里要写 false")
    if StepKind.IDENTIFY not in item.steps:
        place.at("steps").say("缺 identify，不知道是谁预约，要加上")
    _check_places(item.appointment, place.at("appointment").at("places"))
    _check_hours(item.appointment, place.at("appointment"))


def _check_places(terms: AppointmentTerms, place: Place) -> None:
    if not terms.places:
        place.say("至少写一个，像 { code: …, name: { zh_CN: … }, address: { zh_CN: … } }")
    codes = [each.code for each in terms.places]
    for at, code in enumerate(codes):
        if code and not PLACE_CODE.fullmatch(code):
            place.at(at).at("code").say(f"“{code}”要写成小写的词，用连字符，像 yunxi-police")
        if code and code in codes[:at]:
            place.at(at).at("code").say(f"“{code}”写了两次，要改一个")


def _check_hours(terms: AppointmentTerms, place: Place) -> None:
    if terms.opens >= terms.closes:
        place.at("closes").say(f"要晚于 opens（{terms.opens:%H:%M}）")
        return
    ends = terms.opens
    for at, each in enumerate(terms.breaks):
        if not ends <= each.begins < each.ends <= terms.closes:
            place.at("breaks").at(at).say("要从早到晚写，不重叠，在 opens 和 closes 之间")
            return
        ends = each.ends
    if not terms.times():
        place.at("minutes").say(f"开门的时间里放不下一个 {terms.minutes} 分钟的号，要写小一点")
