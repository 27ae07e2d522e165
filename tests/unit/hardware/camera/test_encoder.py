"""A recording is pieces that play alone and, joined, as one film."""

import io
from hashlib import sha256

import av
import numpy as np
import pytest

from hardware.camera.encoder import Segment, SegmentEncoder

SIZE = (320, 180)


def picture(number: int, height: int = 180, width: int = 320) -> np.ndarray:
    """A band of light whose place tells the number."""
    canvas = np.full((height, width, 3), 40, np.uint8)
    left = number * 7 % (width - 40)
    canvas[:, left : left + 40] = 220
    return canvas


def recorded(times: list[float], segment_s: float = 1.0) -> list[Segment]:
    encoder = SegmentEncoder(SIZE, segment_s)
    pieces = [encoder.add(picture(number), at) for number, at in enumerate(times)]
    pieces.append(encoder.finish())
    return [piece for piece in pieces if piece is not None]


def played(data: bytes) -> list[tuple[float, np.ndarray]]:
    with av.open(io.BytesIO(data)) as film:
        return [(float(frame.time), frame.to_ndarray(format="bgr24")) for frame in film.decode(video=0)]


def test_the_pieces_joined_are_one_film_of_every_picture_at_its_time() -> None:
    times = [500 + number / 25 for number in range(60)]
    pieces = recorded(times)
    film = played(b"".join(piece.data for piece in pieces))
    assert len(film) == 60
    assert [at - film[0][0] for at, _ in film] == pytest.approx([at - 500 for at in times], abs=1e-4)
    for number, (_, frame) in enumerate(film):
        assert abs(int(frame[90, number * 7 % 280 + 20, 1]) - 220) < 12, number


def test_each_piece_plays_alone_and_says_what_it_is() -> None:
    pieces = recorded([number / 25 for number in range(60)])
    assert [piece.number for piece in pieces] == [1, 2, 3]
    assert [piece.frames for piece in pieces] == [25, 25, 10]
    assert [piece.started_s for piece in pieces] == pytest.approx([0, 1, 2])
    for piece in pieces:
        assert piece.sha256 == sha256(piece.data).hexdigest()
        assert len(piece.data) % 188 == 0
        assert len(played(piece.data)) == piece.frames


def test_a_film_whose_first_pieces_are_lost_plays_from_the_next_one() -> None:
    pieces = recorded([number / 25 for number in range(60)])
    assert len(played(pieces[1].data + pieces[2].data)) == 35


@pytest.mark.parametrize("rate", [15, 7.5, 25, 30, 1])
def test_no_piece_is_longer_than_its_time_whatever_the_camera_gives(rate: float) -> None:
    pieces = recorded([number / rate for number in range(40)])
    assert sum(piece.frames for piece in pieces) == 40
    assert max(piece.duration_s for piece in pieces) <= 1.0 + 1 / rate
    assert len(played(b"".join(piece.data for piece in pieces))) == 40


def test_times_that_stand_still_or_go_back_do_not_stop_the_film() -> None:
    film = played(b"".join(piece.data for piece in recorded([10.0, 10.0, 9.0, 10.5, 10.5, 11.8])))
    ticks = [at for at, _ in film]
    assert len(ticks) == 6
    assert ticks == sorted(set(ticks))


def test_a_gap_of_minutes_is_a_gap_of_minutes() -> None:
    film = played(b"".join(piece.data for piece in recorded([0.0, 0.04, 300.0, 300.04])))
    assert film[2][0] - film[1][0] == pytest.approx(299.96, abs=1e-3)


@pytest.mark.parametrize(("height", "width"), [(1080, 1920), (720, 1280), (480, 640), (1920, 1080), (3, 5)])
def test_a_picture_of_any_shape_is_seen_whole(height: int, width: int) -> None:
    encoder = SegmentEncoder(SIZE)
    encoder.add(np.full((height, width, 3), 200, np.uint8), 0.0)
    piece = encoder.finish()
    assert piece is not None
    ((_, frame),) = played(piece.data)
    assert frame.shape == (180, 320, 3)
    inner = min(320 / width, 180 / height)
    bright = (frame[..., 1] > 100).sum() / (320 * 180)
    assert bright == pytest.approx(inner * width * inner * height / (320 * 180), abs=0.03)


def test_a_recording_of_nothing_has_no_piece() -> None:
    encoder = SegmentEncoder(SIZE)
    assert encoder.cut() is None
    assert encoder.finish() is None


def test_what_a_piece_shows_is_not_written_down() -> None:
    (piece,) = recorded([0.0])
    assert "data" not in repr(piece)
