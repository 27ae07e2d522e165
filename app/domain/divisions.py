"""Administrative divisions: what lies below what is read from their codes.

Six digits for province, city and county (GB/T 2260), three more for towns and townships (GB/T 10114).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.local_text import LocalText

COUNTY_DIGITS = 6
TOWNSHIP_DIGITS = 9


class Level(StrEnum):
    """From the widest to the narrowest."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"

    @property
    def depth(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Division:
    code: str
    name: LocalText

    @property
    def level(self) -> Level:
        return level_of(self.code)


def level_of(code: str) -> Level:
    if len(code) == TOWNSHIP_DIGITS:
        return Level.TOWNSHIP
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def _codes_above(code: str) -> Iterator[str]:
    """From the nearest to the widest; a county may lie right below its province."""
    if len(code) == TOWNSHIP_DIGITS:
        yield code[:6]
    for kept in (4, 2):
        above = code[:kept] + "0" * (COUNTY_DIGITS - kept)
        if above != code:
            yield above


class Divisions:
    """Looked through by code, by what lies below, by name. Their order is the file's."""

    def __init__(self, divisions: Iterable[Division] = ()) -> None:
        self._by_code = {each.code: each for each in divisions}
        self._above = {code: self._nearest(code) for code in self._by_code}
        self._below: dict[str, list[Division]] = {}
        for code, above in self._above.items():
            self._below.setdefault(above, []).append(self._by_code[code])

    def _nearest(self, code: str) -> str:
        return next((each for each in _codes_above(code) if each in self._by_code), "")

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __bool__(self) -> bool:
        return bool(self._by_code)

    def below(self, code: str = "") -> tuple[Division, ...]:
        """What lies right below; of nothing, the widest."""
        return tuple(self._below.get(code, ()))

    def above(self, code: str) -> str:
        """The code right above; empty for the widest."""
        return self._above.get(code, "")

    def path(self, code: str) -> tuple[Division, ...]:
        """From the widest down to this one; empty where the code is not known."""
        found: list[Division] = []
        while code in self._by_code:
            found.insert(0, self._by_code[code])
            code = self._above[code]
        return tuple(found)

    def lies_within(self, code: str, within: str) -> bool:
        """Whether `code` is `within` or below it; everything lies within nothing."""
        return not within or any(each.code == within for each in self.path(code))

    def find(self, words: str, within: str = "") -> Iterator[Division]:
        """Those whose name or code holds the words, in Chinese or Latin letters."""
        wanted = words.strip().casefold()
        for each in self._by_code.values() if wanted else ():
            names = (each.name.zh_cn, each.name.zh_tw, each.name.en.casefold(), each.code)
            if any(wanted in name for name in names) and self.lies_within(each.code, within):
                yield each

    def of_address(self, address: str) -> str:
        """The narrowest division an address begins with, also where it leaves out the wider ones; empty if none."""
        reached = ""
        rest = address.strip()
        while step := self._step(reached, rest):
            reached, rest = step.code, rest.removeprefix(step.name.zh_cn)
        return reached

    def _step(self, reached: str, rest: str) -> Division | None:
        """What the rest begins with: right below, or further below where what lies between is left out."""
        fitting = [
            each
            for each in self._by_code.values()
            if each.code != reached and rest.startswith(each.name.zh_cn) and self.lies_within(each.code, reached)
        ]
        fitting.sort(key=lambda each: (each.level.depth, -len(each.name.zh_cn)))
        alike = [
            each for each in fitting if each.level is fitting[0].level and each.name.zh_cn == fitting[0].name.zh_cn
        ]
        return fitting[0] if len(alike) == 1 else None
