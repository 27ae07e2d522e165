"""The print ledger from the command line: seen, settled and printed again, over the real bytes of the printers."""

from datetime import UTC, datetime, timedelta

import pytest

from app.composition import Parts, open_parts
from app.config import load_settings
from app.domain.ports import IssuedDocument
from app.domain.prints import Failed, PaperKind, Presented, Unheard
from app.storage import lock_data_dir
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator

ITEM = "social-insurance-proof"
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
CLERK = ("--operator", "G0017", "--reason", "纸卡坏了，当面作废")
DOUBT = Unheard("no_answer")


@pytest.fixture
def saved(kiosk, sample):
    return kiosk("case", "submit", *sample(ITEM).words()).document


@pytest.fixture
def receipt(data_dir, saved):
    """`receipt(end)`: a receipt's job that came to this end."""

    def make(*ends):
        with open_parts(load_settings(data_dir)) as parts:
            job = parts.prints.queue(saved["id"], PaperKind.RECEIPT, saved["number"], "zh_CN")
            if ends:
                parts.prints.sent(job.id)
            for end in ends:
                parts.prints.end(job.id, end)
            return job.id

    return make


@pytest.fixture
def certificate(data_dir, saved):
    def make(end, pdf=PDF):
        with open_parts(load_settings(data_dir)) as parts:
            document = IssuedDocument(saved["id"], ITEM, saved["number"], "0" * 20, "ab" * 32, datetime.now(UTC))
            job = parts.prints.issue(document, pdf)
            parts.prints.sent(job.id)
            parts.prints.end(job.id, end)
            return job.id

    return make


def states(kiosk, *words):
    return [row["state"] for row in kiosk("print", "list", "--json", *words).document]


def test_a_station_that_printed_nothing_says_so(kiosk):
    assert kiosk("print", "list", "--json").document == []
    assert kiosk("print", "list").out == "没有打印任务\n"


def test_the_list_says_what_became_of_each_paper_and_which_one_a_person_must_look_at(kiosk, receipt, certificate):
    receipt(Presented())
    unknown = certificate(DOUBT)
    rows = kiosk("print", "list", "--json").document
    assert [(row["paper"], row["state"], row["needs_a_person"]) for row in rows] == [
        ("certificate", "unknown", True),
        ("receipt", "presented", False),
    ]
    assert [row["id"] for row in kiosk("print", "list", "--unsettled", "--json").document] == [unknown]
    assert "要人看" in kiosk("print", "list", "--unsettled").out


def test_a_job_is_shown_with_every_attempt_and_whether_its_paper_is_still_kept(kiosk, certificate, receipt):
    shown = kiosk("print", "show", certificate(Presented("41")), "--json").document
    assert (shown["reference"], shown["paper_kept"], len(shown["attempts"])) == ("41", True, 1)
    assert kiosk("print", "show", receipt(Presented()), "--json").document["paper_kept"] is False
    assert kiosk("print", "show", "nowhere", "--json").code == 2


def test_what_a_killed_terminal_left_is_unknown_at_the_next_look_and_what_it_never_sent_has_failed(
    kiosk, data_dir, saved, receipt
):
    receipt()
    with open_parts(load_settings(data_dir)) as parts:
        document = IssuedDocument(saved["id"], ITEM, saved["number"], "0" * 20, "ab" * 32, datetime.now(UTC))
        parts.prints.sent(parts.prints.issue(document, PDF).id)
    with lock_data_dir(data_dir):
        assert states(kiosk) == ["sent", "queued"], "a terminal runs: what it prints is its own"
    rows = kiosk("print", "list", "--json").document
    assert [(row["state"], row["cause"], row["begun"]) for row in rows] == [
        ("unknown", "interrupted", True),
        ("failed", "interrupted", False),
    ]


@pytest.mark.parametrize("seen", ["presented", "failed"])
def test_a_person_says_how_an_unknown_job_ended_and_answers_for_it(kiosk, certificate, seen):
    job = certificate(DOUBT)
    settled = kiosk("print", "settle", job, "--as", seen, *CLERK, "--json").document
    assert (settled["state"], settled["settled_by"], settled["settled_because"]) == (seen, CLERK[1], CLERK[3])
    assert states(kiosk, "--unsettled") == []
    assert kiosk("print", "settle", job, "--as", seen, *CLERK, "--json").code == 2
    assert kiosk("audit", "verify", "--json").document["intact"]


