import pytest

from hardware.camera.driver import open_driver
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


@pytest.mark.parametrize("options", [{"rotate": 45}, {"width": "wide"}, {"height": -1}, {"idle_close_s": 0}])
def test_options_that_cannot_be_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(OptionInvalid):
        parse_options(options, "images:/pictures")
