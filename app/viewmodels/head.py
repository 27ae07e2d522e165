"""What the head of the session bar says: the item, a short fact, the person (masked)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.formats import mask_name
from app.domain.person import IdentityCard
from app.domain.service_item import StepKind
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Finished,
    Finishing,
    Goodbye,
    HandingOver,
    LookingUp,
    State,
    Tracking,
)
from app.viewmodels.facts import Surroundings
from app.viewmodels.marks import position
from app.viewmodels.translation import translate

SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Head:
    """`person` is masked, and empty while nobody was read."""

    title: str
    fact: str
    person: str
    urgent: bool = False
    """The fact is a warning."""


def head_of(state: State, around: Surroundings) -> Head:
    head = _head_of(state, around)
    if isinstance(state, AtHome | Goodbye) or not around.premises.on_battery:
        return head
    return replace(head, fact=_until_dark(around.premises.seconds_until_dark), urgent=True)


def _until_dark(seconds: int) -> str:
    if seconds < SECONDS_A_MINUTE:
        return translate("Head", "停电了，机器快要关了")
    return translate("Head", "停电了，还能办 %1 分钟").replace("%1", str(seconds // SECONDS_A_MINUTE))


def _head_of(state: State, around: Surroundings) -> Head:
    match state:
        case AtStep() | Finishing() | Finished():
            name = state.item.short_name.in_language(around.language.code)
            return Head(name, _fact(state), _person(state))
        case HandingOver(item=item, back=back):
            name, fact = item.short_name.in_language(around.language.code), translate("Head", "转到窗口办")
            return Head(name, fact, _person(back) if back is not None else "")
        case LookingUp(card=card):
            return Head(translate("Head", "我的办件"), around.station.place, _masked(card))
        case Tracking():
            return Head(translate("Head", "查进度"), around.station.place, "")
        case ChoosingTicket() | AtTicket():
            return Head(translate("Head", "取号"), around.station.place, "")
        case Browsing():
            return Head(translate("Head", "找要办的事"), around.station.place, "")
        case _:
            return Head(around.station.name, around.station.place, "")


def _fact(state: AtStep | Finishing | Finished) -> str:
    if isinstance(state, Finished):
        return translate("Head", "已提交") if state.at_centre else translate("Head", "已存好")
    if isinstance(state, AtStep) and state.step is StepKind.IDENTIFY:
        return translate("Head", "约 %1 分钟办完").replace("%1", str(state.item.minutes))
    now, count = position(state)
    return translate("Head", "第 %1 步，共 %2 步").replace("%1", str(now)).replace("%2", str(count))


def _person(state: AtStep | Finishing | Finished) -> str:
    return state.masked_name if isinstance(state, Finished) else _masked(state.draft.card or state.draft.present)


def _masked(card: IdentityCard | None) -> str:
    return mask_name(card.name) if card is not None else ""
