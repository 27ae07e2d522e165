"""Needs a reader, two cards and a person: BIANMIN_ID_CARD_READER=serial:/dev/ttyUSB0 in the environment, pytest -s.

BIANMIN_ID_CARD_READER_DRIVER names another driver than `sdt`. Each step asks what to do and waits for Enter.
"""

import os
import sys

import pytest

from hardware.id_card_reader.acts import ACTS
from hardware.id_card_reader.interface import CardRead
from hardware.registry import find_driver
from hardware.testing.id_card_reader_contract import PATIENCE_S, IdCardReaderContract

ADDRESS = os.environ.get("BIANMIN_ID_CARD_READER", "")
DRIVER = os.environ.get("BIANMIN_ID_CARD_READER_DRIVER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),  # a person takes their time
    pytest.mark.skipif(not ADDRESS, reason="no reader: set BIANMIN_ID_CARD_READER=serial:/dev/ttyUSB0"),
]


def ask(words: str) -> None:
    sys.stderr.write(f"\n→ {words}，好了按回车 ")
    sys.stderr.flush()
    sys.stdin.readline()


class Person:
    """Does by hand what a simulator does by itself."""

    def put_card(self, card: str) -> None:
        ask(f"{ACTS['put-card'].ask}（{card}）")

    def take_card(self) -> None:
        ask(ACTS["take-card"].ask)

    def unplug(self) -> None:
        ask(ACTS["unplug"].ask)

    def plug(self) -> None:
        ask(ACTS["plug"].ask)


class TestTheReaderOnTheBench(IdCardReaderContract):
    nowhere = "serial:/nowhere/ttyUSB9"

    @staticmethod
    def open_driver(address, options):
        return find_driver("id_card_reader", DRIVER)(address, options)

    @pytest.fixture
    def hand(self):
        ask("把读卡器接好，读卡区清空")
        return Person()

    @pytest.fixture
    def device(self, hand):
        device = self.open_driver(ADDRESS, {})
        yield device
        device.close()

    @pytest.fixture
    def cards(self):
        return ["第一张", "第二张"]

    def test_added_addresses_are_read_or_known_to_be_none(self, hand):
        device = self.open_driver(ADDRESS, {"new_address": True})
        hand.put_card("居民身份证")
        card = device.read(PATIENCE_S)
        device.close()
        assert isinstance(card, CardRead)
        assert card.new_addresses is not None
