"""A licence renewal at the office: the hospital sees body, photo and film, the licensing office all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.office import routes
from app.central.traffic import simulated
from tests.central.conftest import Running, Station, started_when_asked
from tests.central.office.conftest import Browser
from tests.central.office.films import BEGUN, recorded
from tests.central.renewals import applicant, medical, recheck_of, send_renewal
from tests.central.test_corrections import new_medical

ON_BOTH = True


@pytest.fixture(scope="session")
def catalogue() -> LoadedCatalogue:
    """The one that ships."""
    return load_catalogue()


@pytest.fixture(scope="session")
def centres(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    with pytest.MonkeyPatch.context() as patch, started_when_asked(tmp_path_factory, catalogue, request) as started:
        patch.setattr(routes, "GUESSES_PER_MINUTE", 100_000)
        yield started


def filmed(station: Station, *lost: int, film: bytes = b"", **changed: Any) -> dict[str, Any]:
    made = recorded()
    return send_renewal(station, film=film or made.film, recordings={"video": made.listed(*lost)}, **changed)


def page_of(person: Browser, case: dict[str, Any]) -> str:
    answer = person.get(f"/office/cases/{case['id']}")
    assert answer.status_code == 200
    return answer.text


def test_the_hospital_sees_body_photo_and_film_alone(
    somebody: Callable[..., Browser], station: Station, office: Administration
) -> None:
    case, hospital = filmed(station), somebody("hospital")
    recheck_of(office, case["id"])
    page = page_of(hospital, case)
    for words in ("身体检查", "左眼视力", "下蹲起立", "没有做，请看录像", "驾驶证照片", "体检录像"):
        assert words in page
    for words in ("申请人", "终端按规则判的", "中心复核", "查询到的记录", "手写签名", "张小满", simulated.MAY[:4]):
        assert words not in page


def test_the_licensing_office_sees_all_of_it_in_words(
    somebody: Callable[..., Browser], station: Station, office: Administration
) -> None:
    case, licensing = filmed(station), somebody("licensing")
    recheck_of(office, case["id"])
    page = page_of(licensing, case)
    for words in ("申请人", "身体检查", "终端按规则判的", "查询到的记录", "中心复核", "每个记分周期的记分", "手写签名"):
        assert words in page
    assert (
        "终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核一样：等医院同意后可以换 C1，新证有效期 10 年。"
        in page
    )
    assert "0、3、0、0、6、0" in page
    labels = re.findall(r"<dt>([^<]+)</dt>", page)
    assert [each for each in labels if re.fullmatch(r"[a-z_ 0-9]+", each)] == []


@pytest.mark.parametrize("order", [("hospital", "licensing"), ("licensing", "hospital")])
def test_both_accept_in_whatever_order_and_the_judging_is_complete(
    somebody: Callable[..., Browser], station: Station, office: Administration, order: tuple[str, str]
) -> None:
    case = filmed(station)
    for role in order:
        assert somebody(role).decide(case["id"], "accept").status_code == 303
    assert office.get_case(case["id"])["status"] == "accepted"
    recheck_of(office, case["id"], lambda each: each["state"] == "done" and not each["result"]["waits_for_film"])
    assert "终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核一样：可以换 C1，新证有效期 10 年。" in page_of(
        somebody("licensing"), case
    )


@pytest.mark.parametrize("role", ["hospital", "licensing"])
def test_a_reviewer_who_decides_twice_is_told(
    somebody: Callable[..., Browser], station: Station, office: Administration, role: str
) -> None:
    case, reviewer = filmed(station), somebody(role)
    seen = reviewer.seen(case["id"])
    assert reviewer.decide(case["id"], "accept", seen=seen).status_code == 303
    again = reviewer.decide(case["id"], "refuse", seen=seen, reason="再想想")
    assert again.status_code == 409
    assert "已经决定过了" in again.text
    assert [each["decision"] for each in office.get_case(case["id"])["decisions"]] == ["accept"]


def test_a_refusal_and_a_returned_part_reach_the_branch(somebody: Callable[..., Browser], station: Station) -> None:
    refused, returned = filmed(station), filmed(station)
    somebody("hospital").decide(refused["id"], "refuse", reason="录像里不是本人。")
    somebody("hospital").decide(returned["id"], "return", part="medical", reason="身高重测。")
    told = station.request("GET", "/api/v1/changes").json()["changes"]
    assert [(each["case_id"], each["status"], each["reason"]) for each in told if each["kind"] == "case.status"][
        2:
    ] == [
        (refused["id"], "refused", "录像里不是本人。"),
        (returned["id"], "returned", "身高重测。"),
    ]
    assert told[-1]["body"] == {"case_id": returned["id"], "parts": ["medical"], "reason": "身高重测。"}


def test_a_corrected_part_waits_for_both_again_and_is_told_as_changed(
    somebody: Callable[..., Browser], station: Station, office: Administration
) -> None:
    case, hospital, licensing = filmed(station), somebody("hospital"), somebody("licensing")
    licensing.decide(case["id"], "accept")
    hospital.decide(case["id"], "return", part="medical", reason="身高重测。")
    seen = hospital.seen(case["id"])
    assert station.verdicts(new_medical(station, case)) == ["accepted"]
    late = hospital.decide(case["id"], "accept", seen=seen)
    assert (late.status_code, "这个办件变了" in late.text) == (409, True)
    for each in (hospital, licensing):
        page = page_of(each, case)
        assert re.search(r"身体检查 <time[^>]*>[^<]+</time> 改过，原来的留着", page)
        assert "改过之后还没看" in page
        assert "180" in page
        assert case["number"] in each.get("/office").text  # it waits in the list
        assert each.decide(case["id"], "accept").status_code == 303
    assert office.get_case(case["id"])["status"] == "accepted"


def test_what_the_platform_holds_otherwise_stands_at_the_top(
    somebody: Callable[..., Browser], station: Station, office: Administration
) -> None:
    case = filmed(station, eligibility={"pack": "driving-licence-renewal", "pack_version": "2031-01-01", "facts": {}})
    recheck_of(office, case["id"])
    page = page_of(somebody("licensing"), case)
    assert "中心没有这一版" in page
    assert page.index("中心复核") < page.index("申请人")


def test_a_judging_under_way_is_told_and_holds_up_no_page(
    somebody: Callable[..., Browser], station: Station, office: Administration
) -> None:
    from app.central.storage import rechecks
    from app.central.storage.moment import now
    from app.central.storage.tables import rechecks as rows

    case = filmed(station)
    recheck_of(office, case["id"])
    with office.database.write() as connection:
        rechecks.again(connection, case["id"], now().replace(year=2100))
    assert "还会再复核一次" in page_of(somebody("licensing"), case)
    with office.database.write() as connection:
        connection.execute(rows.update().where(rows.c.case_id == case["id"]).values(result=None))
    assert "正在复核，过几秒刷新就能看到" in page_of(somebody("licensing"), case)


def test_acts_of_the_body_are_marked_in_the_film(somebody: Callable[..., Browser], station: Station) -> None:
    acts = [
        {"act": "squat", "shown": True, "seconds": 1.5},
        {"act": "bend", "shown": False, "seconds": 0.5},
        {"act": "fists", "shown": True},
    ]
    case = filmed(station, medical=medical(limbs_shown=acts, begun_at=BEGUN.isoformat()))
    page = somebody("hospital").get(f"/office/cases/{case['id']}/look/video").text
    assert "4 段都和录制时一样" in page
    assert re.findall(r'data-second="([0-9.]+)"', page) == ["0.5", "1.5"]
    assert "0:00 弯腰（没有做）" in page
    assert "0:01 下蹲起立" in page


def test_a_segment_altered_on_the_disk_of_the_branch_is_seen(
    somebody: Callable[..., Browser], station: Station
) -> None:
    made = recorded()
    second = bytearray(made.pieces[1])
    second[len(second) // 2] ^= 1
    film = made.pieces[0] + bytes(second) + made.pieces[2] + made.pieces[3]
    case, hospital = filmed(station, film=film), somebody("hospital")
    assert "这几段被改动过，不放：第 2 段" in hospital.get(f"/office/cases/{case['id']}/look/video").text
    lost = filmed(station, 3, film=b"".join(made.pieces[:2] + made.pieces[3:]))
    assert "这几段没有了，或者打不开了：第 3 段" in hospital.get(f"/office/cases/{lost['id']}/look/video").text


def test_nobody_of_another_office_sees_that_it_is_there(somebody: Callable[..., Browser], station: Station) -> None:
    case = filmed(station)
    assert somebody("education").get(f"/office/cases/{case['id']}").status_code == 404


def test_names_are_masked_until_all_is_asked_for(somebody: Callable[..., Browser], station: Station) -> None:
    case, licensing = filmed(station), somebody("licensing")
    assert applicant()["name"] not in page_of(licensing, case)
    assert applicant()["name"] in licensing.post(f"/office/cases/{case['id']}/full").text


def test_the_film_script_comes_from_the_centre_itself(somebody: Callable[..., Browser], station: Station) -> None:
    script = somebody("hospital").get("/office/assets/film.js")
    assert (script.status_code, script.headers["content-type"].partition(";")[0]) == (200, "text/javascript")
