"""What a clerk is told of a code that was not taken: each cause has a title and an act of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from app.domain.hand_over import WhyNot
from app.journeys.states import State, TakingOver, Trouble, Troubled
from app.viewmodels.facts import Surroundings
from app.viewmodels.take_over import TakeOverPage
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N
from tests.qml.screens.sample_states import SHELF
from tests.qml.screens.stage import StillPremises, StillSitting, StillStation


@pytest.fixture
def sitting(qapp: QCoreApplication) -> StillSitting:
    del qapp
    return StillSitting()


@pytest.fixture
def page(sitting: StillSitting) -> TakeOverPage:
    return TakeOverPage(Surroundings(sitting, StillStation(), StillPremises(), SHELF, Language(I18N), is_desk=True))


def told(page: TakeOverPage, sitting: StillSitting, state: State) -> dict[str, str]:
    sitting.show(state)
    return dict(page.told)


def test_every_cause_has_words_of_its_own_and_an_act(page: TakeOverPage, sitting: StillSitting) -> None:
    words = {why: told(page, sitting, TakingOver(why=why)) for why in WhyNot}
    assert len({each["title"] for each in words.values()}) == len(WhyNot)
    assert all(each["text"].endswith("。") and each["mood"] in ("warn", "bad") for each in words.values())


def test_what_is_no_code_and_what_could_not_be_read_is_told_too(page: TakeOverPage, sitting: StillSitting) -> None:
    assert told(page, sitting, TakingOver()) == {}
    assert told(page, sitting, TakingOver(other=True))["title"] == "这不是接力码"
    assert told(page, sitting, TakingOver(mixed=True))["title"] == "换了一张纸"
    assert told(page, sitting, TakingOver(unlooked=True))["mood"] == "bad"
    assert told(page, sitting, TakingOver(Troubled(Trouble.SCANNER_GONE)))["title"] == "扫码枪没反应"


def test_of_several_codes_it_says_which_are_missing(page: TakeOverPage, sitting: StillSitting) -> None:
    sitting.show(TakingOver(codes=("a",), missing=(2, 3), total=3))
    assert (page.strip, page.begun) == ("这张纸有 3 个码，还差第 2、3 个", True)
    sitting.show(TakingOver())
    assert (page.strip, page.begun) == ("正在等接力码", False)
