from __future__ import annotations

import base64

import pytest

from app.central.uploads import protocol
from app.central.uploads.protocol import Unreadable


def test_metadata_pairs_are_read() -> None:
    name = base64.b64encode("照片".encode()).decode()
    assert protocol.metadata({"upload-metadata": f"name {name}, draft,size MTI="}) == {
        "name": "照片",
        "draft": "",
        "size": "12",
    }


def test_no_metadata_is_none() -> None:
    assert protocol.metadata({}) == {}


@pytest.mark.parametrize("text", ["name !!!", "name /w==", "name " + "A" * 5_000])
def test_metadata_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(Unreadable) as told:
        protocol.metadata({"upload-metadata": text})
    assert told.value.status == 400


@pytest.mark.parametrize("text", ["", "-1", "+5", "1.0", "٣", "9" * 19, "0x10"])
def test_a_length_that_is_no_plain_number_is_told(text: str) -> None:
    with pytest.raises(Unreadable) as told:
        protocol.upload_length({"upload-length": text})
    assert told.value.status == 400


def test_a_checksum_names_its_algorithm() -> None:
    told = protocol.checksum({"upload-checksum": "sha1 " + base64.b64encode(b"x" * 20).decode()})
    assert told is not None
    assert (told.algorithm, told.digest) == ("sha1", b"x" * 20)


@pytest.mark.parametrize("text", ["sha1", "sha1 ", "", "crc32 AAAA", "sha1 ***"])
def test_a_checksum_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(Unreadable) as told:
        protocol.checksum({"upload-checksum": text})
    assert told.value.status == 400
