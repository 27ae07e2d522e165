"""A video goes through the centre without being in its memory."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from tests.central.conftest import Station, StationKeys, enrol, new_id
from tests.central.processes import address, launched

MEGABYTE = 1024 * 1024


def peak_bytes(pid: int) -> int:
    """The most memory the process ever held at once."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    [line] = [each for each in lines if each.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
@pytest.mark.parametrize("parts", [1, 2])
def test_half_a_gigabyte_takes_a_few_megabytes_of_memory(
    tmp_path: Path, catalogue: LoadedCatalogue, parts: int
) -> None:
    plain, sealed = tmp_path / "plain", tmp_path / "sealed"
    digest = hashlib.sha256()
    with plain.open("wb") as file:
        for _ in range(500):
            piece = os.urandom(MEGABYTE)
            digest.update(piece)
            file.write(piece)
    with launched(tmp_path) as process, Administration(tmp_path) as office:
        url, keys = address(process), StationKeys()
        station = Station(url, keys, enrol(url, office.make_enrolment_code("hall-01"), keys).json(), catalogue)
        recipient = pyrage.x25519.Recipient.from_str(station.enrolment["seal_recipient"])
        with plain.open("rb") as source, sealed.open("wb") as target:
            pyrage.encrypt_io(source, target, [recipient])
        length = sealed.stat().st_size
        told = {"name": "v", "media_type": "video/mp4", "size": 500 * MEGABYTE, "sha256": digest.hexdigest()}
        location = station.create_upload(new_id(), told, length).headers["Location"]
        before = peak_bytes(process.pid)
        at = 0
        for end in [length * part // parts for part in range(1, parts + 1)]:
            assert patched(station, location, sealed, at, end) == 204
            at = end
        assert peak_bytes(process.pid) - before < 64 * MEGABYTE
        station.close()


def patched(station: Station, location: str, sealed: Path, start: int, end: int) -> int:
    def pieces() -> Iterator[bytes]:
        with sealed.open("rb") as file:
            file.seek(start)
            while file.tell() < end:
                yield file.read(min(MEGABYTE, end - file.tell()))

    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": str(start),
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(end - start),
    }
    return station.request("PATCH", location, content=pieces(), headers=headers, timeout=120).status_code
