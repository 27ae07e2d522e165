"""What is to be mailed, as whoever packs it sees it: where to, and the number that is typed."""

from __future__ import annotations

from collections.abc import Callable

from app.central.administration import Administration
from app.central.mailings.report import report
from app.central.storage.database import Database
from tests.central.conftest import Running
from tests.central.mailings.conftest import WHERE
from tests.central.office.conftest import Browser, Sent
from tests.central.payments.conftest import until

ON_BOTH = True
ITEM = "mailed-permit"


def to_be_mailed(office: Administration, sent: Callable[..., Sent]) -> Sent:
    case = sent(ITEM, delivery={"kind": "mail", **WHERE})
    if office.get_case(case.id)["status"] == "received":
        office.decide(case.id, "accept")
    office.decide(case.id, "complete", "办好了")
    return case


def row_of(page: str, case: Sent) -> str:
    return next((each for each in page.split("<tr>") if case.number in each), "")


def test_a_clerk_sees_where_to_types_the_number_and_says_how_it_ended(
    somebody: Callable[..., Browser],
    running: Running,
    database: Database,
    sent: Callable[..., Sent],
    acts: Callable[[str], list[tuple[str, str, str]]],
) -> None:
    case, clerk = to_be_mailed(running.office, sent), somebody("licensing")
    row = until(lambda: row_of(clerk.get("/office/mailings").text, case))
    for words in ("等着寄", *WHERE.values()):
        assert words in row
    address = f"/office/mailings/{case.id}.1"
    wrong = clerk.post(f"{address}/waybill", waybill="1")
    assert (wrong.status_code, "单号不对" in wrong.text) == (409, True)
    assert 'value="1"' in row_of(wrong.text, case), "what was typed stands there again"
    assert f'href="/office/cases/{case.id}"' in row
    assert "确定不寄了" in row, "what cannot be taken back is asked for twice"
    assert clerk.post(f"{address}/waybill", waybill="EB123456789CN").status_code == 303
    row = row_of(clerk.get("/office/mailings").text, case)
    assert ("EB123456789CN" in row, WHERE["address"] in row) == (True, False)
    assert clerk.post(f"{address}/waybill", waybill="EB123456780CN").status_code == 409
    assert clerk.post(f"{address}/failed").status_code == 303
    assert WHERE["address"] in row_of(clerk.get("/office/mailings").text, case)
    assert clerk.post(f"{address}/waybill", waybill="EB123456781CN").status_code == 303
    assert clerk.post(f"/office/mailings/{case.id}.2/delivered").status_code == 303
    assert row_of(clerk.get("/office/mailings").text, case) == ""
    assert [each for each in report(database) if each["case"] == case.number] == []
    did = [(what, detail) for who, what, detail in acts(case.id) if who == clerk.number and what == "mailed"]
    assert did == [("mailed", "waybill"), ("mailed", "failed"), ("mailed", "waybill"), ("mailed", "delivered")]
    assert (clerk.number, "saw_address", "") in acts(case.id)


def test_nobody_else_sees_where_somebody_lives_or_types_a_number(
    somebody: Callable[..., Browser], running: Running, sent: Callable[..., Sent]
) -> None:
    case, clerk, hospital = to_be_mailed(running.office, sent), somebody("licensing"), somebody("hospital")
    until(lambda: row_of(clerk.get("/office/mailings").text, case))
    assert hospital.get("/office/mailings").status_code == 403
    assert hospital.post(f"/office/mailings/{case.id}.1/waybill", waybill="EB123456789CN").status_code == 403
    clerk.csrf = "0" * 64
    assert clerk.post(f"/office/mailings/{case.id}.1/waybill", waybill="EB123456789CN").status_code == 403
    assert clerk.post("/office/mailings/x.1/nothing").status_code == 403
    assert "等着寄" in row_of(clerk.get("/office/mailings").text, case)
