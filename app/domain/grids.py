"""Grids (网格): the small parts of a town, each with the office that looks after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.local_text import LocalText


@dataclass(frozen=True, slots=True)
class Grid:
    """`words` are streets, housing estates, landmarks that lie in it; `office` is who answers for it."""

    code: str
    division: str
    name: LocalText
    words: tuple[str, ...]
    office: str


class Grids:
    """Looked through by code, by division, by what lies in them. Their order is the file's."""

    def __init__(self, grids: Iterable[Grid] = ()) -> None:
        self._by_code = {each.code: each for each in grids}

    def __iter__(self) -> Iterator[Grid]:
        return iter(self._by_code.values())

    def __bool__(self) -> bool:
        return bool(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def grid(self, code: str) -> Grid | None:
        return self._by_code.get(code)

    def of_division(self, division: str) -> tuple[Grid, ...]:
        return tuple(each for each in self._by_code.values() if each.division == division)

    def found(self, division: str, words: str) -> Grid | None:
        """The one grid of which the words speak; of two, the one with the longest of its words in them. None where
        no word is known, or two are told alike."""
        told = [(max(_told(each, words), default=0), each) for each in self.of_division(division)]
        longest = max((length for length, _ in told), default=0)
        best = [each for length, each in told if length == longest]
        return best[0] if longest and len(best) == 1 else None


def _told(grid: Grid, words: str) -> list[int]:
    return [len(each) for each in (*grid.words, grid.name.zh_cn) if each in words]
