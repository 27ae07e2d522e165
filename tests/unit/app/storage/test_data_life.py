"""How long a station keeps what it holds of a person, and that nothing stays behind afterwards."""

import io
import shutil
from datetime import timedelta

import pyrage
import pytest
from sqlalchemy import insert, select, update

from app.domain.case import CaseStatus, Kept
from app.domain.decisions import CaseDecision, DeskDecision
from app.domain.errors import WrongInput
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.following import FollowedCase, ReadyResult, paper_number
from app.domain.ports import Change, EventVerdict, IssuedDocument, UploadVerdict
from app.domain.prints import PaperKind
from app.storage import StoreChoices, open_store
from app.storage.changes import CHANGES_KEPT
from app.storage.tables import (
    case_decisions,
    cases,
    changes,
    evaluations,
    metadata,
    outbox_events,
    outbox_payloads,
)
from tests.unit.app.storage.raw_pages import raw_journal, raw_pages
from tests.unit.app.storage.unpacked import as_bytes

SELF_SERVICE = StoreChoices(keeps_readable=False)
AT_ONCE = StoreChoices(keeps_readable=False, keep_sent=timedelta(0))
COUNTER = StoreChoices(retention=timedelta(days=30))
PDF = b"%PDF-1.7 of a certificate that names somebody"


@pytest.fixture(scope="module")
def centre():
    return pyrage.x25519.Identity.generate()


@pytest.fixture(params=[SELF_SERVICE, COUNTER], ids=["self_service", "counter"])
def station(request, new_data_dir, data_dir, clock, centre):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock, request.param) as opened:
        opened.settings.put({"centre.seal_recipient": str(centre.to_public())})
        yield opened


def taken_by_the_centre(store, clock):
    while events := store.outbox.due_events(clock(), 50):
        for each in events:
            store.outbox.settle_event(each.id, EventVerdict.ACCEPTED)
    for each in store.outbox.due_uploads(clock(), 50):
        store.outbox.settle_upload(each.id)


def encodings(*words):
    return [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "gb18030")]


def everything(store, data_dir):
    """What anybody can get out who holds the disk and every key of the station."""
    own = pyrage.x25519.Identity.from_str(store.settings.get("storage.identity"))
    found = []
    for each in sorted(data_dir.rglob("*")):
        if each.is_file():
            found.append(each.read_bytes())
            if each.suffix == ".age":
                try:
                    found.append(pyrage.decrypt(found[-1], [own]))
                except pyrage.DecryptError:
                    continue
    with store.database.reading() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                found += [as_bytes(value) for value in row]
    found.append(raw_pages(data_dir))
    return b"\n".join(found)


def test_after_its_time_nothing_of_a_person_is_found_with_every_key_in_hand(station, samples, clock, data_dir):
    words = [*samples.applicant.values(), samples.phone, "遗失", "等得太久", "照片要重拍"]
    secrets = [*encodings(*words), samples.photo[:40], samples.signature, PDF]
    saved = station.cases.submit(samples.submission())
    station.cases.evaluate(Evaluation(saved.id, Grade.BAD, EvaluationChannel.PAD, (), "等得太久"))
    document = IssuedDocument(saved.id, "temporary-id-card", "ZM1", "C0DE", "ab" * 32, clock())
    station.prints.issue(document, PDF, "zh_CN")
    body = {"case_id": saved.id, "status": "returned", "reason": "照片要重拍"}
    station.outbox.apply_changes([Change("1", "case.status", body)], "1")
    secrets += [each.payload[:60] for each in station.outbox.due_events(clock(), 50)]
    taken_by_the_centre(station, clock)
    station.database.forget_old_pages()
    assert secrets[-1] in everything(station, data_dir)

    clock.forward(days=91)
    assert station.life.tend().erased == 1

    inside = everything(station, data_dir)
    assert not [each for each in secrets if each in inside]
    assert list((data_dir / "attachments").rglob("*.age")) == []
    case = station.cases.case(saved.id)
    assert (case.kept, case.number, case.status.value, case.data, case.reason) == (
        Kept.ERASED, saved.number, "returned", {}, ""
    )  # fmt: skip
    assert station.cases.cases_of(samples.applicant["id_number"]) == []
    with pytest.raises(WrongInput, match="不再保存"):
        station.cases.attachment(saved.id, "photo")
    assert station.audit.verify().intact


def test_until_its_time_the_case_stays_as_it_is(station, samples, clock):
    saved = station.cases.submit(samples.submission())
    taken_by_the_centre(station, clock)
    before = station.cases.case(saved.id)

    clock.forward(days=29)
    assert station.life.tend().erased == 0

    assert station.cases.case(saved.id) == before
    assert station.cases.cases_of(samples.applicant["id_number"]) == [before]


