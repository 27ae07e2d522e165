"""Fields of every kind while they are being filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.journeys.events import FormTyped
from app.journeys.screens import Screen
from app.viewmodels.pages import make_pages
from tests.form_catalogue import FILLED
from tests.qml.screens.sample_forms import form_state
from tests.qml.screens.sample_states import CARD


@pytest.fixture
def show(around):
    """The form at a page of it, with what was answered before."""
    pages = make_pages(around)

    def at(page, form=None):
        around.sitting.state = form_state(CARD, page, form or {})
        return {each.name: each for each in pages[Screen.FORM].fields}, pages[Screen.FORM]

    return at


def test_each_kind_says_how_it_is_asked(show):
    kinds = {
        name: each.kind
        for page in ("why", "income", "sums", "hardship", "home", "contact", "vehicle", "firm")
        for name, each in show(page)[0].items()
    }
    assert kinds == {
        "reason": "lines",
        "monthly_income": "money",
        "household_size": "number",
        "since": "number",
        "yearly_income": "money",
        "per_head": "money",
        "years": "number",
        "hardship": "several",
        "hospital": "text",
        "home": "division",
        "contact": "person",
        "plate": "plate",
        "credit_code": "code",
    }


def test_a_figure_stands_before_what_it_counts(show, around):
    fields, form = show("income")
    assert [each.unit for each in fields.values()] == ["元", "人", ""]
    around.language.choose("en")
    form.refresh()
    assert [each.unit for each in form.fields] == ["yuan", "people", ""]


def test_what_was_typed_is_tidied_when_the_finger_leaves(show):
    fields, _ = show("income")
    for name, typed, kept in (("monthly_income", "3200.5", "3200.50"), ("since", "20260301", "2026-03-01")):
        fields[name].edit(typed)
        fields[name].leave()
        assert (fields[name].value, fields[name].error) == (kept, "")


def test_the_day_a_date_is_held_against_is_the_stations_own(show, around):
    fields, _ = show("income")
    fields["since"].edit("20260319")
    fields["since"].leave()
    assert around.station.now().date().isoformat() == "2026-03-18"
    assert fields["since"].error == "不能晚于 2026-03-18"


def test_the_provinces_are_offered_first_and_the_endings_last(show):
    plate = show("vehicle")[0]["plate"]
    assert plate.offers[:3] == ["京", "津", "冀"]
    assert len(plate.offers) == 31
    plate.edit("浙G")
    assert plate.offers == []
    plate.edit("浙G1234")
    assert plate.offers == ["挂", "学", "警", "领", "港", "澳"]


def test_a_filled_page_leaves_with_its_answers_as_they_are_kept(show, around):
    _, form = show("income", FILLED)
    form.submit()
    (said,) = around.sitting.events
    here = ("monthly_income", "household_size", "since")
    assert {name: said.values[name] for name in here} == {name: FILLED[name] for name in here}


def test_the_lines_of_a_long_answer_stay_lines(show, around):
    fields, form = show("why")
    fields["reason"].edit("第一行\n第二行")
    form.submit()
    (said,) = around.sitting.events
    assert said.values == {"reason": "第一行\n第二行"}


def test_ticks_are_kept_in_the_order_they_are_offered(show):
    fields, _ = show("hardship")
    for value in ("study", "illness", "other", "study"):
        fields["hardship"].toggle(value)
    assert (fields["hardship"].value, fields["hardship"].chosen) == ("illness|other", ["illness", "other"])


def test_one_of_several_ticks_is_enough_for_the_question_that_hangs_on_it(show, around):
    fields, form = show("hardship")
    fields["hardship"].toggle("study")
    assert not fields["hospital"].asked
    fields["hardship"].toggle("illness")
    assert fields["hospital"].asked
    fields["hospital"].edit("县医院")
    form.submit()
    (said,) = around.sitting.events
    assert said.values == {"hardship": "illness|study", "hospital": "县医院"}


def test_how_many_may_be_ticked_stands_behind_the_question(show, around):
    fields, form = show("hardship")
    assert fields["hardship"].label == "难处（最多选 3 项）"
    around.language.choose("en")
    form.refresh()
    assert form.fields[0].label == "Hardships (choose up to 3)"


def test_at_a_desk_a_tick_is_kept_at_once(show, around):
    object.__setattr__(around, "is_desk", True)
    fields, _ = show("")
    fields["hardship"].toggle("study")
    (said,) = around.sitting.events
    assert isinstance(said, FormTyped)
    assert said.values["hardship"] == "study"


def test_a_place_is_reached_from_the_widest_down(show):
    home = show("home")[0]["home"]
    home.toggleOpen()
    assert [each["name"] for each in home.options] == ["临江市"]
    home.pick("330700")
    home.pick("330726")
    assert [each["name"] for each in home.steps] == ["临江市", "青禾县"]
    assert (home.value, home.opened) == ("", True)
    home.stepBack("330726")
    assert "竹溪市" in [each["name"] for each in home.options]
    home.pick("330726")
    home.pick("330726100")
    assert (home.value, home.said, home.opened) == ("330726100", "临江市 青禾县 云溪镇", False)


def test_a_place_that_was_answered_opens_beside_its_neighbours(show):
    home = show("home", FILLED)[0]["home"]
    home.toggleOpen()
    assert [each["name"] for each in home.options][:2] == ["城关街道", "云溪镇"]


def test_a_place_is_found_by_its_name_and_says_where_it_lies(show, around):
    home = show("home")[0]["home"]
    home.toggleOpen()
    home.search("云溪")
    assert [(each["name"], each["place"]) for each in home.options] == [
        ("云溪镇", "浙江省 临江市 青禾县"),
        ("云溪乡", "浙江省 临江市 竹溪市"),
    ]
    home.search("北京")
    assert home.options == []
    home.search("yunxi")
    home.pick("330781200")
    assert home.value == "330781200"


def test_the_cards_address_is_a_ready_answer_in_words(show, around):
    home = show("home")[0]["home"]
    assert home.answer == "浙江省 临江市 青禾县 云溪镇"
    show("home")[1].takeAnswer("home")
    (said,) = around.sitting.events
    assert said.values == {"home": "330726100"}


def test_nothing_of_a_place_is_left_when_its_page_is(show):
    home = show("home", FILLED)[0]["home"]
    home.toggleOpen()
    home.search("云溪")
    home.forget()
    assert (home.value, home.words, home.opened) == ("", "", False)


def test_a_value_worked_out_stands_there_and_cannot_be_typed(show):
    fields, _ = show("sums", FILLED | {"per_head": ""})
    per_head = fields["per_head"]
    assert (per_head.value, per_head.locked, per_head.source) == ("1066.83", True, "computed")


def test_whoever_goes_back_to_an_answer_changes_what_was_worked_out_from_it_on_another_page(show, around):
    fields, form = show("income", FILLED)
    fields["monthly_income"].edit("1200")
    form.submit()
    (said,) = around.sitting.events
    assert (said.values["yearly_income"], said.values["per_head"]) == ("14400.00", "400.00")


def test_at_a_desk_a_value_follows_each_key(show, around, qapp):
    desk = replace(around, is_desk=True)
    form = make_pages(desk)[Screen.FORM]
    around.sitting.state = form_state(CARD, "", FILLED | {"allowance": ""}, at_desk=True)
    fields = {each.name: each for each in form.fields}
    fields["monthly_income"].edit("9000")
    assert (fields["per_head"].value, fields["allowance"].asked) == ("3000.00", False)
    fields["monthly_income"].edit("900")
    assert (fields["per_head"].value, fields["allowance"].asked) == ("300.00", True)


def test_somebody_named_is_typed_in_two_halves_and_blamed_as_one(show, around):
    fields, form = show("contact")
    contact = fields["contact"]
    contact.editName("李小四")
    contact.leaveHalf(False)
    assert contact.error == ""
    contact.editNumber("11010519491231002")
    contact.leaveHalf(True)
    assert contact.error == ""
    contact.leaveHalf(False)
    assert contact.error == "身份证号要 18 位，还差 1 位"
    contact.editNumber("11010519491231002x")
    contact.leaveHalf(False)
    assert (contact.maskedName, contact.maskedNumber) == ("李*四", "1101**********002X")
    form.submit()
    (said,) = around.sitting.events
    assert said.values["contact"] == "李小四|11010519491231002X"


def test_who_is_not_there_may_be_left_out_but_not_by_half(show, around):
    fields, form = show("contact")
    fields["contact"].editName("李小四")
    form.submit()
    assert fields["contact"].error == "还没填身份证号"
    fields["contact"].editName("")
    form.submit()
    (said,) = around.sitting.events
    assert said.values["contact"] == ""


def test_a_name_of_several_words_can_be_typed_letter_by_letter(show):
    contact = show("contact")[0]["contact"]
    for typed in ("Anna", "Anna ", "Anna M"):
        contact.editName(typed)
        assert contact.personName == typed
    contact.editName("Anna|M")
    assert (contact.personName, contact.personNumber) == ("AnnaM", "")


def test_at_a_desk_half_a_person_is_kept_when_the_cursor_moves_on(around):
    form = make_pages(replace(around, is_desk=True))[Screen.FORM]
    around.sitting.state = form_state(CARD, "", {}, at_desk=True)
    contact = next(each for each in form.fields if each.name == "contact")
    contact.editName("李小四")
    contact.leaveHalf(True)
    (said,) = around.sitting.events
    assert (said.values["contact"], contact.error) == ("李小四|", "")
