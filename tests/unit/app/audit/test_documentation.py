from pathlib import Path

from app.audit.__main__ import main
from app.audit.documentation import DOCUMENT, is_current, render, write
from app.audit.event_types import event_types
from app.audit.spelling import misspelt

ROOT = Path(__file__).parents[4]


def test_the_page_names_every_event_and_its_meaning():
    page = render()

    assert all(f"`{each.name}`" in page and each.meaning in page for each in event_types().values())


def test_the_page_that_ships_is_current():
    assert is_current(ROOT)


def test_an_old_page_is_noticed(tmp_path):
    (tmp_path / DOCUMENT).parent.mkdir(parents=True)
    assert not is_current(tmp_path)
    write(tmp_path)
    assert is_current(tmp_path)
    (tmp_path / DOCUMENT).write_text(render() + "more", encoding="utf-8")
    assert not is_current(tmp_path)


def test_every_event_in_the_source_is_spelt_right():
    assert list(misspelt(ROOT / "app")) == []


def test_wrong_calls_are_found_without_running_them(tmp_path):
    (tmp_path / "room.py").write_text(
        'audit_event("case.vanished")\n'
        'audit_event("case.status_changed", case_id=1)\n'
        "audit_event(name)\n"
        'audit_event("terminal.stopped")\n',
        encoding="utf-8",
    )

    lines = [each.rsplit("room.py:", 1)[1] for each in misspelt(tmp_path)]
    assert [each[0] for each in lines] == ["1", "2", "3"]
    assert "case.vanished" in lines[0]
    assert "status" in lines[1]


def test_the_check_command_fails_where_the_page_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["check"]) == 1
    assert "audit-events.md" in capsys.readouterr().err
    assert main(["sing"]) == 2
