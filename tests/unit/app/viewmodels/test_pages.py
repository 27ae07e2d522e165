"""What single pages say of a state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.evaluation import REASONS
from app.domain.freeze import Frozen, Grade, Ground, Reason
from app.domain.outbox import Backlog
from app.domain.service_item import StationKind, StepKind
from app.domain.trusted_time import Sureness
from app.journeys.screens import Screen
from app.journeys.states import AtHome, Browsing, Paper, Trouble, Working
from app.journeys.things import Closure, Thing
from app.runtime.upkeep import Upkeep
from app.storage.trusted_clock import ClockState
from app.viewmodels.pages import make_pages
from app.viewmodels.signature import is_written, render_signature
from tests.qml.screens.sample_conditions import condition
from tests.qml.screens.sample_states import (
    FORMS,
    ID_CARD,
    LICENCES,
    PERMIT,
    PROOF,
    at,
    draft_for,
    finished,
    finishing,
    troubled,
    verdict,
)
from tests.unit.app.viewmodels.standing import SHELF


@pytest.fixture
def pages(around):
    return make_pages(around)


def test_the_reasons_on_the_glass_are_those_on_the_phone(pages):
    page = pages[Screen.REASONS]
    assert tuple(each["code"] for each in page.reasons) == REASONS
    assert not any(each["chosen"] for each in page.reasons)


def test_home_offline_says_how_much_still_works(pages, around):
    around.station.online = False
    around.station.receipt_paper = "low"
    home = pages[Screen.HOME]
    still = sum(1 for item in around.offered() if item.offline)
    assert 0 < still < len(around.offered())
    assert [line["title"] for line in home.notices] == [f"网络断了，还能办 {still} 项", ""]
    tiles = {tile["code"]: tile for tile in home.tiles}
    assert len(tiles) == 9
    assert (tiles["household"]["hint"], tiles["household"]["available"]) == ("现在能办", True)
    assert (tiles["social_insurance"]["hint"], tiles["social_insurance"]["available"]) == ("现在能办", True)


def test_a_field_none_of_whose_items_can_be_done_says_when_they_can(around, monkeypatch):
    online_only = [each for each in SHELF.items() if not each.offline and each.field != "exit_entry"]
    monkeypatch.setattr(type(SHELF), "in_force", lambda *_: iter(online_only))
    around.station.online = False
    home = make_pages(around)[Screen.HOME]
    tiles = {tile["code"]: tile for tile in home.tiles}
    assert (tiles["social_insurance"]["hint"], tiles["social_insurance"]["available"]) == ("联网后可办", False)
    assert tiles["exit_entry"]["hint"] == "到窗口办"
    assert "social-insurance-proof" not in [hot["code"] for hot in home.hot]


def test_a_fresh_home_has_no_notice(pages, around):
    around.sitting.state = AtHome()
    assert pages[Screen.HOME].notices == []


def test_the_list_finds_items_by_what_people_call_them(pages, around):
    around.sitting.state = Browsing(text="社保")
    codes = [row["code"] for row in pages[Screen.ITEMS].items]
    assert codes[0] == "social-card-loss"
    assert PROOF in codes
    around.sitting.state = Browsing(field_code="household")
    codes = [row["code"] for row in pages[Screen.ITEMS].items]
    assert {ID_CARD, PERMIT} <= set(codes)
    assert codes == [item.code for item in around.offered() if item.field == "household"]


def test_a_person_comes_first_after_the_third_failure(pages, around):
    around.sitting.state = troubled(ID_CARD, StepKind.IDENTIFY, Trouble.CARD_UNREADABLE, 3)
    assert pages[Screen.PUT_CARD].trouble == {
        "title": "没读出身份证",
        "text": "放平，别晃，再放一次。",
        "icon": "idcard",
        "act": "再读一次",
        "times": 3,
    }


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_words_that_blame_nobody(pages, around, trouble):
    around.sitting.state = troubled(ID_CARD, StepKind.IDENTIFY, trouble)
    words = pages[Screen.PUT_CARD].trouble
    assert words["title"]
    assert words["text"]
    assert 0 < len(words["act"]) <= 5
    said = words["title"] + words["text"]
    for word in ("系统", "校验", "异常", "参数", "终端", "请您耐心", "！"):
        assert word not in said


def test_what_a_choice_hides_is_not_asked_and_leaves_empty(pages, around):
    around.sitting.state = at(PERMIT, StepKind.FORM, page=1)
    form = pages[Screen.FORM]
    reason, employer, school = form.fields
    assert (employer.asked, school.asked) == (True, False)
    reason.edit("housing")
    assert (employer.asked, school.asked) == (False, False)
    form.submit()
    (said,) = around.sitting.events
    assert said.values == {"reason": "housing", "employer": "", "school": ""}


def test_a_field_left_empty_is_not_blamed_before_next(pages, around):
    around.sitting.state = at(ID_CARD, StepKind.FORM, page=1, draft=draft_for(ID_CARD).__class__("0192"))
    form = pages[Screen.FORM]
    phone = form.fields[0]
    phone.leave()
    assert phone.error == ""
    form.submit()
    assert phone.error == "还没填手机号"
    assert around.sitting.events == []
    phone.edit("138")
    assert phone.error == ""
    phone.leave()
    assert phone.error == "手机号要 11 位，还差 8 位"


def test_the_fields_stay_the_same_while_their_page_is_shown(pages, around):
    around.sitting.state = at(ID_CARD, StepKind.FORM, page=1)
    form = pages[Screen.FORM]
    before = form.fields[0]
    before.edit("139")
    form.refresh()
    assert form.fields[0] is before
    assert before.value == "139"


def test_what_was_typed_survives_a_change_of_language(pages, around):
    around.sitting.state = at(ID_CARD, StepKind.FORM, page=1)
    form = pages[Screen.FORM]
    form.fields[0].edit("139")
    around.language.choose("en")
    form.refresh()
    assert (form.fields[0].value, form.fields[0].label) == ("139", "Mobile number")


def test_found_licences_are_spared_and_missing_ones_are_shown_when_collecting(pages, around):
    around.sitting.state = at(PERMIT, StepKind.MATERIALS, draft=draft_for(PERMIT, licences=LICENCES[:1]))
    page = pages[Screen.MATERIALS]
    assert [row["tag"] for row in page.rows] == ["免提交", "取证时看", "一会签"]
    assert page.spared == 1


def test_the_photo_page_gives_one_advice_at_a_time(pages, around):
    around.sitting.state = at(ID_CARD, StepKind.PHOTO, photo_verdict=verdict(4))
    assert (pages[Screen.PHOTO].advice, pages[Screen.PHOTO].good) == ("往前站一点", False)
    around.sitting.state = at(ID_CARD, StepKind.PHOTO, photo_verdict=verdict(9))
    assert (pages[Screen.PHOTO].advice, pages[Screen.PHOTO].good) == ("很好，别动，马上自动拍", True)


def test_submitted_is_said_only_when_the_centre_took_it(pages, around):
    around.sitting.state = finished(ID_CARD, at_centre=False)
    done = pages[Screen.DONE]
    assert not done.atCentre
    assert done.timeline[0] == {"when": "今天", "text": "存在本机，联网后自动提交", "state": "later"}
    around.sitting.state = finished(ID_CARD)
    assert [row["when"] for row in done.timeline] == ["今天", "3月19日前", "3月23日前"]


@pytest.mark.parametrize(
    ("papers", "title", "text"),
    [
        ({"card_in_reader": True}, "请拿走身份证", "凭条已打好，在下方出纸口取"),
        ({"card_in_reader": False}, "请拿走凭条", "凭条已打好，在下方出纸口取"),
        ({"card_in_reader": True, "receipt": Paper.FAILED}, "请拿走身份证", "凭条没打出来，请拍下编号"),
        ({"card_in_reader": False, "receipt": Paper.FAILED}, "凭条没打出来", "拍下编号就能查进度"),
        ({"card_in_reader": False, "certificate": Paper.FAILED}, "证明没打出来", "拍下编号，到窗口就能补打"),
    ],
)
def test_a_paper_that_failed_is_never_called_printed(pages, around, papers, title, text):
    around.sitting.state = finished(PROOF, **papers)
    words = pages[Screen.DONE].papers
    assert (words["title"], words["text"]) == (title, text)


def test_the_waits_of_the_last_steps_are_said_in_their_order(pages, around):
    page = pages[Screen.PAPER]
    around.sitting.state = at(ID_CARD, StepKind.SUBMIT, Working())
    assert page.stage == "saving"
    around.sitting.state = finishing(PROOF)
    assert (page.stage, page.number) == ("centre", "YX0120260318-0042")
    around.sitting.state = finishing(PROOF, at_centre=True, certificate=Paper.PRINTING, receipt=Paper.PRINTING)
    assert page.words == "正在打证明，约 15 秒"
    around.sitting.state = finishing(PROOF, at_centre=True, certificate=Paper.PRINTED, receipt=Paper.PRINTING)
    assert page.stage == "receipt"


def test_a_slip_of_the_finger_is_no_signature():
    assert not is_written([])
    assert not is_written([[[10, 10], [12, 11]]])
    assert is_written([[[10, 10], [80, 40]]])


def test_a_signature_is_a_picture_of_its_own_pad(qapp):
    png = render_signature([[[10, 10], [90, 40]], [[50, 20]]], 100, 50)
    assert png.startswith(b"\x89PNG")
    assert len(png) > 100


def test_review_rows_follow_the_form(pages, around):
    around.sitting.state = at(ID_CARD, StepKind.REVIEW)
    rows = {row["name"]: row for row in pages[Screen.REVIEW].rows if row["name"]}
    assert set(rows) == set(FORMS[ID_CARD])
    assert rows["phone"]["value"] == "138****5678"
    assert all(row["editable"] for row in rows.values())


def test_home_says_staff_were_told_only_when_they_were(pages, around):
    around.station.receipt_paper = "low"
    home = pages[Screen.HOME]
    assert "已通知工作人员" in home.notices[-1]["text"]
    around.station.staff_told = False
    assert "已通知" not in home.notices[-1]["text"]


def test_staff_are_called_told_of_tampering_only_when_the_office_heard_of_it(pages, around):
    around.sitting.show(AtHome(closures=frozenset({Closure.TAMPERED})))
    assert pages[Screen.CLOSED].text == "已通知工作人员。请到窗口或别的机器办。"
    around.station.known = frozenset()
    assert pages[Screen.CLOSED].text == "请到窗口或别的机器办。"


def test_whoever_holds_the_mark_reads_no_whole_case_number(pages, around):
    around.sitting.show(AtHome(closures=frozenset({Closure.MAINTENANCE})))
    around.station.unknown_papers = ("YX0120260302-0007", "YX0120260302-0008")
    around.station.left_behind = 1
    ends = pages[Screen.CLOSED].looseEnds
    assert ends[0]["text"].endswith("…0007、…0008")
    assert not any("20260302" in word for end in ends for word in end.values())


def test_a_card_left_behind_is_told_before_what_is_only_a_paper(pages, around):
    around.station.online = False
    around.station.conditions = {
        room: condition(room, word)
        for room, word in (("id_card_reader", "no_answer"), ("certificate_printer", "no_answer"))
    }
    around.sitting.show(AtHome(forgotten=frozenset({Thing.CARD})))
    icons = [line["icon"] for line in pages[Screen.HOME].notices]
    assert icons == ["wifioff", "idcard", "idcard"]
    assert pages[Screen.HOME].notices[2]["text"] == "读卡区有别人落下的证，请交给工作人员"


def test_an_open_door_promises_nothing_while_the_mains_are_out_too(pages, around):
    around.premises.closures = frozenset({Closure.DOOR_OPEN, Closure.ON_BATTERY})
    around.sitting.show(AtHome(closures=around.premises.closures))
    assert pages[Screen.CLOSED].text == "来电后接着办。着急的事请到窗口。"
    around.premises.closures = frozenset({Closure.DOOR_OPEN})
    around.sitting.show(AtHome(closures=around.premises.closures))
    assert pages[Screen.CLOSED].text == "关好机门，就能接着用。"


def test_a_station_the_centre_has_closed_says_so_and_shows_nobody_its_devices(pages, around):
    around.sitting.show(AtHome(closures=frozenset({Closure.LOCKED})))
    assert pages[Screen.CLOSED].title == "这台机器暂停服务"
    assert "请到窗口" in pages[Screen.CLOSED].text
    assert pages[Screen.CLOSED].devices == []


def test_what_waits_stands_below_the_devices_when_all_is_well_and_above_them_when_not(pages, around):
    around.station.conditions = {"id_card_reader": condition("id_card_reader")}
    around.sitting.show(AtHome(closures=frozenset({Closure.MAINTENANCE})))
    assert [row["room"] for row in pages[Screen.CLOSED].devices] == ["id_card_reader", "outbox"]
    around.station.backlog = Backlog(3, 0)
    assert [row["room"] for row in pages[Screen.CLOSED].devices] == ["outbox", "id_card_reader"]


def test_a_frozen_station_says_why_and_where_else_to_go(pages, around):
    said = {Ground.OFFLINE: "没有连上中心", Ground.WAITING: "等着上报", Ground.DISK: "存满", Ground.REFUSED: "停用"}
    for ground, word in said.items():
        around.station.upkeep = Upkeep(Frozen((Reason(ground, Grade.FROZEN, "x", "y"),)))
        around.sitting.show(AtHome(closures=frozenset({Closure.FROZEN})))
        assert word in pages[Screen.CLOSED].text
        assert "请到窗口或别的机器办" in pages[Screen.CLOSED].text
        assert pages[Screen.CLOSED].title == "先不收新的办件"
        assert pages[Screen.CLOSED].looseEnds == []


def test_a_technician_sees_why_the_station_is_frozen_and_what_its_clock_is_worth(pages, around):
    now = datetime(2026, 3, 18, tzinfo=UTC)
    frozen = Frozen((Reason(Ground.DISK, Grade.FROZEN, "x", "y"), Reason(Ground.OFFLINE, Grade.WARNED, "x", "y")))
    held = ClockState(now, Sureness.HELD, timedelta(days=1), None, None)
    around.station.upkeep = Upkeep(frozen, held)
    around.sitting.show(AtHome(closures=frozenset({Closure.MAINTENANCE, Closure.FROZEN})))
    titles = [each["title"] for each in pages[Screen.CLOSED].looseEnds]
    assert titles == ["磁盘快满了", "很久没有连上中心平台", "时钟倒退了"]
    around.station.upkeep = Upkeep(clock=ClockState(now, Sureness.CENTRE, timedelta(seconds=-90), now, None))
    assert [each["title"] for each in pages[Screen.CLOSED].looseEnds] == ["本机的钟差 90 秒"]
    around.station.upkeep = Upkeep(clock=ClockState(now, Sureness.CENTRE, timedelta(seconds=2), now, None))
    assert pages[Screen.CLOSED].looseEnds == []


def test_of_a_locked_station_the_glass_says_what_it_always_said_and_a_technician_what_to_do(pages, around):
    around.station.upkeep = Upkeep(Frozen((Reason(Ground.LOCKED, Grade.FROZEN, "x", "y"),)))
    around.sitting.show(AtHome(closures=frozenset({Closure.LOCKED})))
    told = (pages[Screen.CLOSED].title, pages[Screen.CLOSED].text, pages[Screen.CLOSED].looseEnds)
    assert told == ("这台机器暂停服务", "中心暂停了这台机器，恢复后接着办。着急的事请到窗口。", [])
    around.sitting.show(AtHome(closures=frozenset({Closure.LOCKED, Closure.MAINTENANCE})))
    assert pages[Screen.CLOSED].looseEnds == [
        {"icon": "alert", "title": "中心暂停了这台机器", "text": "联系中心；中心解除后自动恢复"}
    ]


def test_a_station_offers_what_may_be_done_at_its_kind_and_nothing_else(around):
    codes = {item.code for item in around.offered()}
    assert "residence-permit-endorsement" in codes
    assert "driving-licence-renewal" not in codes
    at_post = replace(around, kind=StationKind.POST)
    assert {item.field for item in at_post.offered()} == {"driving"}
    assert "driving-licence-renewal" in {item.code for item in at_post.offered()}
