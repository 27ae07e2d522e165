"""The medical check at a post branch: what is shown, what was answered, what follows. Pure; judging is the rule pack's.

`Exam` is the whole of it; `begin`, `take` and `repeat` lead it on; `facts` is what the rules take from it.
"""

from app.journeys.medical.acts import Act, ShownAct
from app.journeys.medical.chart import Chart, Facing
from app.journeys.medical.colour import CANNOT_TELL, Colour, Plate, PlateKind
from app.journeys.medical.exam import Exam, Part, begin, placed, repeat
from app.journeys.medical.facts import facts, limbs_shown
from app.journeys.medical.findings import (
    ActTold,
    AidTold,
    Ear,
    EyeToldBlind,
    Finding,
    GlassesTold,
    Heard,
    HeightTold,
    PlateNamed,
    Pointed,
    take,
)
from app.journeys.medical.vision import Eye, Sighting

__all__ = [
    "CANNOT_TELL",
    "Act",
    "ActTold",
    "AidTold",
    "Chart",
    "Colour",
    "Ear",
    "Exam",
    "Eye",
    "EyeToldBlind",
    "Facing",
    "Finding",
    "GlassesTold",
    "Heard",
    "HeightTold",
    "Part",
    "Plate",
    "PlateKind",
    "PlateNamed",
    "Pointed",
    "ShownAct",
    "Sighting",
    "begin",
    "facts",
    "limbs_shown",
    "placed",
    "repeat",
    "take",
]
