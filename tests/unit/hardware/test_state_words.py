"""Words for the states of a device."""

from __future__ import annotations

from hardware.state_words import FINE, STATE_WORDS
from hardware.status import DeviceState
from hardware.watch import GONE


def test_every_state_has_words_of_its_own() -> None:
    assert STATE_WORDS.keys() == set(DeviceState)
    assert len(set(STATE_WORDS.values())) == len(DeviceState)


def test_what_is_well_is_not_gone() -> None:
    assert not FINE & GONE
