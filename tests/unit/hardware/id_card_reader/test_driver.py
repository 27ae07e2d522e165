import json
import threading
import time

import pytest

from hardware.errors import Cancelled, DeviceRefused, FrameDamaged, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.id_card_reader.card_json import card_as_json
from hardware.id_card_reader.driver import SdtReader, open_driver, sam_id_text
from hardware.id_card_reader.frames import Command, Sw3
from hardware.id_card_reader.interface import CardKind, CardRead, CardUnreadable, NoCard
from hardware.id_card_reader.simulator import SAM_ID, IdCardReaderSimulator
from hardware.status import DeviceState, MediaState

from .conftest import CARDS, DATA, load


def finds(simulator) -> list[float]:
    return [at for at, content in simulator.commands if content == Command.FIND.value]


@pytest.mark.parametrize("name", CARDS)
def test_every_kind_of_card_comes_back_as_it_was_written(simulator, reader, name):
    simulator.put_card(load(name))
    wanted = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    card = card_as_json(reader.read(1))
    for key in wanted.keys() - {"photo"}:
        assert card[key] == wanted[key]
    assert card["id_number_valid"] is True
    assert card["sam_id"] == sam_id_text(SAM_ID)


def test_a_field_the_kind_does_not_have_is_absent(simulator, reader):
    simulator.put_card(load("hmt"))
    card = reader.read(1)
    assert card.ethnicity is None
    assert not {"ethnicity", "name_en", "nationality"} & card_as_json(card).keys()


def test_long_term_is_null(simulator, reader):
    simulator.put_card(load("foreign_2023"))
    card = reader.read(1)
    assert (card.valid_to, card.long_term, card_as_json(card)["valid_to"]) == (None, True, None)


def test_a_card_shows_nothing_personal_when_printed(simulator, reader, resident):
    simulator.put_card(resident)
    shown = repr(reader.read(1)) + repr(resident)
    assert "吴" not in shown
    assert "33072419" not in shown


@pytest.mark.parametrize(
    "faults",
    [
        {"one_byte_at_a_time": True},
        {"noise": b"\x00\xaa\xaa\x96\x69\xaa"},
        {"wrong_checksums": 1},
        {"wrong_checksums": 2},
        {"wrong_lengths": 1},
        {"torn_replies": 1},
        {"one_byte_at_a_time": True, "noise": b"\xaa\xaa", "wrong_checksums": 1},
    ],
)
def test_a_bad_line_is_asked_again_until_the_card_is_read(simulator, reader, resident, faults):
    simulator.put_card(resident)
    simulator.set_faults(**faults)
    assert isinstance(reader.read(5), CardRead)


@pytest.mark.parametrize("fault", ["wrong_checksums", "torn_replies"])
@pytest.mark.parametrize("command", [Command.FIND, Command.SELECT, Command.READ_BASE_FINGERPRINT])
def test_each_answer_of_the_dialogue_may_be_damaged_once(simulator, reader, resident, fault, command, monkeypatch):
    answer = simulator._answer

    def spoil(content):
        if content == command.value:
            monkeypatch.setattr(simulator, "_answer", answer)
            simulator.set_faults(**{fault: 1})
        return answer(content)

    monkeypatch.setattr(simulator, "_answer", spoil)
    simulator.put_card(resident)
    assert isinstance(reader.read(5), CardRead)


def test_an_answer_damaged_every_time_is_an_error(simulator, reader, resident):
    simulator.put_card(resident)
    simulator.set_faults(wrong_checksums=99)
    with pytest.raises(FrameDamaged):
        reader.read(5)
    assert reader.status().state is DeviceState.HARDWARE_ERROR


def test_finds_are_never_closer_than_the_protocol_allows(simulator, reader):
    """Counted, not timed at the far side, where a busy machine hears one late and the next in time."""
    begun = time.monotonic()
    assert reader.read(0.7) == NoCard()
    assert reader.read(0) == NoCard()
    took_s = time.monotonic() - begun
    assert 3 <= len(finds(simulator)) <= took_s / 0.3 + 1


def test_a_read_card_is_read_again_only_after_it_left(simulator, reader, resident):
    simulator.put_card(resident)
    assert isinstance(reader.read(1), CardRead)
    assert reader.card_present()
    assert reader.read(0.4) == NoCard()
    assert reader.card_present()
    assert reader.status().media is MediaState.PRESENT
    simulator.take_card()
    assert not reader.card_present()
    assert reader.status().media is MediaState.NOT_PRESENT
    simulator.put_card(resident)
    assert isinstance(reader.read(1), CardRead)


