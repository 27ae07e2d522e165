"""The centre's answer on the medium: what is believed, what it does, and what it leaves on the stick."""

import shutil
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.domain.outbox import WaitState
from app.domain.standing import RESTORE_ID
from app.storage.freeze_facts import freeze_facts
from app.sync.medium.exporter import MediumExport


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


def test_what_the_centre_has_no_key_for_waits_on_and_says_so(exporting, exported):
    first, second = exporting.events()
    exporting.answer(
        exported,
        complete=False,
        events=[
            {"id": first.id, "verdict": "rejected", "reason": "payload_recipient"},
            {"id": second.id, "verdict": "accepted"},
        ],
        attachments=[],
    )
    exporting.export()
    (waiting,) = exporting.store.outbox.open_events()
    assert (waiting.id, waiting.parked) == (first.id, False)
    assert "没有打开它的密钥" in waiting.reason
    assert exporting.store.outbox.conflicts() == 0


def refusal(exporting, package, file_id):
    return exporting.answer(
        package,
        complete=False,
        events=[{"id": each.id, "verdict": "accepted"} for each in exporting.events()],
        attachments=[{"id": file_id, "verdict": "rejected", "reason": "attachment_media_type"}],
    )


def parked_files(exporting, clock):
    listed = exporting.store.outbox.backlog(clock()).items
    return [each for each in listed if each.kind == "attachment" and each.state is WaitState.PARKED]


def test_a_file_that_is_refused_in_two_packages_waits_for_a_person(exporting, exported, clock, tmp_path):
    file, *_ = exporting.uploads()
    kept = shutil.copyfile(refusal(exporting, exported, file.id), tmp_path / "kept")
    exporting.export()
    shutil.copyfile(kept, exporting.stick / f"answer-{exported.name}.jws")
    exporting.export()
    assert parked_files(exporting, clock) == [], "read twice it is one refusal"
    second = max(exporting.packages(), key=lambda each: each.name)
    assert second != exported
    refusal(exporting, second, file.id)
    exporting.export()
    (parked,) = parked_files(exporting, clock)
    assert (parked.id, parked.why) == (file.id, "attachment_media_type")
    assert second.name in parked.answer


@pytest.mark.parametrize("reason", ["sequence_used", "number_used", "number_foreign"])
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
        unbelieved += exporting.medium._answers().take(exporting.stick).taken == 0
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        unbelieved += exporting.medium._answers().take(exporting.stick).taken == 0
    assert unbelieved == len(range(0, len(whole), 37)) + 4
    assert exporting.store.outbox.waiting() == waiting


def test_a_station_key_cannot_answer_for_the_centre(exporting, exported):
    """A station's own manifest, called an answer, is by the wrong key and of the wrong type."""
    shutil.copyfile(exported / "manifest.jws", exporting.stick / f"answer-{exported.name}.jws")
    assert exporting.export().answers == 0


@pytest.fixture
def silence(exporting, clock):
    """How long the centre is silent for the freeze, at a station that heard it over the line thirty days ago."""
    store, heard = exporting.store, clock() - timedelta(days=30)
    exporting.medium = MediumExport(
        exporting.medium._enroller, store.outbox_reading, store.outbox, clock, accounts=store.accounts
    )
    return lambda: freeze_facts(store.database, store.database.reserve, heard, clock()).offline


def days_ago(clock, days):
    return (clock() - timedelta(days=days)).isoformat()


def test_the_silence_is_counted_from_the_newest_answer_in_whatever_order_they_come(exporting, exported, clock, silence):
    for told, counted in ((9, 9), (12, 9), (4, 4), (9, 4), (40, 4)):
        exporting.answer(exported, complete=False, answered_at=days_ago(clock, told))
        assert exporting.export().answers == 1
        assert silence() == timedelta(days=counted)


def test_an_answer_older_than_the_last_word_on_the_line_changes_nothing(exporting, exported, clock, silence):
    exporting.answer(exported, answered_at=days_ago(clock, 31))
    exporting.export()
    assert silence() == timedelta(days=30)


def test_a_centre_whose_clock_is_ahead_wins_no_days_however_often_it_is_read(exporting, exported, clock, silence):
    ahead = days_ago(clock, -400)
    for counted in (0, 5, 10):
        exporting.answer(exported, complete=False, answered_at=ahead)
        exporting.export()
        assert silence() == timedelta(days=counted)
        clock.forward(days=5)


