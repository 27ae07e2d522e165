"""Agency at the glass by touch, in every look and both languages: nothing is cut, nothing stands in the clear."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from app.domain.service_item import StepKind
from app.journeys.agency import AgencyAsk
from app.journeys.agency_events import AgencyChosen, AgencyFilled
from app.journeys.authority import PaperPage
from app.journeys.authority_events import AuthorityChosen, AuthorityWay, PowerSigned
from app.journeys.draft import Draft
from app.journeys.events import BackPressed, NextPressed, ScanPressed
from app.journeys.states import Asking, AtStep
from tests.qml.screens.looks import LOOKS
from tests.qml.screens.sample_states import AGENT, CARD, PENSION, agency_states, by_agent
from tests.qml.screens.seen import cut_texts
from tests.qml.screens.stage import Stage

LONGEST = "阿卜杜热合曼·买买提依明江"
ASKING = AtStep(PENSION, PENSION.steps, 0, Draft("0192"), Asking())


def power(page: PaperPage, **more: object) -> AtStep:
    return by_agent(StepKind.AUTHORITY, is_read=True, can_scan=True, page=page, **more)


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_cut_off_even_of_a_long_name(glass: Stage, look: str) -> None:
    glass.comfort(**LOOKS[look])
    cut = {}
    for name, state in agency_states().items():
        if isinstance(state, AtStep) and state.draft.agency is not None:
            agency = replace(state.draft.agency, agent=replace(AGENT, name=LONGEST))
            state = replace(state, draft=replace(state.draft, agency=agency))
        glass.show(state)
        page = glass.page()
        assert page is not None
        cut[name] = cut_texts(page)
    assert not {name: texts for name, texts in cut.items() if texts}


@pytest.mark.parametrize("look", ["low", "elder and low"])
def test_in_the_low_layout_every_act_lies_below_the_line(glass: Stage, look: str) -> None:
    glass.comfort(**LOOKS[look])
    acts = {
        "way_agent": ASKING,
        "option_spouse": by_agent(StepKind.AGENCY),
        "field_principal_name": by_agent(StepKind.AGENCY, page=AgencyAsk.PRINCIPAL),
        "way_sign": power(PaperPage.WAYS),
        "hold": power(PaperPage.READ),
        "signature": power(PaperPage.SIGN),
        "primary": power(PaperPage.SCAN),
    }
    for name, state in acts.items():
        glass.show(state)
        item = glass.find(name)
        if item is None and name == "hold":
            continue
        assert item is not None, name
        assert item.mapToScene(QPointF(0, 0)).y() >= 768, name


def test_who_came_says_so_beside_the_reader_and_takes_it_back(glass: Stage) -> None:
    glass.show(ASKING)
    glass.touch("way_agent")
    assert glass.sitting.events == [AgencyChosen(True)]
    glass.show(by_agent(StepKind.IDENTIFY))
    assert "先放您自己的身份证" in glass.words()
    glass.touch("way_self")
    assert glass.sitting.events[-1] == AgencyChosen(False)


def test_an_item_in_person_offers_no_other_way(glass: Stage) -> None:
    glass.show(replace(ASKING, item=replace(PENSION, agency=None)))
    assert glass.find("way_agent") is None
    assert "没带身份证？" in glass.words()


def test_an_answer_is_chosen_and_led_on_by_touch(glass: Stage) -> None:
    glass.show(by_agent(StepKind.AGENCY))
    glass.touch("primary")
    assert not [each for each in glass.sitting.events if isinstance(each, AgencyFilled)]
    assert any("还没选" in each for each in glass.words())
    glass.touch("option_child")
    glass.touch("primary")
    assert glass.sitting.events[-1] == AgencyFilled({"relation": "child"})


def test_the_ways_lead_where_they_say(glass: Stage) -> None:
    glass.show(power(PaperPage.WAYS))
    glass.touch("way_sign")
    assert glass.sitting.events == [AuthorityChosen(AuthorityWay.SIGN)]
    glass.show(power(PaperPage.SCAN))
    glass.touch("primary")
    assert glass.sitting.events[-1] == ScanPressed("power-of-attorney")
    glass.show(replace(power(PaperPage.SCAN), scanning="power-of-attorney"))
    glass.sitting.events.clear()
    glass.touch("primary")
    assert glass.sitting.events == []  # while the camera looks, nothing is asked of it


def test_the_text_is_read_masked_then_signed_and_an_empty_frame_is_told(glass: Stage) -> None:
    glass.show(power(PaperPage.READ))
    told = " ".join(glass.words())
    for secret in (CARD.name, CARD.id_number, AGENT.name, AGENT.id_number):
        assert secret not in told
    assert "《民法典》第一百六十九条" in told
    glass.touch("primary")
    assert glass.sitting.events == [NextPressed()]
    glass.show(power(PaperPage.SIGN))
    glass.touch("primary")
    assert "还没签名，在框里写" in glass.words()
    glass.draw("signature", (100, 100), (300, 220), (500, 120), (700, 300))
    glass.touch("primary")
    assert isinstance(glass.sitting.events[-1], PowerSigned)
    glass.touch("back")
    assert glass.sitting.events[-1] == BackPressed()


def test_what_was_drawn_is_gone_with_the_page(glass: Stage) -> None:
    glass.show(power(PaperPage.SIGN))
    glass.draw("signature", (100, 100), (300, 220))
    glass.show(power(PaperPage.READ))
    glass.show(power(PaperPage.SIGN))
    pad = glass.find("signature")
    assert pad is not None
    assert not pad.property("hasInk")
