"""Reading one mapping of a catalogue file key by key. What is missing or wrong is said, never raised, so that
one look finds everything; the values given back then are placeholders and the result is thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from app.catalogue.findings import Place
from app.domain.day_limit import DayLimit, counted_limit
from app.domain.service_item import LocalText

Word = TypeVar("Word", bound=StrEnum)

LANGUAGES = {"zh_CN": "zh_cn", "en": "en", "zh_TW": "zh_tw"}
MISSING = "缺这一项"
NOT_THERE = object()
"""In the place of a mapping that was said to be missing: nothing more is said of it."""
NO_TEXT = "要写文字，像数字或日期的加上引号"
NO_ENTRY = "要写成“键: 值”的样子"
NO_LOCAL = "要写成 { zh_CN: …, en: … }"
NO_LIST = "要写成列表，像 [甲, 乙]，或每行一个、前面加“- ”"
NO_DAY = "要写日期，比如 2026-01-01"
NO_LIMIT = "要写日期（2026-01-01），或从办事那天数：today、+30d、-6m、-18y"


def listed(words: Any) -> str:
    return "、".join(words)


class Entry:
    """`close()` names the keys nobody asked for: a misspelt key is an error, not silence."""

    def __init__(self, place: Place, value: Any) -> None:
        self.place = place
        self._asked: list[str] = []
        self._is_there = isinstance(value, Mapping)
        self._values: Mapping[Any, Any] = value if isinstance(value, Mapping) else {}
        if not self._is_there and value is not NOT_THERE:
            place.say(NO_ENTRY)

    @property
    def written(self) -> Any:
        """The mapping as it stands in the file; empty where there is none."""
        return self._values

    @property
    def asked(self) -> tuple[str, ...]:
        """The keys that the reader knows, as far as it has read."""
        return tuple(self._asked)

    def has(self, key: str) -> bool:
        return self._ask(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        return self._scalar(key, str, NO_TEXT, default) or (default or "")

    def whole(self, key: str, default: int | None = None, least: int = 0, most: int | None = None) -> int:
        value = self._scalar(key, int, "要写整数", default)
        if value is None:
            return default or 0
        if value < least:
            self.place.at(key).say(f"不能小于 {least}，要写 {least} 或更大的整数")
        elif most is not None and value > most:
            self.place.at(key).say(f"不能大于 {most}，要写 {most} 或更小的整数")
        return int(value)

    def number(self, key: str, least: float, most: float) -> float:
        """A number, decimals allowed, from `least` to `most`."""
        value = self._scalar(key, (int, float), "要写数字", None)
        if value is None:
            return least
        if not least <= value <= most:
            self.place.at(key).say(f"要在 {least} 到 {most} 之间")
            return least
        return float(value)

    def decimal(self, key: str) -> Decimal | None:
        """A number as it is written, decimals allowed; None where there is none."""
        value = self._scalar(key, (int, float), "要写数字", None) if self.has(key) else None
        return None if value is None else Decimal(str(value))

    def day_limit(self, key: str) -> DayLimit | None:
        """A day, or one counted from the day of the application; None where there is none."""
        value = self._ask(key)
        if type(value) is date:
            return DayLimit(day=value)
        limit = counted_limit(value) if isinstance(value, str) else None
        if limit is None and value is not None:
            self.place.at(key).say(NO_LIMIT)
        return limit

    def needed_day_limit(self, key: str) -> DayLimit | None:
        if not self.has(key):
            self._miss(key, NO_LIMIT)
        return self.day_limit(key)

    def is_list(self, key: str) -> bool:
        """Whether what stands there was written as a list; a key may be written in one of two ways."""
        return isinstance(self._ask(key), list)

    def yes_no(self, key: str, default: bool | None = None) -> bool:
        return bool(self._scalar(key, bool, "要写 true 或 false", default))

    def day(self, key: str) -> date:
        value = self._scalar(key, date, NO_DAY, None)
        if isinstance(value, datetime):
            self.place.at(key).say(NO_DAY)
            return value.date()
        return value or date.min

    def optional_day(self, key: str) -> date | None:
        return self.day(key) if self._ask(key) is not None else None

    def one_of(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        if default is None and not self.has(key):
            self._miss(key, f"可以写：{listed(words)}")
        value = self.text(key, default or "")
        return self._word(self.place.at(key), value, words)

    def many_of(self, key: str, words: type[Word], default: tuple[str, ...] | None = None) -> tuple[Word, ...]:
        return tuple(
            self._word(self.place.at(key).at(at), value, words)
            for at, value in enumerate(self.texts(key, default))
            if value
        )

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self._list(key, default)
        for at, each in enumerate(value):
            if not isinstance(each, str) or not each:
                self.place.at(key).at(at).say(NO_TEXT)
        return tuple(str(each) for each in value)

    def days(self, key: str) -> tuple[Any, ...]:
        return tuple(self._list(key, ()))

    def local(self, key: str) -> LocalText:
        value = self._ask(key)
        if value is None:
            self._miss(key, NO_LOCAL)
            return LocalText("")
        return read_local(self.place.at(key), value)

    def optional_local(self, key: str) -> LocalText | None:
        return self.local(key) if self._ask(key) is not None else None

    def locals(self, key: str) -> tuple[LocalText, ...]:
        return tuple(read_local(self.place.at(key).at(at), value) for at, value in enumerate(self._list(key, None)))

    def entry(self, key: str) -> Entry:
        value = self._ask(key)
        if value is None:
            self._miss(key, NO_ENTRY)
            value = NOT_THERE
        return Entry(self.place.at(key), value)

    def entries(self, key: str, default: tuple[Any, ...] | None = None) -> list[Entry]:
        return [Entry(self.place.at(key).at(at), value) for at, value in enumerate(self._list(key, default))]

    def close(self) -> None:
        for key in self._values:
            if key not in self._asked:
                self.place.at(str(key)).say(f"不认识这个键，可以写：{listed(self._asked)}")

    def _miss(self, key: str, sentence: str) -> None:
        if self._is_there:
            self.place.at(key).say(f"{MISSING}，{sentence}")

    def _ask(self, key: str) -> Any:
        if key not in self._asked:
            self._asked.append(key)
        return self._values.get(key)

    def _scalar(self, key: str, wanted: type[Any] | tuple[type[Any], ...], sentence: str, default: Any) -> Any:
        value = self._ask(key)
        if value is None:
            if default is None:
                self._miss(key, sentence)
            return default
        if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)) or value == "":
            self.place.at(key).say(sentence)
            return default
        return value

    def _list(self, key: str, default: tuple[Any, ...] | None) -> list[Any]:
        value = self._ask(key)
        if value is None:
            if default is None:
                self._miss(key, NO_LIST)
            return list(default or ())
        if not isinstance(value, list):
            self.place.at(key).say(NO_LIST)
            return []
        return value

    @staticmethod
    def _word(place: Place, value: str, words: type[Word]) -> Word:
        if value in set(words):
            return words(value)
        if value:
            place.say(f"不认识“{value}”，可以写：{listed(words)}")
        return next(iter(words))


def read_local(place: Place, value: Any) -> LocalText:
    """`{zh_CN: …, en: …, zh_TW: …}`; simplified Chinese must be there, the others fall back to it."""
    if not isinstance(value, Mapping):
        place.say(NO_LOCAL)
        return LocalText("")
    words = {}
    for language, text in value.items():
        if language not in LANGUAGES:
            place.at(str(language)).say(f"不认识这种语言，可以写：{listed(LANGUAGES)}")
        elif not isinstance(text, str) or not text.strip():
            place.at(language).say(NO_TEXT)
        else:
            words[LANGUAGES[language]] = text
    if "zh_CN" not in value:
        place.at("zh_CN").say(f"{MISSING}，要写简体中文")
    return LocalText(zh_cn=words.get("zh_cn", ""), en=words.get("en", ""), zh_tw=words.get("zh_tw", ""))
