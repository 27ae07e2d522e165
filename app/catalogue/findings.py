"""What is wrong with a catalogue file: where, and in one sentence for the person who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`file` is relative to the catalogue's folder, `key` e.g. `form[1].fields[0].type` (empty: the whole file);
    `line` counts from 1, 0 where it was not looked up."""

    file: str
    key: str
    sentence: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file} 第 {self.line} 行" if self.line else self.file
        return "：".join(part for part in (place, self.key, self.sentence) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, and the list that what is found there goes to."""

    file: str
    key: str = ""
    findings: list[Finding] = field(default_factory=list)

    def at(self, step: str | int) -> Place:
        """The spot one step deeper: a key of a mapping, or an index of a list."""
        if isinstance(step, int):
            return Place(self.file, f"{self.key}[{step}]", self.findings)
        return Place(self.file, f"{self.key}.{step}" if self.key else step, self.findings)

    def leading(self, own: Mapping[str | int, Place]) -> Place:
        """The same spot; these steps lead elsewhere, to where that is written, beside those that do already."""
        return _Leading(self.file, self.key, self.findings, {**self._led(), **own})

    def _led(self) -> Mapping[str | int, Place]:
        return {}

    def say(self, sentence: str, line: int = 0) -> None:
        """`sentence` ends with what would be right. `line` where it is known already."""
        self.findings.append(Finding(self.file, self.key, sentence, line))


@dataclass(frozen=True, slots=True)
class _Leading(Place):
    own: Mapping[str | int, Place] = field(default_factory=dict)

    def at(self, step: str | int) -> Place:
        return self.own.get(step) or Place.at(self, step)

    def _led(self) -> Mapping[str | int, Place]:
        return self.own
