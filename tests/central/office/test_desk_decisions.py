"""What a desk decided, as the office sees it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from app.central import operators
from app.central.storage.database import Database
from tests.central.conftest import new_id
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent

ON_BOTH = True


def test_the_office_sees_who_decided_at_which_desk_and_has_nothing_left_to_decide(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    case, number = sent(WHOLE_ITEM), f"W{secrets.token_hex(4)}"
    operators.add(database, number, "李晓敏", ["clerk", "decider"], "739152")
    told = {
        "case_id": case.id,
        "decision": "refuse",
        "operator": number,
        "reason": "摊位不在本镇",
        "decided_at": datetime.now(UTC).isoformat(),
    }
    assert case.station.verdicts(case.station.event("case.decided", case.id, told)) == ["accepted"]
    licensing = somebody("licensing")
    page = licensing.get(f"/office/cases/{case.id}").text
    for words in (f"窗口工号 {number}", "不予受理", "摊位不在本镇"):
        assert words in page
    assert 'value="accept"' not in page


def test_the_figures_count_one_time_notices(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    station, notice_id = sent(WHOLE_ITEM).station, new_id()
    told = {
        "id": notice_id,
        "case_id": new_id(),
        "number": "BM01G20260318-0001",
        "item": WHOLE_ITEM,
        "missing": ["photo"],
        "operator": "0042",
        "given_at": datetime.now(UTC).isoformat(),
    }
    assert station.verdicts(station.event("notice.given", notice_id, told)) == ["accepted"]
    page = somebody("manager").get("/office/figures").text
    assert "七天里一次性告知" in page
    assert "<b>0</b><span>七天里一次性告知" not in page