def test_a_card_put_down_while_waiting_is_read(simulator, reader, resident):
    threading.Timer(0.1, simulator.put_card, [resident]).start()
    assert isinstance(reader.read(5), CardRead)


def test_a_card_that_cannot_be_selected_is_tried_three_times(simulator, reader, resident):
    simulator.put_card(resident)
    simulator.set_faults(select_fails=2)
    assert isinstance(reader.read(5), CardRead)
    simulator.take_card()
    simulator.put_card(resident)
    simulator.set_faults(select_fails=99)
    assert reader.read(5) == CardUnreadable(Sw3.SELECT_FAILED)


def test_a_card_that_cannot_be_read_is_told_with_the_readers_own_status(simulator, reader, resident):
    simulator.put_card(resident)
    simulator.set_faults(read_fails=99)
    assert reader.read(0) == CardUnreadable(Sw3.READ_FAILED)


@pytest.mark.parametrize("fault", ["select_fails", "read_fails"])
def test_a_card_that_cannot_be_read_lies_there_until_it_is_taken(simulator, reader, resident, fault):
    simulator.put_card(resident)
    simulator.set_faults(**{fault: 99})
    assert isinstance(reader.read(5), CardUnreadable)
    assert reader.card_present()
    assert reader.status().media is MediaState.PRESENT
    simulator.take_card()
    assert not reader.card_present()
    assert reader.status().media is MediaState.NOT_PRESENT


def test_a_card_whose_reading_was_called_back_lies_there(simulator, reader, resident, monkeypatch):
    cancel, answer = threading.Event(), simulator._answer

    def cancel_at_the_record(content):
        if content == Command.READ_BASE_FINGERPRINT.value:
            cancel.set()
            simulator.set_faults(torn_replies=1)
        return answer(content)

    monkeypatch.setattr(simulator, "_answer", cancel_at_the_record)
    simulator.put_card(resident)
    with pytest.raises(Cancelled):
        reader.read(5, cancel)
    assert reader.card_present()
    simulator.take_card()
    assert not reader.card_present()


def test_a_reader_that_cannot_look_has_not_seen_the_card_go(simulator, reader, resident):
    simulator.put_card(resident)
    simulator.set_faults(read_fails=99)
    assert isinstance(reader.read(5), CardUnreadable)
    simulator.set_faults(read_fails=0, find_errors=2)
    simulator._far_end.call(simulator._forget)
    with pytest.raises(DeviceRefused):
        reader.card_present()
    assert reader.status().media is MediaState.PRESENT
    assert reader.card_present()


def test_a_reader_without_fingerprints_is_read_all_the_same():
    with IdCardReaderSimulator(load("resident"), fingerprint=False) as simulator:
        reader = SdtReader(simulator.address)
        assert reader.read(1).fingerprints == ()
        simulator.take_card()
        simulator.put_card(load("hmt"))
        assert reader.read(1).kind is CardKind.HMT_RESIDENCE_PERMIT
        asked = [content for _, content in simulator.commands].count(Command.READ_BASE_FINGERPRINT.value)
        assert asked == 1
        reader.close()


def test_a_reader_that_says_nothing_to_an_unknown_command_is_read_all_the_same(
    simulator, reader, resident, monkeypatch
):
    send = simulator._send

    def ignore_unknown(sw3, data=b""):
        if simulator.commands[-1][1] != Command.READ_BASE_FINGERPRINT.value:
            send(sw3, data)

    monkeypatch.setattr(simulator, "_send", ignore_unknown)
    simulator.put_card(resident)
    assert isinstance(reader.read(2), CardRead)
    asked = [content for _, content in simulator.commands].count(Command.READ_BASE_FINGERPRINT.value)
    assert asked == 1


def test_fingerprints_can_be_left_on_the_card(simulator, resident):
    reader = open_driver(simulator.address, {"fingerprint": False})
    simulator.put_card(resident)
    assert reader.read(1).fingerprints == ()
    assert Command.READ_BASE_FINGERPRINT.value not in [content for _, content in simulator.commands]
    reader.close()


def test_the_module_id_is_asked_for_once(simulator, reader, resident):
    for _ in range(2):
        simulator.put_card(resident)
        assert reader.read(1).sam_id
        simulator.take_card()
    reader.status()
    assert [content for _, content in simulator.commands].count(Command.SAM_ID.value) == 1


