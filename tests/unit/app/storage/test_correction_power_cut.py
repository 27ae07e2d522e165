"""A process that saves a correction of several parts is killed at every step: all of it is there, or nothing is."""

import shutil

from app.domain.case import CaseStatus, Correction, NewAttachment
from app.domain.ports import Change, EventVerdict
from app.storage import open_store

OLD, NEW = b"\xff\xd8\xff\xe0 old" * 500, b"\xff\xd8\xff\xe0 new" * 500


def correct(folder, template, clock, corrections):
    shutil.copytree(template, folder)
    store = open_store(folder, clock)
    return lambda: store.cases.correct(*corrections)


def test_a_correction_is_whole_or_absent_wherever_the_power_goes(mortal, new_data_dir, tmp_path, clock, samples):
    returned = tmp_path / "returned"
    shutil.copytree(new_data_dir, returned)
    with open_store(returned, clock) as store:
        files = tuple(NewAttachment(name, "image/jpeg", OLD) for name in ("photo", "proof"))
        store.cases.submit(samples.submission(attachments=files))
        events = store.outbox.due_events(clock(), 10)
        store.outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events])
        for each in store.outbox.due_uploads(clock(), 10):
            store.outbox.settle_upload(each.id)
        body = {"case_id": samples.case_id(), "status": "returned", "reason": "看不清"}
        store.outbox.apply_changes([Change("1", "case.status", body)], "1")
    corrections = (
        Correction(samples.case_id(7), samples.case_id(), "form", {"fields": {"phone": "13900000000"}}),
        *(
            Correction(
                samples.case_id(at), samples.case_id(), name, attachments=(NewAttachment(name, "image/jpeg", NEW),)
            )
            for at, name in ((8, "photo"), (9, "proof"))
        ),
    )

    deaths = mortal.deaths(correct, tmp_path / "cuts", 40, returned, clock, corrections)

    assert deaths.steps >= 100
    seen = [looked_at(each, clock, samples, corrections) for each in (*deaths.folders, deaths.whole)]
    assert seen[-1] == "corrected"
    assert set(seen) == {"as before", "corrected"}


def looked_at(data_dir, clock, samples, corrections):
    with open_store(data_dir, clock) as store:
        case = store.cases.case(samples.case_id())
        waiting = [each for each in store.outbox.due_events(clock(), 10) if each.kind == "case.corrected"]
        content = [store.cases.attachment(case.id, name) for name in ("photo", "proof")]
        files = [each for each in (data_dir / "attachments").rglob("*") if each.is_file()]
        assert store.audit.verify().intact
        assert len(files) == 2
        if case.status is CaseStatus.RETURNED:
            assert (content, waiting, store.outbox.waiting()) == ([OLD, OLD], [], 0)
            store.cases.correct(*corrections)  # with the same ids it goes in all the same
            return "as before" if store.outbox.waiting() == 5 else "half"
        assert content == [NEW, NEW]
        assert store.outbox.waiting() == 5  # three parts, two files
        store.cases.correct(*corrections)
        assert store.outbox.waiting() == 5
        return "corrected"
