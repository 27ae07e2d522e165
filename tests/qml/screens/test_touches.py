"""A finger on what is drawn says exactly one thing to the sitting."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.service_item import DeliveryKind
from app.journeys import events
from app.journeys.appointment_events import CancelPressed, DayChosen, MovePressed, PlaceChosen, TimeChosen
from app.journeys.following_events import CaseTouched, ResultPrintWanted, TrackWanted
from app.journeys.states import AtHome, Browsing
from tests.qml.screens.looks import LOOKS
from tests.qml.screens.sample_states import CARD, ID_CARD, PERMIT, SHELF, sample_states
from tests.qml.screens.stage import drawn_face, jpeg

SAYS = [
    ("home", "search", events.SearchTyped("")),
    ("home", "tile_household", events.FieldChosen("household")),
    ("home", "all", events.FieldChosen("")),
    ("home", "putCard", events.LookUpChosen()),
    ("home", "progress", TrackWanted()),
    ("my-cases", "case_0", CaseTouched("0190")),
    ("case-returned", "back", events.BackPressed()),
    ("case-ready", "primary", ResultPrintWanted()),
    ("case-booked", "cancel", CancelPressed()),
    ("case-cancel", "primary", events.NextPressed()),
    ("case-cancel", "back", events.BackPressed()),
    ("case-not-cancelled", "cancel", CancelPressed()),
    ("case-not-printed", "primary", ResultPrintWanted()),
    ("track-found", "primary", events.LookUpChosen()),
    ("track", "card", events.LookUpChosen()),
    ("my-cases-unread", "troublePrimary", events.TryAgainPressed()),
    ("items-none", "primary", events.FieldChosen("")),
    ("items-all", "back", events.BackPressed()),
    ("my-cases-none", "primary", events.FieldChosen("")),
    ("my-cases", "back", events.BackPressed()),
    ("put-card", "back", events.BackPressed()),
    ("put-card", "dock_exit", events.ExitPressed()),
    ("query", "primary", events.NextPressed()),
    ("materials", "primary", events.NextPressed()),
    ("photo", "primary", events.ShutterPressed()),
    ("photo-taken", "primary", events.NextPressed()),
    ("photo-taken", "back", events.RetakePressed()),
    ("review", "row_phone", events.EditPressed("phone")),
    ("booking-place", "place_county-exit-entry", PlaceChosen("county-exit-entry")),
    ("booking-day", "day_2026-12-01", DayChosen(date(2026, 12, 1))),
    ("booking-time", "time_10:00", TimeChosen(time(10))),
    ("booking-time-chosen", "primary", events.NextPressed()),
    ("booking-before", "primary", MovePressed()),
    ("booking-then", "primary", events.BackPressed()),
    ("booking-offline", "troublePrimary", events.TryAgainPressed()),
    ("booking-review", "row_appointment", events.EditPressed("appointment")),
    ("payment", "pay_later", events.PayLaterChosen()),
    ("payment-offline", "primary", events.PayLaterChosen()),
    ("trouble-payment", "pay_later", events.PayLaterChosen()),
    ("delivery", "deliver_mail", events.DeliveryChosen(DeliveryKind.MAIL)),
    ("delivery-code", "deliver_collect", events.DeliveryChosen(DeliveryKind.COLLECT)),
    ("delivery-filled", "fill_again", events.DeliveryChosen(DeliveryKind.MAIL)),
    ("delivery-filled", "primary", events.NextPressed()),
    ("done", "grade_5", events.GradeGiven(Grade.VERY_GOOD, EvaluationChannel.SCREEN)),
    ("done", "grade_1", events.GradeGiven(Grade.VERY_BAD, EvaluationChannel.SCREEN)),
    ("done", "back", events.AnotherItemPressed()),
    ("done", "primary", events.NextPressed()),
    ("done-print-again", "back", events.PrintAgainPressed()),
    ("done-printing-again", "primary", events.NextPressed()),
    ("reasons", "back", events.BackPressed()),
    ("goodbye", "primary", events.NextPressed()),
    ("trouble-card", "troublePrimary", events.TryAgainPressed()),
    ("trouble-storage", "troublePrimary", events.TryAgainPressed()),
    ("trouble-centre", "troublePrimary", events.TryAgainPressed()),
]


@pytest.fixture
def states(qapp):
    return sample_states(jpeg(drawn_face(130, 189)))


@pytest.mark.parametrize(("state", "touched", "said"), SAYS, ids=[f"{state}: {name}" for state, name, _ in SAYS])
def test_a_touch_says_one_thing(glass, states, state, touched, said):
    glass.show(states[state])
    glass.touch(touched)
    assert glass.sitting.events == [said]
    assert glass.sitting.touches >= 1


BOOKLET = "household-register-replacement"


@pytest.mark.parametrize(
    ("state", "touched", "code"), [("home", "hot_2", PERMIT), ("items-all", f"item_{BOOKLET}", BOOKLET)]
)
def test_an_item_begins_with_a_fresh_case(glass, states, state, touched, code):
    glass.show(states[state])
    glass.touch(touched)
    glass.touch(touched)
    first, second = glass.sitting.events
    assert (first.item.code, first.online) == (code, True)
    assert first.case_id != second.case_id
    assert first.case_id[14] == "7"


def test_without_a_network_an_item_that_needs_it_is_explained_not_begun(glass):
    glass.station.put(online=False)
    glass.show(AtHome())
    glass.touch("tile_social_insurance")
    glass.sitting.events.clear()
    glass.show(Browsing(text="社保参保证明"))
    glass.touch("item_social-insurance-proof")
    assert glass.sitting.events == []
    glass.settle()
    assert "这件事联网后才能办" in glass.words()
    glass.touch("explanationAct")
    assert glass.sitting.events == [events.FieldChosen("")]


@pytest.mark.parametrize(
    ("touched", "title", "said"),
    [
        ("ticket", "这里办事不用取号", [events.FieldChosen("")]),
        ("scan", "这台机还不能扫码进入", [TrackWanted()]),
        ("hotline", "用手机拨 12345", []),
    ],
)
def test_what_this_machine_does_not_do_is_said_with_the_act_that_helps(glass, states, qtbot, touched, title, said):
    glass.show(states["home"])
    glass.touch(touched)
    glass.settle()
    assert title in glass.words()
    with qtbot.waitSignal(glass.shell.helpWanted, raising=False, timeout=0 if said else 1000) as help_wanted:
        glass.touch("explanationAct")
    assert glass.sitting.events == said
    assert help_wanted.signal_triggered is not bool(said)


def test_consent_comes_before_the_next_step(glass, states):
    glass.show(states["notice"])
    glass.touch("primary")
    assert glass.sitting.events == []
    glass.touch("consent")
    glass.touch("primary")
    assert glass.sitting.events == [events.ConsentGiven()]


def test_a_choice_is_made_and_the_page_filled(glass, states):
    glass.show(states["form-choice"])
    glass.touch("primary")
    assert glass.sitting.events == []
    assert "还没选申领原因" in glass.words()
    glass.touch("option_lost")
    glass.touch("primary")
    assert glass.sitting.events == [events.PageFilled({"reason": "lost"})]


def test_the_cards_address_is_one_touch_for_the_whole_page(glass, states):
    glass.show(states["form-address"])
    glass.touch("takeAnswer")
    assert glass.sitting.events == [events.PageFilled({"residence_address": CARD.address})]


def test_a_short_phone_number_is_said_on_leaving_the_field_and_not_before(glass, states):
    glass.show(states["form-phone"])
    field = glass.shell.model.fields[0]
    field.edit("1381234567")
    glass.settle()
    assert "手机号要 11 位，还差 1 位" not in glass.words()
    glass.touch("primary")
    assert glass.sitting.events == []
    glass.settle()
    assert "手机号要 11 位，还差 1 位" in glass.words()


def test_a_signature_is_drawn_with_the_finger_and_leaves_as_a_picture(glass, states):
    glass.show(states["review"])
    glass.touch("primary")
    assert glass.sitting.events == []
    glass.settle()
    assert "还没签名，在框里写" in glass.words()
    glass.draw("ink", (200, 60), (300, 180), (420, 60), (500, 200))
    glass.touch("primary")
    assert glass.sitting.events == []
    glass.settle()
    glass.touch("consent")
    glass.touch("primary")
    (said,) = glass.sitting.events
    picture = QImage.fromData(said.png, "PNG")
    assert (picture.width(), picture.height()) == (984, 264)
    assert picture.pixelColor(300, 180).alpha() > 200
    assert picture.pixelColor(5, 5).alpha() == 0


def test_everything_is_read_only_while_the_finger_stays_down(glass, states):
    glass.show(states["review"])
    place = glass.middle_of("hold").toPoint()
    QTest.mousePress(glass.window, Qt.MouseButton.LeftButton, pos=place)
    glass.settle()
    assert CARD.id_number in glass.words()
    QTest.mouseRelease(glass.window, Qt.MouseButton.LeftButton, pos=place)
    glass.settle()
    assert CARD.id_number not in glass.words()


def test_a_bad_grade_leaves_with_its_reasons(glass, states):
    glass.show(states["reasons"])
    glass.touch("primary")
    assert glass.sitting.events == []
    glass.touch("reason_0")
    glass.touch("reason_3")
    glass.touch("primary")
    assert glass.sitting.events == [events.ReasonsGiven(("等得太久", "机器不好用"))]


def test_a_grade_once_given_stays(glass, states):
    glass.show(states["done-graded"])
    glass.touch("grade_1")
    assert glass.sitting.events == []


@pytest.mark.parametrize("state", ["put-card", "trouble-card"])
def test_a_person_can_be_called_from_the_page(glass, states, qtbot, state):
    glass.show(states[state])
    with qtbot.waitSignal(glass.shell.helpWanted):
        glass.touch("find_help" if state == "put-card" else "troubleSecondary")


def test_typing_a_search_goes_letter_by_letter_to_the_sitting(glass, states, qtbot):
    glass.show(states["home"])
    glass.touch("search")
    glass.sitting.events.clear()
    glass.show(states["items-all"])
    assert glass.shell.model.typing
    QTest.keyClick(glass.window, Qt.Key.Key_I)
    QTest.keyClick(glass.window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: glass.sitting.events == [events.SearchTyped("i"), events.SearchTyped("id")])


def test_the_item_sample_is_the_shipped_one():
    assert SHELF.item(ID_CARD).fee.amount_fen > 0


@pytest.mark.parametrize("look", [{"elder": True}, {"low": True}, {"elder": True, "low": True}])
def test_where_space_is_short_signing_comes_after_checking_and_is_in_sight(glass, states, look):
    glass.show(states["review"])
    glass.comfort(**look)
    glass.settle()
    assert glass.find("signature") is None
    glass.touch("primary")
    glass.settle()
    assert glass.find("row_phone") is None
    pad, act = glass.find("signature"), glass.find("primary")
    assert pad.mapToScene(QPointF(0, pad.height())).y() < act.mapToScene(QPointF(0, 0)).y()
    glass.touch("back")
    glass.settle()
    assert glass.find("row_phone") is not None
    assert glass.sitting.events == []


@pytest.mark.parametrize("look", LOOKS.values(), ids=str)
@pytest.mark.parametrize("state", ["done-certificate", "done-no-receipt", "done-pending-spared", "done-acted-spared"])
def test_the_last_page_shows_card_papers_and_evaluation_without_scrolling(glass, states, state, look):
    glass.show(states[state])
    glass.comfort(**look)
    glass.settle()
    act = glass.find("primary").mapToScene(QPointF(0, 0)).y()
    for name in ("papers", "grade_1"):
        item = glass.find(name)
        assert item.mapToScene(QPointF(0, item.height())).y() <= act, name
    assert glass.find("moreBelow") is None
    marks, result = glass.find("marks"), glass.find("result")
    assert marks.mapToScene(QPointF(0, marks.height())).y() <= result.mapToScene(QPointF(0, 0)).y()
    said = [each.replace("papers not needed from you", "少交").replace(" for ", " 替 ") for each in glass.words()]
    assert any("少交" in each for each in said) == ("spared" in state)
    assert any("李*海 替 张*三" in each for each in said) == ("acted" in state)


def test_a_wrong_answer_is_said_at_the_field_though_the_finger_is_still_in_it(glass, states):
    glass.show(states["form-phone"])
    field = glass.find("field_phone")
    glass.touch("field_phone")
    QTest.keyClick(glass.window, Qt.Key.Key_Backspace)
    glass.touch("primary")
    glass.settle()
    assert field.property("focused") is True
    assert "手机号要 11 位，还差 1 位" in glass.words()
    assert glass.sitting.events == []


def test_the_same_wrong_answer_is_said_again_where_the_finger_has_been_in_it_since(glass, states):
    glass.show(states["form-phone"])
    glass.touch("field_phone")
    QTest.keyClick(glass.window, Qt.Key.Key_Backspace)
    glass.touch("primary")
    glass.find("primary").forceActiveFocus()
    glass.settle()
    field = glass.find("field_phone")
    box = field.mapToScene(QPointF(field.width() / 2, field.height() * 0.8)).toPoint()
    QTest.mouseClick(glass.window, Qt.MouseButton.LeftButton, pos=box)
    glass.settle()
    assert field.property("focused") is True
    assert "手机号要 11 位，还差 1 位" not in glass.words()
    glass.touch("primary")
    glass.settle()
    assert field.property("focused") is True
    assert "手机号要 11 位，还差 1 位" in glass.words()
