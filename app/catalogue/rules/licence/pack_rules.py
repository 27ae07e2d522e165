"""What must hold between the parts of a pack, beyond the shape of each."""

from __future__ import annotations

from collections.abc import Sequence

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.catalogue.rules.licence.pack import Classes, Term
from app.catalogue.rules.licence.words import LicenceClass, Validity


def check_limited_once(lists: Sequence[Classes], place: Place) -> None:
    """A class that stands in two rows has two limits, and nobody knows which is meant."""
    seen: dict[LicenceClass, int] = {}
    for at, classes in enumerate(lists):
        for each in classes:
            if seen.setdefault(each, at) != at:
                place.at(at).at("classes").say(f"“{each}”在第 {seen[each] + 1} 条已经写过，只能写一处")


def check_seen_by_all(lists: Sequence[Classes], place: Place) -> None:
    """No class may be driven without a limit of vision: a class left out by mistake would be let pass."""
    missing = [each for each in LicenceClass if not any(each in classes for classes in lists)]
    if missing:
        place.say(f"没有写 {listed(missing)} 的视力，每种准驾车型都要有")


def check_terms(terms: Sequence[Term], place: Place) -> None:
    for at, each in enumerate(terms):
        if each.term is Validity.LONG_TERM:
            place.at(at).at("term").say("长期有效的不会期满，这里写 6y 或 10y")
        if any(each.term is other.term or each.years == other.years for other in terms[:at]):
            place.at(at).say("和前面一条是同一种有效期，只能写一条")
    missing = [each for each in (Validity.SIX_YEARS, Validity.TEN_YEARS) if each not in [term.term for term in terms]]
    if missing:
        place.say(f"缺 {listed(missing)} 期满后换多久")
