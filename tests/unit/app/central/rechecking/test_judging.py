"""The centre judges again: by the version named, on what was sent and on what it knows, and says where that differs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.catalogue.rules import check
from app.central.rechecking.judging import Asked, RecordState, judge_again
from app.central.traffic import simulated
from app.central.traffic.simulated import SimulatedPlatform

TODAY = date(2026, 11, 26)
PACK = "driving-licence-renewal"
MEDICAL = {
    "date": TODAY.isoformat(),
    "height_cm": 172,
    "vision_left": 5.0,
    "vision_right": 4.9,
    "corrected": False,
    "one_eyed": False,
    "colour_blind": "none",
    "hearing_left": True,
    "hearing_right": True,
    "hearing_aid": False,
    "limbs_shown": [{"act": "squat", "shown": True, "seconds": 31.5}],
}
BORN = {simulated.MAY: "1981-03-12", simulated.VIOLATIONS: "1988-02-14", simulated.FULL_POINTS: "1984-06-01"}


def record_of(id_number: str) -> dict[str, Any]:
    record = SimulatedPlatform().licence("张小满", id_number, TODAY)
    assert record is not None
    return dict(record)


def facts_known(id_number: str, *, with_record: bool = True, limbs: bool = True) -> dict[str, Any]:
    record = record_of(id_number)
    names = ("classes", "valid_from", "valid_to")
    if with_record:
        names += ("points_by_year", "unsettled_violations", "unsettled_accidents")
    medical = {name: value for name, value in MEDICAL.items() if name != "limbs_shown"}
    if limbs:
        medical |= {"limbs": "pass", "trunk_neck": "pass"}
    return {
        "birth_date": BORN[id_number],
        "sex": "1",
        "in_person": True,
        "medical": medical,
        **{name: record[name] for name in names},
    }


def told(facts: dict[str, Any], on: date = TODAY, **changed: Any) -> dict[str, Any]:
    answer = check(PACK, facts, on).as_json()
    return {"pack": PACK, "on": on.isoformat(), "facts": facts, **answer} | changed


def case(id_number: str = simulated.MAY, **changed: Any) -> dict[str, Any]:
    record = record_of(id_number)
    return {
        "applicant": {"name": "张小满", "id_number": id_number, "birth_date": BORN[id_number]},
        "record": record,
        "medical": MEDICAL,
        "eligibility": told(facts_known(id_number)),
    } | changed


def judged(
    data: dict[str, Any],
    id_number: str = simulated.MAY,
    state: RecordState = RecordState.GOT,
    *,
    limbs: bool | None = True,
    record: dict[str, Any] | None = None,
    pack: str = PACK,
) -> dict[str, Any]:
    known = (record or record_of(id_number)) if state is RecordState.GOT else None
    return judge_again(Asked(data, TODAY, pack, state, known, limbs))


def texts(result: dict[str, Any]) -> str:
    return "\n".join(f"{each['tone']}|{each['text']}" for each in result["findings"])


def test_what_was_told_rightly_is_told_as_agreed() -> None:
    result = judged(case())
    assert texts(result) == "ok|终端按 2025-01-01 版判可以换，中心复核一样：可以换 C1，新证有效期 10 年。"
    assert (result["verdict"], result["agrees"], result["pack_version"]) == ("may", True, "2025-01-01")
    assert result["as_of"] == TODAY.isoformat()


def test_until_the_film_is_accepted_the_verdict_waits_for_it() -> None:
    data = case(eligibility=told(facts_known(simulated.MAY, limbs=False)))
    waiting = judged(data, limbs=False)
    assert waiting["verdict"] == "unknown"
    assert waiting["waits_for_film"] is True
    told_rest = "ok|终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核一样："
    assert texts(waiting) == f"{told_rest}等医院同意后可以换 C1，新证有效期 10 年。"
    done = judged(data, limbs=True)
    assert done["verdict"] == "may"
    assert texts(done) == f"{told_rest}可以换 C1，新证有效期 10 年。"


def test_where_only_the_film_was_missing_another_outcome_is_told_too() -> None:
    data = case(eligibility=told(facts_known(simulated.MAY, limbs=False)))
    violations = record_of(simulated.MAY) | {"unsettled_violations": 1}
    assert "bad|终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核：不可以换。" in texts(
        judged(data, limbs=False, record=violations)
    )
    points = record_of(simulated.MAY) | {"points_by_year": [0, 12, 0, 0, 0, 0]}
    assert (
        "warn|终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核也是，但新证有效期 6 年，终端说 10 年。"
        in texts(judged(data, limbs=False, record=points))
    )


def test_an_item_whose_film_nobody_sees_is_judged_by_what_the_case_says() -> None:
    medical = MEDICAL | {"limbs": "pass", "trunk_neck": "pass"}
    assert judged(case(medical=medical), limbs=None)["verdict"] == "may"
    assert judged(case(), limbs=None)["verdict"] == "unknown"


def test_what_the_case_says_of_limbs_is_not_made_better_by_an_acceptance() -> None:
    assert judged(case(medical=MEDICAL | {"limbs": "fail"}), limbs=True)["verdict"] == "may_not"


def test_without_a_line_the_centre_completes_it() -> None:
    data = case(eligibility=told(facts_known(simulated.MAY, with_record=False)))
    del data["record"]
    assert data["eligibility"]["verdict"] == "unknown"
    result = judged(data)
    assert result["verdict"] == "may"
    assert texts(result) == "ok|终端当时判断不了，中心复核：可以换 C1，新证有效期 10 年。"


def test_without_a_line_violations_come_out_at_the_centre() -> None:
    data = case(simulated.VIOLATIONS, eligibility=told(facts_known(simulated.VIOLATIONS, with_record=False)))
    result = judged(data, simulated.VIOLATIONS)
    assert result["verdict"] == "may_not"
    assert "bad|终端当时判断不了，中心复核：不可以换。" in texts(result)
    assert "2" in texts(result)
    assert result["agrees"] is False


def test_what_the_platform_holds_now_outdoes_what_the_station_saw() -> None:
    record = record_of(simulated.MAY) | {"unsettled_violations": 1}
    result = judged(case(), record=record)
    assert result["verdict"] == "may_not"
    assert "bad|终端按 2025-01-01 版判可以换，中心复核：不可以换。" in texts(result)
    assert "warn|和车管平台的记录不一样：没处理的违法有几条。" in texts(result)
    assert result["differs"] == ["unsettled_violations"]


def test_another_outcome_of_the_same_verdict_is_told_too() -> None:
    record = record_of(simulated.MAY) | {"points_by_year": [0, 12, 0, 0, 0, 0]}
    result = judged(case(), record=record)
    assert "warn|终端按 2025-01-01 版判可以换，中心复核也是，但新证有效期 6 年，终端说 10 年。" in texts(result)


def test_the_order_of_the_classes_is_no_difference() -> None:
    facts = facts_known(simulated.MAY) | {"classes": ["C1", "D"]}
    record = record_of(simulated.MAY) | {"classes": ["D", "C1"]}
    assert judged(case(eligibility=told(facts)), record=record)["differs"] == []


def test_a_station_that_says_other_than_its_own_facts_is_found_out() -> None:
    facts = facts_known(simulated.VIOLATIONS)
    lie = told(facts) | {"verdict": "may", "allowed_classes": ["C1"], "new_validity": "10y"}
    result = judged(case(simulated.VIOLATIONS, eligibility=lie), simulated.VIOLATIONS)
    assert result["as_sent"] == "may_not"
    assert "bad|用终端报来的数据重算是不可以换，终端说的是可以换：终端的程序或数据可能被改过。" in texts(result)


def test_a_version_the_centre_does_not_have_is_told_and_judged_by_that_of_the_day() -> None:
    result = judged(case(eligibility=told(facts_known(simulated.MAY), pack_version="2031-07-01")))
    assert "bad|终端说用的是 2031-07-01 版规则，中心没有这一版，按 2025-01-01 版复核。" in texts(result)
    assert (result["verdict"], result["pack_version"]) == ("may", "2025-01-01")
    assert result["told"]["pack_version"] == "2031-07-01"


def test_a_version_of_another_day_is_used_as_named_and_told() -> None:
    result = judged(case(eligibility=told(facts_known(simulated.MAY), pack_version="2022-04-01")))
    assert result["pack_version"] == "2022-04-01"
    assert "warn|终端用的是 2022-04-01 版规则，那一天生效的是 2025-01-01 版。" in texts(result)


def test_a_day_that_is_not_that_of_the_case_is_told() -> None:
    early = TODAY - timedelta(days=40)
    facts = facts_known(simulated.MAY) | {"medical": {**MEDICAL, "date": early.isoformat()}}
    facts["medical"].pop("limbs_shown")
    result = judged(case(eligibility=told(facts, on=early)))
    assert f"warn|终端是按 {early} 判的，和交件的日子不是同一天。" in texts(result)


def test_a_platform_that_is_away_leaves_what_was_sent() -> None:
    result = judged(case(), state=RecordState.AWAY)
    assert result["verdict"] == "may"
    assert "warn|车管平台还没有回答，上面只按终端报来的数据；会自动再问。" in texts(result)


def test_a_platform_that_knows_nobody_is_told() -> None:
    assert "bad|车管平台没有这个人的驾驶证。" in texts(judged(case(), state=RecordState.NONE))


def test_the_birth_date_of_the_card_counts() -> None:
    facts = facts_known(simulated.MAY) | {"birth_date": "1950-01-01"}
    result = judged(case(eligibility=told(facts)))
    assert result["verdict"] == "may"
    assert "出生日期" in texts(result)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "may",
        {},
        {"facts": {}, "verdict": "perhaps"},
        {"facts": [], "verdict": "may", "pack": PACK},
        {"facts": {"classes": "C1"}, "verdict": "may", "pack": PACK, "pack_version": "2025-01-01", "on": "tomorrow"},
        {"facts": {"no_such": 1, "medical": 7}, "verdict": "may", "pack": 5, "pack_version": [], "on": 20261126},
    ],
)
def test_what_cannot_be_read_is_told_and_judged_from_what_the_centre_knows(value: Any) -> None:
    result = judged(case(eligibility=value))
    assert "bad|终端的判断读不出来。" in texts(result)
    assert result["verdict"] in ("may", "unknown")
    assert result["agrees"] is False


def test_medical_facts_that_cannot_be_read_are_named() -> None:
    result = judged(case(medical=MEDICAL | {"vision_left": "good"}))
    assert result["verdict"] == "unknown"
    assert "bad|中心判断不了：“左眼视力”读不出来。" in texts(result)


def test_other_rules_than_those_of_the_item_are_told() -> None:
    result = judged(case(eligibility=told(facts_known(simulated.MAY), pack="something-else")))
    assert "bad|终端用的不是这个事项的规则。" in texts(result)
    assert result["verdict"] == "may"


def test_rules_nobody_has_are_an_answer_too() -> None:
    result = judged(case(eligibility=told(facts_known(simulated.MAY), pack="something-else")), pack="")
    assert result["verdict"] == "unknown"
    assert result["agrees"] is False
