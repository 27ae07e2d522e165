"""A catalogue's files on their way: the same when they arrive, and nothing else comes with them."""

import io
import zipfile

import pytest

from app.catalogue import load_catalogue, travelling
from app.catalogue.loader import SHIPPED
from app.catalogue.travelling import PackUnsound, digest_of, pack, read_files, unpack

SMALL = {"catalogue.yaml": b"version: '1'\n", "items/a.yaml": b"code: a\n", "divisions.csv": b"1,2\n"}


def zipped(*entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return packed.getvalue()


def test_what_ships_arrives_as_it_was_and_loads_again(tmp_path):
    shipped = load_catalogue()
    files = unpack(pack(shipped.files()))
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    arrived = load_catalogue(tmp_path)
    assert (arrived.version, list(arrived.items())) == (shipped.version, list(shipped.items()))
    assert digest_of(files) == digest_of(read_files(SHIPPED)) == digest_of(read_files(tmp_path))


def test_what_is_not_the_catalogue_stays_at_home(tmp_path):
    for name in (*SMALL, "notes.txt", "items/.a.yaml.swp", "items/deep/b.yaml", "item.schema.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SMALL.get(name, b"x"))
    assert read_files(tmp_path) == SMALL


def test_the_digest_is_of_names_and_contents_and_of_nothing_else():
    turned = dict(reversed(SMALL.items()))
    moved = {**SMALL, "items/b.yaml": SMALL["items/a.yaml"]}
    del moved["items/a.yaml"]
    assert digest_of(SMALL) == digest_of(turned) == digest_of(unpack(pack(SMALL)))
    assert len({digest_of(each) for each in (SMALL, moved, {**SMALL, "divisions.csv": b"1,3\n"}, {})}) == 4


@pytest.mark.parametrize(
    "name",
    ["../catalogue.yaml", "/etc/passwd", "items/../../x.yaml", "items\\a.yaml", "items/.yaml", "a.py", "items/"],
)
def test_a_name_that_no_catalogue_has_is_not_unpacked(name):
    with pytest.raises(PackUnsound):
        unpack(zipped((name, b"x")))


def test_a_zip_that_was_damaged_is_told_or_is_another_one():
    whole = pack(SMALL)
    for cut in range(0, len(whole), 7):
        with pytest.raises(PackUnsound):
            unpack(whole[:cut])
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        try:
            files = unpack(bytes(damaged))
        except PackUnsound:
            continue
        assert files == SMALL or digest_of(files) != digest_of(SMALL)


def test_a_zip_that_swells_is_left(monkeypatch):
    monkeypatch.setattr(travelling, "BYTES_AT_MOST", 1000)
    monkeypatch.setattr(travelling, "FILES_AT_MOST", 3)
    with pytest.raises(PackUnsound):
        unpack(zipped(("divisions.csv", b"0" * 2000)))
    with pytest.raises(PackUnsound):
        unpack(zipped(*((f"items/{letter}.yaml", b"") for letter in "abcd")))
    assert unpack(zipped(("divisions.csv", b"0" * 1000))) == {"divisions.csv": b"0" * 1000}
