import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scanned_code import (
    LONGEST_CODE,
    LONGEST_HANDOVER,
    CaseCode,
    CodeRules,
    ELicenceCode,
    EvaluationCode,
    HandOverCode,
    MailingCode,
    UnknownCode,
    VerifyCode,
    WhyUnknown,
    case_code,
    classify,
)

CENTRE = "https://zwfw.yunxi.example"
CODE = "0123456789ABCDEFGHJK"
RULES = CodeRules(CENTRE, r"DZZZ\.[0-9A-Z]{10,40}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{CENTRE}/m/{CODE}", MailingCode(CODE)),
        (f"{CENTRE}/verify/{CODE}", VerifyCode(CODE)),
        (f"  {CENTRE}/m/{CODE}  ", MailingCode(CODE)),
        (f"{CENTRE}/m/{CODE}/", MailingCode(CODE)),
        (f"HTTPS://ZWFW.Yunxi.Example:443/m/{CODE}", MailingCode(CODE)),
        (f"{CENTRE}/verify/{CODE.lower()}", VerifyCode(CODE)),
        (f"{CENTRE}/verify/0123-4567-89AB-CDEF-GHJK", VerifyCode(CODE)),
        (f"{CENTRE}/verify/O123456789ABCDEFGHJK", VerifyCode(CODE)),
        (f"{CENTRE}/e/{CODE}", EvaluationCode(CODE)),
        ("bianmin:case:BM0120260318-00000007", CaseCode("BM0120260318-00000007")),
        ("BIANMIN:CASE:bm0120260318-00000007", CaseCode("BM0120260318-00000007")),
        ("bianmin:case:YILO-1", CaseCode("YILO-1")),
        ("bianmin:handover:eyJh.eyJz-_.c2ln", HandOverCode("eyJh.eyJz-_.c2ln")),
        ("DZZZ.0123456789AB", ELicenceCode("DZZZ.0123456789AB")),
    ],
)
def test_a_code_of_ours_is_known(text, code):
    assert classify(text, RULES) == code


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", WhyUnknown.EMPTY),
        ("   ", WhyUnknown.EMPTY),
        ("x" * (LONGEST_CODE + 1), WhyUnknown.TOO_LONG),
        ("bianmin:case:7K3M\x009QX2", WhyUnknown.MISREAD),
        ("bianmin:case:7K3M\n9QX2", WhyUnknown.MISREAD),
        ("bianmin:case:\u202e2XQ9M3K7", WhyUnknown.MISREAD),
        ("bianmin:case:7K3M\ufffdQX2", WhyUnknown.MISREAD),
        ("便民\ud800", WhyUnknown.MISREAD),
        ("bianmin:case:", WhyUnknown.DAMAGED),
        ("bianmin:case:7K3", WhyUnknown.DAMAGED),
        ("bianmin:case:" + "7" * 41, WhyUnknown.DAMAGED),
        ("bianmin:case:7K3M-", WhyUnknown.DAMAGED),
        ("bianmin:case:7K3M 9QX2", WhyUnknown.DAMAGED),
        ("bianmin:case:７K3M9QX2", WhyUnknown.DAMAGED),
        ("bianmin:book:7K3M9QX2", WhyUnknown.NOT_FOR_HERE),
        ("bianmin:handover:eyJh.eyJz", WhyUnknown.DAMAGED),
        ("bianmin:handover:eyJh.eyJz.c2ln.more", WhyUnknown.DAMAGED),
        ("bianmin:handover:eyJh.ey Jz.c2ln", WhyUnknown.DAMAGED),
        ("bianmin:handover:a.b." + "c" * LONGEST_HANDOVER, WhyUnknown.DAMAGED),
        ("bianmin:pay:12", WhyUnknown.NOT_FOR_HERE),
        ("bianmin:", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/pay/{CODE}", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/m/{CODE}/more", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/m/{CODE}?to=elsewhere", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/m/{CODE}#more", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/m/../office", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/", WhyUnknown.NOT_FOR_HERE),
        (f"{CENTRE}/m/short", WhyUnknown.DAMAGED),
        (f"{CENTRE}/m/{CODE[:-1]}%41", WhyUnknown.DAMAGED),
        (f"http://zwfw.yunxi.example/m/{CODE}", WhyUnknown.FOREIGN_ADDRESS),
        (f"https://zwfw.yunxi.example.evil.example/m/{CODE}", WhyUnknown.FOREIGN_ADDRESS),
        (f"https://zwfw.yunxi.example@evil.example/m/{CODE}", WhyUnknown.FOREIGN_ADDRESS),
        (f"https://someone@zwfw.yunxi.example/m/{CODE}", WhyUnknown.FOREIGN_ADDRESS),
        (f"https://zwfw.yunxi.example:8443/m/{CODE}", WhyUnknown.FOREIGN_ADDRESS),
        (f"https://zwfw.yunxı.example/m/{CODE}", WhyUnknown.FOREIGN_ADDRESS),
        ("https://[zwfw/m/x", WhyUnknown.DAMAGED),
        ("6901234567892", WhyUnknown.UNKNOWN),
        ("DZZZ.short", WhyUnknown.UNKNOWN),
        ("DZZZ.0123456789AB and more", WhyUnknown.UNKNOWN),
        ("便民终端", WhyUnknown.UNKNOWN),
    ],
)
def test_what_is_not_ours_is_unknown_and_says_why(text, why):
    assert classify(text, RULES) == UnknownCode(why)


