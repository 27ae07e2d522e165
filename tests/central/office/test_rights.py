"""Each office sees exactly its parts, also by guessed addresses; what is not there and what is not yours look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.central.administration import Administration
from tests.central.office.conftest import JPEG, WHOLE_ITEM, Browser, Sent

NOBODY = "00000000-0000-7000-8000-000000000000"


def words_of(case: Sent) -> list[str]:
    """Of the person, as the card has them."""
    applicant = case.data["applicant"]
    return [str(applicant[name]) for name in ("name", "id_number", "address", "birth_date")]


def test_the_hospital_sees_the_medical_part_with_its_film_and_nothing_else(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    hospital, case = somebody("hospital"), sent()
    page = hospital.get(f"/office/cases/{case.id}").text
    for words in ("身体检查", "172", "体检录像", "体检表"):
        assert words in page
    for words in (*words_of(case), "申请人", "证件照片", "13812345678", "138****5678", "手机号"):
        assert words not in page
    assert [hospital.get(f"/office/cases/{case.id}/{way}/photo").status_code for way in ("look", "files", "film")] == [
        404,
        404,
        404,
    ]


def test_seeing_everything_shows_the_hospital_no_more_parts(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    hospital, case = somebody("hospital"), sent()
    page = hospital.post(f"/office/cases/{case.id}/full").text
    assert "全部信息" in page
    for words in (*words_of(case), "13812345678"):
        assert words not in page


def test_the_licensing_office_sees_all_parts(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    licensing, case = somebody("licensing"), sent()
    page = licensing.get(f"/office/cases/{case.id}").text
    for words in ("申请人", "身体检查", "申请表", "证件照片", "体检录像", "体检表"):
        assert words in page
    assert licensing.get(f"/office/cases/{case.id}/files/photo").content == JPEG


@pytest.mark.parametrize("roles", [("planning",), ("manager",)])
def test_an_office_that_an_item_does_not_name_sees_nothing_of_it(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], roles: tuple[str, ...]
) -> None:
    other, case = somebody(*roles), sent()
    missing = other.get(f"/office/cases/{NOBODY}")
    for path in ("", "/look/video", "/files/video", "/film/video"):
        answer = other.get(f"/office/cases/{case.id}{path}")
        assert (answer.status_code, answer.text) == (404, missing.text)
    assert case.number not in other.get("/office?state=all").text
    assert "没有找到" in other.get(f"/office?number={case.number}").text
    for act in ("full", "decide"):
        assert other.post(f"/office/cases/{case.id}/{act}", decision="accept").status_code == 404


def test_a_role_somebody_does_not_have_cannot_be_asked_for(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    seen = hospital.seen(case.id)
    assert hospital.get("/office?office=licensing").status_code == 404
    assert hospital.get(f"/office/cases/{case.id}?office=licensing").status_code == 404
    assert hospital.get(f"/office/cases/{case.id}/files/photo?office=licensing").status_code == 404
    answer = hospital.post(f"/office/cases/{case.id}/decide", decision="accept", office="licensing", seen=seen)
    assert answer.status_code == 404
    assert office.get_case(case.id)["status"] == "received"


def test_a_number_is_no_address(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    """Numbers can be counted up, ids cannot be guessed."""
    licensing, case = somebody("licensing"), sent()
    assert licensing.get(f"/office/cases/{case.number}").status_code == 404


def test_a_hospital_cannot_see_what_is_decided_as_a_whole(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    hospital, case = somebody("hospital"), sent(WHOLE_ITEM)
    assert hospital.get(f"/office/cases/{case.id}").status_code == 404
    assert somebody("manager").get(f"/office/cases/{case.id}").status_code == 200
    assert somebody("licensing").get(f"/office/cases/{case.id}").status_code == 200


@pytest.mark.parametrize("page", ["evaluations", "stations", "figures"])
def test_only_who_is_in_charge_sees_the_overview(somebody: Callable[..., Browser], page: str) -> None:
    for role in ("hospital", "licensing"):
        answer = somebody(role).get(f"/office/{page}")
        assert answer.status_code == 403
        assert "负责人" in answer.text
    assert somebody("manager").get(f"/office/{page}").status_code == 200


def test_whoever_sits_in_two_offices_chooses_as_which(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    both, case = somebody("hospital", "licensing"), sent()
    assert "申请人" not in both.get(f"/office/cases/{case.id}?office=hospital").text
    assert "申请人" in both.get(f"/office/cases/{case.id}?office=licensing").text
    for role in ("hospital", "licensing"):
        seen = both.seen(f"{case.id}?office={role}")
        assert both.decide(case.id, "accept", office=role, seen=seen).status_code == 303
    assert office.get_case(case.id)["status"] == "accepted"


def test_personal_data_is_masked_until_all_is_asked_for_and_that_leaves_a_row(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], acts: Callable[[str], list[tuple[str, str, str]]]
) -> None:
    licensing, case = somebody("licensing"), sent()
    masked = licensing.get(f"/office/cases/{case.id}").text
    for words in (*words_of(case), "13812345678"):
        assert words not in masked
    assert "138****5678" in masked
    assert acts(case.id) == []
    full = licensing.post(f"/office/cases/{case.id}/full").text
    for words in (*words_of(case), "13812345678"):
        assert words in full
    assert acts(case.id) == [(licensing.number, "saw_all", "licensing")]
    assert "13812345678" not in licensing.get(f"/office/cases/{case.id}").text


def test_why_an_office_returned_a_part_is_not_for_one_that_may_not_see_it(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    licensing.decide(case.id, "return", part="form", reason="有效期抄错了")
    hospital.decide(case.id, "return", part="video", reason="录像太暗")
    assert "申请表：有效期抄错了" in licensing.get(f"/office/cases/{case.id}").text
    assert "体检录像：录像太暗" in licensing.get(f"/office/cases/{case.id}").text
    page = hospital.get(f"/office/cases/{case.id}").text
    assert "体检录像：录像太暗" in page
    assert "有效期抄错了" not in page
    assert "申请表" not in page
