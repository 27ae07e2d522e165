import pytest

from app.cli import GROUPS
from app.commands.parsing import in_chinese


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["case"],
        ["case", "submit"],
        ["case", "submit", "--item"],
        ["case", "list", "--nonsense"],
        ["case", "lis"],
        ["device", "read-card", "--timeout", "soon"],
        ["device", "read-card", "--timeout=-1"],
        ["device", "read-card", "--timeout", "nan"],
        ["device", "print-receipt"],
        ["device", "print-receipt", "--sample", "--text", "x"],
        ["central", "serve", "--port", "99999"],
        ["central", "decide", "x", "--decision", "perhaps"],
        ["catalogue", "sample", "x", "--out", "y", "--seed", "one"],
        ["rules", "check", "pack"],
        ["export"],
        ["central", "import"],
    ],
)
def test_what_is_typed_wrongly_is_exit_2_and_one_document(kiosk, words):
    answer = kiosk(*words, "--json")
    assert answer.code == 2
    assert answer.error["code"] == "APP-100"
    assert "--help" in answer.error["what_to_do"]
    assert answer.err == ""


def test_without_json_the_words_go_to_standard_error(kiosk):
    answer = kiosk("case", "submit")
    assert (answer.code, answer.out) == (2, "")
    assert "缺少 --item, --data" in answer.err


def test_a_name_may_not_be_shortened(kiosk):
    assert kiosk("catalogue", "sample", "x", "--ou", "y").code == 2


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_explains_itself_in_chinese(kiosk, group):
    answer = kiosk(group, "--help")
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.startswith(f"用法：kiosk {group}")
    assert "options:" not in answer.out


def test_the_whole_tree_is_listed_without_opening_any_group(kiosk):
    answer = kiosk("--help")
    assert answer.code == 0
    assert all(f"    {group}" in answer.out for group in GROUPS)


def test_the_version_is_told(kiosk):
    answer = kiosk("--version")
    assert answer.code == 0
    assert answer.out.startswith("kiosk ")


def test_a_sentence_of_the_parser_that_is_not_known_stays_as_it_is():
    assert in_chinese("something new") == "something new"
    assert in_chinese("argument --seed: invalid int value: 'x'") == "--seed 的值 'x' 不对"


def test_an_error_nobody_foresaw_tells_its_place_and_not_its_words(kiosk, monkeypatch):
    def fall(_args):
        raise RuntimeError("吴㐂𠮷 330724199105174020")

    monkeypatch.setattr("app.commands.catalogue.settings_of", fall)
    answer = kiosk("catalogue", "list", "--json")
    assert answer.code == 70
    assert "test_wrong_use.py" in answer.error["message"]
    assert "330724199105174020" not in answer.out + answer.err
