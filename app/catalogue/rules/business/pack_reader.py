"""Reads one version of the rules of individual businesses; findings gather in the entry's place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.catalogue.entry import Entry
from app.catalogue.rules.business.pack import BusinessPack, Forbidden, Scope
from app.catalogue.rules.dated import Doubt, end, read_head

_COUNTY = re.compile(r"\d{6}", re.ASCII)
OLDEST = 120
LONGEST = 60


def read_pack(entry: Entry) -> BusinessPack:
    doubts: list[Doubt] = []
    head = read_head(entry)
    county, place = entry.text("county"), entry.text("place")
    if county and not _COUNTY.fullmatch(county):
        entry.place.at("county").say("要写县级的六位代码，像 330726")
    lengths = entry.entry("trade_name")
    least, most = lengths.whole("least", least=1, most=LONGEST), lengths.whole("most", least=1, most=LONGEST)
    if least > most:
        lengths.place.at("least").say(f"least {least} 比 most {most} 大，要换过来")
    end(lengths, doubts)
    forbidden = tuple(_forbidden(each, doubts) for each in entry.entries("forbidden"))
    industries, organisations = _words(entry, "industries", doubts), _words(entry, "organisations", doubts)
    scopes = _scopes(entry, doubts)
    age, taken = entry.whole("age", most=OLDEST), frozenset(entry.texts("taken", default=()))
    end(entry, doubts)
    return BusinessPack(
        head=head,
        county=county,
        place=place,
        age=age,
        least=least,
        most=most,
        forbidden=forbidden,
        industries=industries,
        organisations=organisations,
        scopes=scopes,
        taken=taken,
        doubts=tuple(doubts),
    )


def _forbidden(entry: Entry, doubts: list[Doubt]) -> Forbidden:
    forbidden = Forbidden(entry.texts("words"), entry.local("why"))
    end(entry, doubts)
    return forbidden


def _words(entry: Entry, key: str, doubts: list[Doubt]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for each in entry.entries(key):
        value, word = each.text("value"), each.text("word")
        _once(each, value, words)
        words[value] = word
        end(each, doubts)
    return words


def _scopes(entry: Entry, doubts: list[Doubt]) -> Mapping[str, Scope]:
    scopes: dict[str, Scope] = {}
    for each in entry.entries("scopes"):
        value = each.text("value")
        _once(each, value, scopes)
        scopes[value] = Scope(
            name=each.text("name"),
            licensed=each.yes_no("licensed", default=False),
            permit=each.optional_local("permit"),
        )
        end(each, doubts)
    return scopes


def _once(entry: Entry, value: str, before: Mapping[str, object]) -> None:
    if value and value in before:
        entry.place.at("value").say(f"“{value}”写了两次，要改一个")
