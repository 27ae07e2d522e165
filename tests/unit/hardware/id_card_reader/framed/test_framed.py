"""The framed driver: its frames, its dialogue, and that it is a plug-in."""

import itertools
import threading
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import DeviceRefused, FrameDamaged, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.id_card_reader.framed.driver import FramedReader
from hardware.id_card_reader.framed.frames import MAX_LENGTH, Cmd, Damaged, Frame, FrameDecoder, Result, encode
from hardware.id_card_reader.framed.simulator import FramedReaderSimulator
from hardware.id_card_reader.interface import CardRead, CardUnreadable, NoCard
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.status import DeviceState, MediaState

ROOT = Path(__file__).parents[5]
CARD = SimulatedCard.from_file(ROOT / "tests" / "data" / "resident.json")


@pytest.fixture
def simulator():
    with FramedReaderSimulator(CARD) as simulator:
        yield simulator


@pytest.fixture
def reader(simulator):
    reader = FramedReader(simulator.address, answer_timeout_s=0.2)
    yield reader
    reader.close()


def feed_all(parts: list[bytes]) -> list[Frame | Damaged]:
    decoder = FrameDecoder()
    return [frame for part in parts for frame in decoder.feed(part)]


def test_a_frame_is_what_the_page_says():
    assert encode(Frame(0x05, Cmd.READ)) == b"\x02000205" + b"10" + b"17" + b"\x03"


@given(st.integers(0, 255), st.integers(0, 255), st.binary(max_size=600), st.lists(st.integers(0, 3000), max_size=9))
def test_any_content_in_any_pieces_comes_out_whole(seq, cmd, data, cuts):
    frame = encode(Frame(seq, cmd, data))
    edges = [0, *sorted(cut % (len(frame) + 1) for cut in cuts), len(frame)]
    assert feed_all([frame[a:b] for a, b in itertools.pairwise(edges)]) == [Frame(seq, cmd, data)]


@given(st.binary(max_size=300).map(lambda noise: noise.replace(b"\x02", b"")), st.binary(max_size=40))
def test_noise_before_a_frame_never_hides_it(noise, data):
    assert feed_all([noise + encode(Frame(1, 2, data))]) == [Frame(1, 2, data)]


@given(st.binary(max_size=40), st.data())
def test_one_changed_or_lost_byte_is_always_noticed(data, draw):
    frame = bytearray(encode(Frame(1, 2, data)))
    at = draw.draw(st.integers(1, len(frame) - 2))
    if draw.draw(st.booleans()):
        del frame[at]
    else:
        frame[at] ^= draw.draw(st.integers(1, 255))
    assert not [each for each in feed_all([bytes(frame)]) if isinstance(each, Frame)]


@given(st.lists(st.one_of(st.binary(max_size=400), st.just(b"\x02"), st.just(b"\x03"), st.just(b"41" * 3000))))
def test_garbage_never_grows_the_decoder_and_never_makes_it_fail(parts):
    decoder = FrameDecoder()
    for part in parts:
        assert all(isinstance(frame, Frame | Damaged) for frame in decoder.feed(part))
        assert len(decoder._held) <= 2 * (MAX_LENGTH + 3)


def test_more_than_a_frame_holds_is_refused():
    with pytest.raises(ValueError, match="holds"):
        encode(Frame(0, 0, bytes(MAX_LENGTH)))


def test_a_card_is_read_with_its_fingerprints_and_the_modules_id(reader):
    card = reader.read(2)
    assert (len(card.fingerprints), card.sam_id) == (2, "05.01-20250718-0000012345-0001234567")


@pytest.mark.parametrize(
    "faults",
    [{"one_byte_at_a_time": True}, {"noise": b"\x03\x02AB"}, {"wrong_checksums": 2}, {"torn_replies": 2}],
    ids=str,
)
def test_a_bad_line_is_asked_again_until_the_card_is_read(simulator, reader, faults):
    simulator.set_faults(**faults)
    assert isinstance(reader.read(10), CardRead)


