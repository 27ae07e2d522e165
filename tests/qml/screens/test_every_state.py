"""Each screen in each state comes up without a word of complaint from Qt, in every look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from app.demo.glass import class_name
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtHome, Trouble
from tests.qml.screens.looks import LOOKS
from tests.qml.screens.sample_states import PERSONAL, sample_states
from tests.qml.screens.seen import cut_texts
from tests.qml.screens.stage import drawn_face, jpeg

AT_A_DESK = {Screen.MEDICAL, Screen.TAKE_OVER}
"""Seen in test_medical.py."""


@pytest.fixture
def states(qapp):
    return sample_states(jpeg(drawn_face(130, 189)))


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_shows_its_own_page(glass, states, look):
    for name, state in states.items():
        glass.show(state, settled=False)
        glass.comfort(**LOOKS[look])
        QCoreApplication.processEvents()
        page = glass.page()
        assert page is not None, name
        assert glass.words(), name
        assert class_name(page).startswith(str(screen_of(state))), name


@pytest.mark.parametrize("look", ["elder and low", "elder and English", "elder, low and English"])
def test_no_state_cuts_off_what_it_says(glass, states, look):
    cut = {}
    for name, state in states.items():
        glass.show(state, settled=False)
        glass.comfort(**LOOKS[look])
        glass.settle()
        cut[name] = cut_texts(glass.page())
    assert not {name: texts for name, texts in cut.items() if texts}


def test_the_samples_leave_out_no_screen_and_no_trouble(states):
    assert {screen_of(state) for state in states.values()} == set(Screen) - AT_A_DESK
    met = {state.mood.trouble for state in states.values() if hasattr(getattr(state, "mood", None), "trouble")}
    assert met == set(Trouble)


def test_nothing_a_person_gave_is_read_on_the_glass_unmasked(glass, states):
    for name, state in states.items():
        if name.startswith("form"):
            continue  # the field being filled in shows what is typed
        glass.show(state)
        said = " ".join(glass.words())
        for secret in ("张文三", "330726198203111234", "13812345678", "柳叶路18号", "李小四"):
            assert secret not in said, f"{secret} in {name}"


def test_after_the_sitting_the_glass_and_the_keyboard_folder_are_empty(glass, states):
    for state in states.values():
        glass.show(state, settled=False)
    before = glass.shell.keyboardDataPath
    glass.comfort(elder=True, low=True, language="en")
    glass.show(AtHome())
    assert glass.shell.keyboardDataPath != before
    assert (glass.shell.elder, glass.shell.low, glass.shell.language) == (False, False, "zh_CN")
    assert not any(secret in word for word in glass.words() for secret in PERSONAL)


def test_the_words_on_the_page_follow_the_language(glass, states):
    glass.show(states["put-card"])
    assert "把身份证放到读卡区" in glass.words()
    glass.comfort(language="en")
    glass.settle()
    assert "Place your ID card" in glass.words()


@pytest.mark.parametrize("look", ["low", "elder and low"])
def test_in_the_low_layout_nothing_to_touch_lies_above_the_line(glass, states, look):
    glass.show(states["home"], settled=False)
    glass.comfort(**LOOKS[look])
    glass.settle()
    for name in ("search", "tile_household", "putCard", "progress", "hotline"):
        item = glass.find(name)
        assert item.mapToScene(item.boundingRect().topLeft()).y() >= 768, name
