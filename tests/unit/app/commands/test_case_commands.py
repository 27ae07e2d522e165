import json
import re
from pathlib import Path

import pytest
import zstandard

from app.composition import open_parts
from app.config import load_settings
from app.domain.ports import EventVerdict

ITEMS = ("social-insurance-proof", "temporary-id-card", "residence-permit-endorsement")


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("seed", [1, 7, 2026])
def test_every_sample_is_taken_with_the_network_away(kiosk, sample, item, seed):
    answer = kiosk("case", "submit", *sample(item, seed).words())
    assert answer.code == 0
    assert set(answer.document) == {"id", "number", "status"}
    assert answer.document["status"] == "saved"


def test_what_was_submitted_is_listed_and_shown_by_id_and_number(kiosk, sample):
    files = sample()
    saved = kiosk("case", "submit", *files.words(), "--evaluate", 2, "--reason", "排队太久").document
    assert [row["id"] for row in kiosk("case", "list", "--json").document] == [saved["id"]]
    shown = kiosk("case", "show", saved["id"], "--json").document
    assert shown["data"] == files.application
    assert {each["name"] for each in shown["attachments"]} == set(files.files)
    assert kiosk("case", "show", saved["number"], "--json").document == shown
    # the case, its evaluation and each attachment
    status = kiosk("sync", "status", "--json").document
    assert (status["waiting"], status["conflict"]) == (2 + len(files.files), 0)


def test_the_chain_grows_and_holds(kiosk, sample):
    before = kiosk("audit", "verify", "--json").document["records"]
    kiosk("case", "submit", *sample().words())
    after = kiosk("audit", "verify", "--json").document
    assert (after["records"], after["intact"], after["broken_day"]) == (before + 1, True, None)


def break_check_digit(application):
    number = application["applicant"]["id_number"]
    application["applicant"]["id_number"] = number[:-1] + ("1" if number[-1] != "1" else "2")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (break_check_digit, "APP-102"),
        (lambda application: application["form"].pop("phone"), "APP-102"),
        (lambda application: application.pop("applicant"), "APP-100"),
        (lambda application: application.update(applicant=[1]), "APP-100"),
        (lambda application: application.update(nonsense={}), "APP-100"),
        (lambda application: application["payment"].update(amount_fen=1), "APP-102"),
    ],
)
def test_an_application_that_breaks_a_rule_is_exit_2_and_nothing_is_kept(kiosk, sample, tmp_path, change, code):
    files = sample()
    answer = kiosk("case", "submit", *files.words(files.changed(tmp_path, change)))
    assert answer.code == 2
    assert answer.error["code"] == code
    assert kiosk("case", "list", "--json").document == []


def test_the_field_that_is_to_blame_is_named(kiosk, sample, tmp_path):
    files = sample()
    answer = kiosk("case", "submit", *files.words(files.changed(tmp_path, lambda data: data["form"].pop("phone"))))
    assert answer.error["field"] == "phone"


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]", b'"text"', b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_data_file_that_is_no_application_is_exit_2(kiosk, sample, tmp_path, content):
    path = tmp_path / "data.json"
    path.write_bytes(content)
    answer = kiosk("case", "submit", *sample().words(path))
    assert (answer.code, answer.error["code"]) == (2, "APP-100")


def test_what_an_editor_puts_in_front_of_utf_8_does_no_harm(kiosk, sample, tmp_path):
    files = sample()
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + files.data.read_bytes())
    assert kiosk("case", "submit", *files.words(path)).code == 0


def test_an_unknown_item_is_exit_2_and_the_known_ones_are_named(kiosk, sample):
    files = sample()
    answer = kiosk("case", "submit", "--item", "nonsense", "--data", files.data, "--json")
    assert (answer.code, answer.error["code"]) == (2, "APP-101")
    assert "temporary-id-card" in answer.error["what_to_do"]


