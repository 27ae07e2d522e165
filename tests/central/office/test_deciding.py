"""A case decided part by part at the office's pages, and how its station hears of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.central.administration import Administration
from app.central.storage import office_acts
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.office_acts import Act, OfficeAct
from app.central.storage.tables import cases, decisions, events
from app.domain.errors import WrongInput
from tests.central.office.conftest import ITEM, WHOLE_ITEM, Browser, Sent

ON_BOTH = True


def feed(sent: Sent) -> list[tuple[str, str]]:
    changes = sent.station.request("GET", "/api/v1/changes").json()["changes"]
    return [(each["kind"], each["status"]) for each in changes if each["case_id"] == sent.id]


def rows(database: Database, case_id: str) -> list[tuple[str, str, str]]:
    with database.read() as connection:
        found = select(decisions.c.office, decisions.c.decider, decisions.c.decision)
        return [tuple(row) for row in connection.execute(found.where(decisions.c.case_id == case_id))]


def correct(database: Database, case: Sent) -> None:
    """As an intake of a corrected application leaves it: other content, and waiting again."""
    with database.write() as connection:
        row = connection.execute(select(events).where(events.c.case_id == case.id)).mappings().first()
        assert row is not None
        corrected = dict(row) | {"id": str(uuid4()), "sequence": row["sequence"] + 100_000}
        connection.execute(events.insert().values(corrected))
        values = {"event_id": corrected["id"], "status": "received", "reason": ""}
        connection.execute(update(cases).where(cases.c.id == case.id).values(values))


def test_a_case_is_accepted_when_every_office_has_accepted_it(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration, database: Database
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    assert hospital.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "received"
    assert licensing.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "accepted"
    assert feed(case) == [("case.status", "received"), ("case.status", "accepted")]
    assert rows(database, case.id) == [
        ("hospital", hospital.number, "accept"),
        ("licensing", licensing.number, "accept"),
    ]


def test_one_part_is_returned_with_words_and_the_branch_hears_which(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    assert hospital.decide(case.id, "return", part="video", reason="录像太暗").status_code == 303
    assert office.get_case(case.id)["status"] == "returned"
    told = case.station.request("GET", "/api/v1/changes").json()["changes"][-1]
    assert (told["kind"], told["body"]) == (
        "case.correction",
        {"case_id": case.id, "parts": ["video"], "reason": "录像太暗"},
    )


def test_one_refusal_ends_it_for_all(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    seen = licensing.seen(case.id)
    hospital.decide(case.id, "refuse", reason="视力不够")
    assert (office.get_case(case.id)["status"], office.get_case(case.id)["reason"]) == ("refused", "视力不够")
    answer = licensing.decide(case.id, "accept", seen=seen)
    assert answer.status_code == 409
    assert "已经审完：不予受理" in answer.text
    assert office.get_case(case.id)["status"] == "refused"


def test_what_was_returned_may_be_accepted_and_then_the_others_count(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    hospital.decide(case.id, "return", part="medical", reason="缺身高")
    licensing.decide(case.id, "accept")
    assert office.get_case(case.id)["status"] == "returned"
    hospital.decide(case.id, "accept")
    assert office.get_case(case.id)["status"] == "accepted"


def test_a_return_that_is_taken_back_leaves_the_case_under_review(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    hospital.decide(case.id, "return", part="medical", reason="缺身高")
    hospital.decide(case.id, "accept")
    assert office.get_case(case.id)["status"] == "received"


def test_the_same_reviewer_deciding_twice_is_told_so(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    hospital, case = somebody("hospital"), sent()
    seen = hospital.seen(case.id)
    hospital.decide(case.id, "accept", seen=seen)
    for decision in ("accept", "refuse"):
        answer = hospital.decide(case.id, decision, seen=seen, reason="换了主意")
        assert answer.status_code == 409
        assert "hospital 已经决定过了" in answer.text
        assert hospital.number in answer.text
    assert len(rows(database, case.id)) == 1


def test_a_colleague_who_comes_second_is_told_who_was_first(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    first, second, case = somebody("hospital"), somebody("hospital"), sent()
    seen = second.seen(case.id)
    first.decide(case.id, "return", part="video", reason="太暗")
    answer = second.decide(case.id, "accept", seen=seen)
    assert answer.status_code == 409
    assert "您看的时候，这个办件变了" in answer.text
    assert first.number in answer.text
    assert office.get_case(case.id)["status"] == "returned"


def at_once(acts: list[Callable[[], int]]) -> list[int]:
    """All in one moment, as far as threads can."""
    together = threading.Barrier(len(acts))

    def act(each: Callable[[], int]) -> int:
        together.wait(20)
        return each()

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(act, acts))


@pytest.mark.parametrize("item", [ITEM, WHOLE_ITEM])
def test_of_several_reviewers_at_the_same_moment_one_decides(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database, item: str
) -> None:
    case = sent(item)
    people = [somebody("licensing") for _ in range(6)]
    seen = [each.seen(case.id) for each in people]
    acts = [
        lambda each=each, mark=mark, word=word: each.decide(case.id, word, seen=mark, reason="原因").status_code
        for each, mark, word in zip(people, seen, ["accept", "refuse"] * 3, strict=True)
    ]
    assert at_once(acts) == [303, *[409] * 5]
    assert len(rows(database, case.id)) == 1


def test_two_offices_at_the_same_moment_both_count_and_the_case_is_accepted_once(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    people = [(each, each.seen(case.id)) for each in (hospital, licensing)]
    acts = [lambda each=each, mark=mark: each.decide(case.id, "accept", seen=mark).status_code for each, mark in people]
    assert at_once(acts) == [303, 303]
    assert office.get_case(case.id)["status"] == "accepted"
    assert feed(case).count(("case.status", "accepted")) == 1


def test_a_file_that_came_while_somebody_looked_asks_to_look_again(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    hospital, case = somebody("hospital"), sent(missing=("video",))
    seen = hospital.seen(case.id)
    case.upload("video")
    answer = hospital.decide(case.id, "refuse", reason="没有录像", seen=seen)
    assert answer.status_code == 409
    assert "请再看一遍" in answer.text
    assert rows(database, case.id) == []
    assert hospital.decide(case.id, "accept").status_code == 303


def test_a_file_of_another_office_changes_nothing_for_this_one(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    hospital, case = somebody("hospital"), sent(missing=("photo",))
    seen = hospital.seen(case.id)
    case.upload("photo")
    assert hospital.decide(case.id, "accept", seen=seen).status_code == 303


def test_nobody_accepts_what_has_not_arrived(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent(missing=("photo",))
    answer = licensing.decide(case.id, "accept")
    assert answer.status_code == 409
    assert "还有文件没有传到" in answer.text
    assert hospital.decide(case.id, "accept").status_code == 303
    assert licensing.decide(case.id, "return", part="photo", reason="没有传到").status_code == 303


def test_a_corrected_case_is_looked_at_again_by_all(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration, database: Database
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    hospital.decide(case.id, "accept")
    licensing.decide(case.id, "return", part="photo", reason="太暗")
    late = licensing.seen(case.id)
    correct(database, case)
    assert "改过之后还没看" in hospital.get(f"/office/cases/{case.id}").text
    answer = licensing.decide(case.id, "accept", seen=late)
    assert answer.status_code == 409
    assert "请再看一遍" in answer.text
    licensing.decide(case.id, "accept")
    assert office.get_case(case.id)["status"] == "received"
    hospital.decide(case.id, "accept")
    assert office.get_case(case.id)["status"] == "accepted"


def test_a_case_that_names_no_offices_is_decided_as_a_whole(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    licensing, manager, case = somebody("licensing"), somebody("manager"), sent(WHOLE_ITEM)
    assert licensing.decide(case.id, "accept").status_code == 303
    assert office.get_case(case.id)["status"] == "accepted"
    assert manager.decide(case.id, "complete", seen="").status_code == 303
    assert office.get_case(case.id)["status"] == "completed"


def test_an_answer_written_with_the_completion_is_told_to_the_person(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    licensing, case = somebody("licensing"), sent(WHOLE_ITEM)
    licensing.decide(case.id, "accept", reason="这里不写")
    assert "答复" in licensing.get(f"/office/cases/{case.id}").text
    licensing.decide(case.id, "complete", seen="", reason="路灯已经修好。")
    taken = office.get_case(case.id)["decisions"]
    assert [(each["decision"], each["reason"]) for each in taken] == [("accept", ""), ("complete", "路灯已经修好。")]


def test_completing_is_for_who_sees_all(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()
    for each in (hospital, licensing):
        each.decide(case.id, "accept")
    assert hospital.decide(case.id, "complete", seen="").status_code == 403
    assert licensing.decide(case.id, "complete", seen="").status_code == 303
    assert office.get_case(case.id)["status"] == "completed"
    page = hospital.get(f"/office/cases/{case.id}").text
    assert "整个办件" in page
    assert "您的决定" not in page


def test_the_command_follows_the_same_rule(sent: Callable[..., Sent], office: Administration) -> None:
    case = sent()
    with pytest.raises(WrongInput, match="分别审核"):
        office.decide(case.id, "accept")
    with pytest.raises(WrongInput, match="不归这家"):
        office.decide(case.id, "accept", office="planning")
    office.decide(case.id, "accept", office="hospital")
    with pytest.raises(WrongInput, match="已经决定过了"):
        office.decide(case.number, "refuse", "换了主意", office="hospital")
    with pytest.raises(WrongInput, match="补正要指明一个部分"):
        office.decide(case.id, "return", "不清楚", ("photo", "video"), office="licensing")
    assert office.decide(case.id, "accept", office="licensing")["status"] == "accepted"
    assert office.decide(case.id, "complete")["status"] == "completed"


def test_what_was_decided_and_looked_at_stands_in_the_case(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    licensing, case = somebody("licensing"), sent()
    licensing.post(f"/office/cases/{case.id}/full")
    licensing.decide(case.id, "return", part="photo", reason="太暗")
    told = office.get_case(case.number)
    assert [(each["act"], each["reviewer"]) for each in told["looks"]] == [("saw_all", licensing.number)]
    (decision,) = told["decisions"]
    assert decision.pop("at")
    assert decision == {
        "office": "licensing",
        "decider": licensing.number,
        "decision": "return",
        "parts": ["photo"],
        "reason": "太暗",
    }


def test_a_case_from_the_stick_of_a_stolen_station_says_so_to_whoever_decides_it(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    case, other, hospital = sent(), sent(), somebody("hospital")
    with database.write() as connection:
        office_acts.add(connection, OfficeAct("command", Act.TOOK_OF_REVOKED, case.id, "被偷的前一天导出", now()))
    assert "被偷的前一天导出" in hospital.get(f"/office/cases/{case.id}").text
    assert "停用的" not in hospital.get(f"/office/cases/{other.id}").text
