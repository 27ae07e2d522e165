"""The centre's answer on the medium: what is believed, what it does, and what it leaves on the stick."""

import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric import ec


@pytest.fixture
def exported(exporting, samples):
    """Two cases on the stick; their package."""
    for index in (1, 2):
        exporting.store.cases.submit(samples.submission(index))
    exporting.export()
    (package,) = exporting.packages()
    return package


def test_an_answer_settles_and_clears_the_stick(exporting, exported):
    exporting.answer(exported)
    done = exporting.export()
    assert (done.answers, done.package) == (1, "")
    assert exporting.store.outbox.waiting() == 0
    assert [each.status.value for each in exporting.store.cases.cases()] == ["received", "received"]
    assert list(exporting.stick.iterdir()) == []


def test_taking_an_answer_a_second_time_changes_nothing(exporting, exported, tmp_path):
    kept = tmp_path / "kept"
    shutil.copyfile(exporting.answer(exported), kept)
    exporting.export()
    records = exporting.store.audit.verify().records
    shutil.copyfile(kept, exporting.stick / f"answer-{exported.name}.jws")
    assert exporting.export().answers == 1
    assert (exporting.store.outbox.waiting(), exporting.store.audit.verify().records) == (0, records)


def test_a_package_that_is_not_taken_whole_stays_on_the_stick(exporting, exported):
    events = [{"id": each.id, "verdict": "accepted"} for each in exporting.events()]
    exporting.answer(exported, events=events, attachments=[], complete=False)
    done = exporting.export()
    assert (done.answers, done.events, done.attachments) == (1, 0, 4)
    assert exported in exporting.packages()
    assert not (exporting.stick / f"answer-{exported.name}.jws").exists()


def test_a_package_other_than_the_answered_one_stays_under_its_name(exporting, exported):
    exporting.answer(exported, manifest_sha256="0" * 64)
    assert exporting.export().answers == 1
    assert exported in exporting.packages()


def test_what_the_centre_refused_is_parked_and_a_refused_file_waits_on(exporting, exported):
    first, second = exporting.events()
    file, *others = exporting.uploads()
    exporting.answer(
        exported,
        complete=False,
        events=[
            {"id": first.id, "verdict": "conflict", "reason": "id_used"},
            {"id": second.id, "verdict": "rejected", "reason": "item_unknown"},
        ],
        attachments=[
            {"id": file.id, "verdict": "rejected", "reason": "attachment_seal"},
            *({"id": each.id, "verdict": "duplicate"} for each in others),
        ],
    )
    exporting.export()
    assert {each.reason for each in exporting.store.outbox.open_events()} == {"id_used", "item_unknown"}
    assert exporting.store.outbox.conflicts() == 2


@pytest.mark.parametrize("reason", ["sequence_used", "number_used"])
def test_what_the_station_mends_by_itself_waits_for_a_line(exporting, exported, reason):
    """After an old image of the disk was put back: new numbers come from the centre only."""
    events = [{"id": each.id, "verdict": "conflict", "reason": reason} for each in exporting.events()]
    exporting.answer(exported, complete=False, events=events, attachments=[])
    assert exporting.export().events == 2
    assert exporting.store.outbox.conflicts() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"station_id": "hall-02"},
        {"number_prefix": "BM00"},
        {"package": "bianmin-hall-01-20260101T000000Z-1"},
        {"format": "bianmin-medium-answer/2"},
        {"events": None},
        {"events": [{"id": "x"}]},
        {"events": ["x"]},
        {"attachments": [{"id": "x", "verdict": "maybe"}]},
        {"kind": "bianmin-manifest+jws"},
        {"kind": "JWT"},
        {"key": ec.generate_private_key(ec.SECP256R1())},
    ],
    ids=lambda changes: " ".join(f"{name} {value}" for name, value in changes.items() if name != "key") or "key",
)
def test_an_answer_for_somebody_else_or_by_somebody_else_is_not_believed(exporting, exported, changes):
    path = exporting.answer(exported, **changes)
    waiting = exporting.store.outbox.waiting()
    assert exporting.export().answers == 0
    assert exporting.store.outbox.waiting() == waiting
    assert path.exists()
    assert exported in exporting.packages()


def test_an_answer_altered_in_any_byte_is_not_believed(exporting, exported):
    path = exporting.answer(exported)
    whole = path.read_bytes()
    waiting = exporting.store.outbox.waiting()
    unbelieved = 0
    for place in range(0, len(whole), 37):
        altered = bytearray(whole)
        altered[place] ^= 1
        path.write_bytes(altered)
        unbelieved += exporting.medium._answers().take(exporting.stick) == 0
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        unbelieved += exporting.medium._answers().take(exporting.stick) == 0
    assert unbelieved == len(range(0, len(whole), 37)) + 4
    assert exporting.store.outbox.waiting() == waiting


def test_a_station_key_cannot_answer_for_the_centre(exporting, exported):
    """A station's own manifest, called an answer, is by the wrong key and of the wrong type."""
    shutil.copyfile(exported / "manifest.jws", exporting.stick / f"answer-{exported.name}.jws")
    assert exporting.export().answers == 0
