"""体检: one test after the other, what the operator enters of each, and the summary beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.rules import BodyLimits
from app.catalogue.rules.licence import met
from app.catalogue.rules.licence.facts import SHORTEST_CM, TALLEST_CM
from app.domain.service_item import StepKind
from app.journeys.eligibility import facts_of
from app.journeys.medical import (
    CANNOT_TELL,
    Act,
    ActTold,
    AidTold,
    Ear,
    Exam,
    Eye,
    EyeToldBlind,
    Facing,
    Finding,
    GlassesTold,
    Heard,
    HeightTold,
    Part,
    PlateNamed,
    Pointed,
    begin,
    facts,
)
from app.journeys.medical.chart import LINES
from app.journeys.medical_events import Examined, RepeatPressed, TonePressed
from app.viewmodels.facts import Surroundings
from app.viewmodels.medical_rows import Met, act_rows, ear_rows, eye_rows, part_rows, plate_rows, share
from app.viewmodels.medical_words import ear_name, eye_name, metres, part_name
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


class MedicalPage(Page):
    """Nothing of the person is kept here; `_limits` is what the pack says of the classes asked for last."""

    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._asked: tuple[Any, ...] = ()
        self._limits: BodyLimits | None = None
        self._height_error = ""

    def leave(self) -> None:
        self._asked, self._limits, self._height_error = (), None, ""

    def _exam(self) -> Exam | None:
        """Before the check begins, one in which nothing is answered."""
        step = self.step
        if step is None or StepKind.MEDICAL not in step.steps:
            return None
        return step.draft.medical or begin(step.draft.case_id, step.chart)

    @property
    def _goes_on(self) -> bool:
        step = self.step
        return step is not None and step.step is StepKind.MEDICAL

    def _tell(self, finding: Finding) -> None:
        self.dispatch(Examined(finding, self.around.station.now()))

    def _of_the_pack(self) -> BodyLimits | None:
        step = self.step
        if step is None or step.item.rule_pack is None:
            return None
        asked = (step.item.rule_pack, tuple(facts_of(step.draft).get("classes", ())), self._today())
        if asked != self._asked:
            self._asked, self._limits = asked, self.around.medical.limits(*asked)
        return self._limits

    def _today(self) -> Any:
        return self.around.station.now().date()

    def _met(self, exam: Exam) -> Met:
        limits = self._of_the_pack()
        return {} if limits is None else met(limits, facts(exam, self._today()))

    # ------------------------------------------------------------ the whole

    @shown(str, changed)
    def part(self) -> str:
        """The test that goes on; empty when all are over."""
        exam = self._exam()
        return exam.now.value if exam is not None and exam.now is not None else ""

    @shown(str, changed)
    def title(self) -> str:
        exam = self._exam()
        if exam is None:
            return ""
        return part_name(exam.now) if exam.now is not None else translate("Medical", "体检做完了")

    @shown(str, changed)
    def standard(self) -> str:
        """按 C1 标准; empty where the pack says nothing of it."""
        limits = self._of_the_pack()
        return translate("Medical", "按 %1 标准").replace("%1", " ".join(limits.classes)) if limits else ""

    @shown("QVariantList", changed)
    def parts(self) -> list[dict[str, Any]]:
        """See `part_rows`."""
        exam = self._exam()
        rows = part_rows(exam, self._of_the_pack(), self._met(exam)) if exam else []
        return rows if self._goes_on else [_standing(each) for each in rows]

    @shown(str, changed)
    def reason(self) -> str:
        """What is left before it goes on."""
        exam = self._exam()
        left = [part_name(part) for part in Part if exam is not None and not exam.is_over(part)]
        return translate("Medical", "还没做：%1").replace("%1", "、".join(left)) if left else ""

    # ------------------------------------------------------------ height

    @shown(str, changed)
    def heightError(self) -> str:  # noqa: N802 - named for QML, like those below
        return self._height_error

    @Slot(str)
    def tellHeight(self, text: str) -> None:  # noqa: N802
        cm = _number(text)
        self._height_error = ""
        if cm is None or not SHORTEST_CM <= cm <= TALLEST_CM:
            span = translate("Medical", "写 %1 到 %2 的数，单位厘米")
            self._height_error = span.replace("%1", str(SHORTEST_CM)).replace("%2", str(TALLEST_CM))
            self.changed.emit()
            return
        self._tell(HeightTold(cm))

    # ------------------------------------------------------------ vision

    @shown("QVariantList", changed)
    def eyes(self) -> list[dict[str, Any]]:
        """See `eye_rows`."""
        exam = self._exam()
        rows = eye_rows(exam, self._met(exam)) if exam else []
        return [{**each, "now": each["now"] and self._goes_on and self.visionAsk == "eye"} for each in rows]

    @shown("QVariantMap", changed)
    def limit(self) -> dict[str, Any]:
        """`{text, share}` of the line each eye has to read; empty where none is known."""
        limits = self._of_the_pack()
        return {"text": f"{limits.vision:.1f}", "share": share(limits.vision)} if limits else {}

    @shown(str, changed)
    def visionAsk(self) -> str:  # noqa: N802
        """`reach` (this screen cannot draw the line that is needed), `glasses`, or `eye`."""
        exam = self._exam()
        if exam is None:
            return ""
        limits = self._of_the_pack()
        lines = exam.chart.lines
        if not lines or (limits is not None and lines[-1] < limits.vision):
            return "reach"
        return "glasses" if exam.corrected is None else "eye"

    @shown("QVariantMap", changed)
    def optotype(self) -> dict[str, Any]:
        """`{eye, cover, line, source, side}` of the E that is asked now; empty between."""
        exam = self._exam()
        eye = exam.eye if exam is not None and exam.corrected is not None else None
        line = exam.looking(eye).line if exam is not None and eye is not None else None
        if exam is None or eye is None or line is None:
            return {}
        other = Eye.LEFT if eye is Eye.RIGHT else Eye.RIGHT
        side = exam.chart.side_px(line)
        return {
            "eye": eye_name(eye),
            "cover": translate("Medical", "遮住%1").replace("%1", eye_name(other)),
            "line": f"{line:.1f}",
            "source": f"image://optotype/{exam.facing(eye)}/{side:.3f}",
            "side": side,
        }

    @shown(str, changed)
    def distance(self) -> str:
        exam = self._exam()
        away = metres(exam.chart.distance_mm) if exam else ""
        return translate("Medical", "眼睛离屏幕 %1").replace("%1", away)

    @shown(str, changed)
    def reach(self) -> str:
        """What this screen cannot draw from here, and from where it could; empty where it draws all."""
        exam = self._exam()
        if exam is None or (exam.chart.lines and exam.chart.lines[-1] == LINES[-1]):
            return ""
        limits = self._of_the_pack()
        wanted = limits.vision if limits is not None and self.visionAsk == "reach" else LINES[-1]
        finest = f"{exam.chart.lines[-1]:.1f}" if exam.chart.lines else "–"
        words = translate("Medical", "这块屏幕在 %1处最细画到 %2。要画到 %3，站到 %4以外，并改设置里的距离。")
        words = words.replace("%1", metres(exam.chart.distance_mm)).replace("%2", finest)
        return words.replace("%3", f"{wanted:.1f}").replace("%4", metres(exam.chart.distance_for(wanted)))

    @Slot(bool)
    def tellGlasses(self, worn: bool) -> None:  # noqa: N802
        self._tell(GlassesTold(worn))

    @Slot(str)
    def point(self, facing: str) -> None:
        """Where the person points; empty: 看不清."""
        if self.visionAsk == "eye":
            self._tell(Pointed(Facing(facing) if facing else None))

    @Slot()
    def tellBlind(self) -> None:  # noqa: N802
        exam = self._exam()
        if exam is not None and exam.eye is not None:
            self._tell(EyeToldBlind(exam.eye))

    @shown(bool, changed)
    def mayBeBlind(self) -> bool:  # noqa: N802
        """Whether the eye that is asked may be told to see nothing: of two, only one."""
        exam = self._exam()
        return exam is not None and exam.blind_eye is None

    # ------------------------------------------------------------ colour

    @shown("QVariantList", changed)
    def plates(self) -> list[dict[str, Any]]:
        """See `plate_rows`."""
        exam = self._exam()
        return plate_rows(exam) if exam else []

    @shown("QVariantMap", changed)
    def plate(self) -> dict[str, Any]:
        """`{source, choices}` of the plate that is shown now; empty between, and while the test is invalid."""
        exam = self._exam()
        if exam is None or exam.now is not Part.COLOUR or exam.colour_invalid:
            return {}
        each = exam.plates[len(exam.named)]
        return {"source": f"image://plate/{each.kind}/{each.figure}/{each.seed}", "choices": list(each.choices)}

    @shown(bool, changed)
    def colourInvalid(self) -> bool:  # noqa: N802
        """The plate that everybody reads was missed: only 重测 leads on."""
        exam = self._exam()
        return exam is not None and exam.now is Part.COLOUR and exam.colour_invalid

    @Slot(str)
    def namePlate(self, figure: str) -> None:  # noqa: N802
        self._tell(PlateNamed(figure or CANNOT_TELL))

    # ------------------------------------------------------------ hearing

    @shown("QVariantList", changed)
    def ears(self) -> list[dict[str, Any]]:
        """See `ear_rows`."""
        exam = self._exam()
        return ear_rows(exam) if exam else []

    @shown(str, changed)
    def ear(self) -> str:
        """The ear that listens now; empty before the aid was asked for, and after both."""
        exam = self._exam()
        if exam is None or exam.now is not Part.HEARING or exam.hearing_aid is None:
            return ""
        return next((row["ear"] for row in ear_rows(exam) if row["state"] == "later"), "")

    @shown(str, changed)
    def earName(self) -> str:  # noqa: N802
        return ear_name(Ear(self.ear)) if self.ear else ""

    @shown(str, changed)
    def sound(self) -> str:
        """`playing`, `played`, `failed` of the ear that listens now; empty before its tone."""
        step = self.step
        tone = step.tone if step else None
        return tone.sound.value if tone is not None and tone.ear.value == self.ear else ""

    @Slot(bool)
    def tellAid(self, worn: bool) -> None:  # noqa: N802
        self._tell(AidTold(worn))

    @Slot()
    def play(self) -> None:
        if self.ear:
            self.dispatch(TonePressed(Ear(self.ear)))

    @Slot(bool)
    def hear(self, heard: bool) -> None:
        if self.ear and self.sound:
            self._tell(Heard(Ear(self.ear), heard))

    # ------------------------------------------------------------ limbs, trunk and neck

    @shown("QVariantList", changed)
    def acts(self) -> list[dict[str, Any]]:
        """See `act_rows`."""
        exam = self._exam()
        return act_rows(exam) if exam else []

    @Slot(str, bool)
    def tellAct(self, act: str, is_shown: bool) -> None:  # noqa: N802
        self._tell(ActTold(Act(act), is_shown))

    @Slot(str)
    def repeat(self, part: str) -> None:
        """重测."""
        self.dispatch(RepeatPressed(Part(part)))


def _standing(row: dict[str, Any]) -> dict[str, Any]:
    """Beside another step: nothing of the check goes on, and nothing of it is begun anew from there."""
    return {**row, "state": "later" if row["state"] == "now" else row["state"], "repeats": False}


def _number(text: str) -> float | None:
    try:
        return float(text.strip())
    except ValueError:
        return None
