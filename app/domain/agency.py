"""Agency (代办): somebody who came acts for somebody who cannot come.

The agent is whoever stands here: their card is read, their face is compared, they sign. The principal is the applicant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.person import IdentityCard, age_on
from app.domain.service_item import Material, MaterialSource, ServiceItem

ADULT = 18
"""Civil Code, article 17."""
GUARDIANS = ("parent", "guardian")
"""Who acts for a minor: parents, or whoever is guardian in their place (Civil Code, articles 23 and 27)."""
GUARDIAN = "guardian"
"""Of a minor or of an adult (Civil Code, article 28): no power of attorney could be given to them."""
NAME, NUMBER, RELATION, REASON = "principal_name", "principal_number", "relation", "reason"
"""What is asked of an agent; the first two only while the principal's card was not read."""


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two, as far as it matters who they are."""

    number: str = field(repr=False)
    born: date | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Agency:
    """What a sitting knows of it. `agent` is the card read on the day `on`; the principal's stands in the draft.

    `told` are the answers, by the names above. `is_read`: the principal's own card was read, so it was handed over.
    `later`: what lets the agent act is shown when the result is collected, where the item allows that.
    """

    agent: IdentityCard | None = field(default=None, repr=False)
    on: date | None = None
    told: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_read: bool = False
    later: bool = False

    @property
    def relation(self) -> str:
        return self.told.get(RELATION, "")

    @property
    def reason(self) -> str:
        return self.told.get(REASON, "")


class Refusal(StrEnum):
    """Why this agent cannot act for this principal."""

    SAME_PERSON = "same_person"
    AGENT_MINOR = "agent_minor"
    NOT_GUARDIAN = "not_guardian"
    """A minor's affairs are their guardian's."""
    NO_GUARDIANS = "no_guardians"
    """The item has no paper by which a guardian could show that they are one."""


def is_minor(born: date | None, on: date | None) -> bool:
    """Without a date of birth nobody is taken for a child: that it is missing is said elsewhere."""
    return born is not None and on is not None and age_on(born, on) < ADULT


def power_paper(item: ServiceItem, relation: str, born: date | None, on: date | None) -> str:
    """The code of the material that lets this agent act; empty while it is not known who acts for whom.

    For a minor, and for a guardian, it is the proof of guardianship: neither can give a power of attorney.
    """
    if item.agency is None or not relation:
        return ""
    if relation == GUARDIAN or is_minor(born, on):
        return item.agency.guardianship
    return item.agency.power_of_attorney


def may_be_signed(item: ServiceItem, paper: str) -> bool:
    """At the glass, by a principal who came along: the item lets it, and it is theirs to give at all."""
    return item.agency is not None and item.agency.on_glass and paper == item.agency.power_of_attorney


def paper_of(item: ServiceItem, agency: Agency | None, principal: IdentityCard | None) -> str:
    """The same, of what a sitting knows; empty where nobody acts for another."""
    if agency is None or principal is None:
        return ""
    return power_paper(item, agency.relation, principal.birth_date, agency.on)


def refusal(item: ServiceItem, agent: Party, principal: Party, relation: str, on: date | None) -> Refusal | None:
    """None: they may act, as far as numbers, ages and what they are to each other can tell."""
    if agent.number.upper() == principal.number.upper():
        return Refusal.SAME_PERSON
    if is_minor(agent.born, on):
        return Refusal.AGENT_MINOR
    if item.agency is None or not relation:
        return None
    minor = is_minor(principal.born, on)
    if (minor or relation == GUARDIAN) and not item.agency.guardianship:
        return Refusal.NO_GUARDIANS
    return Refusal.NOT_GUARDIAN if minor and relation not in GUARDIANS else None


def is_needed(material: Material, form: Mapping[str, str], paper: str = "") -> bool:
    """With these answers; `paper` is what an agent has to show."""
    if material.source is MaterialSource.AGENT:
        return material.code == paper
    return material.needed(form)


def belongs(material: Material, form: Mapping[str, str], paper: str = "") -> bool:
    """It may go with the case where it is there: needed with these answers, or left to the person whatever they are."""
    is_left_open = material.source is not MaterialSource.AGENT and material.needed_when is None
    return is_left_open or is_needed(material, form, paper)
