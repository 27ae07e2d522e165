"""扫码进入: what the card at home does, and what is said of each code."""

from __future__ import annotations

import pytest

from app.domain.scanned_code import UnknownCode, VerifyCode, WhyUnknown
from app.journeys.events import ItemChosen, LookUpChosen
from app.journeys.following_events import NumberGiven, TrackWanted
from app.journeys.scanning_events import ScanWanted
from app.journeys.states import AtHome, Scanning, Tracking
from app.viewmodels.home import HomePage
from app.viewmodels.scan import HOLD_AGAIN, ScanPage
from app.viewmodels.track import TrackPage
from tests.qml.screens.sample_conditions import condition
from tests.qml.screens.sample_scanning import CODE, NUMBER, SEEN


@pytest.fixture
def home(around):
    around.sitting.show(AtHome())
    return HomePage(around, lambda: None)


def test_the_card_leads_to_the_page_where_there_is_a_scanner(home, around):
    around.station.conditions = {"code_scanner": condition("code_scanner")}
    home.scan()
    assert around.sitting.events == [ScanWanted()]


@pytest.mark.parametrize(
    ("fault", "title"),
    [("none", "这台机还不能扫码进入"), ("not_there", "扫码口没反应"), ("lost", "扫码口没反应")],
)
@pytest.mark.parametrize(("online", "event"), [(True, TrackWanted()), (False, LookUpChosen())])
def test_without_a_scanner_or_with_a_broken_one_the_number_is_offered(home, around, fault, title, online, event):
    around.station.online = online
    around.station.conditions = {} if fault == "none" else {"code_scanner": condition("code_scanner", fault)}
    home.scan()
    assert (home.explanation["title"], home.explanation["act"]) == (title, "按编号查")
    home.actOnExplanation()
    assert around.sitting.events == [event]


@pytest.mark.parametrize("name", SEEN)
def test_each_code_has_its_words(around, name):
    around.sitting.show(Scanning(seen=SEEN[name]))
    page = ScanPage(around)
    assert page.seen["title"]
    assert page.seen["text"].endswith("。")
    assert page.canCheck is (name == "paper")


@pytest.mark.parametrize("why", WhyUnknown)
def test_what_was_misread_is_held_again_and_what_is_not_ours_is_put_away(around, why):
    around.sitting.show(Scanning(seen=UnknownCode(why)))
    assert ScanPage(around).seen["title"] == ("没读清这个码" if why in HOLD_AGAIN else "这里用不上这个码")


def test_the_check_of_a_proof_begins_with_its_code_and_only_with_a_line(around):
    around.sitting.show(Scanning(seen=VerifyCode(CODE)))
    page = ScanPage(around)
    page.check()
    (chosen,) = around.sitting.events
    assert isinstance(chosen, ItemChosen)
    assert (chosen.item.code, chosen.answers) == ("paper-check", {"code": CODE})
    around.station.online = False
    assert page.canCheck is False
    assert page.seen["text"] == "用手机扫这个码，就能查真假。"


@pytest.mark.parametrize(("known", "number"), [({"number": NUMBER}, NUMBER), ({"mark": CODE}, "")])
def test_of_a_scanned_case_only_the_end_of_the_id_number_is_asked(around, known, number):
    around.sitting.show(Tracking(**known))
    page = TrackPage(around)
    page.submit()
    assert (page.numberError, page.digitsError) == ("", "还没填后 4 位")
    page.typeDigits("002x")
    page.submit()
    assert around.sitting.events == [NumberGiven(number, "002X")]
