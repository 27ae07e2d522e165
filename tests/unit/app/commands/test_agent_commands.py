"""kiosk with cases in which somebody acts for another: made, submitted, told and erased."""

import io
import json
import sys
from pathlib import Path

import pytest

ITEM = "residents-pension-registration"


@pytest.fixture
def say_number(monkeypatch):
    def say(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))

    return say


@pytest.fixture
def made(kiosk, tmp_path):
    """The application of an agent, as words for `case submit`, and its data."""

    def make(change=lambda data: None, leave_out=""):
        written = kiosk("catalogue", "sample", ITEM, "--out", tmp_path / "made", "--agent", "--json").document
        data = json.loads(Path(written["data"]).read_text("utf-8"))
        change(data)
        (tmp_path / "data.json").write_text(json.dumps(data), encoding="utf-8")
        files = [f"{name}={path}" for name, path in written["attachments"].items() if name != leave_out]
        attached = [word for each in files for word in ("--attach", each)]
        return ["--item", ITEM, "--data", tmp_path / "data.json", *attached, "--json"], data

    return make


def test_a_sample_of_an_agent_is_taken_and_shown_with_both(kiosk, made):
    words, data = made()
    saved = kiosk("case", "submit", *words).document
    assert kiosk("case", "show", saved["id"], "--json").document["data"] == data
    assert data["agent"]["id_number"] != data["applicant"]["id_number"]


@pytest.mark.parametrize(
    ("change", "leave_out", "sentence"),
    [
        (lambda data: None, "power-of-attorney", "代办还差授权委托书"),
        (lambda data: data["agent"].update(relation="friend"), "", "代办人的“relation”写得不对"),
        (
            lambda data: data["agent"].update(id_number="330782201901012341", birth_date="2019-01-01"),
            "",
            "代办人要满 18 周岁",
        ),
    ],
)
def test_an_agent_that_cannot_be_is_exit_2_in_a_sentence_and_nothing_is_kept(kiosk, made, change, leave_out, sentence):
    answer = kiosk("case", "submit", *made(change, leave_out)[0])
    assert (answer.code, answer.error["message"]) == (2, sentence)
    assert kiosk("case", "list", "--json").document == []


def test_an_item_that_allows_no_agent_says_so_everywhere(kiosk, sample, made, tmp_path):
    answer = kiosk("catalogue", "sample", "temporary-id-card", "--out", tmp_path / "no", "--agent", "--json")
    assert answer.code == 2
    assert "不能代办" in answer.error["message"]
    agent, files = made()[1]["agent"], sample()
    changed = files.changed(tmp_path, lambda data: data.update(agent=agent))
    refused = kiosk("case", "submit", *files.words(changed))
    assert (refused.code, refused.error["message"]) == (2, "这件事要本人来办，不能代办")
    assert "代办：要本人来办" in kiosk("catalogue", "show", "temporary-id-card").out
    assert "代办：可以" in kiosk("catalogue", "show", ITEM).out


def test_each_is_told_what_is_theirs(kiosk, made, say_number):
    words, data = made()
    kiosk("case", "submit", *words)
    agent, principal = data["agent"], data["applicant"]
    say_number(agent["id_number"])
    (told,) = kiosk("privacy", "report", "--operator", "T01", "--json").document["cases"]
    assert (told["as_agent"], told["data"]) == (True, {"agent": agent})
    say_number(agent["id_number"])
    paper = kiosk("privacy", "report", "--operator", "T01").out
    assert "替别人代办" in paper
    assert principal["name"] not in paper
    assert principal["id_number"] not in paper
    say_number(principal["id_number"])
    paper = kiosk("privacy", "report", "--operator", "T01").out
    assert agent["name"] in paper
    assert agent["id_number"] not in paper


def test_an_agent_may_have_it_erased(kiosk, made, say_number):
    words, data = made()
    kiosk("case", "submit", *words)
    say_number(data["agent"]["id_number"])
    assert kiosk("privacy", "erase", "--operator", "T01", "--json").document == {
        "erased": 0,
        "waiting": 1,
        "drafts": 0,
        "pages_wait": False,
    }