def test_an_item_may_have_a_time_of_its_own(station, samples, clock):
    station.cases.submit(samples.submission(1, retention_days=2))
    station.cases.submit(samples.submission(2, retention_days=400))
    taken_by_the_centre(station, clock)

    clock.forward(days=100)
    station.life.tend()

    assert station.cases.case(samples.case_id(1)).kept is Kept.ERASED
    assert station.cases.case(samples.case_id(2)).kept is not Kept.ERASED


def test_what_the_centre_has_not_taken_is_never_erased(station, samples, clock, data_dir):
    station.cases.submit(samples.submission())
    clock.forward(days=4000)

    assert station.life.tend().erased == 0
    assert len(list((data_dir / "attachments").rglob("*.age"))) == 2
    (event,) = station.outbox.due_events(clock(), 10)
    assert event.payload

    station.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
    assert station.life.tend().erased == 0
    taken_by_the_centre(station, clock)
    assert station.life.tend().erased == 1


def has_payload(store):
    """Of each event, in their order."""
    query = select(outbox_payloads.c.sequence).select_from(outbox_events).outerjoin(outbox_payloads)
    with store.database.reading() as connection:
        found = connection.execute(query.order_by(outbox_events.c.sequence)).scalars().all()
    return [each is not None for each in found]


def test_what_is_sealed_goes_some_days_after_the_centres_word_and_a_counters_own_stays(
    station, samples, clock, data_dir, request
):
    is_counter = request.node.callspec.id == "counter"
    station.cases.submit(samples.submission())

    taken_by_the_centre(station, clock)
    clock.forward(days=1, hours=23)
    station.life.tend()
    assert len(list((data_dir / "attachments").rglob("*.age"))) == 2
    assert has_payload(station) == [True]
    clock.forward(hours=1)
    station.life.tend()

    assert has_payload(station) == [is_counter]
    assert len(list((data_dir / "attachments").rglob("*.age"))) == (2 if is_counter else 0)
    if is_counter:
        assert station.cases.attachment(samples.case_id(), "photo") == samples.photo


def test_on_a_disk_that_fills_up_what_is_sealed_and_sent_goes_at_once(station, samples, clock, data_dir, request):
    is_counter = request.node.callspec.id == "counter"
    station.cases.submit(samples.submission(1))
    taken_by_the_centre(station, clock)
    station.cases.submit(samples.submission(2))

    assert station.life.make_room() == (0 if is_counter else 2)

    assert has_payload(station) == [is_counter, True]
    assert len(list((data_dir / "attachments").rglob("*.age"))) == (4 if is_counter else 2)


def test_where_nothing_is_kept_files_and_payload_go_with_the_verdict(new_data_dir, data_dir, clock, samples, centre):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock, AT_ONCE) as store:
        store.settings.put({"centre.seal_recipient": str(centre.to_public())})
        store.cases.submit(samples.submission(1))
        store.cases.submit(samples.submission(2))
        event = store.outbox.due_events(clock(), 1)[0]
        uploads = store.outbox.small_uploads([event.case_id], 1 << 20)
        accepted = [UploadVerdict(each.id, EventVerdict.ACCEPTED) for each in uploads]

        store.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")], accepted)

        assert has_payload(store) == [False, True]
        assert len(list((data_dir / "attachments").rglob("*.age"))) == 2


def test_it_is_looked_at_once_a_day_and_at_once_when_the_clock_was_set_back(station, clock):
    assert station.life.tend_daily() is None
    clock.forward(hours=23)
    assert station.life.tend_daily() is None
    clock.forward(hours=1)
    assert station.life.tend_daily() is not None
    clock.forward(days=-10)
    assert station.life.tend_daily() is not None


def test_old_pages_do_not_stay_in_the_write_ahead_log(station, samples, clock, data_dir):
    station.cases.submit(samples.submission(retention_days=1))
    said = station.outbox.due_events(clock(), 1)[0].payload[:60]
    taken_by_the_centre(station, clock)
    assert said in raw_journal(data_dir)

    clock.forward(days=2)
    station.life.tend()

    assert said not in raw_journal(data_dir)


def test_a_person_is_told_what_is_held_and_the_asking_leaves_no_trace_of_whom(station, samples, clock, request):
    is_counter = request.node.callspec.id == "counter"
    station.cases.submit(samples.submission())
    other = dict(samples.applicant, id_number="330782197503124428")
    station.cases.submit(samples.submission(2, data={"applicant": other}, attachments=()))

    (held,) = station.personal.held_of(f" {samples.applicant['id_number'].lower()}", "T01").cases

    assert (held.number, held.at_centre, held.kept) == (
        "L20260318-0001", False, Kept.READABLE if is_counter else Kept.SEALED
    )  # fmt: skip
    assert held.data.get("applicant", {}) == (samples.applicant if is_counter else {})
    assert [(each.name, each.here, each.opens_here) for each in held.files] == [
        ("photo", True, is_counter), ("signature", True, is_counter)
    ]  # fmt: skip
    assert samples.applicant["name"] not in repr(held)
    records = b"".join(each.record for each in station.audit.records())
    assert b"privacy.reported" in records
    assert samples.applicant["id_number"].encode() not in records


