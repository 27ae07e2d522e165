"""Photos, papers and films: opened from their seals, compared with what was declared, told where they differ."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from sqlalchemy import select, update

from app.central.objects import ObjectStore
from app.central.storage.database import Database
from app.central.storage.tables import uploads
from app.storage.attachment_files import new_identity
from app.storage.recordings import RecordingStore
from tests.central.office.conftest import FILES, JPEG, PDF, Browser, Sent
from tests.central.office.films import BEGUN, Recorded, recorded

Acts = Callable[[str], list[tuple[str, str, str]]]


def with_film(sent: Callable[..., Sent], film: bytes, listed: dict[str, Any] | None) -> Sent:
    more = {} if listed is None else {"recordings": {"video": listed}}
    return sent(files=FILES | {"video": ("video/mp2t", film)}, **more)


def alter_at_rest(database: Database, data_dir: Path, case_id: str, name: str, at: float = 0.5) -> None:
    """One bit of what lies in the centre's store."""
    objects = ObjectStore(data_dir / "central" / "objects")
    with database.write() as connection:
        mine = (uploads.c.case_id == case_id) & (uploads.c.name == name)
        key = connection.execute(select(uploads.c.object_key).where(mine)).scalar_one()
        content = bytearray(objects.get(key))
        content[int(len(content) * at)] ^= 1
        objects.put_bytes(f"altered/{case_id}-{name}", bytes(content))
        connection.execute(update(uploads).where(mine).values(object_key=f"altered/{case_id}-{name}"))


def frames(film: bytes) -> int:
    with av.open(io.BytesIO(film)) as opened:
        return sum(1 for _ in opened.decode(video=0))


def test_a_photo_and_a_paper_come_as_they_were_handed_in_and_leave_a_row_each(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], acts: Acts
) -> None:
    licensing, case = somebody("licensing"), sent()
    photo = licensing.get(f"/office/cases/{case.id}/files/photo")
    paper = licensing.get(f"/office/cases/{case.id}/files/medical-form")
    assert (photo.content, photo.headers["content-type"]) == (JPEG, "image/jpeg")
    assert (paper.content, paper.headers["content-type"]) == (PDF, "application/pdf")
    assert photo.headers["cache-control"] == "no-store"
    assert acts(case.id) == [
        (licensing.number, "opened", "photo"),
        (licensing.number, "opened", "medical-form"),
    ]


@pytest.mark.parametrize("name", ["photo", "medical-form"])
def test_an_altered_file_is_told_and_not_shown(
    somebody: Callable[..., Browser],
    sent: Callable[..., Sent],
    database: Database,
    data_dir: Path,
    acts: Acts,
    name: str,
) -> None:
    licensing, case = somebody("licensing"), sent()
    alter_at_rest(database, data_dir, case.id, name)
    for way in ("look", "files"):
        answer = licensing.get(f"/office/cases/{case.id}/{way}/{name}")
        assert answer.status_code == 409
        assert "可能被改动过" in answer.text
    assert acts(case.id) == []


