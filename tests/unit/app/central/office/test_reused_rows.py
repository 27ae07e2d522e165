"""What an office reads of papers and answers that came from the person's file."""

from __future__ import annotations

from app.catalogue import load_catalogue
from app.central.office.fact_rows import rows_of

ITEM = load_catalogue().item("residents-pension-registration")


def test_each_paper_has_the_day_and_the_case_it_came_from() -> None:
    told = {
        "agreed": True,
        "materials": {"household-register": {"taken_on": "2026-03-02", "number": "BM01-1"}},
        "answers": {"phone": "file.phone"},
    }
    rows = [(each.label, each.value) for each in rows_of(ITEM, "person_file", told, in_full=False)]
    assert rows[0] == ("用以前交过的", "本人同意")
    assert rows[1][1] == "2026-03-02 交过，办件 BM01-1"
    assert rows[2][1] == "来自个人档案"
    assert "household-register" not in rows[1][0]


def test_a_no_is_read_as_such() -> None:
    rows = rows_of(ITEM, "person_file", {"agreed": False}, in_full=False)
    assert [(each.label, each.value) for each in rows] == [("用以前交过的", "本人没同意")]
