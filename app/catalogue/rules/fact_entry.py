"""Reading a JSON document of facts key by key: what is left out or null is not known, what is wrong is refused.

Raises FormInvalid, whose `field` is the fact's path, e.g. `medical.vision_left`. Values are never quoted: they are
somebody's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from app.catalogue.entry import listed
from app.catalogue.rules.calendar_days import FIRST_DAY, LAST_DAY
from app.domain.errors import FormInvalid

Word = TypeVar("Word", bound=StrEnum)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NOT_KNOWN = "不知道的不写；格式见 docs/integration/rule-packs.md"
LONGEST_NAME_SHOWN = 40
TOP = "facts"


class FactEntry:
    """`names` are all paths there may be, with what each is called."""

    def __init__(self, value: Any, names: Mapping[str, str], path: str = "") -> None:
        self._names, self._path = names, path
        if not isinstance(value, Mapping):
            self.refuse(path or TOP, "要写成“键: 值”的样子")
        self._values = value
        known = self._keys()
        for key in value:
            if key not in known:
                self.refuse(self._at(_shown(key)), "没有这一项", f"可以写：{listed(known)}")

    def holds_null(self, key: str) -> bool:
        """Where null has a meaning of its own."""
        return key in self._values and self._values[key] is None

    def entry(self, key: str) -> FactEntry | None:
        value = self._values.get(key)
        return None if value is None else FactEntry(value, self._names, self._at(key))

    def day(self, key: str) -> date | None:
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                self.refuse(self._at(key), "没有这一天", "对照证件改好")
            if FIRST_DAY <= day <= LAST_DAY:
                return day
        self.refuse(self._at(key), "要写日期", f"写成 2026-03-18 这样，{FIRST_DAY.year} 到 {LAST_DAY.year} 年")

    def yes_no(self, key: str) -> bool | None:
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(self._at(key), "要写 true 或 false")

    def whole(self, key: str, most: int) -> int | None:
        value = self._values.get(key)
        return None if value is None else self._whole(key, value, most)

    def wholes(self, key: str, most: int, longest: int) -> tuple[int, ...] | None:
        values = self._list(key, longest)
        return None if values is None else tuple(self._whole(f"{key}[{at}]", each, most) for at, each in values)

    def number(self, key: str, least: float, most: float) -> float | None:
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.refuse(self._at(key), f"要写 {least:g} 到 {most:g} 之间的数字")
        return float(value)

    def word(self, key: str, words: Iterable[str]) -> str | None:
        value = self._values.get(key)
        return None if value is None else self._word(key, value, list(words))

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...] | None:
        found = self.several(key, [each.value for each in words])
        return None if found is None else tuple(words(each) for each in found)

    def several(self, key: str, words: Collection[str]) -> tuple[str, ...] | None:
        """A list of some of the words, each once."""
        values = self._list(key, len(words))
        if values is None:
            return None
        found = tuple(self._word(f"{key}[{at}]", each, list(words)) for at, each in values)
        if len(set(found)) != len(found):
            self.refuse(self._at(key), "有一个写了两次")
        return found

    def refuse(self, path: str, sentence: str, what_to_do: str = NOT_KNOWN) -> NoReturn:
        name = self._names.get(path.partition("[")[0])
        raise FormInvalid(path, f"{f'{name}（{path}）' if name else path}：{sentence}", what_to_do)

    def _whole(self, key: str, value: Any, most: int) -> int:
        if isinstance(value, float) and math.isfinite(value) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.refuse(self._at(key), f"要写 0 到 {most} 的整数")
        return int(value)

    def _word(self, key: str, value: Any, words: list[str]) -> str:
        if not isinstance(value, str) or value not in words:
            self.refuse(self._at(key), "不认识这个写法", f"可以写：{listed(words)}")
        return value

    def _list(self, key: str, longest: int) -> list[tuple[int, Any]] | None:
        values = self._values.get(key)
        if values is None:
            return None
        if not isinstance(values, list) or len(values) > longest:
            self.refuse(self._at(key), f"要写成列表，最多 {longest} 个")
        return list(enumerate(values))

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _keys(self) -> list[str]:
        inside = f"{self._path}." if self._path else ""
        rest = [each.removeprefix(inside) for each in self._names if each.startswith(inside)]
        return [each for each in rest if "." not in each]


def _shown(key: Any) -> str:
    """An unknown key as a message may hold it: short, and nothing that cannot be printed."""
    text = str(key)[:LONGEST_NAME_SHOWN]
    return text if text.isprintable() and text else ascii(text)
