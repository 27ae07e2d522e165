"""What every identity-card reader promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import contextlib
import threading
from typing import Any, Protocol

import pytest

from hardware.errors import Cancelled, LinkLost, LinkNotThere
from hardware.id_card_reader.interface import CardRead, IdCardReader, NoCard
from hardware.status import DeviceState, MediaState
from hardware.testing.device_contract import DeviceContract, Hand

PATIENCE_S = 10.0


class CardHand(Hand, Protocol):
    def put_card(self, card: Any) -> None: ...

    def take_card(self) -> None: ...


class IdCardReaderContract(DeviceContract):
    """Fixture `cards`: at least two different cards which the hand can put down."""

    def test_no_card_in_time_is_an_outcome(self, device: IdCardReader) -> None:
        assert device.read(0) == NoCard()

    def test_a_card_is_read_whole(self, device: IdCardReader, hand: CardHand, cards: list[Any]) -> None:
        hand.put_card(cards[0])
        card = device.read(PATIENCE_S)
        assert isinstance(card, CardRead)
        assert card.id_number
        assert card.id_number_valid
        assert card.name or card.name_en
        assert card.birth_date is not None
        assert card.long_term is (card.valid_to is None)
        assert len(card.photo_wlt) == 1024

    def test_a_card_left_lying_is_present_and_not_read_twice(
        self, device: IdCardReader, hand: CardHand, cards: list[Any]
    ) -> None:
        hand.put_card(cards[0])
        assert isinstance(device.read(PATIENCE_S), CardRead)
        assert device.card_present()
        assert device.status().media is MediaState.PRESENT
        assert device.read(0.5) == NoCard()
        assert device.card_present()

    def test_the_next_card_is_another_one(self, device: IdCardReader, hand: CardHand, cards: list[Any]) -> None:
        seen = []
        for card in cards[:2]:
            hand.put_card(card)
            outcome = device.read(PATIENCE_S)
            assert isinstance(outcome, CardRead)
            seen.append(outcome.id_number)
            hand.take_card()
            assert not device.card_present()
        assert seen[0] != seen[1]

    def test_no_card_is_present_before_one_was_found(self, device: IdCardReader) -> None:
        assert not device.card_present()

    def test_nothing_lies_in_an_empty_field(self, device: IdCardReader) -> None:
        assert not device.card_in_field()

    def test_a_look_finds_a_card_that_nobody_has_read(
        self, device: IdCardReader, hand: CardHand, cards: list[Any]
    ) -> None:
        hand.put_card(cards[0])
        assert device.card_in_field()
        assert device.card_present()
        assert device.status().media is MediaState.PRESENT
        hand.take_card()
        assert not device.card_present()
        assert not device.card_in_field()

    def test_a_card_that_was_only_looked_at_is_read(
        self, device: IdCardReader, hand: CardHand, cards: list[Any]
    ) -> None:
        hand.put_card(cards[0])
        assert device.card_in_field()
        assert isinstance(device.read(PATIENCE_S), CardRead)
        assert device.card_in_field()

    def test_looking_with_an_unplugged_reader_is_told(self, device: IdCardReader, hand: CardHand) -> None:
        hand.unplug()
        with pytest.raises((LinkNotThere, LinkLost)):
            device.card_in_field()
        hand.plug()
        assert not device.card_in_field()

    def test_waiting_ends_when_it_is_cancelled(self, device: IdCardReader) -> None:
        cancel = threading.Event()
        threading.Timer(0.05, cancel.set).start()
        with pytest.raises(Cancelled):
            device.read(60, cancel)

    def test_a_look_during_a_read_does_not_wait_for_its_end(self, device: IdCardReader) -> None:
        device.status()
        cancel, ended = threading.Event(), threading.Event()

        def read() -> None:
            with contextlib.suppress(Cancelled):
                device.read(60, cancel)
            ended.set()

        reading = threading.Thread(target=read)
        reading.start()
        states = {device.status().state for _ in range(5)}
        still_reading = not ended.is_set()
        cancel.set()
        reading.join()
        assert still_reading
        assert states <= {DeviceState.ONLINE, DeviceState.BUSY}

    def test_reading_from_an_unplugged_reader_is_told(self, device: IdCardReader, hand: CardHand) -> None:
        hand.unplug()
        with pytest.raises((LinkNotThere, LinkLost)) as caught:
            device.read(1)
        assert caught.value.device == "id_card_reader"
        assert caught.value.address
        assert caught.value.what_to_do
        hand.plug()
        assert device.read(0) == NoCard()
