"""Points from the station to the final list: scored again, accepted, ranked, published, objected to, decided."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.office import routes
from app.central.points import pages, rounds
from app.central.points.rounds import CENTRE
from app.central.server import EmbeddedCentre
from app.central.storage import point_rounds, points
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.composition.rule_book import DatedRules
from app.domain.formats import CHINA
from tests.central.conftest import Running, Station, started_when_asked, web
from tests.central.mixed import parts_of_case, send_mixed
from tests.central.office.conftest import Browser

ON_BOTH = True
ITEM = "newcomer-points"
PATIENCE_S = 30.0
FORM = {
    "household": "elsewhere",
    "role": "worker",
    "education": "college",
    "skill_grade": "middle",
    "insurance_months": "50",
    "resident_since": "2019-05-01",
    "housing": "own",
    "tax_paid": "12000",
    "volunteer_hours": "45",
    "blood_donations": "2",
    "children": "no",
    "traffic_offences": "1",
    "phone": "13812345678",
    "uses": "housing|medical",
}


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    """The one that ships, in place of the office's small one."""
    return load_catalogue()


@pytest.fixture(scope="module")
def centres(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    with pytest.MonkeyPatch.context() as patch, started_when_asked(tmp_path_factory, catalogue, request) as started:
        patch.setattr(routes, "GUESSES_PER_MINUTE", 100_000)
        patch.setattr(pages, "WRONG_PER_MINUTE", 100_000)
        yield started


def send(station: Station, submitted: datetime, seed: int = 1, **changed: Any) -> dict[str, Any]:
    """The payload of a taken case with all its files, scored by the pack of its day as a terminal does it."""
    payload, sample = station.case(ITEM, seed=seed)
    form = {name: value for name, value in (FORM | changed.pop("form", {})).items() if value}
    applicant = {**sample.data["applicant"], "birth_date": sample.data["applicant"]["birth_date"]}
    day = submitted.astimezone(CHINA).date()
    answers = {"birth_date": applicant["birth_date"], "honours": "", "misconduct": "", **form}
    told = DatedRules(lambda: day).judge(ITEM, answers).as_json()
    data = {"applicant": applicant, "form": form, "eligibility": told, "consent": True, "face": "matched"} | changed
    payload |= {"submitted_at": submitted.isoformat(), "data": data}
    event = station.event("case.submitted", payload["id"], payload, occurred_at=submitted.isoformat())
    answer = send_mixed(station, [event], parts_of_case(station, payload, sample)).json()
    assert {each["verdict"] for each in (*answer["verdicts"], *answer["attachments"])} == {"accepted"}, answer
    return payload


def judged(running: Running, case_id: str) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        recheck = running.office.get_case(case_id)["recheck"]
        if recheck is not None and recheck["state"] == "done":
            return dict(recheck["result"])
        time.sleep(0.02)
    raise AssertionError("it was never counted")


def findings(result: dict[str, Any]) -> str:
    return "\n".join(each["text"] for each in result["findings"])


def days(before: int) -> datetime:
    return now() - timedelta(days=before)


def make_round(browser: Browser, opened: int, closed: int, **changed: str) -> str:
    """Opened and closed so many days ago."""
    code = f"h-{secrets.token_hex(6)}"
    told = {
        "code": code,
        "use": f"{ITEM} housing",
        "name": "年底保障性住房",
        "quota": "1",
        "opens_on": days(opened).astimezone(CHINA).date().isoformat(),
        "closes_on": days(closed).astimezone(CHINA).date().isoformat(),
        "appeal_days": "7",
    }
    answer = browser.post("/office/points", **(told | changed))
    assert answer.status_code == 303, answer.text
    return code


def test_a_case_is_counted_again_from_its_form(running: Running, station: Station) -> None:
    case = send(station, days(1))
    result = judged(running, case["id"])
    said = case["data"]["eligibility"]["points"]["score"]
    assert result["score"] == said
    assert f"终端算 {said} 分，中心按申请表复核一样。" in findings(result)
    with running.reading() as connection:
        row = points.of_case(connection, case["id"])
    assert row is not None
    assert (row.total, list(row.uses), row.pack_version) == (said * 100, ["housing", "medical"], "2026-01-01")


def test_a_score_that_a_station_made_up_does_not_count(running: Running, station: Station) -> None:
    honest = send(station, days(1))
    told = dict(honest["data"]["eligibility"])
    told["points"] = {**told["points"], "score": 999}
    case = send(station, days(1), seed=2, eligibility=told)
    result = judged(running, case["id"])
    assert "终端算 999 分，中心按申请表算是" in findings(result)
    assert result["agrees"] is False
    with running.reading() as connection:
        row = points.of_case(connection, case["id"])
    assert row is not None
    assert row.total == result["score"] * 100


def test_without_a_word_of_the_station_it_is_counted_all_the_same(running: Running, station: Station) -> None:
    case = send(station, days(1), eligibility=None)
    assert "终端没有报分数" in findings(judged(running, case["id"]))


def test_a_version_that_nobody_knows_and_a_use_that_is_not_open_are_told(running: Running, station: Station) -> None:
    poor = {"insurance_months": "0", "education": "junior", "skill_grade": "none", "housing": "other", "tax_paid": "0"}
    case = send(station, days(1), form=poor)
    told = {**case["data"]["eligibility"], "pack_version": "2031-01-01"}
    case = send(station, days(1), form=poor, eligibility=told)
    said = findings(judged(running, case["id"]))
    assert "终端说用的是 2031-01-01 版规则，中心没有这一版，按 2026-01-01 版算。" in said
    assert "选了“保障性住房”，不能用" in said
    with running.reading() as connection:
        row = points.of_case(connection, case["id"])
    assert row is None or "housing" not in row.uses


def test_what_was_filled_in_otherwise_than_the_register_knows_is_told(running: Running, station: Station) -> None:
    case = send(station, days(1), form={"insurance_months": "719"})
    assert "和查到的记录不一样：" in findings(judged(running, case["id"]))
    assert "社保缴费（填 719，查到" in findings(judged(running, case["id"]))


def test_whoever_cannot_have_points_is_ranked_nowhere(running: Running, station: Station) -> None:
    case = send(station, days(1), form={"household": "local"})
    assert "本地户口" in findings(judged(running, case["id"]))
    with running.reading() as connection:
        assert points.of_case(connection, case["id"]) is None


def test_from_the_station_to_the_final_list(
    running: Running, station: Station, database: Database, somebody: Callable[..., Browser]
) -> None:
    clerk, other = somebody("points"), somebody("points")
    submitted = days(4)
    strong = send(station, submitted, seed=11, form={"insurance_months": "120"})
    weak = send(station, submitted + timedelta(hours=1), seed=12, form={"insurance_months": "0"})
    for case in (strong, weak):
        judged(running, case["id"])
    here = make_round(clerk, 5, 3)
    early = clerk.post(f"/office/points/{here}/publish")
    assert (early.status_code, "还有 2 件没审完" in early.text) == (409, True)
    for case in (strong, weak):
        page = clerk.get(f"/office/cases/{case['id']}").text
        assert "终端按规则判的" in page
        assert "社保缴满" in page or case is weak
        assert clerk.decide(case["id"], "accept").status_code == 303
    assert "截止了，正在核分" in web.get(f"{running.centre.url}/points/{here}").text
    assert clerk.post(f"/office/points/{here}/publish").status_code == 303

    public = web.get(f"{running.centre.url}/points/{here}").text
    assert strong["data"]["applicant"]["name"] not in public
    assert strong["number"] not in public
    assert public.index(strong["number"][-4:]) < public.index("下面的在名额外") < public.index(weak["number"][-4:])
    assert "同分时依次比：基础分高的在前、扣分少的在前、先提交的在前、办件编号小的在前" in public
    assert here in web.get(f"{running.centre.url}/points").text

    objection = {
        "number": weak["number"],
        "last_four": weak["data"]["applicant"]["id_number"][-4:],
        "rank": "",
        "text": "社保记录补齐了 <b>10</b> 年",
    }
    wrong = web.post(f"{running.centre.url}/points/{here}/appeal", data=objection | {"last_four": "0000"})
    assert (wrong.status_code, "对不上" in wrong.text) == (422, True)
    assert "&lt;b&gt;10" in wrong.text
    filed = web.post(f"{running.centre.url}/points/{here}/appeal", data=objection)
    assert (filed.status_code, "收到您的异议" in filed.text) == (200, True)

    page = other.get(f"/office/points/{here}").text
    assert "社保记录补齐了 &lt;b&gt;10&lt;/b&gt; 年" in page
    appeal = re.findall(rf"/office/points/{here}/appeals/([0-9a-f-]{{36}})", page)[0]
    assert (
        other.post(f"/office/points/{here}/appeals/{appeal}", act="score", score="", reason="补齐").status_code == 409
    )
    ruled = other.post(f"/office/points/{here}/appeals/{appeal}", act="score", score="500", reason="社保记录补齐")
    assert ruled.status_code == 303
    public = web.get(f"{running.centre.url}/points/{here}").text
    assert public.index(weak["number"][-4:]) < public.index("下面的在名额外") < public.index(strong["number"][-4:])

    still = clerk.post(f"/office/points/{here}/final")
    assert (still.status_code, "公示到" in still.text) == (409, True)
    with database.write() as connection:
        rounds.make_final(connection, running.office.keys, here, clerk.number, now() + timedelta(days=8))
    left = clerk.post(f"/office/points/{here}/leave", number=weak["number"], reason="本人来窗口，不要了")
    assert left.status_code == 303
    public = web.get(f"{running.centre.url}/points/{here}").text
    assert "最终名单" in public
    assert weak["number"][-4:] not in public
    with running.reading() as connection:
        acts = [(each.act, each.by) for each in point_rounds.acts(connection, here)]
    assert acts == [
        ("made", clerk.number),
        ("published", clerk.number),
        ("appeal_filed", "page"),
        ("appeal_decided", other.number),
        ("score_set", other.number),
        ("published", other.number),
        ("final", clerk.number),
        ("left", clerk.number),
        ("published", clerk.number),
    ]
    assert CENTRE not in {by for _, by in acts}


def test_an_objection_taken_at_the_desk_is_decided_by_somebody_else(
    running: Running, station: Station, somebody: Callable[..., Browser]
) -> None:
    clerk, other = somebody("points"), somebody("manager")
    case = send(station, days(8), seed=21)
    judged(running, case["id"])
    clerk.decide(case["id"], "accept")
    here = make_round(clerk, 9, 7)
    clerk.post(f"/office/points/{here}/publish")
    told = {"number": case["number"], "last_four": case["data"]["applicant"]["id_number"][-4:], "text": "少算了"}
    wrong = clerk.post(f"/office/points/{here}/appeals", **told | {"last_four": "0000"})
    assert (wrong.status_code, ">少算了</textarea>" in wrong.text) == (409, True)
    assert f'value="{case["number"]}"' in wrong.text
    assert clerk.post(f"/office/points/{here}/appeals", **told).status_code == 303
    appeal = re.findall(r"/appeals/([0-9a-f-]{36})", other.get(f"/office/points/{here}").text)[0]
    assert "处理这个异议" not in clerk.get(f"/office/points/{here}").text
    assert "要由别人处理" in clerk.get(f"/office/points/{here}").text
    mine = clerk.post(f"/office/points/{here}/appeals/{appeal}", act="dismiss", reason="没有依据")
    assert (mine.status_code, "要由别人处理" in mine.text) == (409, True)
    page = other.get(f"/office/points/{here}").text
    assert ("处理这个异议" in page, case["number"] in page) == (True, True)
    assert f"/office/cases/{case['id']}" not in page, "whoever is in charge does not see these cases"
    assert f"/office/cases/{case['id']}" in clerk.get(f"/office/points/{here}").text
    theirs = other.post(f"/office/points/{here}/appeals/{appeal}", act="score", score="much", reason="社保补齐了")
    assert (theirs.status_code, ">社保补齐了</textarea>" in theirs.text, 'value="much"' in theirs.text) == (
        409,
        True,
        True,
    )
    theirs = other.post(f"/office/points/{here}/appeals/{appeal}", act="dismiss", reason="没有依据")
    assert theirs.status_code == 303
    assert "没有依据" in clerk.get(f"/office/points/{here}").text


def test_only_the_office_of_points_and_whoever_is_in_charge_come_here(somebody: Callable[..., Browser]) -> None:
    stranger = somebody("hospital")
    assert stranger.get("/office/points").status_code == 403
    assert stranger.get("/office/points/any").status_code == 403
    assert stranger.post("/office/points", code="a-b-c").status_code == 403
    assert stranger.post("/office/points/any/publish").status_code == 403
    assert "积分排名" not in stranger.get("/office").text
    assert "积分排名" in somebody("points").get("/office").text


def test_a_form_without_the_sessions_mark_does_nothing(somebody: Callable[..., Browser]) -> None:
    clerk = somebody("points")
    here = make_round(clerk, 12, 11)
    clerk.csrf = "0" * 64
    assert clerk.post(f"/office/points/{here}/publish").status_code == 403


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"use": ""}, "选一种用途"),
        ({"use": "temporary-id-card housing"}, "没有这种用途"),
        ({"quota": "ten"}, "名额要写整数"),
        ({"opens_on": "soon"}, "开始日要写日期"),
        ({"closes_on": "2001-01-01"}, "截止日早于开始日"),
        ({"code": "X"}, "编号要用小写字母"),
    ],
)
def test_a_round_that_cannot_be_is_shown_again_with_what_was_typed(
    somebody: Callable[..., Browser], changed: dict[str, str], sentence: str
) -> None:
    told = {
        "code": f"h-{secrets.token_hex(6)}",
        "use": f"{ITEM} housing",
        "name": "“名称”<i>",
        "quota": "3",
        "opens_on": "2026-02-01",
        "closes_on": "2026-02-28",
        "appeal_days": "7",
    }
    answer = somebody("points").post("/office/points", **(told | changed))
    assert (answer.status_code, sentence in answer.text) == (409, True)
    assert "“名称”&lt;i&gt;" in answer.text


def test_a_round_that_there_is_not_is_told_to_everybody(running: Running, somebody: Callable[..., Browser]) -> None:
    for path in ("/points/nothing-here", "/points/nothing-here/appeal"):
        assert web.get(f"{running.centre.url}{path}").status_code == 404
    clerk = somebody("points")
    assert clerk.get("/office/points/nothing-here").status_code == 404
    assert clerk.post("/office/points/nothing-here/publish").status_code in (404, 409)


def test_objections_are_not_to_be_tried_out(
    tmp_path: Path, catalogue: LoadedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one address a few a minute; then everybody there is told to wait."""
    monkeypatch.setattr(pages, "WRONG_PER_MINUTE", 6)
    day = now().astimezone(CHINA).date()
    wanted = rounds.Wanted("housing-1", ITEM, "housing", "一轮", 1, day, day, 7)
    told = {"number": "YX000000000000", "last_four": "0000", "text": "试试"}
    with EmbeddedCentre(tmp_path, catalogue) as centre, Administration(tmp_path, "", catalogue) as office:
        with office.database.write() as connection:
            rounds.make(connection, catalogue.item(ITEM), wanted, "P-01", now())
        answers = [web.post(f"{centre.url}/points/housing-1/appeal", data=told).status_code for _ in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429
