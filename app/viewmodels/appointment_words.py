"""What is booked, in words of the chosen language."""

from __future__ import annotations

from datetime import date

from app.domain.appointments import Appointment
from app.domain.formats import day_and_weekday
from app.domain.service_item import ServiceItem
from app.journeys.states import Cancelling
from app.viewmodels.translation import ENGLISH, translate


def day_words(value: date, language: str) -> str:
    """12月1日 周二, Tue 1 Dec"""
    return f"{value:%a} {value.day} {value:%b}" if language == ENGLISH else day_and_weekday(value)


def moment_words(appointment: Appointment, language: str) -> str:
    """12月1日 周二 09:30, Tue 1 Dec 09:30"""
    return f"{day_words(appointment.day, language)} {appointment.at:%H:%M}"


def place_words(item: ServiceItem, code: str, language: str) -> tuple[str, str]:
    """Name and address; empty where the item no longer has it."""
    place = item.appointment.place(code) if item.appointment is not None else None
    if place is None:
        return "", ""
    return place.name.in_language(language), place.address.in_language(language)


def appointment_of_page(item: ServiceItem, appointment: Appointment | None, language: str) -> dict[str, str]:
    """`{when, place, address}`; empty where nothing is booked."""
    if appointment is None:
        return {}
    name, address = place_words(item, appointment.place, language)
    return {"when": moment_words(appointment, language), "place": name, "address": address}


def review_row(item: ServiceItem, appointment: Appointment | None, language: str) -> list[dict[str, object]]:
    """What the review shows of it, with 改; see `ReviewPage.rows`."""
    told = appointment_of_page(item, appointment, language)
    if not told:
        return []
    value = f"{told['when']}\n{told['place']}"
    label = translate("Appointment", "预约")
    return [{"name": "appointment", "label": label, "value": value, "editable": True, "source": ""}]


def cancelling_notice(cancelling: Cancelling) -> tuple[str, str, str, str] | None:
    """Title, sentence, icon and mood of what became of 取消预约; None while nothing did."""
    match cancelling:
        case Cancelling.DONE:
            title, text = (
                translate("Appointment", "预约取消了"),
                translate("Appointment", "号让给了别人，要来再约一次。"),
            )
            return title, text, "check", "done"
        case Cancelling.MOVED:
            text = translate("Appointment", "原来的时间让给了别人，按新的时间来。")
            return translate("Appointment", "时间换好了"), text, "check", "done"
        case Cancelling.NOT_THERE:
            title = translate("Appointment", "这个预约已经没有了")
            return title, translate("Appointment", "看看下面是怎么回事。"), "info", "warn"
        case Cancelling.AWAY:
            title = translate("Appointment", "没取消成，预约还在")
            return title, translate("Appointment", "网络断了。过几分钟再取消。"), "wifioff", "bad"
        case Cancelling.NO | Cancelling.ASKED | Cancelling.UNDER_WAY:
            return None
