import cv2
import pytest

from hardware.camera.driver import open_driver
from hardware.camera.opening import settings_for
from hardware.camera.options import CameraOptions, parse_options
from hardware.errors import AddressInvalid, OptionInvalid


@pytest.mark.parametrize("address", ["", "images:", "tcp://host:9100", "/dev/video0", "simulated:"])
def test_an_address_that_is_no_cameras_says_how_to_write_it(address: str) -> None:
    with pytest.raises(AddressInvalid) as problem:
        open_driver(address, {})
    assert problem.value.what_to_do


def test_options_are_read_from_the_station_file() -> None:
    assert parse_options({"width": 1280, "height": 720, "rotate": 270, "mirror": True}) == CameraOptions(
        width=1280, height=720, rotate=270, mirror=True
    )
    assert parse_options({"rotate": -90}).rotate == 270
    assert parse_options({}) == CameraOptions()


def test_a_document_camera_is_asked_for_its_format_before_its_size() -> None:
    options = parse_options({"width": 2592, "height": 1944, "pixels": "yuyv", "frames_per_s": 5, "autofocus": True})
    assert settings_for(options) == [
        (cv2.CAP_PROP_BUFFERSIZE, 1),
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"YUYV")),
        (cv2.CAP_PROP_FRAME_WIDTH, 2592),
        (cv2.CAP_PROP_FRAME_HEIGHT, 1944),
        (cv2.CAP_PROP_FPS, 5),
        (cv2.CAP_PROP_AUTOFOCUS, 1),
    ]


def test_a_fixed_focus_and_exposure_end_the_automatic_ones() -> None:
    assert settings_for(parse_options({"focus": 30, "exposure": 156}))[1:] == [
        (cv2.CAP_PROP_AUTOFOCUS, 0),
        (cv2.CAP_PROP_FOCUS, 30),
        (cv2.CAP_PROP_AUTO_EXPOSURE, 1),
        (cv2.CAP_PROP_EXPOSURE, 156),
    ]


def test_a_wide_picture_is_asked_for_compressed_and_a_small_one_as_the_camera_likes() -> None:
    assert (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")) in settings_for(parse_options({"width": 1280}))
    assert [name for name, _ in settings_for(parse_options({"width": 640}))] == [cv2.CAP_PROP_BUFFERSIZE]


@pytest.mark.parametrize(
    "options",
    [
        {"rotate": 45},
        {"width": "wide"},
        {"height": -1},
        {"idle_close_s": 0},
        {"pixels": "H264"},
        {"focus": "near"},
        {"frames_per_s": -1},
    ],
)
def test_options_that_cannot_be_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(OptionInvalid):
        parse_options(options, "images:/pictures")
