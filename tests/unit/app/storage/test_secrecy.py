import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import EventVerdict
from app.storage import open_store
from app.storage.tables import cases


def test_nothing_of_a_person_is_on_the_disk_in_the_clear(data_dir, clock, samples):
    words = [*samples.applicant.values(), samples.phone, "遗失", "等得太久"]
    secrets = [
        encoded for word in words for encoded in (word.encode(), word.encode("gb18030"), word.encode("utf-16-le"))
    ]
    secrets += [samples.photo[:40], samples.signature]

    with open_store(data_dir, clock) as store:
        for index in range(1, 6):
            store.cases.submit(samples.submission(index))
        store.cases.evaluate(Evaluation(samples.case_id(1), Grade.BAD, EvaluationChannel.PAD, (), "等得太久"))
        store.cases.cases_of(samples.applicant["id_number"])
        for event in store.outbox.due_events(clock(), 2):
            store.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
        for upload in store.outbox.due_uploads(clock(), 2):
            store.outbox.sealed_upload(upload.id, sealed_otherwise)
        while_open = everything(data_dir)
        assert b"terminal.db-wal" in while_open
    for content in (while_open, everything(data_dir)):
        assert not [secret for secret in secrets if secret in content]
        assert b"SQLite format" not in content


def sealed_otherwise(plain, sealed):
    sealed.write(bytes(255 - each for each in plain.read()))


def everything(data_dir):
    files = sorted(each for each in data_dir.rglob("*") if each.is_file())
    return b"\n".join(str(each.relative_to(data_dir)).encode() + each.read_bytes() for each in files)


def test_errors_of_the_database_do_not_quote_what_was_written(store, samples):
    store.cases.submit(samples.submission())
    with pytest.raises(IntegrityError) as caught, store.database.writing() as connection:
        connection.execute(cases.insert(), {"id": samples.applicant["name"]})

    assert samples.applicant["name"] not in str(caught.value) + repr(caught.value)
