"""A person at the bench is asked in the room's own words."""

import pytest

from hardware.testing.persons_hand import PersonsHand


def test_a_person_is_asked_by_the_acts_own_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", asked.append)
    hand = PersonsHand("receipt_printer", refill="paper-full")
    hand.unplug()
    hand.close_cover()
    hand.refill()
    assert ["拔掉" in asked[0], "合上盖子" in asked[1], "新纸" in asked[2]] == [True, True, True]


@pytest.mark.parametrize("name", ["unplug_after", "dance"])
def test_what_no_hand_can_do_is_no_act(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(PersonsHand("receipt_printer"), name)
