"""The pages of who follows a case: what they say, and which act they offer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.case import CaseStatus
from app.domain.following import Asked, Happened, Happening
from app.journeys.events import LookUpChosen
from app.journeys.following_events import CaseTouched, CorrectionWanted, NumberGiven, ResultPrintWanted, TrackWanted
from app.journeys.states import AtHome, LookingUp, Passed, Told, Tracking
from app.viewmodels.case import CasePage
from app.viewmodels.home import HomePage
from app.viewmodels.my_cases import MyCasesPage
from app.viewmodels.track import TrackPage
from tests.qml.screens.sample_followed import (
    ACCEPTED,
    ANSWER,
    ANSWERED,
    AT_WINDOW,
    READY,
    REFUSED,
    RETURNED,
    SALE,
    SALE_FAILED,
    SCHOOL,
    WAITS,
    at,
    followed_states,
    opened,
)
from tests.qml.screens.sample_states import CARD

STATES = followed_states(CARD)


@pytest.fixture
def page(around):
    made = CasePage(around)

    def show(state):
        around.sitting.show(state)
        return made

    return show


def test_what_happened_stands_with_its_day_and_what_comes_next_after_it(page):
    rows = page(STATES["case-accepted"]).story
    assert [(row["when"], row["text"], row["state"]) for row in rows[:3]] == [
        ("3月2日", "您交上来了", "done"),
        ("3月2日", "收下了", "done"),
        ("3月3日", "开始办了", "done"),
    ]
    assert {row["state"] for row in rows[3:]} == {"later"}
    assert rows[3]["when"].endswith("前")


def test_why_it_was_returned_or_refused_is_told_with_it(page):
    assert page(opened(CARD, REFUSED)).story[-1]["text"] == "没办成：居住不满半年，满了再来"
    assert page(opened(CARD, RETURNED)).asked == [{"names": "居住证照片、手机号", "reason": RETURNED.reason}]


def test_a_moment_nobody_noted_is_not_made_up(page):
    story = (*ACCEPTED.story[:2], Happened(Happening.ACCEPTED))
    assert page(opened(CARD, replace(ACCEPTED, story=story))).story[2]["when"] == ""


def test_the_answer_is_the_offices_own_text(page):
    assert page(opened(CARD, ANSWERED)).answer == ANSWER
    assert page(opened(CARD, ACCEPTED)).answer == ""


def test_each_part_of_a_bundle_says_whose_it_is_how_it_stands_and_why(page):
    shown = page(opened(CARD, SALE))
    assert [(row["name"], row["state"], row["when"], row["reason"]) for row in shown.parts] == [
        ("税费核定", "办好了", "3月3日", ""),
        ("过户登记", "要补材料", "3月5日", "产权证号少写一位，照证书再写一遍。"),
        ("水电气过户", "还没开始", "", "等过户登记先办好。"),
    ]
    assert shown.parts[0]["office"] == "青禾县税务局"
    assert shown.offices == []


def test_a_part_that_hung_on_a_refused_one_says_so(page):
    ended = page(opened(CARD, SALE_FAILED)).parts[2]
    shown = page(opened(CARD, SALE_FAILED))
    assert (shown.status, shown.story[-1]["text"]) == ("部分办好", "办完了，有的没办成")
    assert (ended["state"], ended["when"], ended["reason"]) == ("不办了", "3月6日", "过户登记没办成，这项也办不了。")


def test_a_state_this_station_does_not_know_is_left_out(page):
    newer = replace(SCHOOL, offices=tuple(replace(each, state="paused") for each in SCHOOL.offices))
    assert page(opened(CARD, newer)).parts == []


def test_of_several_offices_each_has_a_row(page):
    assert page(opened(CARD, AT_WINDOW)).offices == [
        {"label": "医院", "value": "要补材料"},
        {"label": "车管所", "value": "看过了，没问题"},
    ]
    assert page(opened(CARD, ACCEPTED)).offices == []


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("case-accepted", ""),
        ("case-returned", "correct"),
        ("case-at-window", ""),
        ("case-ready", "print"),
        ("case-printing", ""),
        ("case-printed", ""),
        ("case-not-printed", "print"),
        ("case-half-printed", ""),
        ("case-printed-before", ""),
        ("case-waits", ""),
        ("track-found", "card"),
    ],
)
def test_only_the_act_that_fits_is_offered(page, name, act):
    assert page(STATES[name]).act == act


def test_what_cannot_be_brought_after_here_names_the_window(page):
    assert "到窗口补" in page(opened(CARD, AT_WINDOW)).elsewhere
    assert page(opened(CARD, RETURNED)).elsewhere == ""
    whole = replace(RETURNED, asked=(Asked((), reason="全都看不清"),))
    assert "到窗口补" in page(opened(CARD, whole)).elsewhere


def test_a_paper_that_is_to_be_scanned_is_brought_after_where_there_is_a_document_camera(page, around):
    proof = replace(RETURNED, asked=(Asked(("lodging-proof",), reason="看不清"),))
    assert page(opened(CARD, proof)).act == ""
    around.station.conditions = {"document_camera": None}
    assert page(opened(CARD, proof)).act == "correct"


def test_now_begins_with_the_version_the_case_was_begun_with(page, around):
    page(opened(CARD, RETURNED)).correct()
    [event] = around.sitting.events
    assert isinstance(event, CorrectionWanted)
    assert (event.item.code, event.item.version) == (RETURNED.item_code, RETURNED.item_version)
    assert len(set(event.ids)) == len(RETURNED.asked_parts)
    assert {each[14] for each in event.ids} == {"7"}


def test_a_correction_that_waits_is_never_called_taken(page):
    there = page(STATES["case-waits"])
    assert there.notice["title"] == "已存好，等网络"
    assert there.status == "补的已存好"
    assert page(STATES["case-corrected"]).notice["title"] == "补上了"
    assert WAITS.unsent


def test_an_item_the_catalogue_does_not_have_has_a_page_all_the_same(page):
    there = page(opened(CARD, replace(RETURNED, item_code="long-gone", item_version="0.1")))
    assert (there.name, there.act) == ("以前办的事", "")
    assert there.asked[0]["names"] == "别的材料、别的材料"
    there.correct()
    assert there.around.sitting.events == []


def test_the_result_is_asked_for_once(page, around):
    page(opened(CARD, READY)).printResult()
    assert around.sitting.events == [ResultPrintWanted()]


# ---------------------------------------------------------------- the list


def test_the_list_says_whose_knowledge_it_is(around):
    cases = MyCasesPage(around)
    scopes = {}
    for name in ("my-cases", "my-cases-away", "my-cases-asking"):
        around.sitting.show(STATES[name])
        scopes[name] = cases.scope
    assert "全市" in scopes["my-cases"]
    assert "网络断了" in scopes["my-cases-away"]
    assert "正在问" in scopes["my-cases-asking"]


def test_where_there_are_no_cases_nothing_is_said_of_their_order(around):
    cases = MyCasesPage(around)
    around.sitting.show(STATES["my-cases-none"])
    assert cases.scopeOfNone == "在全市哪儿办的，都会列在这里。"
    around.sitting.show(STATES["my-cases-away"])
    assert cases.scopeOfNone == cases.scope


def test_no_cases_is_said_only_once_the_centre_was_asked(around):
    cases = MyCasesPage(around)
    around.sitting.show(LookingUp(Passed(), CARD, known=()))
    assert (cases.found, cases.cases) == (False, [])
    around.sitting.show(LookingUp(Passed(), CARD, known=(), told=Told.AWAY))
    assert cases.found
    around.sitting.show(STATES["my-cases-unread"])
    assert not cases.found
    assert cases.trouble["title"] == "办件没读出来"


def test_a_touch_opens_the_page_of_a_case(around):
    around.sitting.show(STATES["my-cases"])
    cases = MyCasesPage(around)
    cases.open(cases.cases[0]["id"])
    assert around.sitting.events == [CaseTouched(cases.cases[0]["id"])]


# ---------------------------------------------------------------- by number


@pytest.fixture
def track(around):
    around.sitting.show(Tracking())
    return TrackPage(around)


def test_a_number_and_four_characters_are_asked_for(track, around):
    track.submit()
    assert (track.numberError, track.digitsError) == ("还没填办件编号", "还没填后 4 位")
    track.typeNumber(" bm0120260318-00000007 ")
    track.typeDigits("02")
    track.submit()
    assert (track.numberError, track.digitsError) == ("", "要 4 位，还差 2 位")
    assert around.sitting.events == []
    track.typeDigits("002x")
    track.tryAgain()
    assert around.sitting.events == [NumberGiven("BM0120260318-00000007", "002X")]


def test_whoever_leaves_the_page_leaves_nothing_typed(track):
    track.typeNumber("BM01")
    track.typeDigits("002X")
    track.submit()
    track.leave()
    assert (track.number, track.digits, track.numberError, track.digitsError) == ("", "", "", "")


@pytest.mark.parametrize(("online", "event"), [(True, TrackWanted()), (False, LookUpChosen())])
def test_progress_at_home_asks_for_the_number_and_without_a_line_for_the_card(around, online, event):
    around.sitting.show(AtHome())
    around.station.online = online
    HomePage(around, lambda: None).track()
    assert around.sitting.events == [event]


def test_the_statuses_have_their_words_and_moods(page):
    seen = {each: page(opened(CARD, replace(ACCEPTED, status=each))).status for each in CaseStatus}
    assert len(set(seen.values())) == len(CaseStatus)
    assert at(2).tzinfo is not None
