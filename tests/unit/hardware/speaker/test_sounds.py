"""The sentences that ship: all there, in both languages, small, and loud enough to be heard."""

import wave
from pathlib import Path

import numpy as np
import pytest

SOUNDS = Path(__file__).parents[4] / "resources/sounds"
NAMES = {
    "put_card",
    "take_card",
    "take_receipt",
    "take_certificate",
    "take_things",
    "look_camera",
    "power_out",
    "thanks",
}
FILES = [SOUNDS / language / f"{name}.wav" for language in ("zh_CN", "en") for name in sorted(NAMES)]
LARGEST_BYTES = 120 * 1024


def test_every_sentence_stands_in_both_languages():
    sentences = (SOUNDS / "sentences.tsv").read_text("utf-8").splitlines()
    assert {line.split("\t")[0] for line in sentences} == NAMES
    for language in ("zh_CN", "en"):
        assert {file.stem for file in (SOUNDS / language).glob("*.wav")} == NAMES


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_sentence_is_audible_whole_and_small(file):
    assert file.stat().st_size <= LARGEST_BYTES
    with wave.open(str(file)) as reader:
        assert (reader.getframerate(), reader.getnchannels(), reader.getsampwidth()) == (16000, 1, 2)
        samples = np.frombuffer(reader.readframes(reader.getnframes()), "<i2").astype(np.float64)
    assert 1.0 <= len(samples) / 16000 <= 4.0
    assert 1500 <= np.sqrt(np.mean(samples**2)) <= 8000
    assert np.abs(samples).max() < 32000, "clipped"
    assert abs(np.mean(samples)) < 200, "leans to one side"
    assert np.abs(samples[:800]).max() < 300, "begins without a breath"


PIECES = [line.split("\t") for line in (SOUNDS / "pieces.tsv").read_text("utf-8").splitlines()]
EVERY_PIECE = [
    SOUNDS / language / "pieces" / f"{line[0]}.wav"
    for column, language in ((2, "zh_CN"), (3, "en"))
    for line in PIECES
    if line[column] != "-"
]


def test_every_piece_of_a_call_is_there_and_no_other():
    assert {file for language in ("zh_CN", "en") for file in (SOUNDS / language / "pieces").iterdir()} == set(
        EVERY_PIECE
    )


@pytest.mark.parametrize("file", EVERY_PIECE, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_a_piece_is_audible_and_short_at_its_ends(file):
    with wave.open(str(file)) as reader:
        assert (reader.getframerate(), reader.getnchannels(), reader.getsampwidth()) == (16000, 1, 2)
        samples = np.frombuffer(reader.readframes(reader.getnframes()), "<i2").astype(np.float64)
    assert 0.15 <= len(samples) / 16000 <= 1.6
    assert np.sqrt(np.mean(samples**2)) >= 1500
    assert np.abs(samples).max() < 32000, "clipped"
    assert np.abs(samples[-320:]).max() < 700, "ends in a click"


def test_no_two_sentences_are_the_same_sound():
    assert len({file.read_bytes() for file in FILES}) == len(FILES)
