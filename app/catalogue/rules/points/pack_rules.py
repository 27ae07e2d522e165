"""What must hold between the parts of a pack of points, beyond the shape of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.catalogue.rules.points.pack import Fact, FactType, PointsPack, Row, RowKind
from app.domain.condition import Condition

CHOOSING = (FactType.CHOICE, FactType.SEVERAL)


def check_pack(pack: PointsPack, names: Sequence[str], place: Place) -> None:
    _once(names, place.at("facts"), "name")
    _once([each.rule for each in pack.bars], place.at("bars"), "rule")
    _once([each.code for each in pack.classes], place.at("classes"), "code")
    _once([each.code for each in pack.uses], place.at("uses"), "code")
    _some(pack, place)
    for at, bar in enumerate(pack.bars):
        _check_condition(bar.when, pack, place.at("bars").at(at).at("when"))
    for at, each in enumerate(pack.classes):
        _check_condition(each.when, pack, place.at("classes").at(at).at("when"))
    for at, use in enumerate(pack.uses):
        _check_classes(use.classes, pack, place.at("uses").at(at))
        if use.when is not None:
            _check_condition(use.when, pack, place.at("uses").at(at).at("when"))
    _check_rows(pack, place)


def _some(pack: PointsPack, place: Place) -> None:
    for key, values in (("facts", pack.facts), ("classes", pack.classes), ("uses", pack.uses), ("ties", pack.ties)):
        if not values and not place.findings:
            place.at(key).say("至少写一个")
    for at, tie in enumerate(pack.ties):
        if tie in pack.ties[:at]:
            place.at("ties").at(at).say(f"“{tie}”写了两次，要去掉一个")


def _check_rows(pack: PointsPack, place: Place) -> None:
    seen: list[str] = []
    for group in pack.groups:
        for at, row in enumerate(group.rows):
            spot = place.at(group.code).at("rows").at(at)
            if row.code and row.code in seen:
                spot.at("row").say(f"“{row.code}”写了两次，要改一个")
            seen.append(row.code)
            _check_classes(row.classes, pack, spot)
            _check_row(row, pack, spot)


def _check_row(row: Row, pack: PointsPack, place: Place) -> None:
    if row.kind is RowKind.TABLE:
        _check_table(row, pack, place)
    if row.counts is not None:
        _of_type(row.counts.figures, pack, (FactType.NUMBER,), place.at("counts"))
        _of_type(row.counts.ages, pack, (FactType.DAY,), place.at("counts"))
    if row.when is not None:
        _check_condition(row.when, pack, place.at("when"))
    if row.validity is not None:
        _of_type([row.validity.fact], pack, (FactType.DAY,), place.at("valid").at("from"))
    for at, band in enumerate(row.bands):
        if any(band.least <= other.most and other.least <= band.most for other in row.bands[:at]):
            place.at("bands").at(at).say("和前面一段有重叠，一个数只能在一段里")


def _check_table(row: Row, pack: PointsPack, place: Place) -> None:
    _of_type([row.of], pack, CHOOSING, place.at("of"))
    fact = pack.facts.get(row.of)
    if fact is None or fact.type not in CHOOSING:
        return
    for value in row.values or ():
        if value not in fact.values:
            place.at("values").at(value).say(f"“{row.of}”没有“{value}”这个选项，有：{listed(fact.values)}")
    if row.adds_up and fact.type is not FactType.SEVERAL:
        place.at("adds_up").say(f"“{row.of}”只能选一个，没有什么可加；去掉 adds_up，或把它改成 several")


def _of_type(names: Iterable[str], pack: PointsPack, types: Sequence[FactType], place: Place) -> None:
    for name in sorted(names):
        fact = _fact(name, pack, place)
        if fact is not None and fact.type not in types:
            place.say(f"“{name}”的 type 是 {fact.type}，这里只能用 {listed(types)}")


def _fact(name: str, pack: PointsPack, place: Place) -> Fact | None:
    fact = pack.facts.get(name)
    if fact is None and name:
        place.say(f"facts 里没有“{name}”，可以写：{listed(pack.facts)}")
    return fact


def _check_condition(condition: Condition, pack: PointsPack, place: Place) -> None:
    for steps, part in condition.parts():
        spot = place
        for step in steps:
            spot = spot.at(step)
        _check_part(part, pack, spot)


def _check_part(part: Condition, pack: PointsPack, place: Place) -> None:
    if not part.field:
        if not (part.all or part.any or part.but_not):
            place.say("写 field，或 all、any、not")
        return
    fact = _fact(part.field, pack, place.at("field"))
    if fact is None:
        return
    if not part.values and part.least is None and part.most is None and part.filled is None:
        place.at("values").say("写上哪些答案（values），或 least、most、filled")
    if (part.least is not None or part.most is not None) and fact.type is not FactType.NUMBER:
        place.say(f"“{fact.name}”的 type 是 {fact.type}，least 和 most 只能比 {FactType.NUMBER}")
    for value in part.values:
        if fact.values and value not in fact.values:
            place.at("values").say(f"“{fact.name}”没有“{value}”这个选项，有：{listed(fact.values)}")


def _check_classes(classes: Sequence[str], pack: PointsPack, place: Place) -> None:
    known = [each.code for each in pack.classes]
    for at, each in enumerate(classes):
        if each and each not in known:
            place.at("classes").at(at).say(f"没有“{each}”这一类，可以写：{listed(known)}")


def _once(values: Sequence[str], place: Place, key: str) -> None:
    for at, value in enumerate(values):
        if value and value in values[:at]:
            place.at(at).at(key).say(f"“{value}”写了两次，要改一个")