@pytest.mark.parametrize(
    "changes", [{"number_prefix": "BM00"}, {"station_id": "hall-02"}, {"key": ec.generate_private_key(ec.SECP256R1())}]
)
def test_an_answer_that_is_not_believed_is_no_word_of_the_centre(exporting, exported, clock, silence, changes):
    exporting.answer(exported, answered_at=days_ago(clock, 1), **changes)
    exporting.export()
    assert silence() == timedelta(days=30)


@pytest.mark.parametrize("told", [None, "", "yesterday", 1, "2026-03-18T02:00:00", ["2026-03-18T02:00:00+00:00"]])
def test_an_answer_that_does_not_say_when_is_taken_all_the_same(exporting, exported, silence, told):
    exporting.answer(exported, answered_at=told)
    assert exporting.export().answers == 1
    assert (exporting.store.outbox.waiting(), silence()) == (0, timedelta(days=30))


def test_the_word_of_a_centre_enrolled_with_before_does_not_count(exporting, exported, clock, silence):
    exporting.answer(exported, answered_at=days_ago(clock, 1))
    exporting.export()
    exporting.store.settings.put({"number_prefix": "BM02"})
    assert silence() == timedelta(days=30)


@pytest.fixture
def restored(exporting, exported, clock):
    """`restored(known, **told)` is whether the answer settles at a station that heard the id `known` last."""
    store = exporting.store
    exporting.medium = MediumExport(
        exporting.medium._enroller, store.outbox_reading, store.outbox, clock, store.seals, store.accounts
    )

    def settles(known, **told):
        store.settings.put({RESTORE_ID: known})
        path, waiting = exporting.answer(exported, sequence=0, **told), store.outbox.waiting()
        done = exporting.export()
        is_settled = done.answers == 1
        assert (done.answers, done.outdated) == ((1, 0) if is_settled else (0, 1))
        assert store.outbox.waiting() == (0 if is_settled else waiting)
        assert (path.exists(), exported.exists()) == (not is_settled, not is_settled)
        return is_settled

    return settles


@pytest.mark.parametrize(
    ("known", "told", "named", "heard"),
    [
        ("B", "B", "B", "B"),
        ("B", "B", "A", "B"),
        ("B", "C", "B", "C"),
        ("", "A", "", "A"),
        ("B", "B", "", "B"),
    ],
)
def test_an_answer_of_the_present_centre_settles_also_where_it_is_the_first_word_of_a_restoring(
    exporting, restored, known, told, named, heard
):
    assert restored(known, restore_id=told, restore_id_named=named)
    assert exporting.store.accounts.restore_id() == heard


@pytest.mark.parametrize(
    ("known", "told", "named"), [("B", "A", "A"), ("B", "A", ""), ("C", "B", "A"), ("B", None, None)]
)
def test_an_answer_of_another_centre_than_was_heard_last_settles_nothing(exporting, restored, known, told, named):
    """`B` was told after the package named `A`, and the station has heard `C` by the line: it cannot know of `B`."""
    assert not restored(known, restore_id=told, restore_id_named=named)
    assert exporting.store.accounts.restore_id() == known


def test_what_an_outdated_answer_refuses_is_not_refused(exporting, restored, clock):
    refused = [{"id": each.id, "verdict": "rejected", "reason": "item_unknown"} for each in exporting.events()]
    files = [{"id": each.id, "verdict": "rejected", "reason": "attachment_seal"} for each in exporting.uploads()]
    assert not restored("B", restore_id="A", restore_id_named="A", events=refused, attachments=files)
    assert exporting.store.outbox.conflicts() == 0
    assert {each.why for each in exporting.store.outbox.backlog(clock()).items} == {""}


def test_an_outdated_answer_seals_no_day_and_is_still_a_word_of_the_centre(exporting, exported, restored, clock):
    clock.forward(days=2)
    exporting.export()
    (waiting,) = exporting.store.seals.waiting(10)
    seals = [{"last": waiting.covers.last, "verdict": "accepted"}]
    told = {"restore_id": "A", "restore_id_named": "A", "seals": seals, "answered_at": days_ago(clock, 1)}
    assert not restored("B", **told)
    assert list(exporting.store.seals.waiting(10)) == [waiting]
    heard = clock() - timedelta(days=30)
    assert freeze_facts(exporting.store.database, exporting.store.database.reserve, heard, clock()).offline == (
        timedelta(days=1)
    )
