import io
import struct
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.speaker.wave_sound import WaveSound, at_volume, join_wavs, parse_wav


def wav(samples: bytes = b"\x01\x00" * 100, rate: int = 16000, channels: int = 1, width: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(width)
        writer.setframerate(rate)
        writer.writeframes(samples)
    return out.getvalue()


def test_a_wav_is_read_and_written_the_same():
    sound = parse_wav(wav())
    assert (sound.rate_hz, sound.channels, sound.seconds) == (16000, 1, 100 / 16000)
    assert parse_wav(sound.as_wav()) == sound


@pytest.mark.parametrize(
    "data",
    [
        wav(b""),
        wav(width=1),
        wav(b"\0" * 120, width=3),
        wav(rate=4000),
        wav(rate=96000),
        wav(b"\0\0" * 9, channels=3),
        wav(b"\0\0" * (8000 * 61), rate=8000),
        wav()[:40],
        wav().replace(b"WAVE", b"AVI "),
        wav()[:20] + b"\x06\0" + wav()[22:],  # A-law
    ],
)
def test_what_cannot_be_played_is_refused(data):
    with pytest.raises(ValueError, match=r".+"):
        parse_wav(data)


@given(st.binary(max_size=300), st.integers(0, 60), st.binary(max_size=40))
def test_any_bytes_are_a_sound_or_refused(noise, at, patch):
    for data in (noise, wav()[:at] + patch + wav()[at + len(patch) :]):
        try:
            parse_wav(data)
        except ValueError:
            continue


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=50), st.integers(0, 100))
def test_the_volume_turns_every_sample_down_and_never_over(samples, percent):
    before = WaveSound(16000, 1, struct.pack(f"<{len(samples)}h", *samples))
    after = struct.unpack(f"<{len(samples)}h", at_volume(before, percent).samples)
    assert all(
        abs(now) == abs(then) * percent // 100 and now * then >= 0 for now, then in zip(after, samples, strict=True)
    )


def test_a_sound_keeps_its_samples_out_of_sight():
    assert "samples" not in repr(parse_wav(wav()))


def test_pieces_become_one_sound_with_a_breath_before_and_after(tmp_path):
    for name, sample in (("one", b"\x01\x00"), ("two", b"\x02\x00")):
        (tmp_path / f"{name}.wav").write_bytes(wav(sample * 50))
    whole = parse_wav(join_wavs([tmp_path / "one.wav", tmp_path / "two.wav"], before_s=0.1, after_s=0.2))
    assert whole.samples == b"\0" * 3200 + b"\x01\x00" * 50 + b"\x02\x00" * 50 + b"\0" * 6400


def test_pieces_of_two_kinds_or_none_are_refused(tmp_path):
    (tmp_path / "slow.wav").write_bytes(wav(rate=8000))
    (tmp_path / "fast.wav").write_bytes(wav())
    for files in ([], [tmp_path / "slow.wav", tmp_path / "fast.wav"]):
        with pytest.raises(ValueError, match="kinds of sound"):
            join_wavs(files)
