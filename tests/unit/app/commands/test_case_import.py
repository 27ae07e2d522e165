import json
from uuid import UUID

import pytest

ID = "01900000-0000-7000-8000-00000000000{}"


@pytest.fixture
def line(sample):
    def make(number=1, item="temporary-id-card", seed=1, **changes):
        files = sample(item, seed)
        entry = {"id": ID.format(number), "item": item, "data": files.application, "attachments": files.files}
        return json.dumps({**entry, **changes}, ensure_ascii=False)

    return make


@pytest.fixture
def write(tmp_path):
    def make(*lines):
        path = tmp_path / "paper.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return path

    return make


def taken(answer):
    return answer.document["taken"], answer.document["already"], len(answer.document["refused"])


def test_every_line_becomes_a_case_under_its_own_id(kiosk, line, write):
    answer = kiosk("case", "import", write(line(1), "", line(2, "social-insurance-proof", 3)), "--json")
    assert (answer.code, taken(answer)) == (0, (2, 0, 0))
    assert {row["id"] for row in kiosk("case", "list", "--json").document} == {ID.format(1), ID.format(2)}


def test_the_same_line_twice_is_taken_once(kiosk, line, write):
    path = write(line(1), line(1), line(2))
    assert taken(kiosk("case", "import", path, "--json")) == (2, 1, 0)
    again = kiosk("case", "import", path, "--json")
    assert (again.code, taken(again)) == (0, (0, 3, 0))
    assert len(kiosk("case", "list", "--json").document) == 2


def test_the_same_id_with_another_content_is_refused_and_told(kiosk, line, write):
    answer = kiosk("case", "import", write(line(1, seed=1), line(1, seed=2)), "--json")
    assert (answer.code, taken(answer)) == (2, (1, 0, 1))
    assert answer.document["refused"][0]["line"] == 2


def test_a_bad_line_never_spoils_the_others_and_is_not_quoted(kiosk, line, write):
    secret = json.loads(line(1))["data"]["applicant"]["name"]
    path = write(
        "not json",
        "[1]",
        json.dumps({**json.loads(line(1)), "item": "nonsense"}),
        json.dumps({"item": "temporary-id-card"}),
        line(3, attachments={"photo": "nowhere.jpg"}),
        line(3, attachments=["photo"]),
        line(3, data=None),
        line(4),
    )
    answer = kiosk("case", "import", path, "--json")
    assert (answer.code, taken(answer)) == (2, (1, 0, 7))
    assert [each["line"] for each in answer.document["refused"]] == [1, 2, 3, 4, 5, 6, 7]
    assert secret not in answer.out + answer.err


def test_attachments_are_looked_for_beside_the_file(kiosk, sample, write, tmp_path):
    files = sample()
    near = {name: path.removeprefix(f"{tmp_path}/") for name, path in files.files.items()}
    entry = {"id": ID.format(1), "item": files.item, "data": files.application, "attachments": near}
    assert kiosk("case", "import", write(json.dumps(entry)), "--json").code == 0


def test_a_number_of_a_paper_book_is_an_id_too(kiosk, line, write):
    path = write(line(1, id="登记簿 2026-031"), line(1, id="登记簿 2026-031"))
    assert taken(kiosk("case", "import", path, "--json")) == (1, 1, 0)
    (row,) = kiosk("case", "list", "--json").document
    assert UUID(row["id"])
    assert kiosk("case", "show", "登记簿 2026-031", "--json").document["id"] == row["id"]


def test_a_line_separator_inside_a_text_ends_no_line(kiosk, sample, write):
    files = sample("residence-permit-endorsement", 1)
    application = files.application
    application["record"] = {"note": "甲\u2028乙\u0085丙"}
    entry = {"id": ID.format(1), "item": files.item, "data": application, "attachments": files.files}
    answer = kiosk("case", "import", write(json.dumps(entry, ensure_ascii=False)), "--json")
    assert taken(answer) == (1, 0, 0)


def test_no_progress_is_drawn_where_nobody_looks(kiosk, line, write):
    assert kiosk("case", "import", write(line(1)), "--json").err == ""


def test_a_missing_file_is_exit_2(kiosk, tmp_path):
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        assert (kiosk("case", "import", path, "--json").code) == 2
