"""预约: where, which day, which time; one question a page."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.appointments import BookedAlready, FreeDay, FreeSlot
from app.journeys.appointment_events import DayChosen, MovePressed, PlaceChosen, TimeChosen
from app.journeys.slots import NOTHING_CHOSEN, Slots
from app.journeys.states import Asking, Trouble, Troubled
from app.viewmodels.appointment_words import day_words, moment_words, place_words
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import ENGLISH, translate

DAYS_A_WEEK = 7
NOON = time(12)


class AppointmentPage(Page):
    changed = Signal()

    def _slots(self) -> Slots:
        step = self.step
        return step.slots if step is not None else NOTHING_CHOSEN

    @property
    def _language(self) -> str:
        return self.around.language.code

    @shown(str, changed)
    def stage(self) -> str:
        """`place`, `day`, `time`, `already`; empty while the centre is asked or does not answer."""
        step, slots = self.step, self._slots()
        if step is None or not isinstance(step.mood, Asking):
            return ""
        if slots.already is not None:
            return "already"
        if not slots.place:
            return "place"
        return "time" if slots.day is not None else "day"

    @shown(bool, changed)
    def holding(self) -> bool:
        """The centre is asked to keep what was chosen."""
        return self._slots().at is not None

    @shown("QVariantList", changed)
    def places(self) -> list[dict[str, str]]:
        """`[{code, name, address}]`"""
        step = self.step
        terms = step.item.appointment if step is not None else None
        return [
            {"code": each.code, "name": self.say(each.name), "address": self.say(each.address)}
            for each in (terms.places if terms is not None else ())
        ]

    @shown(str, changed)
    def place(self) -> str:
        """The name of the chosen place."""
        step = self.step
        return place_words(step.item, step.slots.place, self._language)[0] if step is not None else ""

    @shown(str, changed)
    def day(self) -> str:
        """The chosen day, in words."""
        chosen = self._slots().day
        return day_words(chosen, self._language) if chosen is not None else ""

    @shown("QStringList", changed)
    def weekdays(self) -> list[str]:
        """The heads of the columns, Monday first."""
        if self._language == ENGLISH:
            return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return ["一", "二", "三", "四", "五", "六", "日"]

    @shown("QVariantList", changed)
    def days(self) -> list[dict[str, Any]]:
        """`[{key, number, note, open, label}]`, whole weeks from Monday on; `key` is empty before the first day that
        may be booked and after the last. The first of the page and of each month stand there with their month."""
        days = self._slots().days
        if not days:
            return []
        monday = days[0].day - timedelta(days=days[0].day.weekday())
        length = (days[-1].day - monday).days + 1
        known = {each.day: each for each in days}
        cells = range(length + -length % DAYS_A_WEEK)
        return [self._cell(monday + timedelta(days=at), known, days[0].day) for at in cells]

    def _cell(self, day: date, known: dict[date, FreeDay], first: date) -> dict[str, Any]:
        told = known.get(day)
        if told is None:
            return {"key": "", "number": "", "note": "", "open": False, "label": ""}
        note = self._note(told)
        return {
            "key": day.isoformat(),
            "number": self._with_month(day) if day == first or day.day == 1 else str(day.day),
            "note": note,
            "open": told.free > 0,
            "label": f"{day_words(day, self._language)} {note}",
        }

    def _with_month(self, day: date) -> str:
        return f"{day.day} {day:%b}" if self._language == ENGLISH else f"{day.month}/{day.day}"

    @staticmethod
    def _note(day: FreeDay) -> str:
        if not day.is_open:
            return translate("Appointment", "休息")
        if not day.free:
            return translate("Appointment", "约满")
        return translate("Appointment", "余 %1").replace("%1", str(day.free))

    @shown("QVariantList", changed)
    def times(self) -> list[dict[str, Any]]:
        """`[{title, slots: [{key, note, open, chosen}]}]`: the morning, then the afternoon."""
        slots = self._slots()
        day = slots.chosen_day
        if day is None:
            return []
        groups = (
            (translate("Appointment", "上午"), [each for each in day.slots if each.at < NOON]),
            (translate("Appointment", "下午"), [each for each in day.slots if each.at >= NOON]),
        )
        return [
            {"title": title, "slots": [self._slot(each, slots.at) for each in of_it]}
            for title, of_it in groups
            if of_it
        ]

    @staticmethod
    def _slot(slot: FreeSlot, chosen: time | None) -> dict[str, Any]:
        words = translate("Appointment", "余 %1").replace("%1", str(slot.free))
        return {
            "key": f"{slot.at:%H:%M}",
            "note": words if slot.free else translate("Appointment", "约满"),
            "open": slot.free > 0,
            "chosen": slot.at == chosen,
        }

    @shown(bool, changed)
    def chosen(self) -> bool:
        """Whether day and time are chosen."""
        return self._slots().at is not None

    @shown(bool, changed)
    def gone(self) -> bool:
        """What was chosen went to somebody else meanwhile."""
        return self._slots().gone

    @shown("QVariantMap", changed)
    def already(self) -> dict[str, Any]:
        """`{title, text, same}`: what the person has booked and is in the way."""
        step, already = self.step, self._slots().already
        if step is None or already is None:
            return {}
        words = self._booked(already)
        if already.same_item:
            title = translate("Appointment", "您约过这件事")
            text = translate("Appointment", "已经约了 %1。改到这次选的时间，原来的就让出去。")
        else:
            title = translate("Appointment", "这个时间您有别的事")
            text = translate("Appointment", "已经约了 %1。换一个时间吧。")
        return {"title": title, "text": text.replace("%1", words), "same": already.same_item}

    def _booked(self, already: BookedAlready) -> str:
        """When and where, as far as this station knows the item."""
        when, item = moment_words(already.appointment, self._language), self.around.item(already.item_code)
        if item is None:
            return when
        place = place_words(item, already.appointment.place, self._language)[0]
        return " ".join(each for each in (when, place, "" if already.same_item else self.say(item.short_name)) if each)

    @shown("QVariantMap", Page.refreshed)
    def trouble(self) -> dict[str, Any]:
        """`{title, text, icon, act, times}`: without the centre nobody knows what is free."""
        step = self.step
        if step is None or not isinstance(step.mood, Troubled):
            return {}
        cut = step.mood.trouble is Trouble.CENTRE_UNREACHABLE
        return {
            "title": translate("Appointment", "网络断了，约不了号")
            if cut
            else translate("Appointment", "现在约不了号"),
            "text": translate("Appointment", "过几分钟再试，也可以直接到窗口问。"),
            "icon": "wifioff" if cut else "clock",
            "act": translate("Appointment", "再试一次"),
            "times": step.mood.times,
        }

    @Slot(str)
    def choosePlace(self, code: str) -> None:  # noqa: N802 - called from QML, as those below
        self.dispatch(PlaceChosen(code))

    @Slot(str)
    def chooseDay(self, key: str) -> None:  # noqa: N802
        self.dispatch(DayChosen(date.fromisoformat(key)))

    @Slot(str)
    def chooseTime(self, key: str) -> None:  # noqa: N802
        self.dispatch(TimeChosen(time.fromisoformat(key)))

    @Slot()
    def move(self) -> None:
        self.dispatch(MovePressed())