@pytest.mark.parametrize(
    "words",
    [
        ("--as", "taken", *CLERK),
        ("--as", "presented", "--operator", "王小明", "--reason", "看到了"),
        ("--as", "presented", "--operator", "G1", "--reason", " "),
        ("--as", "presented", "--operator", "G1"),
        ("--as", "presented", "--reason", "看到了"),
        CLERK,
    ],
)
def test_settling_takes_what_was_seen_a_number_and_a_reason(kiosk, certificate, words):
    job = certificate(DOUBT)
    answer = kiosk("print", "settle", job, *words, "--json")
    assert answer.code == 2
    assert "王小明" not in answer.out + answer.err
    assert states(kiosk) == ["unknown"]


# ------------------------------------------------------------ again


def test_a_receipt_comes_out_again_with_its_mark_its_number_and_no_full_name(kiosk, receipt, saved, sample):
    job = receipt(Presented())
    name = sample(ITEM).application["applicant"]["name"]
    with ReceiptPrinterSimulator() as printer:
        answer = kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json")
        (slip,) = printer.slips
    assert (answer.code, answer.document["state"], answer.document["attempt"]) == (0, "presented", 2)
    text = slip.text
    assert "补打" in text
    assert saved["number"] in text
    assert name not in text
    assert states(kiosk) == ["presented", "presented"]


def test_a_certificate_comes_out_again_byte_for_byte(kiosk, certificate):
    job = certificate(Failed("media_jam", begun=True))
    with CertificatePrinterSimulator() as printer:
        answer = kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json")
        assert printer.documents == [PDF]
    assert (answer.code, answer.document["state"], answer.document["operator"]) == (0, "presented", "G0017")
    assert states(kiosk) == ["presented", "failed"]


def test_a_reprint_that_failed_is_told_and_can_be_tried_again(kiosk, certificate):
    job = certificate(Presented())
    with CertificatePrinterSimulator() as printer:
        printer.media_empty()
        failed = kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json")
        assert (failed.code, printer.documents) == (4, [])
        printer.media_empty(False)
        assert kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json").code == 0
        assert printer.documents == [PDF]
    assert states(kiosk) == ["presented", "failed", "presented"]


def test_a_printer_that_is_not_there_leaves_a_failed_attempt_and_exit_3(kiosk, receipt):
    job = receipt(Presented())
    answer = kiosk("print", "reprint", job, *CLERK, "--address", "pty:/nowhere", "--json")
    assert answer.code == 3
    assert states(kiosk) == ["failed", "presented"]


def test_nothing_is_printed_while_it_is_unknown_how_the_last_one_ended(kiosk, certificate):
    job = certificate(DOUBT)
    with CertificatePrinterSimulator() as printer:
        answer = kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json")
        assert (answer.code, printer.documents) == (2, [])
    assert "settle" in answer.error["what_to_do"]


def test_beside_a_running_terminal_nothing_is_printed(kiosk, receipt, data_dir):
    job = receipt(Presented())
    with ReceiptPrinterSimulator() as printer, lock_data_dir(data_dir):
        answer = kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json")
        assert (answer.code, printer.slips) == (7, ())
    assert "关闭" in answer.error["what_to_do"]
    assert states(kiosk) == ["presented"]


def test_a_paper_that_is_no_longer_kept_cannot_be_printed_again(kiosk, certificate, data_dir):
    job = certificate(Presented())
    later = Parts(load_settings(data_dir), lambda: datetime.now(UTC) + timedelta(days=31))
    later.prints.take_stock()
    later.close()
    with CertificatePrinterSimulator() as printer:
        answer = kiosk("print", "reprint", job, *CLERK, "--address", printer.address, "--json")
        assert (answer.code, printer.documents) == (2, [])
    assert states(kiosk) == ["presented"]
