"""An invented person who acts for another: grown up, a relative, with the other's card in the hand."""

from __future__ import annotations

from datetime import date
from random import Random

from app.catalogue.agency import NOT_ALLOWED, refused_by
from app.catalogue.samples.people import make_person
from app.domain.agency import GUARDIAN, REASON, RELATION, Agency
from app.domain.errors import WrongInput
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

ON = date(2026, 1, 1)
"""All invented people are grown up by then."""
OF_CHILDREN = "minor"
TRIES = 100


def make_agency(item: ServiceItem, principal: IdentityCard, seed: int) -> Agency:
    """The same seed gives the same agent. Raises WrongInput where the item allows none."""
    if item.agency is None:
        raise WrongInput(f"“{item.short_name.zh_cn}”：{NOT_ALLOWED.zh_cn}", "不要 --agent，写本人的申请")
    random = Random(f"agent {seed}")
    relations = [each for each in item.agency.relations if each != GUARDIAN]
    reasons = [each for each in item.agency.reasons if each != OF_CHILDREN]
    told = {RELATION: random.choice(relations), REASON: random.choice(reasons)}
    for _ in range(TRIES):
        agency = Agency(make_person(random, ("resident",)), ON, told, is_read=True)
        if refused_by(item, agency, principal, agency.relation) is None:
            return agency
    raise WrongInput("这个样例找不到能代办的人", "换一个 --seed")
