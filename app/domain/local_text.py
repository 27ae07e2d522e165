"""One text in the languages the screens speak."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalText:
    """English and traditional Chinese fall back to simplified."""

    zh_cn: str
    en: str = ""
    zh_tw: str = ""

    def in_language(self, language: str) -> str:
        """`language` is `zh_CN`, `zh_TW` or `en`."""
        match language:
            case "en":
                return self.en or self.zh_cn
            case "zh_TW":
                return self.zh_tw or self.zh_cn
            case _:
                return self.zh_cn
