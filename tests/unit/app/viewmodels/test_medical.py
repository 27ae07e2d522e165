"""What stands on the page of the medical check at each moment, and what its keys and buttons enter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.catalogue.rules import body_limits
from app.domain.service_item import StepKind
from app.journeys.draft import Draft
from app.journeys.medical import (
    Act,
    ActTold,
    AidTold,
    Chart,
    Ear,
    Exam,
    Eye,
    EyeToldBlind,
    Facing,
    GlassesTold,
    Heard,
    HeightTold,
    Part,
    PlateNamed,
    Pointed,
    repeat,
    take,
)
from app.journeys.medical.tone import Sound, Tone
from app.journeys.medical_events import Examined, RepeatPressed, TonePressed
from app.journeys.states import AtStep
from app.viewmodels.facts import CheckPlace
from app.viewmodels.medical import MedicalPage
from tests.journeys.items import CARD
from tests.unit.app.journeys.medical.examined import (
    BEGAN,
    at_acts,
    at_colour,
    at_hearing,
    at_vision,
    fresh,
    looks,
    names,
    whole,
)
from tests.unit.app.viewmodels.standing import SHELF

ITEM = SHELF.item("driving-licence-renewal")
STEPS = tuple(each for each in StepKind if each in ITEM.steps or each is StepKind.MEDICAL)


@pytest.fixture
def page(around):
    asked = []

    def limits(pack, classes, on):
        asked.append((pack, classes, on))
        return body_limits(pack, classes, on) if classes else None

    made = MedicalPage(replace(around, medical=CheckPlace(limits=limits)))
    made.asked = asked
    return made


def show(page: MedicalPage, exam: Exam, classes: str = "C1", tone: Tone | None = None) -> None:
    draft = Draft("case-1", CARD, consented=True, form={"licence_classes": classes}, medical=exam)
    page.around.sitting.show(AtStep(ITEM, STEPS, STEPS.index(StepKind.MEDICAL), draft, tone=tone))


def told(page: MedicalPage) -> list[object]:
    return [each.finding if isinstance(each, Examined) else each for each in page.around.sitting.events]


def by_part(page: MedicalPage) -> dict[str, dict[str, object]]:
    return {each["part"]: each for each in page.parts}


# ---------------------------------------------------------------- the whole


def test_without_a_step_there_is_nothing(page):
    assert (page.part, page.title, page.standard, page.parts, page.eyes, page.optotype) == ("", "", "", [], [], {})


def test_one_part_goes_on_and_the_others_wait_or_are_over(page):
    show(page, at_colour(fresh()))
    assert page.part == "colour"
    assert [each["state"] for each in page.parts] == ["done", "done", "now", "later", "later"]
    assert page.reason == "还没做：辨色力、听力、四肢、躯干、颈部"
    show(page, whole(fresh()))
    assert (page.part, page.title, page.reason) == ("", "体检做完了", "")
    assert {each["tag"] for each in page.parts} == {"合格", "医生看录像"}


def test_the_limits_are_the_packs_for_the_classes_of_the_licence(page):
    show(page, whole(fresh()))
    assert page.standard == "按 C1 标准"
    assert page.limit == {"text": "4.9", "share": pytest.approx(0.9 / 1.3)}
    hints = {part: each["hint"] for part, each in by_part(page).items()}
    assert (hints["height"], hints["vision"]) == ("不限", "每只眼 4.9 以上，可戴眼镜")
    show(page, whole(fresh()), "A2B1")
    assert page.standard == "按 A2 B1 标准"
    assert page.limit["text"] == "5.0"
    hints = {part: each["hint"] for part, each in by_part(page).items()}
    assert (hints["height"], hints["hearing"]) == ("155 厘米以上", "50 厘米处听见，不戴助听器")
    assert by_part(page)["vision"]["tag"] == "没到标准", "the left eye reads 4.9"
    assert len(set(page.asked)) == len(page.asked) == 2, "the pack is read once for each"


def test_without_limits_nobody_is_judged(page):
    show(page, whole(fresh()), "")
    assert (page.standard, page.limit) == ("", {})
    assert {each["tag"] for each in page.parts} == {"已测", "医生看录像"}
    assert {each["hint"] for each in page.parts} == {""}


# ---------------------------------------------------------------- each test


@pytest.mark.parametrize(("text", "cm"), [("172", 172), (" 172.5 ", 172.5)])
def test_a_height_is_entered(page, text, cm):
    show(page, fresh())
    page.tellHeight(text)
    assert told(page) == [HeightTold(cm)]
    assert page.around.sitting.events[0].at == page.around.station.now()


@pytest.mark.parametrize("text", ["", "高", "17", "1720", "nan", "inf"])
def test_what_is_no_height_is_said_and_not_entered(page, text):
    show(page, fresh())
    page.tellHeight(text)
    assert told(page) == []
    assert page.heightError == "写 50 到 260 的数，单位厘米"
    page.leave()
    assert page.heightError == ""


def test_the_e_is_as_large_as_the_chart_says_and_shows_what_is_asked(page):
    show(page, take(fresh(), HeightTold(172)))
    assert (page.visionAsk, page.optotype) == ("glasses", {})
    page.tellGlasses(True)
    exam = at_vision(fresh())
    show(page, exam)
    shown = page.optotype
    assert (page.visionAsk, shown["eye"], shown["cover"], shown["line"]) == ("eye", "右眼", "遮住左眼", "4.5")
    assert shown["side"] == pytest.approx(Chart().side_px(4.5))
    assert shown["source"] == f"image://optotype/{exam.facing(Eye.RIGHT)}/{shown['side']:.3f}"
    assert (page.distance, page.reach) == ("眼睛离屏幕 5 米", "")
    page.point("left")
    page.point("")
    page.tellBlind()
    assert told(page) == [GlassesTold(True), Pointed(Facing.LEFT), Pointed(None), EyeToldBlind(Eye.RIGHT)]


def test_each_eye_has_its_figure_and_its_bar(page):
    show(page, looks(at_vision(fresh()), 4.7))
    left, right = page.eyes
    assert (left["name"], left["now"], left["value"], left["tag"]) == ("左眼", True, "", "")
    assert (right["value"], right["now"], right["mood"], right["tag"]) == ("4.7", False, "bad", "没到标准")
    assert right["share"] == pytest.approx(0.7 / 1.3)


def test_an_eye_that_sees_nothing_is_left_to_the_rules(page):
    show(page, looks(take(at_vision(fresh()), EyeToldBlind(Eye.RIGHT)), 5.0))
    left, right = page.eyes
    assert (right["value"], right["tag"], left["value"], left["tag"]) == ("看不见", "已测", "5.0", "已测")
    assert not page.mayBeBlind


def test_too_near_a_screen_says_from_where_and_asks_nothing(page):
    near = Chart(distance_mm=600)
    show(page, at_vision(fresh(near)))
    assert page.visionAsk == "reach"
    assert page.reach == "这块屏幕在 0.6 米处最细画到 4.8。要画到 4.9，站到 0.8 米以外，并改设置里的距离。"
    page.point("left")
    assert told(page) == []


def test_what_is_finer_than_needed_and_out_of_reach_is_said_and_the_figure_is_at_least(page):
    some = Chart(distance_mm=1000)
    show(page, looks(looks(at_vision(fresh(some)), 5.3), 4.9))
    assert page.visionAsk == "eye"
    assert page.reach == "这块屏幕在 1 米处最细画到 5.0。要画到 5.3，站到 1.9 米以外，并改设置里的距离。"
    assert [each["value"] for each in page.eyes] == ["4.9", "5.0+"]


def test_a_plate_offers_its_choices_and_tells_what_was_read(page):
    exam = at_colour(fresh())
    show(page, exam)
    first = exam.plates[0]
    assert page.plate == {
        "source": f"image://plate/demonstration/{first.figure}/{first.seed}",
        "choices": list(first.choices),
    }
    page.namePlate("")
    page.namePlate(first.figure)
    assert told(page) == [PlateNamed(""), PlateNamed(first.figure)]
    show(page, take(take(exam, PlateNamed(first.figure)), PlateNamed("")))
    assert [(each["answer"], each["state"]) for each in page.plates] == [
        (first.figure, "right"),
        ("看不出", "wrong"),
        ("", "now"),
        ("", "later"),
    ]


def test_who_is_red_green_blind_does_not_meet_the_standard(page):
    exam = names(at_colour(fresh()), lambda plate: plate.figure if plate.kind == "demonstration" else "")
    show(page, exam)
    assert (by_part(page)["colour"]["mood"], by_part(page)["colour"]["tag"]) == ("bad", "没到标准")


def test_a_missed_first_plate_is_not_asked_on_and_the_second_time_says_nothing_of_the_standard(page):
    missed = take(at_colour(fresh()), PlateNamed(""))
    show(page, missed)
    assert (page.part, page.plate, page.colourInvalid) == ("colour", {}, True)
    assert [each["state"] for each in page.plates] == ["wrong", "later", "later", "later"]
    again = repeat(missed, Part.COLOUR)
    show(page, again)
    assert (page.plate != {}, page.colourInvalid) == (True, False)
    show(page, take(again, PlateNamed("")))
    assert (page.part, page.colourInvalid) == ("hearing", False)
    row = by_part(page)["colour"]
    assert (row["mood"], row["tag"], row["repeats"]) == ("waiting", "没测出来", True)


def test_an_ear_is_answered_after_its_tone(page):
    exam = at_hearing(fresh())
    show(page, exam)
    assert (page.ear, page.sound) == ("", "")
    page.tellAid(False)
    show(page, take(exam, AidTold(False)))
    assert (page.ear, page.earName, page.sound) == ("left", "左耳", "")
    page.hear(True)
    page.play()
    assert told(page) == [AidTold(False), TonePressed(Ear.LEFT)]
    show(page, take(exam, AidTold(False)), tone=Tone(Ear.LEFT, Sound.FAILED))
    assert page.sound == "failed"
    page.hear(False)
    assert told(page)[-1] == Heard(Ear.LEFT, False)
    done = take(take(exam, AidTold(False)), Heard(Ear.LEFT, True))
    show(page, done, tone=Tone(Ear.LEFT, Sound.PLAYED))
    assert (page.ear, page.sound) == ("right", ""), "the tone of the other ear is no tone for this one"
    assert [(each["answer"], each["state"]) for each in page.ears] == [("听见", "heard"), ("", "later")]


def test_the_acts_are_told_with_the_time_into_the_check(page):
    exam = take(at_acts(fresh()), ActTold(Act.RAISE_ARMS, shown=True), BEGAN.replace(minute=BEGAN.minute + 2))
    show(page, take(exam, ActTold(Act.SQUAT, shown=False)))
    rows = {each["act"]: each for each in page.acts}
    assert (rows["raise_arms"]["state"], rows["raise_arms"]["at"]) == ("shown", "2:00")
    assert (rows["squat"]["state"], rows["squat"]["at"], rows["bend"]["state"]) == ("cannot", "", "later")
    page.tellAct("bend", True)
    page.repeat("acts")
    assert told(page) == [ActTold(Act.BEND, True), RepeatPressed(Part.ACTS)]
