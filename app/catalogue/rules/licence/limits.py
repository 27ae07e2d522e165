"""What a set of classes asks of the body together, for the page on which it is measured. Judging is `evaluate`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.catalogue.rules.licence.pack import Classes, LicencePack
from app.catalogue.rules.licence.words import Colour, LicenceClass
from app.domain.errors import WrongInput


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The strictest of all its classes. `height_cm` None: no height is asked for. `hearing_aid`: may be worn."""

    classes: Classes
    vision: float
    height_cm: float | None
    hearing_aid: bool
    colour_refused: tuple[Colour, ...]


def limits_of(pack: LicencePack, classes: Sequence[str]) -> BodyLimits:
    """Raises WrongInput for no class at all or one that there is not."""
    known = tuple(each for each in LicenceClass if each in classes)
    if not classes or len(known) != len(set(classes)):
        raise WrongInput("不认识这些准驾车型", f"可以写：{'、'.join(LicenceClass)}")
    limits = pack.medical
    heights = [each.at_least_cm for each in limits.heights if set(each.classes) & set(known)]
    return BodyLimits(
        classes=known,
        vision=max(each.each_eye_at_least for each in limits.visions if set(each.classes) & set(known)),
        height_cm=max(heights, default=None),
        hearing_aid=set(known) <= set(limits.hearing_aid_classes),
        colour_refused=limits.colour_refused,
    )


def met(limits: BodyLimits, medical: Mapping[str, Any]) -> dict[str, bool | None]:
    """Each of the contract's medical facts beside its limit; None: not known, or not decided by it alone.

    A one-eyed driver is judged by the better eye and the field of view, which `evaluate` alone does.
    """
    two_eyed = not medical.get("one_eyed")
    ears = (medical.get("hearing_left"), medical.get("hearing_right"))
    aid, colour, height = medical.get("hearing_aid"), medical.get("colour_blind"), medical.get("height_cm")
    return {
        "height_cm": None if height is None else limits.height_cm is None or height >= limits.height_cm,
        "vision_left": _sees(limits, medical.get("vision_left")) if two_eyed else None,
        "vision_right": _sees(limits, medical.get("vision_right")) if two_eyed else None,
        "colour_blind": None if colour is None else colour not in limits.colour_refused,
        "hearing_left": ears[0],
        "hearing_right": ears[1],
        "hearing_aid": None if aid is None else limits.hearing_aid or not aid,
    }


def _sees(limits: BodyLimits, vision: float | None) -> bool | None:
    return None if vision is None else vision >= limits.vision
