"""The catalogue on the command line goes by the day: what is gone is not taken any more, and says what is instead."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml

from app.catalogue.loader import SHIPPED
from app.domain.formats import CHINA

CARD, PERMIT = "temporary-id-card", "residence-permit-endorsement"
TODAY = datetime.now(CHINA).date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ID = "01900000-0000-7000-8000-000000000001"


@pytest.fixture
def items(tmp_path, data_dir):
    """Writes an item of this station's catalogue with some values written otherwise."""
    folder = Path(shutil.copytree(SHIPPED, data_dir / "catalogue"))
    (data_dir / "station.toml").write_text('[catalogue]\ndir = "catalogue"\n', "utf-8")

    def write(name, **values):
        good = yaml.safe_load((SHIPPED / "items" / f"{CARD}.yaml").read_text("utf-8"))
        whole = yaml.safe_dump(good | values, allow_unicode=True, sort_keys=False)
        (folder / "items" / f"{name}.yaml").write_text(whole, "utf-8")

    return write


def test_the_list_is_that_of_today_and_all_of_it_comes_with_dates(kiosk, items):
    items(f"{CARD}@1.0", effective_to=YESTERDAY)
    items(CARD, version="2.0", effective_from=TODAY)
    items(f"{CARD}@3.0", version="3.0", effective_from=TOMORROW)
    items(CARD, version="2.0", effective_from=TODAY, effective_to=TODAY)
    listed = kiosk("catalogue", "list", "--json").document
    assert [row["code"] for row in listed].count(CARD) == 1
    assert all(set(row) == {"code", "name", "field", "stations"} for row in listed)
    every = [row for row in kiosk("catalogue", "list", "--all", "--json").document if row["code"] == CARD]
    assert [(row["version"], row["in_force"]) for row in every] == [("1.0", False), ("2.0", True), ("3.0", False)]
    assert every[0]["effective_to"] == YESTERDAY.isoformat()
    assert kiosk("catalogue", "show", CARD, "--json").document["version"] == "2.0"
    assert "临时居民身份证申领" in kiosk("catalogue", "list", "--all").out


def test_what_is_gone_is_not_submitted_and_says_what_is_done_instead(kiosk, items, sample):
    files = sample(CARD)
    items(CARD, effective_to=YESTERDAY, replaced_by=PERMIT)
    assert CARD not in [row["code"] for row in kiosk("catalogue", "list", "--json").document]
    refused = kiosk("case", "submit", *files.words())
    assert refused.code == 2
    assert f"改办“居住证签注”（{PERMIT}）" in refused.error["what_to_do"]
    assert kiosk("case", "list", "--json").document == []
    assert kiosk("catalogue", "show", CARD, "--json").document["effective_to"] == YESTERDAY.isoformat()


def test_what_was_taken_on_paper_before_its_last_day_is_still_imported(kiosk, items, sample, tmp_path):
    files = sample(CARD)
    items(CARD, effective_to=YESTERDAY, moved_to={"zh_CN": "县政务服务大厅"})
    paper = tmp_path / "paper.jsonl"
    line = {"id": ID, "item": CARD, "data": files.application, "attachments": files.files}
    paper.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    answer = kiosk("case", "import", paper, "--json")
    assert (answer.code, answer.document["taken"]) == (0, 1)
    assert [row["id"] for row in kiosk("case", "list", "--json").document] == [ID]


def test_what_begins_tomorrow_is_not_taken_today(kiosk, items, tmp_path):
    items(CARD, effective_from=TOMORROW)
    refused = kiosk("catalogue", "sample", CARD, "--out", tmp_path / "sample", "--json")
    assert refused.code == 2
    assert "现在还不能办" in refused.error["message"]
