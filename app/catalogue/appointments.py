"""The booked slot in an application: it is one of the item's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any

from app.catalogue.appointment_reader import appointment_of
from app.domain.appointments import Appointment
from app.domain.errors import FormInvalid
from app.domain.formats import china_today
from app.domain.service_item import ServiceItem

APPOINTMENT = "appointment"
SPELT = '像 {"place": "yunxi-police", "day": "2026-12-01", "time": "09:30"} 这样写'
KEYS = {"place", "day", "time"}
WorkingDayAfter = Callable[[date, int], date]
"""The day so many working days later, by some calendar."""


def check_appointment_in(item: ServiceItem, data: Mapping[str, Any], on: date) -> None:
    """Whether the slot is still free only the centre knows, and only when the case is there. `on` is the day
    on which it was chosen. Raises FormInvalid."""
    terms = item.appointment
    if terms is None:
        if APPOINTMENT in data:
            raise FormInvalid(APPOINTMENT, "这件事不用预约", "去掉 appointment")
        return
    told = data.get(APPOINTMENT)
    if told is None:
        raise FormInvalid(APPOINTMENT, "还没选哪天来", SPELT)
    wanted = appointment_of(told)
    if wanted is None or set(told) != KEYS:
        raise FormInvalid(APPOINTMENT, "预约的写法不对", SPELT)
    if terms.place(wanted.place) is None:
        places = "、".join(each.code for each in terms.places)
        raise FormInvalid(f"{APPOINTMENT}.place", "没有这个预约地点", f"可以写：{places}")
    if wanted.day <= on:
        raise FormInvalid(f"{APPOINTMENT}.day", "最早约下一个工作日", "换一天")
    if wanted.at not in terms.times():
        times = "、".join(f"{each:%H:%M}" for each in terms.times())
        raise FormInvalid(f"{APPOINTMENT}.time", "没有这个时间的号", f"可以写：{times}")


def sample_appointment(random: Random, item: ServiceItem, after: WorkingDayAfter) -> Appointment | None:
    """On one of the days that may be booked today; None where nothing is booked."""
    terms = item.appointment
    if terms is None:
        return None
    day = after(china_today(), random.randint(1, terms.days_ahead))
    return Appointment(random.choice(terms.places).code, day, random.choice(terms.times()))
