"""One file of the pack read into its limits; what is wrong is said at its place, never raised."""

from __future__ import annotations

from dataclasses import replace

from app.catalogue.entry import Entry, listed
from app.catalogue.rules.dated import Doubt, end, read_head
from app.catalogue.rules.licence.medical_reader import read_medical, read_three_ability
from app.catalogue.rules.licence.pack import (
    AgeLimit,
    Ages,
    Classes,
    LicencePack,
    Term,
    ValidityRules,
    Window,
    YearlyCertificate,
)
from app.catalogue.rules.licence.pack_rules import check_limited_once, check_terms
from app.catalogue.rules.licence.reading import read_classes
from app.catalogue.rules.licence.text_reader import read_texts
from app.catalogue.rules.licence.words import LicenceClass, Validity

LONGEST_WINDOW_DAYS = 366
LONGEST_SPAN_YEARS = 50
YOUNGEST_AGE, OLDEST_AGE = 18, 120
MOST_POINTS = 100
MOST_TOLERANCE_DAYS = 31
LEAP_DAY_BIRTHDAYS = {"02-28": (2, 28), "03-01": (3, 1)}


def read_pack(entry: Entry) -> LicencePack:
    doubts: list[Doubt] = []
    settled = entry.entry("settled")
    pack = LicencePack(
        head=read_head(entry),
        in_person=entry.yes_no("in_person"),
        violations_block=settled.yes_no("violations"),
        accidents_block=settled.yes_no("accidents"),
        window=_read_window(entry.entry("window"), doubts),
        validity=_read_validity(entry.entry("validity"), doubts),
        ages=_read_ages(entry.entry("ages"), doubts),
        medical=read_medical(entry.entry("medical"), doubts),
        three_ability=read_three_ability(entry.entry("three_ability"), doubts),
        yearly_certificate=_read_yearly(entry.entry("yearly_certificate"), doubts),
        covers=_read_covers(entry.entry("classes"), doubts),
        texts=read_texts(entry.entry("texts")),
        doubts=(),
    )
    end(settled, doubts)
    end(entry, doubts)
    return replace(pack, doubts=tuple(doubts))


def _read_window(entry: Entry, doubts: list[Doubt]) -> Window:
    window = Window(
        opens_days_before=entry.whole("opens_days_before", least=1, most=LONGEST_WINDOW_DAYS),
        cancelled_after_years=entry.whole("cancelled_after_years", least=1, most=LONGEST_SPAN_YEARS),
        restored_within_years=entry.whole("restored_within_years", most=LONGEST_SPAN_YEARS),
    )
    end(entry, doubts)
    return window


def _read_validity(entry: Entry, doubts: list[Doubt]) -> ValidityRules:
    rules = ValidityRules(
        full_points=entry.whole("full_points", least=1, most=MOST_POINTS),
        day_tolerance=entry.whole("day_tolerance", most=MOST_TOLERANCE_DAYS),
        terms=tuple(_read_term(each, doubts) for each in entry.entries("terms")),
    )
    check_terms(rules.terms, entry.place.at("terms"))
    end(entry, doubts)
    return rules


def _read_term(entry: Entry, doubts: list[Doubt]) -> Term:
    term = Term(
        term=entry.one_of("term", Validity),
        years=entry.whole("years", least=1, most=LONGEST_SPAN_YEARS),
        clean=entry.one_of("clean", Validity),
        otherwise=entry.one_of("otherwise", Validity),
    )
    end(entry, doubts)
    return term


def _read_ages(entry: Entry, doubts: list[Doubt]) -> Ages:
    birthday = entry.text("leap_day_birthday")
    if birthday and birthday not in LEAP_DAY_BIRTHDAYS:
        entry.place.at("leap_day_birthday").say(f"不认识“{birthday}”，可以写：{listed(LEAP_DAY_BIRTHDAYS)}")
    limits = tuple(_read_age_limit(each, doubts) for each in entry.entries("limits"))
    check_limited_once([each.classes for each in limits], entry.place.at("limits"))
    end(entry, doubts)
    return Ages(LEAP_DAY_BIRTHDAYS.get(birthday, (3, 1)), limits)


def _read_age_limit(entry: Entry, doubts: list[Doubt]) -> AgeLimit:
    limit = AgeLimit(read_classes(entry, "classes"), entry.whole("before_age", least=YOUNGEST_AGE, most=OLDEST_AGE))
    end(entry, doubts)
    return limit


def _read_yearly(entry: Entry, doubts: list[Doubt]) -> YearlyCertificate:
    yearly = YearlyCertificate(
        from_age=entry.whole("from_age", least=YOUNGEST_AGE, most=OLDEST_AGE),
        within_days=entry.whole("within_days", least=1, most=LONGEST_WINDOW_DAYS),
    )
    end(entry, doubts)
    return yearly


def _read_covers(entry: Entry, doubts: list[Doubt]) -> dict[LicenceClass, Classes]:
    covers = {each: read_classes(entry, each) for each in LicenceClass}
    for licence_class, others in covers.items():
        if licence_class in others:
            entry.place.at(licence_class).say(f"只写别的准驾车型，去掉 {licence_class}")
    end(entry, doubts)
    return covers
