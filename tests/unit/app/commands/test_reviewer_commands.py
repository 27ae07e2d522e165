"""kiosk central reviewers, as whoever looks after the centre types it."""

from __future__ import annotations

import io

import pytest

pytestmark = pytest.mark.usefixtures("founded")


@pytest.fixture
def typed(monkeypatch):
    def type_it(password: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))

    return type_it


def add(kiosk, *more: str):
    return kiosk("central", "reviewers", "add", "--number", "H-01", "--name", "沈医生", *more, "--json")


def test_a_reviewer_is_added_listed_and_disabled(kiosk, typed, tmp_path):
    typed("correct horse 7")
    told = {"number": "H-01", "name": "沈医生", "roles": ["hospital", "manager"], "active": True}
    assert add(kiosk, "--role", "hospital", "--role", "manager").document == told
    assert kiosk("central", "reviewers", "list", "--json").document == [told]
    gone = kiosk("central", "reviewers", "disable", "--number", "H-01", "--json").document
    assert gone == told | {"active": False}
    assert "已停用" in kiosk("central", "reviewers", "list").out


def test_a_password_comes_from_a_file_or_standard_input_never_from_the_command(kiosk, typed, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("correct horse 7\n")
    answer = add(kiosk, "--role", "hospital", "--password-file", str(secret))
    assert answer.code == 0
    assert "correct horse" not in answer.out + answer.err
    assert add(kiosk, "--role", "hospital", "--password", "correct horse 7").code == 2


@pytest.mark.parametrize(
    ("password", "role"), [("short", "hospital"), ("123456", "hospital"), ("correct horse 7", "医院")]
)
def test_what_cannot_be_is_refused_in_words(kiosk, typed, password, role):
    typed(password)
    answer = add(kiosk, "--role", role)
    assert (answer.code, bool(answer.error["message"])) == (2, True)
    assert kiosk("central", "reviewers", "list", "--json").document == []


def test_nobody_is_disabled_twice_or_by_a_wrong_number(kiosk):
    answer = kiosk("central", "reviewers", "disable", "--number", "X-99", "--json")
    assert (answer.code, answer.error["message"]) == (2, "没有这个工号。")