def test_before_the_station_is_enrolled_no_page_is_ours():
    assert classify(f"{CENTRE}/m/{CODE}", CodeRules()) == UnknownCode(WhyUnknown.FOREIGN_ADDRESS)


def test_without_a_pattern_no_code_is_a_licence():
    assert classify("DZZZ.0123456789AB", CodeRules(CENTRE)) == UnknownCode(WhyUnknown.UNKNOWN)


def test_a_pattern_cannot_take_our_own_codes_for_licences():
    rules = CodeRules(CENTRE, r"bianmin:.{3,}")
    assert classify("bianmin:case:7K3M9QX2", rules) == CaseCode("7K3M9QX2")


def test_a_centre_below_a_path_is_ours_only_there():
    rules = CodeRules("https://example.cn:8443/bm/")
    assert classify(f"https://example.cn:8443/bm/m/{CODE}", rules) == MailingCode(CODE)
    assert classify(f"https://example.cn:8443/m/{CODE}", rules) == UnknownCode(WhyUnknown.FOREIGN_ADDRESS)


@pytest.mark.parametrize("pattern", ["(", ".*", "x?", ".", "(?s).*"])
def test_a_pattern_that_is_none_or_takes_anything_is_refused(pattern):
    with pytest.raises(ValueError, match=r"pattern|expression"):
        CodeRules(CENTRE, pattern)


OF_EACH_KIND = (
    "bianmin:case:7K3M9QX2",
    f"{CENTRE}/m/{CODE}",
    f"{CENTRE}/e/{CODE}",
    "bianmin:handover:a.b.c",
    "DZZZ.0123456789AB",
)


@pytest.mark.parametrize("text", OF_EACH_KIND)
def test_what_a_code_holds_is_out_of_sight(text):
    assert repr(classify(text, RULES)).endswith("Code()")


beginnings = st.sampled_from(["", f"{CENTRE}/m/", "bianmin:case:", "bianmin:handover:", "https://"])


@given(beginnings, st.text(max_size=200))
def test_any_text_is_some_code(beginning, text):
    code = classify(beginning + text, RULES)
    if isinstance(code, MailingCode | VerifyCode | EvaluationCode):
        assert code.code.isascii()
        assert code.code.isalnum()


@pytest.mark.parametrize("number", ["BM0120260318-00000007", "YX01E20260318-0001"])
def test_what_a_slip_carries_is_read_as_its_case(number):
    assert classify(case_code(number), RULES) == CaseCode(number)


@pytest.mark.parametrize("number", ["", "编号", "A", "A" * 41])
def test_a_number_no_code_could_carry_gets_none(number):
    assert case_code(number) == ""
