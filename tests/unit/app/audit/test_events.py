import pytest

from app.audit import audit_event
from app.audit.event_types import event_types, parse_event_types
from app.domain.errors import OurFault

CASE = "01900000-0000-7000-8000-000000000001"


def test_a_known_event_with_its_fields_is_made():
    event = audit_event("case.status_changed", case_id=CASE, status="accepted")

    assert (event.name, dict(event.fields)) == ("case.status_changed", {"case_id": CASE, "status": "accepted"})


def test_an_unknown_event_is_an_error():
    with pytest.raises(OurFault, match=r"case\.vanished"):
        audit_event("case.vanished")


@pytest.mark.parametrize("fields", [{}, {"case_id": CASE}, {"case_id": CASE, "status": "accepted", "more": "x"}])
def test_missing_and_extra_fields_are_errors(fields):
    with pytest.raises(OurFault, match="字段不符"):
        audit_event("case.status_changed", **fields)


@pytest.mark.parametrize(
    "personal",
    ["张三", "11010519491231002X", "110105194912310021", "13812345678", "USA110000000000", "zh 1", "", "a" * 65],
)
def test_personal_data_does_not_fit_into_a_code(personal):
    with pytest.raises(OurFault) as caught:
        audit_event("case.status_changed", case_id=CASE, status=personal)

    assert not personal or personal not in caught.value.message


@pytest.mark.parametrize("count", [True, -1, 13812345678, "3", 1.5])
def test_a_count_is_a_small_whole_number(count):
    with pytest.raises(OurFault, match="count"):
        audit_event("store.orphans_removed", files=count)


@pytest.mark.parametrize("number", ["L20260318-0001", "A13920260318-0042", "20260318-10000"])
def test_a_case_number_is_no_phone_number(number):
    event = audit_event(
        "case.submitted",
        case_id=CASE,
        number=number,
        item="temporary-id-card",
        item_version="1",
        channel="self_service",
        attachments=2,
    )

    assert event.fields["number"] == number


def test_the_catalogue_that_ships_is_sound():
    assert {"case.submitted", "outbox.conflict"} <= set(event_types())
    assert all(each.meaning for each in event_types().values())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[a", "TOML"),
        ("a = 1", "不是一组事件"),
        ('[a.b]\nseverity = "info"', "缺少"),
        ('[a.b]\nseverity = "loud"\nmeaning = "x"', "缺少"),
        ('[a.b]\nseverity = "info"\nmeaning = "x"\nfields = { name = "text" }', "类型 text 不存在"),
        ('[a.b]\nseverity = "info"\nmeaning = "x"\ncolour = 1', "不认识"),
    ],
)
def test_a_broken_catalogue_says_what_is_wrong(text, complaint):
    with pytest.raises(OurFault, match=complaint):
        parse_event_types(text)
