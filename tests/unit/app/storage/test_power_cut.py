"""A process that saves a case is killed at every step it takes; afterwards the case is whole or it is not there."""

import shutil

from app.domain.case import NewAttachment
from app.storage import open_store


def submit(folder, template, clock, submission):
    shutil.copytree(template, folder)
    store = open_store(folder, clock)
    return lambda: store.cases.submit(submission)


def test_a_case_is_whole_or_absent_wherever_the_power_goes(mortal, new_data_dir, tmp_path, clock, samples):
    files = tuple(NewAttachment(f"f{i}", "image/png", bytes([i]) * 5000) for i in range(3))
    submission = samples.submission(attachments=files)

    deaths = mortal.deaths(submit, tmp_path, 40, new_data_dir, clock, submission)

    assert deaths.steps >= 100
    assert len(deaths.folders) >= 35
    seen = [looked_at(each, clock, samples) for each in (*deaths.folders, deaths.whole)]
    assert seen[-1] == "whole"
    assert set(seen) == {"absent", "whole"}


def looked_at(data_dir, clock, samples):
    with open_store(data_dir, clock) as store:
        case = store.cases.case(samples.case_id())
        files = [each for each in (data_dir / "attachments").rglob("*") if each.is_file()]
        events = store.outbox.due_events(clock(), 10)
        names = [each.record for each in store.audit.records()]
        assert store.audit.verify().intact
        if case is None:
            assert (files, events, store.outbox.waiting()) == ([], [], 0)
            assert not any(b"case.submitted" in each for each in names)
            return "absent"
        assert [store.cases.attachment(case.id, f"f{i}") for i in range(3)] == [bytes([i]) * 5000 for i in range(3)]
        assert len(files) == 3
        assert (len(events), store.outbox.waiting()) == (1, 4)
        assert sum(b"case.submitted" in each for each in names) == 1
        return "whole"
