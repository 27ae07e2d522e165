"""Papers without a case, and the one that may hang half out of the receipt printer."""

import json

from app.domain.prints import OF_THE_RECEIPT_PRINTER, Failed, PaperKind, Presented, PrintState

S = PrintState
TICKET = "01900000-0000-7000-8000-0000000000aa"


def test_a_ticket_is_printed_without_a_case_and_told_to_nobody(store):
    ledger = store.prints
    job = ledger.queue(TICKET, PaperKind.TICKET, "20260318-A023", "zh_CN")
    ledger.sent(job.id)
    assert ledger.latest_sent(PaperKind.RECEIPT, PaperKind.TICKET).id == job.id
    assert ledger.latest_sent(PaperKind.RECEIPT) is None
    assert ledger.end(job.id, Presented()).state is S.PRESENTED
    assert ledger.media(job.id, S.TAKEN).state is S.TAKEN
    assert store.outbox.waiting() == 0
    events = [json.loads(each.record) for each in store.audit.records()]
    assert [each["fields"]["case_id"] for each in events if each["event"] == "print.taken"] == [TICKET]


def test_a_ticket_that_hangs_out_half_is_known_when_the_next_paper_is_printed(store, samples):
    store.cases.submit(samples.submission(attachments=()))
    job = store.prints.queue(TICKET, PaperKind.TICKET, "20260318-A023")
    store.prints.sent(job.id)
    last = store.prints.latest_sent(*OF_THE_RECEIPT_PRINTER)
    assert (last.id, last.may_hang_out) == (job.id, True)


def test_a_job_that_never_reached_the_printer_does_not_hide_the_half_before_it(store, samples):
    half = store.prints.queue(TICKET, PaperKind.TICKET, "20260318-A023")
    store.prints.sent(half.id)
    later = store.prints.queue("01900000-0000-7000-8000-0000000000ab", PaperKind.TICKET, "20260318-A024")
    store.prints.sent(later.id)
    store.prints.end(later.id, Failed("offline", begun=False))
    last = store.prints.latest_sent(*OF_THE_RECEIPT_PRINTER)
    assert (last.id, last.may_hang_out) == (half.id, True)
    third = store.prints.queue("01900000-0000-7000-8000-0000000000ac", PaperKind.TICKET, "20260318-A025")
    store.prints.sent(third.id)
    store.prints.end(third.id, Presented())
    assert store.prints.latest_sent(*OF_THE_RECEIPT_PRINTER).id == third.id
