"""kiosk custody: whoever collects what was left behind sees it and closes it."""

from app.composition import open_parts
from app.config import load_settings


def leave_behind(data_dir, thing="card"):
    with open_parts(load_settings(data_dir)) as parts:
        return parts.custody.open(thing, "").id


def test_nothing_left_behind_is_an_empty_list(kiosk):
    assert kiosk("custody", "list", "--json").document == []


def test_a_card_left_behind_is_listed_and_closed_by_an_operator(kiosk, data_dir):
    record = leave_behind(data_dir)
    (row,) = kiosk("custody", "list", "--open", "--json").document
    assert (row["id"], row["thing"], row["ending"]) == (record, "card", None)
    answer = kiosk(
        "custody", "close", record, "--as", "handed_over", "--operator", "0017", "--reason", "核对过", "--json"
    )
    assert (answer.code, answer.document["ending"], answer.document["operator"]) == (0, "handed_over", "0017")
    assert kiosk("custody", "list", "--open", "--json").document == []


def test_closing_without_a_staff_number_is_wrong_use(kiosk, data_dir):
    record = leave_behind(data_dir)
    wrong = kiosk("custody", "close", record, "--as", "destroyed", "--operator", "李四", "--reason", "旧了", "--json")
    assert wrong.code == 2
    assert wrong.error["message"]


def test_the_list_speaks_chinese_to_a_person(kiosk, data_dir):
    leave_behind(data_dir, "receipt")
    assert "凭条" in kiosk("custody", "list").out
