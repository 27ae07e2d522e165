"""`kiosk central …` where no centre is: nothing is answered from a database made for the answer, and none is left."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.central.keys import open_keys
from app.central.server import EmbeddedCentre
from app.central.settings import DATABASE_VARIABLE

ON_DATA = [
    ("enrolment-code", "--station", "S1"),
    ("cases",),
    ("case", "x"),
    ("decide", "x", "--decision", "accept"),
    ("import", "."),
    ("stations",),
    ("revoke", "--station", "S1"),
    ("command", "--station", "S1", "lock"),
    ("result", "x", "--file", __file__),
    ("operator", "add", "--number", "0042", "--name", "李晓敏", "--role", "clerk"),
    ("operator", "list"),
    ("reviewers", "list"),
    ("deliveries",),
    ("audit",),
    ("rotate-key",),
    ("rotate-key", "--prepare"),
    ("lost-key", "seal.key"),
    ("appointments",),
    ("payments",),
    ("mailings",),
    ("points", "list"),
    ("after-restore",),
]


def everything_in(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture
def keys_only(data_dir):
    """The data directory of a replica on PostgreSQL."""
    open_keys(data_dir / "central" / "keys")
    return data_dir


@pytest.mark.parametrize("words", ON_DATA, ids=" ".join)
def test_beside_the_keys_of_a_centre_on_another_database_nothing_is_made_or_changed(
    kiosk, keys_only, tmp_path, monkeypatch, words
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("739152\n"))
    monkeypatch.setenv(DATABASE_VARIABLE, f"sqlite:///{tmp_path}/elsewhere.db" if words[0] == "after-restore" else "")
    before = everything_in(tmp_path)
    answer = kiosk("central", *words, "--json")
    assert (answer.code, answer.error["message"]) == (7, "这里没有中心的数据库。")
    assert "--database-url" in answer.error["what_to_do"]
    assert DATABASE_VARIABLE in answer.error["what_to_do"]
    assert everything_in(tmp_path) == before


def test_where_nothing_is_at_all_no_folder_is_made(kiosk, data_dir):
    assert kiosk("central", "cases", "--json").code == 7
    assert not data_dir.exists()


def test_an_address_where_no_centre_is_makes_none_either(kiosk, keys_only, tmp_path):
    empty = tmp_path / "empty.db"
    empty.touch()
    for file in (empty, tmp_path / "mistyped.db"):
        answer = kiosk("central", "payments", "--database-url", f"sqlite:///{file}", "--json")
        assert (answer.code, answer.error["message"]) == (7, "这里没有中心的数据库。")
    assert not (tmp_path / "mistyped.db").exists()


def test_the_address_may_stand_in_the_environment_and_the_command_line_goes_before(kiosk, tmp_path, monkeypatch):
    centre_dir, address = tmp_path / "centre", f"sqlite:///{tmp_path}/kept-elsewhere.db"
    with EmbeddedCentre(centre_dir, load_catalogue(), database_url=address):
        pass
    assert kiosk("central", "cases", "--json", home=centre_dir).code == 7
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    assert kiosk("central", "cases", "--json", home=centre_dir).document == []
    elsewhere = f"sqlite:///{tmp_path}/nowhere.db"
    assert kiosk("central", "cases", "--database-url", elsewhere, "--json", home=centre_dir).code == 7


@pytest.mark.parametrize("act", ["backup", "restore"])
def test_the_database_of_a_server_is_not_taken_for_the_file_beside_it(kiosk, tmp_path, monkeypatch, act):
    centre_dir, folder = tmp_path / "centre", tmp_path / "backup"
    with EmbeddedCentre(centre_dir, load_catalogue()):
        pass
    address = "postgresql+psycopg://centre@db.example/centre"
    told = kiosk("central", act, folder, "--database-url", address, "--json", home=centre_dir)
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    assert kiosk("central", act, folder, "--json", home=centre_dir) == told
    assert (told.code, "pg_" in told.error["what_to_do"]) == (2, True)
    assert not folder.exists()
