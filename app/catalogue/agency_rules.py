"""Who may act for another in an item: words that must be known, papers that must be there, steps in person."""

from __future__ import annotations

from collections.abc import Iterable

from app.catalogue.agency import REASONS, RELATIONS
from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.domain.agency import GUARDIAN
from app.domain.service_item import AgencyTerms, Material, MaterialSource, ServiceItem, StepKind

AGENT = "agent"
TOLD_BY_NUMBER = ("card.name", "card.id_number", "card.sex", "card.birth_date")
"""What of a card is known where only name and number were given."""
IN_PERSON = {
    StepKind.QUERY: "先查本人的记录，代办人会看到",
    StepKind.PHOTO: "当场给本人拍照",
    StepKind.ELIGIBILITY: "按本人的情况判断能不能办",
}
"""Steps that need the person themselves, and why."""
SCANNED = "image/jpeg"
SIGNED = "application/pdf"


def check_agency(item: ServiceItem, place: Place) -> None:
    for step in (StepKind.AGENCY, StepKind.AUTHORITY):
        if step in item.steps:
            place.at("steps").say(f"{step} 不写在 steps 里，能代办的事项写 applicants 和 agency")
    if item.agency is None:
        _check_nobody_acts(item, place)
        return
    if AGENT not in item.applicants:
        place.at("applicants").say("写了 agency，这里要有 agent")
    _check_words(item.agency, place.at("agency"))
    _check_papers(item, item.agency, place)
    _check_needs_no_person(item, place)
    if not item.agency.principal_card:
        _check_known_by_number(item, place)


def _check_nobody_acts(item: ServiceItem, place: Place) -> None:
    if AGENT in item.applicants:
        place.at("agency").say("applicants 里有 agent，这里要写怎样代办")
    for at, each in enumerate(item.materials):
        if each.source is MaterialSource.AGENT:
            place.at("materials").at(at).at("source").say("没写 agency，代办的材料用不上：写上 agency，或去掉这份材料")


def _check_words(terms: AgencyTerms, place: Place) -> None:
    for key, values, words in (("relations", terms.relations, RELATIONS), ("reasons", terms.reasons, REASONS)):
        if len(values) < 2:
            place.at(key).say(f"至少写两个，可以写：{listed(words)}")
        for at, value in enumerate(values):
            if value and value not in words:
                place.at(key).at(at).say(f"不认识“{value}”，可以写：{listed(words)}")
            if value in values[:at]:
                place.at(key).at(at).say(f"“{value}”写了两次，留一个")
    if GUARDIAN in terms.relations and not terms.guardianship:
        place.at("guardianship").say("relations 里有 guardian，这里要写监护证明的材料编码")


def _check_papers(item: ServiceItem, terms: AgencyTerms, place: Place) -> None:
    papers = {each.code: each for each in item.materials if each.source is MaterialSource.AGENT}
    named = {"power_of_attorney": terms.power_of_attorney, "guardianship": terms.guardianship}
    for key, code in named.items():
        if code and code not in papers:
            place.at("agency").at(key).say(
                f"没有来源是 agent 的材料“{code}”，要在 materials 里加上，或写：{listed(papers)}"
            )
    if terms.power_of_attorney and terms.power_of_attorney == terms.guardianship:
        place.at("agency").at("guardianship").say("委托书和监护证明要分开写")
    for at, each in enumerate(item.materials):
        if each.source is MaterialSource.AGENT:
            _check_paper(each, named.values(), place.at("materials").at(at))
            if each.code == terms.power_of_attorney and terms.on_glass and SIGNED not in each.media_types:
                words = f"本人在自助机上签的委托书是 PDF：加上 {SIGNED}，或在 agency 里写 on_glass: false"
                place.at("materials").at(at).at("media_types").say(words)
    if papers and StepKind.MATERIALS not in item.steps:
        place.at("steps").say("缺 materials，代办的材料没处交，要加上")


def _check_paper(material: Material, named: Iterable[str], place: Place) -> None:
    if material.code not in named:
        place.at("code").say(f"agency 里没写“{material.code}”，用不上：在 agency 里写上，或去掉这份材料")
    if not material.required or material.needed_when is not None:
        place.at("required").say("代办的材料要不要，由 agency 决定，这里不写")
    if SCANNED not in material.media_types:
        place.at("media_types").say(f"代办的材料在窗口扫描，要有 {SCANNED}")


def _check_needs_no_person(item: ServiceItem, place: Place) -> None:
    for step, why in IN_PERSON.items():
        if step in item.steps:
            place.at("agency").say(f"有 {step} 这一步（{why}），不能代办：去掉这一步，或不写 agency")
    if StepKind.IDENTIFY not in item.steps:
        place.at("steps").say("缺 identify，不知道代办人是谁，要加上")


def _check_known_by_number(item: ServiceItem, place: Place) -> None:
    for page_at, page in enumerate(item.form):
        for at, field in enumerate(page.fields):
            if field.locked and (field.prefill or "").startswith("card.") and field.prefill not in TOLD_BY_NUMBER:
                spot = place.at("form").at(page_at).at("fields").at(at).at("locked")
                spot.say("本人的证没读就填不上，agency 里写 principal_card: true")
