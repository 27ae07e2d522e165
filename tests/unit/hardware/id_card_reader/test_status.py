"""A look at the reader, and that it never comes between find and read."""

import threading

import pytest

from hardware.errors import HardwareError
from hardware.faults import status_of
from hardware.id_card_reader.driver import open_driver
from hardware.id_card_reader.interface import CardRead, NoCard
from hardware.status import DeviceState, DeviceStatus, MediaState

NO_HANG_S = 30.0


@pytest.fixture
def waiting(simulator, reader):
    """A read under way in another thread, its first find sent."""
    found = threading.Event()
    find = simulator._find

    def tell():
        found.set()
        return find()

    simulator._find = tell
    cancel, outcome = threading.Event(), []

    def begin(timeout_s=NO_HANG_S):
        def wait():
            try:
                outcome.append(reader.read(timeout_s, cancel))
            except HardwareError as error:
                outcome.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        assert found.wait(NO_HANG_S)
        begin.thread = thread
        return outcome

    yield begin
    cancel.set()
    if hasattr(begin, "thread"):
        begin.thread.join(NO_HANG_S)


def test_a_look_during_a_read_sends_no_byte_and_does_not_wait(simulator, reader, waiting):
    waiting()
    assert reader.status() == DeviceStatus(DeviceState.BUSY)
    assert len({content for _, content in simulator.commands[1:]}) <= 2  # find, and the module's id of the read itself


def test_a_look_during_a_read_gives_what_is_known_of_before(simulator, reader, waiting, resident):
    known = reader.status()
    assert known == DeviceStatus(DeviceState.ONLINE, media=MediaState.NOT_PRESENT)
    outcome = waiting()
    for _ in range(50):
        assert reader.status() == known
    simulator.put_card(resident)
    waiting.thread.join(NO_HANG_S)
    assert isinstance(outcome[0], CardRead)
    assert reader.status().media is MediaState.PRESENT


def test_a_look_while_another_talks_gives_what_is_known_of_before(simulator, reader):
    known = reader.status()
    inside, over = threading.Event(), threading.Event()

    def talk():
        with reader._line.dialogue():
            inside.set()
            over.wait(NO_HANG_S)

    talker = threading.Thread(target=talk)
    talker.start()
    assert inside.wait(NO_HANG_S)
    assert reader.status() == known
    over.set()
    talker.join()


def test_a_read_that_failed_leaves_nothing_known_behind(simulator, reader, waiting):
    assert reader.status().state is DeviceState.ONLINE
    waiting()
    simulator.unplug()
    waiting.thread.join(NO_HANG_S)
    assert reader.status() == status_of("id_card_reader", "not_there")
    simulator.plug()
    assert reader.status().state is DeviceState.ONLINE
    assert reader.read(0) == NoCard()


def test_every_way_to_be_out_of_reach_has_its_word(simulator, reader):
    simulator.set_faults(wrong_checksums=999)
    assert reader.status() == status_of("id_card_reader", "damaged_answers")
    simulator.clear_faults()
    simulator.set_faults(silent=True)
    assert reader.status() == status_of("id_card_reader", "no_answer")
    simulator.unplug()
    assert reader.status() == status_of("id_card_reader", "not_there")


def test_a_decoder_that_is_not_where_the_settings_say_is_a_warning_only(simulator, resident):
    reader = open_driver(simulator.address, {"photo_decoder": "/nowhere/libwlt.so"})
    assert reader.status() == status_of("id_card_reader", "photo_decoder_missing", media=MediaState.NOT_PRESENT)
    assert reader.status().state is DeviceState.ONLINE
    simulator.put_card(resident)
    assert isinstance(reader.read(2), CardRead)
    reader.close()
