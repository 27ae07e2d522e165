"""A page that the step `uses` asks, once the score is known: what the score is to be used for."""

from __future__ import annotations

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.catalogue.rules import POINTS_PACKS
from app.domain.service_item import FieldType, FormPage, ServiceItem, StepKind

ASKING = (StepKind.FORM, StepKind.USES)


def check_asked_at(item: ServiceItem, place: Place) -> None:
    pages = [(page, place.at("form").at(at)) for at, page in enumerate(item.form)]
    asked = [each for each in pages if each[0].at is StepKind.USES]
    for page, spot in pages:
        if page.at not in ASKING:
            spot.at("at").say(f"{page.at} 这一步不问，可以写：{listed(ASKING)}")
    for at, (page, spot) in enumerate(asked):
        _check_uses(item, page, spot)
        if at:
            spot.at("at").say("这一步只问一页，另一页写在前面了；去掉一页")
    if StepKind.USES in item.steps and not asked:
        place.at("steps").say("有 uses 这一步，form 里要有一页写 at: uses")


def _check_uses(item: ServiceItem, page: FormPage, place: Place) -> None:
    if not {StepKind.ELIGIBILITY, StepKind.USES} <= set(item.steps) or item.rule_pack not in POINTS_PACKS:
        packs = listed(POINTS_PACKS)
        place.at("at").say(f"算出分来才问：steps 里要有 eligibility 和 uses，rule_pack 写 {packs}")
    if len(page.fields) != 1 or page.fields[0].type is not FieldType.SEVERAL or page.fields[0].show_when is not None:
        place.at("fields").say("这一步只问一项，type 写 several，不写 show_when")
