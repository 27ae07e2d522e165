"""The life of items: which version applies on a day, what is gone, since when, and what took its place.

Versions of one code stand side by side, an old and a new file. A case keeps the version it was begun with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.service_item import Gone, ServiceItem

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ItemVersions:
    """Every version of every item, in the catalogue's order; those of one code from old to new."""

    by_code: Mapping[str, Sequence[ServiceItem]]
    _in_force: dict[date, tuple[ServiceItem, ...]] = field(default_factory=dict, repr=False, compare=False)
    """Of the day that was asked for last: a screen asks for today's at every touch."""

    def __iter__(self) -> Iterator[ServiceItem]:
        return (each for versions in self.by_code.values() for each in versions)

    def on(self, day: date) -> Iterator[ServiceItem]:
        """What is in force that day; of each code one at most."""
        found = self._in_force.get(day)
        if found is None:
            found = tuple(each for each in self if each.applies(day))
            self._in_force.clear()
            self._in_force[day] = found
        return iter(found)

    def of_day(self, code: str, day: date) -> ServiceItem | None:
        return next((each for each in self.by_code.get(code, ()) if each.applies(day)), None)

    def version(self, code: str, version: str) -> ServiceItem | None:
        """That version; where it is not known, the newest. None for an unknown code."""
        versions = self.by_code.get(code, ())
        for each in reversed(versions):  # the newest is asked for most
            if each.version == version:
                return each
        return versions[-1] if versions else None

    def gone(self, day: date) -> Iterator[Gone]:
        """Items that were in force once and are not any more."""
        for code, versions in self.by_code.items():
            ended = [each for each in versions if each.effective_to is not None and each.effective_to < day]
            if ended and self.of_day(code, day) is None:
                last = ended[-1]
                yield Gone(last, (last.effective_to or day) + ONE_DAY, self._instead(last, day))

    def _instead(self, item: ServiceItem, day: date) -> ServiceItem | None:
        """What took its place, or the place of that; None where nothing is in force."""
        passed = {item.code}
        while item.replaced_by and item.replaced_by not in passed:
            now = self.of_day(item.replaced_by, day)
            if now is not None:
                return now
            passed.add(item.replaced_by)
            ended = [each for each in self.by_code.get(item.replaced_by, ()) if each.effective_from <= day]
            if not ended:
                return None
            item = ended[-1]
        return None


def versions_of(items: Iterable[ServiceItem]) -> ItemVersions:
    """`items` in the catalogue's order."""
    by_code: dict[str, list[ServiceItem]] = {}
    for each in items:
        by_code.setdefault(each.code, []).append(each)
    return ItemVersions({code: sorted(them, key=lambda each: each.effective_from) for code, them in by_code.items()})
