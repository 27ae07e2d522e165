from pathlib import Path

import pytest

from hardware.camera.address import (
    CameraOptions,
    Film,
    LiveDevice,
    PictureFolder,
    parse_address,
    parse_options,
)
from hardware.errors import AddressInvalid


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("v4l2:/dev/video0", LiveDevice(Path("/dev/video0"))),
        ("video:/films/a b.mp4", Film(Path("/films/a b.mp4"))),
        ("images:/pictures", PictureFolder(Path("/pictures"))),
    ],
)
def test_an_address_names_its_source(address: str, source: object) -> None:
    assert parse_address(address) == source


@pytest.mark.parametrize("address", ["", "images", "images:", "tcp://host:9100", "/dev/video0"])
def test_an_address_that_is_none_says_how_to_write_it(address: str) -> None:
    with pytest.raises(AddressInvalid) as problem:
        parse_address(address)
    assert "v4l2:/dev/video0" in problem.value.what_to_do


def test_options_are_read_from_the_station_file() -> None:
    assert parse_options({"width": 1280, "height": 720, "rotate": 270, "mirror": True}) == CameraOptions(
        width=1280, height=720, rotate=270, mirror=True
    )
    assert parse_options({"rotate": -90}).rotate == 270
    assert parse_options({}) == CameraOptions()


@pytest.mark.parametrize("options", [{"rotate": 45}, {"width": "wide"}, {"height": -1}, {"idle_close_s": 0}])
def test_options_that_cannot_be_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(AddressInvalid):
        parse_options(options, "images:/pictures")