def test_what_is_erased_on_request_goes_at_once_or_as_soon_as_the_centre_has_it(station, samples, clock, data_dir):
    number = samples.applicant["id_number"]
    station.cases.submit(samples.submission(1))
    taken_by_the_centre(station, clock)
    station.cases.submit(samples.submission(2))

    erased = station.personal.erase(number, "T01")

    assert (erased.cases, erased.waiting) == (1, 1)
    assert [each.number for each in station.personal.held_of(number, "T01").cases] == ["L20260318-0002"]
    taken_by_the_centre(station, clock)
    station.life.tend()
    assert station.personal.held_of(number, "T01").cases == ()
    inside = everything(station, data_dir)
    assert not [each for each in encodings(*samples.applicant.values()) if each in inside]


def test_what_was_asked_to_go_waits_for_the_centre_and_not_for_the_day_to_be_over(station, samples, clock, data_dir):
    number = samples.applicant["id_number"]
    station.cases.submit(samples.submission())
    assert station.personal.erase(number, "T01").waiting == 1
    clock.forward(minutes=10)
    station.life.tend_daily()
    assert len(station.personal.held_of(number, "T01").cases) == 1
    taken_by_the_centre(station, clock)

    assert station.life.tend_daily() is None

    assert station.personal.held_of(number, "T01").cases == ()
    inside = everything(station, data_dir)
    assert not [each for each in encodings(*samples.applicant.values()) if each in inside]


@pytest.fixture
def erased(station, samples, clock):
    """The id of a case that was erased on request, as the centre had it whole."""
    saved = station.cases.submit(samples.submission())
    taken_by_the_centre(station, clock)
    assert station.personal.erase(samples.applicant["id_number"], "T01").cases == 1
    return saved.id


def words_found(station, data_dir, samples):
    """What speaks of the person, wherever it lies."""
    inside = everything(station, data_dir)
    words = [*samples.applicant.values(), samples.phone, "户口本", "等得太久", "准考证"]
    return [each for each in encodings(*words) if each in inside]


def test_what_the_centre_says_of_an_erased_case_is_its_status_alone(station, erased, samples, data_dir):
    reason = f"{samples.applicant['name']} 的户口本与身份证 {samples.applicant['id_number']} 不符"
    document = {"name": "准考证.pdf", "media_type": "application/pdf", "size": 3, "sha256": "ab" * 32}
    bodies = [
        ("case.status", {"case_id": erased, "status": "returned", "reason": reason}),
        ("case.correction", {"body": {"case_id": erased, "parts": ["photo"], "reason": reason}}),
        ("result.ready", {"body": {"case_id": erased, "document": document}}),
        ("of.tomorrow", {"body": {"case_id": erased, "text": reason}}),
    ]
    said = [Change(str(number), kind, body) for number, (kind, body) in enumerate(bodies, 1)]

    station.outbox.apply_changes(said, "4")
    station.outbox.apply_changes([Change("5", *bodies[0])], "5")

    case = station.cases.case(erased)
    assert (case.status, case.reason, case.kept) == (CaseStatus.RETURNED, "", Kept.ERASED)
    assert {each.cursor: each.outcome.value for each in station.outbox.acknowledgements(10)} == {
        "1": "done",
        "2": "done",
        "3": "done",
        "4": "unknown",
        "5": "done",
    }
    changed = [each for each in station.audit.every() if b"case.status_changed" in each.record]
    assert len(changed) == 1, "what is said a second time changes nothing"
    assert words_found(station, data_dir, samples) == []


def test_the_person_of_an_erased_case_reads_it_at_the_centre_and_leaves_no_word_here(
    station, erased, samples, clock, data_dir
):
    number, case = samples.applicant["id_number"], station.cases.case(erased)
    result = ReadyResult("准考证.pdf", "application/pdf", 3, "ab" * 32, clock())
    told = FollowedCase(
        erased,
        case.number,
        case.item_code,
        case.item_version,
        CaseStatus.COMPLETED,
        case.submitted_at,
        "户口本不符",
        results=(result,),
        told=True,
    )

    station.book.adopt(told, number)
    job = station.prints.queue(erased, PaperKind.RESULT, paper_number(case.number, result.sha256))

    assert job.attempt == 1
    assert station.cases.case(erased).status is CaseStatus.COMPLETED
    assert station.book.known_of(number) == []
    assert station.personal.held_of(number, "T01").cases == ()
    assert words_found(station, data_dir, samples) == []


