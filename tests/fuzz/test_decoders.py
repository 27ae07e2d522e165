"""Short form of `make fuzz`: a few hundred strings into every decoder, in pieces of random sizes; and long ones."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardware.certificate_printer.frames import decode
from hardware.receipt_printer.firmware import Firmware
from tests.fuzz.decoder import Decoder, HoldsTooMuch, hear
from tests.fuzz.decoders import DECODERS
from tests.fuzz.mutation import NASTY, cut, mutated
from tests.fuzz.trial import Trial

NO_HANG_S = 60
LONGEST_IN_SHORT_FORM = 20_000
SLOW_EXAMPLES = {"id_card_reader.portrait_picture": 30, "certificate_printer.words": 60}
SEEDS = st.integers(0, 2**64)
BY_NAME = pytest.mark.parametrize("name", list(DECODERS))
EVERY_SEED = [
    pytest.param(name, seed, id=f"{name}-{number}")
    for name in DECODERS
    for number, seed in enumerate(DECODERS[name].seeds)
]


def few(examples: int) -> settings:
    return settings(deadline=None, max_examples=examples, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(("name", "seed"), EVERY_SEED)
def test_what_right_frames_are_made_of_is_right_or_declared(name: str, seed: bytes) -> None:
    decoder = DECODERS[name]
    hear(decoder, decoder.make(), [seed])
    hear(decoder, decoder.make(), [bytes([byte]) for byte in seed])


@BY_NAME
@pytest.mark.timeout(NO_HANG_S)
def test_nearly_right_bytes_in_any_pieces_are_a_frame_or_a_declared_error(name: str) -> None:
    decoder = DECODERS[name]
    living = decoder.make()

    @few(SLOW_EXAMPLES.get(name, 80))
    @given(SEEDS)
    def try_it(number: int) -> None:
        random = Random(number)
        pieces = cut(random, mutated(random, decoder.seeds, 2 * decoder.max_len))
        hear(decoder, decoder.make(), pieces)
        if decoder.lives:
            hear(decoder, living, pieces)

    try_it()


@BY_NAME
@pytest.mark.timeout(NO_HANG_S)
def test_any_bytes_in_any_pieces_are_a_frame_or_a_declared_error(name: str) -> None:
    decoder = DECODERS[name]

    @few(SLOW_EXAMPLES.get(name, 60))
    @given(st.lists(st.binary(max_size=64), max_size=6))
    def try_it(pieces: list[bytes]) -> None:
        hear(decoder, decoder.make(), pieces)

    try_it()


def repeated(decoder: Decoder, random: Random, length: int) -> bytes:
    """A right frame up to some place, and from there a piece of it, or a nasty byte, over and over."""
    seed = random.choice(decoder.seeds)
    at = random.randrange(len(seed) + 1)
    unit = seed[at : at + random.randint(1, 16)] or random.choice(NASTY)
    return seed[:at] + unit * ((length - at) // len(unit))


def try_long(name: str, length: int, examples: int) -> None:
    decoder = DECODERS[name]

    @few(examples)
    @given(SEEDS)
    def try_it(number: int) -> None:
        random = Random(number)
        data = repeated(decoder, random, length)
        hear(decoder, decoder.make(), [data[at : at + 4096] for at in range(0, len(data), 4096)])

    try_it()


LONG = [name for name, decoder in DECODERS.items() if decoder.longest]


@pytest.mark.parametrize("name", LONG)
@pytest.mark.timeout(NO_HANG_S)
def test_a_long_string_that_repeats_itself_neither_hangs_nor_is_kept(name: str) -> None:
    try_long(name, min(DECODERS[name].longest, LONGEST_IN_SHORT_FORM), 15)


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
@pytest.mark.timeout(600)
def test_the_longest_string_that_repeats_itself_neither_hangs_nor_is_kept(name: str) -> None:
    try_long(name, DECODERS[name].longest, 30)


@pytest.mark.timeout(NO_HANG_S)
def test_an_attribute_of_hundreds_of_thousands_of_values_is_read_in_no_time() -> None:
    head = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + b"\x44\x00\x01a\x00\x00"
    message = decode(head + b"\x44\x00\x00\x00\x00" * 300_000 + b"\x03")
    assert len(message.find("a")) == 300_001


@pytest.mark.timeout(NO_HANG_S)
def test_a_line_without_an_end_is_broken_by_the_simulated_printer_in_no_time() -> None:
    firmware = Firmware(80, lambda _: None)
    firmware.receive(b"a" * 60_000 + b"\n\x1dV\x00")
    assert firmware.finished[0].text.split("\n") == ["a" * 48] * 1250


@pytest.mark.parametrize("function", [b"1C", b"1E", b"1P", b"1Q", b"1A", b"1", b""])
def test_a_code_command_without_its_value_is_unknown_or_harmless_to_the_simulated_printer(function: bytes) -> None:
    firmware = Firmware(80, lambda _: None)
    firmware.receive(b"\x1d(k" + bytes([len(function), 0]) + function + b"x\n\x1dV\x00")
    assert firmware.finished[0].text.startswith("x")


class Leaky:
    """What the trial itself must find: an undeclared error, and more kept than said."""

    def __init__(self) -> None:
        self.held = 0

    def __call__(self, data: bytes) -> int:
        self.held += len(data)
        if data.startswith(b"!"):
            raise KeyError(data)
        return self.held


def test_the_trial_itself_finds_what_is_wrong() -> None:
    trial = Trial(Decoder(Leaky, (b"a",), holds=4, in_pieces=True, lives=True), 20)
    while not trial.is_over:
        trial.give(b"!" if trial.told.runs == 3 else b"ab")
    assert trial.told.runs == 20
    assert trial.told.exceptions == 2  # the fourth string; the 17th, when the one that lives has heard three
    assert {each.split(" ")[0] for each in trial.told.failures} == {KeyError.__name__, HoldsTooMuch.__name__}
