"""kiosk operator, and the commands that ask who answers for them."""

import io
import sys

import pytest
from argon2 import PasswordHasher

from app.composition import open_parts
from app.config import load_settings
from app.domain.ports import Change

PIN = "271828"


@pytest.fixture
def type_pin(monkeypatch):
    def typed(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))

    return typed


@pytest.fixture
def listed(data_dir):
    """The centre has given this station a list."""
    pin_hash = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PIN)
    people = [("T01", "赵师傅", ["technician"]), ("C01", "钱大姐", ["clerk"])]
    body = {
        "operators": [
            {"number": number, "name": name, "roles": roles, "pin_hash": pin_hash, "active": True}
            for number, name, roles in people
        ],
        "valid_days": 14,
    }
    with open_parts(load_settings(data_dir)) as parts:
        parts.outbox.apply_changes([Change("1", "operators.changed", {"body": body})], "1")


def test_without_a_list_nobody_signs_in_and_the_words_say_what_to_do(kiosk, type_pin):
    type_pin(PIN)
    answer = kiosk("operator", "sign-in", "--number", "T01", "--json")

    assert (answer.code, answer.error["code"]) == (2, "APP-104")
    assert "名单" in answer.error["message"]
    assert kiosk("operator", "list", "--json").document == []


def test_an_operator_signs_in_with_a_pin_from_standard_input(kiosk, listed, type_pin):
    type_pin(PIN)
    answer = kiosk("operator", "sign-in", "--number", "T01", "--json")

    assert answer.document == {"number": "T01", "name": "赵师傅", "roles": ["technician"]}
    assert [each["number"] for each in kiosk("operator", "list", "--json").document] == ["C01", "T01"]


def test_a_wrong_pin_and_a_lock_are_told_in_words(kiosk, listed, type_pin):
    told = []
    for _ in range(6):
        type_pin("000000")
        answer = kiosk("operator", "sign-in", "--number", "T01", "--json")
        assert answer.code == 2
        assert "000000" not in answer.out + answer.err
        told.append(answer.error)

    assert [each["message"] for each in told] == ["工号或 PIN 不对。"] * 4 + ["输错太多次，这个工号暂时锁住了。"] * 2
    assert "15 秒" in told[4]["what_to_do"]


@pytest.mark.parametrize(
    "command",
    [
        ("sync", "release", "no-such-id"),
        ("custody", "close", "no-such-id", "--as", "handed_over"),
    ],
    ids=["sync release", "custody close"],
)
def test_where_there_is_a_list_these_commands_ask_for_the_pin(kiosk, listed, type_pin, command):
    asked = (*command, "--operator", "T01", "--reason", "看过了", "--json")
    type_pin("000000")
    assert kiosk(*asked).error["code"] == "APP-104"

    type_pin(PIN)
    assert kiosk(*asked).error["code"] == "APP-100"


def test_a_clerk_may_not_release_what_the_centre_refused(kiosk, listed, type_pin):
    type_pin(PIN)
    answer = kiosk("sync", "release", "no-such-id", "--operator", "C01", "--reason", "看过了", "--json")

    assert (answer.error["code"], "权限" in answer.error["message"]) == ("APP-104", True)


def test_without_a_list_no_pin_is_asked(kiosk, type_pin):
    type_pin("")
    answer = kiosk("sync", "release", "no-such-id", "--operator", "T01", "--reason", "看过了", "--json")

    assert answer.error["code"] == "APP-100"