def test_words_that_come_after_the_erasing_go_to_the_centre_alone(station, erased, samples, clock, data_dir):
    assert station.cases.evaluate(Evaluation(erased, Grade.BAD, EvaluationChannel.PAD, ("slow",), "等得太久"))
    refused = CaseDecision(erased, DeskDecision.REFUSE, "0042", "户口本不符")
    station.decisions.decide(refused)
    station.decisions.decide(refused)
    sent = [each.kind for each in station.outbox_reading.unsettled_events(0, 10)]
    assert sent == ["case.evaluated", "case.decided"]

    taken_by_the_centre(station, clock)
    clock.forward(days=4)
    station.life.tend()

    assert words_found(station, data_dir, samples) == []
    with station.database.reading() as connection:
        assert connection.execute(select(evaluations.c.grade)).scalar_one() == Grade.BAD
        assert connection.execute(select(case_decisions.c.operator)).scalar_one() == "0042"


def test_words_that_an_earlier_program_wrote_to_an_erased_case_go_with_the_next_day(
    station, erased, samples, clock, data_dir
):
    with station.database.writing() as connection:
        connection.execute(update(cases).values(reason="户口本不符"))
        row = {"cursor": "1@", "kind": "case.status", "applied": 1, "received_at": clock(), "case_id": erased}
        connection.execute(insert(changes), {**row, "body": '{"reason": "户口本不符"}', "outcome": "done"})
        evaluated = {"case_id": erased, "grade": 1, "channel": "pad", "reasons": '["slow"]', "text": "等得太久"}
        connection.execute(insert(evaluations), {**evaluated, "evaluated_at": clock()})
    assert words_found(station, data_dir, samples)

    station.life.tend()

    assert words_found(station, data_dir, samples) == []


def test_looking_for_what_is_to_go_waits_for_nobody_where_there_is_nothing(station, samples, clock):
    station.cases.submit(samples.submission(retention_days=1))
    clock.forward(days=2)
    with station.database.writing():
        assert station.life.erase_due() == 0


def test_an_early_upload_that_is_left_is_not_here_afterwards(station, samples, data_dir):
    station.early_uploads.begin_early(samples.case_id(), "film", "video/mp4", io.BytesIO(b"moving pictures" * 100))
    station.early_uploads.leave(samples.case_id())

    assert b"moving pictures" not in everything(station, data_dir)


def cursors(store):
    with store.database.reading() as connection:
        return [each.partition("@")[0] for each in connection.execute(select(changes.c.cursor)).scalars()]


def test_what_the_centre_said_is_forgotten_when_it_is_old_answered_and_of_no_use(station, clock, samples):
    case_id = station.cases.submit(samples.submission()).id
    status = {"case_id": case_id, "status": "returned", "reason": ""}
    station.outbox.apply_changes(
        [
            Change("1", "case.status", status),
            Change("2", "case.correction", {"body": {"case_id": case_id, "parts": ["photo"]}}),
            Change("3", "catalogue.changed", {"body": {"version": "2026.2"}}),
            Change("4", "case.status", status | {"status": "received"}),
        ],
        "4",
    )
    station.outbox.acknowledged(["1", "2", "3"])
    clock.forward(days=CHANGES_KEPT.days, seconds=-1)
    station.outbox.apply_changes([Change("5", "case.status", status)], "5")
    station.outbox.acknowledged(["5"])
    station.life.tend()
    assert cursors(station) == ["1", "2", "3", "4", "5"]

    clock.forward(seconds=2)
    station.life.tend()

    assert cursors(station) == ["2", "4", "5"], "a correction of a case that is here, and one not answered, stay"
    assert [each.cursor for each in station.outbox.acknowledgements(9)] == ["4"]
    assert station.outbox.cursor() == "5"
    taken_by_the_centre(station, clock)
    station.personal.erase(samples.applicant["id_number"], "T01")
    station.outbox.acknowledged(["4"])
    station.life.tend()
    assert cursors(station) == ["5"]


def test_a_case_with_a_parked_file_stays_and_a_person_is_told(station, samples, clock):
    saved = station.cases.submit(samples.submission())
    (event,) = station.outbox.due_events(clock(), 50)
    station.outbox.settle_event(event.id, EventVerdict.ACCEPTED)
    refused, *others = station.outbox.due_uploads(clock(), 50)
    for each in others:
        station.outbox.settle_upload(each.id)
    for _ in range(2):
        station.outbox.refuse_upload(refused.id, clock(), "attachment_sha256", "不一样（attachment_sha256）")

    clock.forward(days=3650)
    station.outbox.hasten(clock())

    assert station.life.tend().erased == 0
    assert station.cases.case(saved.id).kept is not Kept.ERASED
    assert station.outbox.backlog(clock()).conflicts == 1
    assert station.outbox.due_uploads(clock(), 50) == []