def test_a_silent_reader_is_offline_and_an_error_while_reading(simulator, reader):
    simulator.set_faults(silent=True)
    with pytest.raises(LinkSilent) as caught:
        reader.read(0.1)
    assert caught.value.device == "id_card_reader"
    assert reader.status().state is DeviceState.OFFLINE
    simulator.clear_faults()
    assert reader.status().state is DeviceState.ONLINE


@pytest.mark.parametrize("word", ["sam_not_authorised", "sam_error"])
def test_a_security_module_in_trouble_is_a_fault_of_the_table(simulator, reader, word):
    simulator.set_faults(**{word: True})
    assert reader.status() == status_of("id_card_reader", word, media=MediaState.NOT_PRESENT)


@pytest.mark.parametrize("sw3", [Sw3.COMMAND, Sw3.NOT_ALLOWED, Sw3.UNKNOWN])
def test_a_reader_that_does_not_know_the_question_for_its_module_is_there(simulator, reader, monkeypatch, sw3):
    monkeypatch.setattr(simulator, "_sam_status", lambda: sw3)
    assert reader.status().state is DeviceState.ONLINE


def test_a_reader_that_reports_its_own_failure_is_not_taken_for_an_empty_field(simulator, reader):
    simulator.set_faults(find_errors=1)
    with pytest.raises(DeviceRefused) as caught:
        reader.read(1)
    assert caught.value.what_to_do


def test_waiting_for_a_card_can_be_cancelled(reader):
    cancel = threading.Event()
    threading.Timer(0.05, cancel.set).start()
    with pytest.raises(Cancelled):
        reader.read(60, cancel)


def test_opening_touches_no_port_and_an_absent_one_is_a_status():
    reader = open_driver("serial:/nowhere/ttyUSB9", {})
    assert reader.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere):
        reader.read(0)
    assert not reader.card_present()
    reader.close()


def test_a_reader_plugged_in_again_works_on(simulator, reader, resident):
    simulator.put_card(resident)
    assert isinstance(reader.read(1), CardRead)
    simulator.unplug()
    assert reader.status().state is DeviceState.NO_DEVICE
    simulator.plug()
    assert reader.status().state is DeviceState.ONLINE
    assert isinstance(reader.read(1), CardRead)


DIALOGUE_BYTES = 10 + 15 + 10 + 19 + 10 + 2321
"""find, its answer, select, its answer, read, its answer"""


def pull_the_cable(simulator, reader, after: int) -> None:
    simulator.unplug_after(after)
    with pytest.raises((LinkLost, LinkNotThere)):
        reader.read(2)
    assert reader.status().state is DeviceState.NO_DEVICE
    simulator.plug()
    simulator.set_faults(silent=False)
    assert isinstance(reader.read(2), CardRead)


@pytest.fixture
def quick(monkeypatch):
    """Finds as fast as the machine can: what is tried here is the cable, not the pace."""
    monkeypatch.setattr("hardware.id_card_reader.dialogue.FIND_PAUSE_S", 0.0)


@pytest.mark.parametrize("after", [*range(1, 80), *range(80, DIALOGUE_BYTES, 190), DIALOGUE_BYTES - 1])
def test_the_cable_pulled_at_any_byte_is_told_and_mended(simulator, reader, resident, quick, after):
    simulator.put_card(resident)
    pull_the_cable(simulator, reader, after)


@pytest.mark.slow
def test_the_cable_pulled_at_every_single_byte_is_told_and_mended(simulator, reader, resident, quick):
    simulator.put_card(resident)
    for after in range(1, DIALOGUE_BYTES):
        pull_the_cable(simulator, reader, after)


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_one(simulator, resident, monkeypatch):
    """The find is answered after the driver gave up waiting: its second answer must not pass for a selection."""
    reader = SdtReader(simulator.address, answer_timeout_s=0.1)
    send, late = simulator._send, []

    def slow_first(sw3, data=b""):
        if sw3 == Sw3.FOUND and not late:
            late.append(True)
            time.sleep(0.15)
        send(sw3, data)

    monkeypatch.setattr(simulator, "_send", slow_first)
    simulator.put_card(resident)
    assert isinstance(reader.read(2), CardRead)
    reader.close()


def test_traffic_is_not_logged_with_its_contents(simulator, resident, caplog):
    caplog.set_level("DEBUG")
    reader = open_driver(simulator.address, {"byte_log": True})
    simulator.put_card(resident)
    card = reader.read(1)
    reader.close()
    assert "id_card_reader <" in caplog.text
    assert card.id_number not in caplog.text
    assert card.name not in caplog.text
