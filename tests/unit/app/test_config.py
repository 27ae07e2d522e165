"""station.toml and the environment become one frozen Settings, or a sentence that names the key."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import time
from pathlib import Path

import pytest

from app.config import (
    FACE_THRESHOLD,
    SIMULATED_ROOMS,
    MedicalFacts,
    StationFacts,
    SyncFacts,
    TicketFacts,
    load_settings,
)
from app.domain.errors import ConfigInvalid
from app.domain.service_item import StationKind


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KIOSK_DATA_DIR", "KIOSK_CONFIG"):
        monkeypatch.delenv(name, raising=False)


def written(folder: Path, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "station.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.station == StationFacts()
    assert settings.devices == {}
    assert (settings.face_threshold, settings.catalogue_dir) == (FACE_THRESHOLD, None)
    assert settings.config_file == tmp_path / "station.toml"


def test_what_is_written_is_meant(tmp_path: Path) -> None:
    text = """
        [station]
        kind = "counter"
        name = "便民服务窗口"
        place = "柳溪乡便民服务中心"
        number = "2 号窗"
        language = "en"
        help_line = "0579-12345"
        [devices.id_card_reader]
        address = "serial:/dev/ttyUSB0?baud=115200"
        driver = "sdt"
        answer_timeout_s = 2.5
        [vision]
        face_threshold = 0.5
    """
    settings = load_settings(written(tmp_path, text))
    assert settings.station == StationFacts(
        StationKind.COUNTER, "便民服务窗口", "柳溪乡便民服务中心", "2 号窗", "en", "0579-12345"
    )
    reader = settings.devices["id_card_reader"]
    assert (reader.address, reader.driver) == ("serial:/dev/ttyUSB0?baud=115200", "sdt")
    assert dict(reader.options) == {"answer_timeout_s": 2.5}
    assert settings.face_threshold == 0.5


def test_settings_cannot_be_changed_once_read(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        load_settings(tmp_path).face_threshold = 1.0  # type: ignore[misc]


def test_the_environment_names_folder_and_file_and_the_command_line_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "a", "[station]\nname = 'a'")
    written(tmp_path / "b", "[station]\nname = 'b'")
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "a"))
    assert load_settings().station.name == "a"
    monkeypatch.setenv("KIOSK_CONFIG", str(tmp_path / "b" / "station.toml"))
    assert (load_settings().station.name, load_settings().data_dir) == ("b", tmp_path / "a")
    assert load_settings(tmp_path / "b", tmp_path / "a" / "station.toml").station.name == "a"


def test_simulated_replaces_the_bench_and_nothing_else(tmp_path: Path) -> None:
    text = """
        [devices.id_card_reader]
        address = "serial:/dev/ttyUSB0"
        [devices.document_camera]
        address = "v4l2:/dev/video3"
    """
    settings = load_settings(written(tmp_path, text)).simulated()
    assert {room for room, one in settings.devices.items() if one.address == "simulated:"} == set(SIMULATED_ROOMS)
    assert settings.devices["document_camera"].address == "v4l2:/dev/video3"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\n[station\nname = 1", "line 2"),
        (b"[station]\nname = '\xff'", "station.toml"),
        ("[sattion]\nname = 'x'", "sattion"),
        ("station = 1", "station"),
        ("[station]\nkind = 'kiosk'", "station.kind"),
        ("[station]\nlanguage = 'zh'", "station.language"),
        ("[station]\ncolour = 'red'", "station.colour"),
        ("[station]\nname = 1", "station.name"),
        ("[devices.reader]\naddress = 'x'", "devices.reader"),
        ("[devices]\ncamera = 'v4l2:/dev/video0'", "devices.camera"),
        ("[devices.camera]\ndriver = 'opencv'", "devices.camera"),
        ("[devices.camera]\naddress = 1", "devices.camera"),
        ("[vision]\nface_threshold = '0.6'", "face_threshold"),
        ("[vision]\nface_threshold = true", "face_threshold"),
        ("[vision]\nface_treshold = 0.6", "face_treshold"),
        ("[catalogue]\ndir = 1", "dir"),
        ("[storage]\nkeep_sent_days = -1", "keep_sent_days"),
        ("[storage]\nkeep_sent_days = true", "keep_sent_days"),
        ("[storage]\nkeep_sent_days = 0.5", "keep_sent_days"),
    ],
)
def test_a_wrong_key_is_named_and_the_way_out_told(tmp_path: Path, text: str | bytes, named: str) -> None:
    with pytest.raises(ConfigInvalid) as told:
        load_settings(written(tmp_path, text))
    assert named in told.value.message
    assert told.value.what_to_do


def test_what_was_sent_is_kept_for_two_days_or_as_it_is_said(tmp_path: Path) -> None:
    assert load_settings(tmp_path).storage.keep_sent_days == 2
    assert load_settings(written(tmp_path, "[storage]\nkeep_sent_days = 0")).storage.keep_sent_days == 0


def test_a_named_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigInvalid, match=r"nowhere\.toml"):
        load_settings(tmp_path, tmp_path / "nowhere.toml")


def test_a_folder_in_the_files_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "station.toml").mkdir()
    with pytest.raises(ConfigInvalid, match=r"station\.toml"):
        load_settings(tmp_path)


def test_the_pattern_of_licence_codes_is_read_and_a_useless_one_refused(tmp_path: Path) -> None:
    assert load_settings(tmp_path).e_licence_pattern == ""
    written(tmp_path, "[codes]\ne_licence_pattern = 'DZZZ[0-9]{10}'\n")
    assert load_settings(tmp_path).e_licence_pattern == "DZZZ[0-9]{10}"
    for useless in ("'('", "'.*'", "7"):
        written(tmp_path, f"[codes]\ne_licence_pattern = {useless}\n")
        with pytest.raises(ConfigInvalid, match="e_licence_pattern"):
            load_settings(tmp_path)


def test_how_much_of_the_line_uploads_take_and_when_videos_go_is_written_in_sync(tmp_path: Path) -> None:
    text = '[sync]\nupload_kbps = 2000\nvideo_hours = "22:00-06:00"'
    settings = load_settings(written(tmp_path, text))
    assert settings.sync == SyncFacts(2000, (time(22), time(6)))
    assert load_settings(written(tmp_path, "[sync]")).sync == SyncFacts()


@pytest.mark.parametrize(
    "line",
    [
        "upload_kbps = -1",
        "upload_kbps = true",
        "upload_kbps = 1.5",
        'video_hours = "22-6"',
        'video_hours = "24:00-06:00"',
        'video_hours = "06:00-06:00"',
        "video_hours = 22",
    ],
)
def test_a_line_of_sync_that_says_nothing_sensible_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigInvalid, match=r"sync\."):
        load_settings(written(tmp_path, f"[sync]\n{line}"))


def test_the_window_of_a_desk_and_how_it_takes_part_in_the_queue_are_written_in_tickets(tmp_path: Path) -> None:
    assert load_settings(tmp_path).tickets == TicketFacts(window=1, quick_first=True, offered=True)
    written(tmp_path, "[tickets]\nwindow = 12\nquick_first = false\noffered = false\n")
    assert load_settings(tmp_path).tickets == TicketFacts(window=12, quick_first=False, offered=False)


@pytest.mark.parametrize("line", ["window = 0", "window = 100", 'window = "3"', "window = true", 'offered = "no"'])
def test_a_line_of_tickets_that_says_nothing_sensible_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigInvalid, match=line.partition(" ")[0]):
        load_settings(written(tmp_path, f"[tickets]\n{line}\n"))


def test_the_screen_of_the_eye_test_is_written_in_medical(tmp_path: Path) -> None:
    assert load_settings(tmp_path).medical == MedicalFacts(0.274, 5000)
    told = load_settings(written(tmp_path, "[medical]\npixel_mm = 0.31\ndistance_mm = 3000"))
    assert told.medical == MedicalFacts(0.31, 3000)


@pytest.mark.parametrize("line", ["pixel_mm = 0.05", "pixel_mm = '0.3'", "distance_mm = 900", "distance_mm = 20000"])
def test_a_line_of_medical_that_says_nothing_sensible_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigInvalid, match=line.split(maxsplit=1)[0]):
        load_settings(written(tmp_path, f"[medical]\n{line}"))