def test_a_file_that_is_gone_is_told(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    licensing, case = somebody("licensing"), sent()
    with database.write() as connection:
        connection.execute(update(uploads).where(uploads.c.case_id == case.id).values(object_key="never/was"))
    for name in ("photo", "video"):
        answer = licensing.get(f"/office/cases/{case.id}/look/{name}")
        assert answer.status_code == 409
        assert "现在读不出来" in answer.text


def test_a_file_that_has_not_arrived_is_told(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    licensing, case = somebody("licensing"), sent(missing=("photo", "video"))
    assert "还没有传到" in licensing.get(f"/office/cases/{case.id}").text
    for name in ("photo", "video"):
        assert "还没有把它传到" in licensing.get(f"/office/cases/{case.id}/look/{name}").text
        assert (
            licensing.get(f"/office/cases/{case.id}/{'film' if name == 'video' else 'files'}/{name}").status_code == 409
        )


def test_a_whole_film_is_played_and_said_to_be_as_recorded(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], acts: Acts
) -> None:
    film = recorded()
    hospital, case = somebody("hospital"), with_film(sent, film.film, film.listed())
    assert "4 段都和录制时一样" in hospital.get(f"/office/cases/{case.id}/look/video").text
    played = hospital.get(f"/office/cases/{case.id}/film/video")
    assert (played.status_code, played.headers["content-type"]) == (200, "video/mp4")
    assert frames(played.content) == 4 * 13
    assert acts(case.id) == [(hospital.number, "opened", "video")]


def test_a_film_that_was_cut_and_went_on_is_played_to_its_end(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    """The clock of the second recording begins anew."""
    film = recorded()
    twice = Recorded(film.pieces + film.pieces)
    hospital, case = somebody("hospital"), with_film(sent, twice.film, twice.listed())
    assert frames(hospital.get(f"/office/cases/{case.id}/film/video").content) == 2 * 4 * 13


def test_an_altered_piece_is_named_and_left_out_of_the_film(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    film = recorded()
    second = bytearray(film.pieces[1])
    second[len(second) // 2] ^= 1
    altered = film.pieces[0] + bytes(second) + film.pieces[2] + film.pieces[3]
    hospital, case = somebody("hospital"), with_film(sent, altered, film.listed())
    page = hospital.get(f"/office/cases/{case.id}/look/video").text
    assert "这几段被改动过，不放：第 2 段（14:03:12）</p>" in page
    assert "这几段没有了" not in page
    assert frames(hospital.get(f"/office/cases/{case.id}/film/video").content) == 3 * 13


def test_a_piece_that_the_station_lost_is_named(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    film = recorded()
    without = b"".join(film.pieces[:2] + film.pieces[3:])
    hospital, case = somebody("hospital"), with_film(sent, without, film.listed(3))
    assert (
        "这几段没有了，或者打不开了：第 3 段（14:03:13）</p>"
        in hospital.get(f"/office/cases/{case.id}/look/video").text
    )
    assert frames(hospital.get(f"/office/cases/{case.id}/film/video").content) == 3 * 13


def test_pieces_in_another_order_or_put_in_are_seen(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    film, hospital = recorded(), somebody("hospital")
    swapped = film.pieces[1] + film.pieces[0] + film.pieces[2] + film.pieces[3]
    case = with_film(sent, swapped, film.listed())
    assert "被改动过" in hospital.get(f"/office/cases/{case.id}/look/video").text
    case = with_film(sent, film.film + film.pieces[0], film.listed())
    assert "后面多出一截" in hospital.get(f"/office/cases/{case.id}/look/video").text
    assert frames(hospital.get(f"/office/cases/{case.id}/film/video").content) == 4 * 13


def test_a_film_altered_at_the_centre_loses_what_comes_after(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database, data_dir: Path
) -> None:
    film = recorded()
    long = film.film + film.pieces[0] * 40
    listed = film.listed()
    listed["segments"] += [listed["segments"][0]] * 40
    hospital, case = somebody("hospital"), with_film(sent, long, listed)
    assert len(long) > 2 * 64 * 1024
    alter_at_rest(database, data_dir, case.id, "video", at=0.98)
    page = hospital.get(f"/office/cases/{case.id}/look/video").text
    assert "这几段没有了" in page
    assert "第 44 段" in page


def test_a_film_without_a_list_is_compared_as_a_whole(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database, data_dir: Path
) -> None:
    hospital, case = somebody("hospital"), with_film(sent, recorded().film, None)
    assert "没有分段的记录，只核对了整个文件" in hospital.get(f"/office/cases/{case.id}/look/video").text
    alter_at_rest(database, data_dir, case.id, "video")
    assert "可能被改动过" in hospital.get(f"/office/cases/{case.id}/look/video").text


@pytest.mark.parametrize(
    "listed",
    [
        {},
        {"segments": None},
        {"segments": [None, 3, {"size": -1}, {"size": True}, {"size": "x", "at": "never"}]},
        {"segments": [{"size": 10**30, "sha256": 5, "at": "2026-03-18T06:03:11"}]},
    ],
)
def test_a_list_that_makes_no_sense_plays_nothing(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], listed: dict[str, Any]
) -> None:
    hospital, case = somebody("hospital"), with_film(sent, recorded().film, listed)
    assert hospital.get(f"/office/cases/{case.id}/look/video").status_code == 200
    answer = hospital.get(f"/office/cases/{case.id}/film/video")
    assert answer.status_code == 409
    assert "没有放得出来的画面" in answer.text


def test_what_is_no_film_is_told_as_such(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    hospital, case = somebody("hospital"), sent()
    answer = hospital.get(f"/office/cases/{case.id}/film/video")
    assert answer.status_code == 409
    assert "没有放得出来的画面" in answer.text
    assert hospital.get(f"/office/cases/{case.id}/film/medical-form").status_code == 404


def test_a_player_winds_by_ranges(somebody: Callable[..., Browser], sent: Callable[..., Sent], acts: Acts) -> None:
    film = recorded()
    hospital, case = somebody("hospital"), with_film(sent, film.film, film.listed())
    address = f"/office/cases/{case.id}/film/video"
    whole = hospital.get(address).content
    part = hospital.get(address, Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert hospital.get(address, Range="bytes=-50").content == whole[-50:]
    assert hospital.get(address, Range=f"bytes={len(whole)}-").status_code == 416
    assert len(acts(case.id)) == 1  # winding on is the same look


def test_a_piece_altered_on_the_disk_of_the_branch_is_seen_at_the_office(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], tmp_path: Path
) -> None:
    store = RecordingStore(tmp_path, new_identity(), lambda: BEGUN)
    recording = store.begin("01900000-0000-7000-8000-000000000001")
    for piece in recorded().pieces:
        recording.append(piece)
    recording.finish()
    altered = tmp_path / recording.id / "000003.age"
    sealed = bytearray(altered.read_bytes())
    sealed[-10] ^= 1
    altered.write_bytes(sealed)
    film = store.travelling(recording.id)
    hospital, case = somebody("hospital"), with_film(sent, film.content, dict(film.listed))
    page = hospital.get(f"/office/cases/{case.id}/look/video").text
    assert "这几段没有了，或者打不开了：第 3 段（14:03:10）</p>" in page
    assert frames(hospital.get(f"/office/cases/{case.id}/film/video").content) == 3 * 13


def test_a_journal_altered_on_the_disk_of_the_branch_is_seen_at_the_office(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    film = recorded()
    hospital, case = somebody("hospital"), with_film(sent, film.film, film.listed() | {"intact": False})
    page = hospital.get(f"/office/cases/{case.id}/look/video").text
    assert "工作站上的录制记录被改动过" in page
    assert "都和录制时一样" not in page