def test_missing_files_and_folders_are_said_in_words(kiosk, sample, tmp_path):
    for data in (tmp_path / "nowhere.json", tmp_path):
        assert kiosk("case", "submit", "--item", "temporary-id-card", "--data", data, "--json").code == 2
    files = sample()
    for attached in (f"photo={tmp_path}/nowhere.jpg", f"photo={tmp_path}", "photo", "=x", "photo="):
        words = ("case", "submit", "--item", files.item, "--data", files.data, "--attach", attached, "--json")
        assert (kiosk(*words).code, kiosk(*words).error["code"]) == (2, "APP-100")


def test_attachments_are_told_by_their_content_not_their_names(kiosk, sample, tmp_path):
    files = sample()
    disguised = tmp_path / "photo.txt"
    disguised.write_bytes(Path(files.files["photo"]).read_bytes())
    fake = tmp_path / "fake.jpg"
    fake.write_text("no picture")
    words = ["case", "submit", "--item", files.item, "--data", files.data, "--json"]
    signature = ["--attach", f"signature={files.files['signature']}"]
    assert kiosk(*words, *signature, "--attach", f"photo={fake}").code == 2
    answer = kiosk(*words, *signature, "--attach", f"photo={disguised}")
    assert answer.code == 0


def test_an_attachment_may_be_named_once_only(kiosk, sample):
    files = sample()
    again = f"photo={files.files['photo']}"
    assert kiosk("case", "submit", *files.words(), "--attach", again).code == 2


def test_a_bad_evaluation_carries_a_reason_even_when_none_was_told(kiosk, sample, data_dir):
    files = sample()
    assert kiosk("case", "submit", *files.words(), "--evaluate", 6).code == 2
    assert kiosk("case", "list", "--json").document == []
    case_id = kiosk("case", "submit", *files.words(), "--evaluate", 1, "--reason", "  ").document["id"]
    with open_parts(load_settings(data_dir)) as parts:
        (submitted,) = parts.outbox.due_events(parts.now(), 10)
        parts.outbox.settle_event(submitted.id, EventVerdict.ACCEPTED)
        (evaluated,) = parts.outbox.due_events(parts.now(), 10)
    assert (evaluated.case_id, evaluated.kind) == (case_id, "case.evaluated")
    assert json.loads(zstandard.ZstdDecompressor().decompress(evaluated.payload))["reasons"] == ["未注明原因"]


def test_an_unknown_case_is_exit_2(kiosk):
    assert kiosk("case", "show", "nowhere", "--json").code == 2


def test_nothing_of_a_person_lies_on_the_disk_in_the_clear(kiosk, sample, data_dir):
    secrets = set()
    for seed, item in enumerate(ITEMS, 11):
        files = sample(item, seed)
        secrets |= personal(files.application)
        assert kiosk("case", "submit", *files.words(), "--evaluate", 1, "--reason", "等了一上午").code == 0
    kiosk("case", "list")
    kiosk("doctor")
    assert len(secrets) > 10
    kept = [path for path in data_dir.rglob("*") if path.is_file()]
    assert any(path.name == "terminal.db" for path in kept)
    for path in kept:
        content = path.read_bytes() + str(path).encode()
        for secret in secrets | {"等了一上午"}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
                assert secret.encode(encoding) not in content, path.name


def personal(application):
    """Name, number, address, telephone, and what was typed in the form."""
    applicant = application["applicant"]
    found = {applicant[key] for key in ("name", "id_number", "address") if applicant.get(key)}
    delivery = application.get("delivery") or {}
    found |= {delivery[key] for key in ("recipient", "phone", "address") if delivery.get(key)}
    return found | {value for value in application["form"].values() if len(value) > 6 and not value.islower()}


def test_the_document_is_utf_8_and_not_escaped(kiosk, sample):
    files = sample()
    saved = kiosk("case", "submit", *files.words()).document
    out = kiosk("case", "show", saved["id"], "--json").out
    assert files.application["applicant"]["name"] in out
    assert json.loads(out)["data"] == files.application


def test_a_person_reads_item_and_status_in_words(kiosk, sample):
    saved = kiosk("case", "submit", *sample().words()).document
    for told in (kiosk("case", "list").out, kiosk("case", "show", saved["id"]).out):
        assert saved["number"] in told
        assert "待上报" in told
        assert "临时居民身份证" in told
        assert not re.search(r"[a-z]{4}", told)
