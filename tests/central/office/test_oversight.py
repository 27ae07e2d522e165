"""Bad evaluations, stations and figures, for whoever is in charge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.tables import audit_heads, stations
from app.domain.page_codes import new_code
from tests.central.conftest import Station, web
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent

ON_BOTH = True


def evaluate(case: Sent, grade: int, **more: object) -> None:
    payload = {"case_id": case.id, "grade": grade, "channel": "pad", **more}
    assert case.station.verdicts(case.station.event("case.evaluated", case.id, payload)) == ["accepted"]


def test_bad_evaluations_come_with_their_reasons_newest_first(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    bad, worse, good = sent(WHOLE_ITEM), sent(WHOLE_ITEM), sent(WHOLE_ITEM)
    evaluate(bad, 2, reasons=["等太久"])
    evaluate(worse, 1, reasons=["态度不好"], text="叫了三次没人理")
    evaluate(good, 5)
    page = somebody("manager").get("/office/evaluations").text
    assert page.index(worse.number) < page.index(bad.number)
    assert good.number not in page
    for words in ("等太久", "态度不好", "叫了三次没人理", "非常不满意", "临时摊位登记", bad.station.id):
        assert words in page


def test_a_bad_evaluation_from_a_phone_stands_among_the_others_with_its_words(
    somebody: Callable[..., Browser], station: Station
) -> None:
    payload, _ = station.case(WHOLE_ITEM, evaluation_code=new_code())
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    told = {"grade": 2, "step": "reasons", "reason": "没人帮忙", "text": "问谁都说不知道"}
    assert "谢谢" in web.post(f"{station.url}/e/{payload['evaluation_code']}", data=told).text
    page = somebody("manager").get("/office/evaluations").text
    row = next(each for each in page.split("<tr>") if payload["number"] in each)
    for words in ("没人帮忙", "问谁都说不知道", "手机", "不满意"):
        assert words in row


def test_a_station_in_trouble_says_what_it_needs_in_words(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    station = sent(WHOLE_ITEM).station
    state = {
        "devices": {"id_card_reader": "online", "receipt_printer": "hardware_error", "camera": "offline"},
        "faults": {"receipt_printer": "RP-03"},
        "receipt_paper": "low",
        "waiting": 77,
        "unknown_papers": 2,
        "left_behind": 0,
        "versions": {"program": "0.1.0", "catalogue": "2019.1"},
    }
    assert station.request("POST", "/api/v1/heartbeat", json=state).status_code == 200
    page = somebody("manager").get("/office/stations").text
    row = next(each for each in page.split("<tr>") if station.id in each)
    for words in (
        "凭条打印机不在联机状态",
        "摄像头没有回答",
        "凭条纸快用完",
        "2 张纸不知道出来没有",
        "77 条还没传完",
        "事项目录还是 2019.1，中心是",
        "要人看",
    ):
        assert words in row
    assert "RP-03" not in row
    assert "落在机器里" not in row
    state["devices"] |= {"camera": "unheard_of", "speaker": "busy", "id_card_reader": "starting"}
    assert station.request("POST", "/api/v1/heartbeat", json=state).status_code == 200
    page = somebody("manager").get("/office/stations").text
    row = next(each for each in page.split("<tr>") if station.id in each)
    assert "摄像头：unheard_of" in row
    assert "喇叭" not in row
    assert "读卡器" not in row


def test_a_silent_station_is_told_as_such_and_a_well_one_as_well(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    station = sent(WHOLE_ITEM).station
    well = {"devices": {"camera": "online"}, "waiting": 0, "versions": {"catalogue": station.catalogue.version}}
    station.request("POST", "/api/v1/heartbeat", json=well)
    manager = somebody("manager")

    def row() -> str:
        return next(each for each in manager.get("/office/stations").text.split("<tr>") if station.id in each)

    assert "正常" in row()
    with database.write() as connection:
        earlier = {"heartbeat_at": now() - timedelta(hours=3, minutes=1)}
        connection.execute(update(stations).where(stations.c.id == station.id).values(earlier))
    assert "没有消息 3 小时" in row()


def test_a_station_that_seals_its_trail_no_more_is_told_and_one_that_was_only_offline_is_not(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    station, manager = sent(WHOLE_ITEM).station, somebody("manager")

    def heard_on_another_day(last: int) -> str:
        with database.write() as connection:
            on = {"unsealed_on": now().date() - timedelta(days=30)}
            connection.execute(update(audit_heads).where(audit_heads.c.station_id == station.id).values(on))
        told = {"sequence": 0, "audit": {"last": last, "head": "a" * 64}, "run": "1", "at": now().isoformat()}
        well = {"devices": {"camera": "online"}, "versions": {"catalogue": station.catalogue.version}} | told
        assert station.request("POST", "/api/v1/heartbeat", json=well).status_code == 200
        return next(each for each in manager.get("/office/stations").text.split("<tr>") if station.id in each)

    for last in (1, 2):
        row = heard_on_another_day(last)
        assert "正常" in row
        assert "封签" not in row
    row = heard_on_another_day(3)
    assert "日志 3 天没有新的封签" in row
    assert "要人看" in row


def test_a_station_that_says_nonsense_breaks_no_page(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    station = sent(WHOLE_ITEM).station
    nonsense = {"devices": ["x"], "faults": 3, "receipt_paper": {}, "waiting": "many", "unknown_papers": None}
    assert station.request("POST", "/api/v1/heartbeat", json=nonsense).status_code == 200
    assert somebody("manager").get("/office/stations").status_code == 200


def test_figures_count_cases_decisions_and_grades(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    case, licensing = sent(WHOLE_ITEM), somebody("licensing", "manager")
    evaluate(case, 5)
    licensing.decide(case.id, "accept")
    page = licensing.get("/office/figures").text
    for words in ("收到的办件", "临时摊位登记", "满意率", "七天里的决定", "已受理", "非常满意", "%"):
        assert words in page
