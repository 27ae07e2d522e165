"""In large letters and the low layout the acts of a page are in sight, and no letter gets smaller for want of room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from app.journeys import events
from tests.qml.screens.sample_states import sample_states
from tests.qml.screens.stage import drawn_face, jpeg

LOW, ELDER, BOTH = {"low": True}, {"elder": True}, {"elder": True, "low": True}
IN_SIGHT = [
    ("payment", "pay_later", (LOW, ELDER, BOTH)),
    ("payment", "strip", (LOW, ELDER, BOTH)),
    ("payment-now", "strip", (LOW, BOTH)),
    ("payment-working", "pay_later", (LOW, ELDER, BOTH)),
    ("scan-gone", "troublePrimary", (LOW, ELDER, BOTH)),
    ("scan-gone", "card", (LOW, ELDER, BOTH)),
    ("scan-misread", "track", (LOW, BOTH)),
    ("photo-taken", "picture", (LOW, BOTH)),
    ("ticket-booked-late", "paper", (LOW, BOTH)),
    ("my-cases-unread", "troublePrimary", (BOTH,)),
    ("query-nothing-on-record", "troublePrimary", (BOTH,)),
    ("trouble-film", "troublePrimary", (ELDER, BOTH)),
    ("delivery", "deliver_collect", (BOTH,)),
]
LOW_LINE = 768


@pytest.fixture
def states(qapp):
    return sample_states(jpeg(drawn_face(130, 189)))


def top_and_foot(item):
    return item.mapToScene(QPointF(0, 0)).y(), item.mapToScene(QPointF(0, item.height())).y()


@pytest.mark.parametrize(("state", "name", "look"), [(s, n, look) for s, n, looks in IN_SIGHT for look in looks])
def test_an_act_is_in_sight_and_in_reach_without_scrolling(glass, states, state, name, look):
    glass.show(states[state])
    glass.comfort(**look)
    glass.settle()
    top, foot = top_and_foot(glass.find(name))
    ground = glass.find("back") or glass.find("primary")
    assert foot <= top_and_foot(ground)[0]
    assert top >= (LOW_LINE if "low" in look else 0)
    assert glass.find("moreBelow") is None


def test_paying_later_is_said_from_beside_the_sum_in_the_low_layout(glass, states):
    glass.show(states["payment"])
    glass.comfort(low=True)
    glass.settle()
    glass.touch("pay_later")
    assert glass.sitting.events == [events.PayLaterChosen()]


def test_a_page_that_goes_on_by_less_than_a_line_says_so(glass, states):
    glass.show(states["form-kinds-hardship"])
    glass.comfort(low=True)
    glass.settle()
    assert glass.find("moreBelow") is not None


def step_words(glass):
    steps = [step for step in glass.find("marks").childItems() if step.childItems()]
    texts = [part.property("text") for step in steps for part in step.childItems() if part.isVisible()]
    return [text for text in texts if isinstance(text, str)]


def test_of_seven_steps_in_large_letters_only_the_one_of_now_has_its_word(glass, states):
    glass.show(states["eligibility"])
    glass.settle()
    assert len(step_words(glass)) == 7
    glass.comfort(elder=True)
    glass.settle()
    assert step_words(glass) == ["核查条件"]
    glass.show(states["payment"])
    glass.settle()
    assert len(step_words(glass)) == 6