def test_a_lost_answer_to_a_read_does_not_lose_the_card(simulator, reader):
    reader.status()
    simulator.set_faults(torn_replies=1)
    assert isinstance(reader.read(0), CardRead)


def test_an_answer_damaged_every_time_is_an_error_and_a_status(simulator, reader):
    simulator.set_faults(wrong_checksums=99)
    with pytest.raises(FrameDamaged):
        reader.read(2)
    assert reader.status() == status_of("id_card_reader", "damaged_answers")


def test_a_silent_reader_is_an_error_and_a_status(simulator, reader):
    simulator.set_faults(silent=True)
    with pytest.raises(LinkSilent):
        reader.read(0)
    assert reader.status() == status_of("id_card_reader", "no_answer")


def test_a_card_that_cannot_be_read_is_tried_three_times(simulator, reader):
    simulator.set_faults(read_fails=2)
    assert isinstance(reader.read(5), CardRead)
    simulator.put_card(CARD)
    simulator.set_faults(read_fails=99)
    assert isinstance(reader.read(5), CardUnreadable)


def test_a_card_that_cannot_be_read_lies_there_until_it_is_taken(simulator, reader):
    simulator.set_faults(read_fails=99)
    assert isinstance(reader.read(5), CardUnreadable)
    assert reader.card_present()
    assert reader.status().media is MediaState.PRESENT
    simulator.take_card()
    assert not reader.card_present()


def test_a_look_that_the_reader_refuses_has_not_seen_the_card_go(simulator, reader, monkeypatch):
    assert isinstance(reader.read(2), CardRead)
    monkeypatch.setattr(simulator, "_present", lambda: Result.UNKNOWN_COMMAND)
    with pytest.raises(DeviceRefused):
        reader.card_present()
    assert reader.status().media is MediaState.PRESENT


@pytest.mark.parametrize("word", ["sam_not_authorised", "sam_error"])
def test_a_module_in_trouble_is_a_status_and_reads_no_card(simulator, reader, word):
    simulator.set_faults(**{word: True})
    assert reader.status() == status_of("id_card_reader", word, media=MediaState.NOT_PRESENT)
    with pytest.raises(DeviceRefused):
        reader.read(1)


def test_a_look_during_a_read_does_not_wait(simulator, reader):
    simulator.take_card()
    known = reader.status()
    cancel, begun = threading.Event(), threading.Event()
    read = simulator._read

    def tell():
        begun.set()
        return read()

    simulator._read = tell
    outcome = []
    thread = threading.Thread(target=lambda: outcome.append(reader.read(30)))
    thread.start()
    assert begun.wait(30)
    assert reader.status() is known
    simulator.put_card(CARD)
    thread.join(30)
    cancel.set()
    assert isinstance(outcome[0], CardRead)
    assert reader.status().media is MediaState.PRESENT


def test_an_answer_to_an_earlier_question_is_not_taken_for_this_one(simulator, reader):
    send = simulator._send

    def with_an_old_one(frame):
        send(Frame((frame.seq - 1) % 256, frame.cmd, b"\x01"))
        send(frame)

    simulator._send = with_an_old_one
    assert isinstance(reader.read(2), CardRead)


STATUS_BYTES, READ_BYTES = 12 + 14, 12 + 14 + 2 * 2310


@pytest.mark.parametrize("after", [*range(1, STATUS_BYTES + 30, 3), *range(80, READ_BYTES, 390)])
def test_the_cable_pulled_at_any_byte_is_told_and_mended(simulator, reader, after):
    simulator.unplug_after(after)
    with pytest.raises((LinkLost, LinkNotThere)):
        reader.read(2)
    assert reader.status().state is DeviceState.NO_DEVICE
    simulator.plug()
    assert isinstance(reader.read(2), CardRead)
    simulator.take_card()
    assert reader.read(0) == NoCard()


def test_the_driver_is_an_entry_point_of_the_package():
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["bianmin.drivers"]
    module, _, name = points["id_card_reader.framed"].partition(":")
    assert isinstance(getattr(import_module(module), name)("serial:/nowhere", {}), FramedReader)
