"""Addresses added to a resident's card after it was made."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.id_card_reader.card_json import card_as_json
from hardware.id_card_reader.card_record import decode_new_addresses, encode_new_addresses
from hardware.id_card_reader.driver import SdtReader, open_driver
from hardware.id_card_reader.frames import Command, Sw3
from hardware.id_card_reader.simulated_card import SimulatedCard

from .conftest import DATA, load

ADDRESSES = ("江南省云溪县白石镇桥头村9号", "江南省云溪县㐂𠮷镇新街1号", "三", "江南省云溪县" + "长" * 29)


@pytest.fixture
def moved(resident):
    """A card with four addresses added: the longest answer there is."""
    return replace(resident, new_addresses=encode_new_addresses(ADDRESSES))


@pytest.fixture
def asking(simulator):
    reader = SdtReader(simulator.address, answer_timeout_s=0.2, new_address=True)
    yield reader
    reader.close()


def asked(simulator) -> int:
    return [content for _, content in simulator.commands].count(Command.READ_NEW_ADDRESS.value)


def test_added_addresses_are_read_where_they_are_wanted(simulator, asking, moved):
    simulator.put_card(moved)
    card = asking.read(2)
    assert card.new_addresses == ADDRESSES
    assert card_as_json(card)["new_addresses"] == list(ADDRESSES)
    assert "桥头村" not in repr(card) + repr(moved)
    assert asking.card_present()


def test_a_card_without_them_has_none(simulator, asking, resident):
    simulator.put_card(resident)
    card = asking.read(2)
    assert card.new_addresses == ()
    assert card_as_json(card)["new_addresses"] == []


def test_they_are_not_asked_for_where_nobody_wants_them(simulator, reader, moved):
    simulator.put_card(moved)
    card = reader.read(2)
    assert card.new_addresses is None
    assert "new_addresses" not in card_as_json(card)
    assert asked(simulator) == 0


def test_a_card_of_another_kind_is_not_asked(simulator, asking):
    simulator.put_card(load("hmt"))
    assert asking.read(2).new_addresses is None
    assert asked(simulator) == 0


def test_the_option_reaches_the_reader(simulator, moved):
    reader = open_driver(simulator.address, {"new_address": True})
    simulator.put_card(moved)
    assert reader.read(2).new_addresses == ADDRESSES
    reader.close()


@pytest.mark.parametrize("sw3", [Sw3.UNKNOWN, Sw3.READ_FAILED, 0x37])
def test_a_reader_that_does_not_tell_them_reads_the_card_all_the_same(simulator, asking, moved, monkeypatch, sw3):
    monkeypatch.setattr(simulator, "_read_more", lambda command: (sw3, b""))
    simulator.put_card(moved)
    card = asking.read(2)
    assert card.id_number
    assert card.new_addresses is None


@pytest.mark.parametrize("fault", [{"hangs": 1}, {"wrong_checksums": 99}, {"torn_replies": 99}])
def test_a_card_already_read_is_not_lost_when_the_addresses_are(simulator, asking, moved, monkeypatch, fault):
    read = simulator._read

    def then_fail(command):
        answer = read(command)
        simulator._send(*answer)
        simulator.set_faults(**{"silent": True} if "hangs" in fault else fault)
        return answer

    simulator.put_card(moved)
    asking.status()
    monkeypatch.setattr(simulator, "_read", then_fail)
    card = asking.read(2)
    assert card.id_number
    assert card.new_addresses is None


@pytest.mark.parametrize("after", range(1, 10 + 11 + 280, 24))
def test_the_cable_pulled_while_they_are_read_does_not_lose_the_card(simulator, asking, moved, after):
    asking.status()
    simulator.put_card(moved)
    simulator.unplug_after(10 + 15 + 10 + 19 + 10 + 2321 + after)
    assert asking.read(2).id_number


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=17), max_size=4))
def test_what_was_written_is_what_is_read(addresses):
    addresses = [address.strip(" \0\u3000") for address in addresses]
    assert decode_new_addresses(encode_new_addresses(addresses)) == tuple(filter(None, addresses))


@given(st.binary(max_size=400))
def test_any_bytes_are_addresses_of_some_kind(data):
    assert all(isinstance(each, str) and each for each in decode_new_addresses(data))


@pytest.mark.parametrize("addresses", [["一"] * 5, ["长" * 36], "一", [1]])
def test_a_card_that_cannot_be_written_is_refused(addresses):
    document = json.loads((DATA / "resident.json").read_text("utf-8"))
    with pytest.raises(ValueError, match=r"住址|new_addresses"):
        SimulatedCard.from_json({**document, "new_addresses": addresses})
