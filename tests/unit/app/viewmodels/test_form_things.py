"""Persons, a place, files and a row of a record while they are being filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from app.catalogue.samples.people import id_number
from app.journeys.events import PageFilled
from app.journeys.screens import Screen
from app.journeys.taking import Taking
from app.journeys.taking_events import FieldSigned, PictureDropped, TakingBegan, TakingPressed, TakingStopped
from app.viewmodels.pages import make_pages
from tests.form_catalogue import GIVEN
from tests.qml.screens.sample_states import CARD
from tests.qml.screens.sample_things import thing_state
from tests.qml.screens.stage import drawn_face, jpeg


@pytest.fixture
def show(around):
    pages = make_pages(around)

    def at(page, form=None, **changes):
        state = replace(thing_state(CARD, page, form or {}, jpeg(drawn_face(60, 80))), **changes)
        around.sitting.show(state)
        pages[Screen.FORM].refresh()
        return {each.name: each for each in pages[Screen.FORM].fields}, pages[Screen.FORM]

    return at


def write(family, **cells):
    """What a person types of one person, then 写好了."""
    for cell in family.cells:
        if cell.name in cells:
            cell.edit(cells[cell.name])
    family.keepRow()


# ---------------------------------------------------------------- persons


def test_one_person_after_the_other_is_written_and_stands_there_masked(show, around):
    fields, form = show("family")
    family = fields["family"]
    family.add()
    assert [each.name for each in family.cells] == ["name", "id_number", "relation", "phone"]
    write(family, name="李小四", id_number="11010519491231002x", relation="parent", phone="13812345678")
    assert (family.opened, family.rows[0]["name"]) == (False, "李*四")
    assert family.rows[0]["cells"] == ["李*四", "1101**********002X", "父母", "138****5678"]
    family.add()
    assert family.rowTitle == "第 2 个人"
    write(family, name="王小五", id_number="330702199003070011", relation="spouse")
    form.submit()
    (said,) = around.sitting.events
    assert said.values == {"family": GIVEN["family"]}


def test_a_person_that_does_not_hold_is_told_in_its_place_and_holds_the_page(show, around):
    fields, form = show("family")
    family = fields["family"]
    family.add()
    write(family, name="李小四", relation="child")
    assert (family.rowError, family.opened) == ("还没填身份证号", True)
    form.submit()
    assert around.sitting.events == []
    family.cells[1].edit("11010519491231002X")
    assert family.rowError == ""
    form.submit()  # with the person still open: what is written holds and is kept
    (said,) = around.sitting.events
    assert '"name":"李小四"' in said.values["family"]


def test_a_person_is_changed_dropped_and_taken_away(show):
    family = show("family", GIVEN)[0]["family"]
    family.change(1)
    assert [each.value for each in family.cells][:2] == ["王小五", "330702199003070011"]
    family.dropRow()
    assert family.value == GIVEN["family"]
    family.change(1)
    write(family, name="王小六")
    assert [each["name"] for each in family.rows] == ["李*四", "王*六"]
    family.remove(0)
    assert [each["name"] for each in family.rows] == ["王*六"]


def test_nobody_is_added_beyond_the_most(show):
    fields, _ = show("family", GIVEN)
    family = fields["family"]
    for day in (1, 2):
        family.add()
        number = id_number(Random(day), "330702", date(2016, 1, day), "1")
        write(family, name="王小", id_number=number, relation="child")
    assert (len(family.rows), family.hasRoom) == (4, False)
    family.add()
    assert not family.opened


def test_what_was_typed_of_a_person_leaves_with_the_page(show):
    fields, form = show("family", GIVEN)
    family = fields["family"]
    family.change(0)
    cells = list(family.cells)
    form.leave()
    assert (family.value, family.rows, [each.value for each in cells]) == ("", [], ["", "", "", ""])


# ---------------------------------------------------------------- place


def test_the_grid_follows_the_words_until_somebody_chooses_one(show):
    where = show("where")[0]["where"]
    assert (where.onePlace, len(where.grids), where.gridSaid) == (True, 17, "")
    where.editStreet("菜市场 ")
    assert (where.gridSaid, where.gridFound, where.street) == ("集市网格", True, "菜市场 ")
    where.editStreet("水闸旁边")
    assert where.gridSaid == "河西网格"
    where.pickGrid("YX-01")
    where.editStreet("水闸旁边的桥下")
    assert (where.gridSaid, where.gridFound) == ("老街网格", False)


def test_a_place_leaves_with_town_words_and_grid(show, around):
    fields, form = show("where")
    form.submit()
    assert fields["where"].error == "还没填地点"
    fields["where"].editStreet("菜市场南门口")
    form.submit()
    (said,) = around.sitting.events
    assert said.values == {"where": GIVEN["where"]}


# ---------------------------------------------------------------- files


def test_the_acts_of_a_picture_are_the_sittings(show, around):
    picture = show("picture")[0]["picture"]
    picture.begin()
    picture.shoot()
    picture.stop()
    assert around.sitting.events == [TakingBegan("picture"), TakingPressed(), TakingStopped()]


def test_a_picture_stands_there_once_the_draft_has_it(show, around):
    fields, form = show("picture")
    form.submit()
    assert fields["picture"].error == "还没拍问题照片"
    fields, form = show("picture", {"picture": "taken"})
    assert len(fields["picture"].pages) == 1
    assert fields["picture"].pages[0].startswith("data:image/jpeg;base64,")
    form.submit()
    assert around.sitting.events[-1] == PageFilled({"picture": "taken"})


@pytest.mark.parametrize(
    ("page", "taking", "sentence"),
    [
        ("picture", Taking("picture", failed=True), "镜头用不了，再试一次，或找工作人员"),
        ("pages", Taking("pages", failed=True), "镜头用不了，这一项可以不拍，直接往下办"),
        ("pages", Taking("picture", failed=True), ""),
        ("picture", Taking("picture", live=True), ""),
    ],
)
def test_a_camera_that_is_gone_is_said_at_its_own_field(show, page, taking, sentence):
    assert show(page, taking=taking)[0][page].advice == sentence


def test_what_would_make_a_better_page_is_said_in_the_chosen_language(show, around):
    field = show("pages", taking=Taking("pages", advice="把纸放平，四个角露出来"))[0]["pages"]
    assert field.advice == "把纸放平，四个角露出来"
    around.language.choose("en")
    assert field.advice.isascii()


def test_pages_are_taken_away_one_by_one_and_where_they_lie_is_said(show, around):
    pages = show("pages", {"pages": "2"}, can_scan=True)[0]["pages"]
    assert (len(pages.pages), pages.how, pages.hasRoom) == (2, "document", True)
    pages.drop(1)
    assert around.sitting.events == [PictureDropped("pages", 1)]
    assert show("pages", can_scan=False)[0]["pages"].how == "camera"


def test_a_slip_of_the_finger_is_no_signature(show, around):
    witness = show("witness")[0]["witness"]
    witness.sign([[[10, 10], [12, 11]]], 300, 100)
    assert around.sitting.events == []
    witness.sign([[[10, 10], [90, 60]]], 300, 100)
    (said,) = around.sitting.events
    assert isinstance(said, FieldSigned)
    assert (said.field, said.png[:4]) == ("witness", b"\x89PNG")


# ---------------------------------------------------------------- rows


def test_a_row_is_chosen_and_brings_what_it_says(show, around):
    fields, form = show("violation")
    violation, fine = fields["violation"], fields["fine"]
    assert violation.kind == "row"
    assert [[line["value"] for line in row["lines"]] for row in violation.rows][1] == [
        "站前路汽车站东侧人行横道",
        "2026-02-11",
        "150.50 元",
    ]
    assert (fine.locked, fine.value) == (True, "")
    violation.pick("3307261100000002")
    assert (fine.locked, fine.value, fine.source) == (True, "150.50", "chosen")
    violation.pick("3307261100000003")
    form.submit()
    (said,) = around.sitting.events
    assert said.values == {"violation": "3307261100000003", "fine": "50.00"}


def test_where_the_register_told_nothing_both_are_typed(show, around):
    fields, form = show("violation")
    state = around.sitting.state
    around.sitting.show(replace(state, draft=replace(state.draft, record=None, case_id="another")))
    form.refresh()
    fields = {each.name: each for each in form.fields}
    assert (fields["violation"].kind, fields["fine"].locked) == ("text", False)
    fields["violation"].edit("3307261100000099")
    fields["fine"].edit("20")
    form.submit()
    assert around.sitting.events == [PageFilled({"violation": "3307261100000099", "fine": "20.00"})]


def test_a_row_that_the_register_no_longer_tells_has_to_be_chosen_anew(show, around):
    fields, form = show("violation", {"violation": "3307261100000077"})
    form.submit()
    assert around.sitting.events == []
    assert fields["violation"].error == "查到的记录里没有这一条了，请重新选"


# ---------------------------------------------------------------- what is known from elsewhere


def test_what_is_remembered_is_offered_masked_and_names_its_source(show, around):
    fields, form = show("reach")
    phone = fields["phone"]
    assert (phone.answer, phone.answerKind, phone.locked) == ("138****5678", "file", False)
    form.takeAnswer("phone")
    assert (phone.value, phone.source, phone.answer) == ("13812345678", "file", "")
    assert fields["address"].answerKind == "earlier"
