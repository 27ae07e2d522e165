from __future__ import annotations

from app.catalogue import load_catalogue
from app.journeys.correcting import narrowed, parts_of
from app.journeys.draft import Draft
from app.runtime.corrections import corrections_of
from tests.qml.screens.sample_followed import PERMIT, RETURNED

ASKED = ("photo", "phone")
IDS = ("0192a4c0-0000-7000-8000-000000000011", "0192a4c0-0000-7000-8000-000000000012")
NUMBER = "0042"


def test_each_part_says_whose_card_was_read_and_who_sat_at_the_desk() -> None:
    whole = load_catalogue().item(PERMIT)
    item = narrowed(whole, ASKED, can_scan=True)
    assert item is not None
    parts = tuple(zip(parts_of(whole, ASKED), IDS, strict=True))
    draft = Draft(RETURNED.id, form={"phone": "13905784321"}, photo=b"\xff\xd8\xff\xe0 new")
    photo, form = corrections_of(item, RETURNED, parts, draft, "330702198812120018", NUMBER)
    assert {each.present for each in (photo, form)} == {"330702198812120018"}
    assert {each.operator for each in (photo, form)} == {NUMBER}
    assert ([each.name for each in photo.attachments], photo.data) == (["photo"], {})
    assert form.data == {"fields": {"phone": "13905784321"}}
