"""The centre's catalogue on the disk: whole and checked before it is in use, whatever stops the machine."""

import shutil

import pytest

from app.catalogue import load_catalogue
from app.catalogue.kept import kept_digest, kept_folder
from app.catalogue.loader import SHIPPED
from app.catalogue.travelling import digest_of, read_files
from app.domain.errors import DataDirReadOnly
from app.storage.catalogue_shelf import FolderShelf

ITEMS = ("temporary-id-card", "household-registration-proof")


def catalogue(version):
    """Two items of what ships, under a version of its own."""
    files = read_files(SHIPPED)
    few = {name: files[name] for name in files if not name.startswith("items/")}
    few |= {name: files[name] for name in (f"items/{code}.yaml" for code in ITEMS)}
    return few | {"catalogue.yaml": f'version: "{version}"\n'.encode()}


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "data").mkdir()
    return FolderShelf(tmp_path / "data" / "catalogue", SHIPPED)


def put(shelf, version):
    files = catalogue(version)
    return shelf.put(files, digest_of(files))


def test_before_anything_came_it_is_what_the_station_began_with(shelf):
    assert shelf.digest() == digest_of(read_files(SHIPPED))
    assert kept_folder(shelf._home) is None


def test_what_was_put_is_in_use_and_the_one_before_stays_one_time_longer(shelf):
    for version in ("1", "2", "3"):
        assert put(shelf, version) == ""
        assert load_catalogue(kept_folder(shelf._home)).version == version
        assert shelf.digest() == digest_of(catalogue(version))
    kept = {load_catalogue(each).version for each in shelf._home.iterdir() if each.is_dir()}
    assert kept == {"2", "3"}


def test_one_with_a_mistake_is_told_by_file_and_changes_nothing(shelf):
    put(shelf, "1")
    wrong = catalogue("2") | {f"items/{ITEMS[0]}.yaml": b"code: [\n"}
    assert ITEMS[0] in shelf.put(wrong, digest_of(wrong))
    assert load_catalogue(kept_folder(shelf._home)).version == "1"
    assert not (shelf._home / digest_of(wrong)).exists()


def test_what_was_damaged_since_is_another_one_and_may_come_again(shelf):
    put(shelf, "1")
    path = kept_folder(shelf._home) / "items" / f"{ITEMS[0]}.yaml"
    path.write_bytes(path.read_bytes()[:100])
    again = FolderShelf(shelf._home, SHIPPED)
    assert again.digest() != digest_of(catalogue("1"))
    assert put(again, "1") == ""
    assert load_catalogue(kept_folder(shelf._home)).version == "1"


def test_a_pointer_that_cannot_be_read_is_none(shelf):
    put(shelf, "1")
    for said in (b"\xff\xfe", b"", b"../..", b"0" * 63):
        (shelf._home / "in-use").write_bytes(said)
        assert (kept_digest(shelf._home), kept_folder(shelf._home)) == ("", None)
    shutil.rmtree(shelf._home)
    assert kept_folder(shelf._home) is None


def prepare(folder, template):
    shutil.copytree(template, folder)
    shelf = FolderShelf(folder / "catalogue", SHIPPED)
    return lambda: put(shelf, "2")


@pytest.mark.parametrize("wanted", [12, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_any_step_one_whole_catalogue_is_in_use(mortal, tmp_path, wanted):
    template = tmp_path / "template"
    template.mkdir()
    put(FolderShelf(template / "catalogue", SHIPPED), "1")
    deaths = mortal.deaths(prepare, tmp_path / "cuts", wanted, template)
    for folder in deaths.folders:
        home = folder / "catalogue"
        assert load_catalogue(kept_folder(home)).version in ("1", "2")
        assert put(FolderShelf(home, SHIPPED), "2") == ""
        assert load_catalogue(kept_folder(home)).version == "2"
    assert len(deaths.folders) >= 10


def test_a_folder_that_takes_nothing_is_told(shelf, monkeypatch):
    def refuses(*_args, **_more):
        raise PermissionError(13, "no")

    monkeypatch.setattr("os.open", refuses)
    with pytest.raises(DataDirReadOnly):
        put(shelf, "1")
    monkeypatch.undo()
    assert kept_folder(shelf._home) is None
