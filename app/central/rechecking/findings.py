"""What somebody at the licensing office is told of the centre's judging, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from app.catalogue.rules.licence.answer import Answer, Verdict
from app.catalogue.rules.licence.facts import FACT_NAMES
from app.catalogue.rules.licence.ground import Effect
from app.central.rechecking.facts import Told

OK, WARN, BAD, PLAIN = "ok", "warn", "bad", ""
VERDICT_WORDS = {"may": "可以换", "may_not": "不可以换", "unknown": "判断不了", "": "没有写"}
VALIDITY_WORDS = {"6y": "6 年", "10y": "10 年", "long_term": "长期"}


class HasAnswer(Protocol):
    @property
    def answer(self) -> Answer | None: ...

    @property
    def wrong(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """`as_sent`: on the facts as sent; `now`: on what the centre knows; `…if_passed`: once the film is accepted."""

    told: Told
    pack_differs: bool
    version: str
    version_is_known: bool
    version_of_day: str
    day_differs: bool
    as_sent: HasAnswer
    sent_if_passed: HasAnswer
    now: HasAnswer
    if_passed: HasAnswer
    record_state: str
    differs: tuple[str, ...]

    @property
    def waits_for_film(self) -> bool:
        """Only the film is missing: everything else is known."""
        now, then = self.now.answer, self.if_passed.answer
        return now is not None and then is not None and now.verdict is Verdict.UNKNOWN is not then.verdict

    @property
    def left_to_the_doctor(self) -> Answer | None:
        """What the station would have said, had it known what only the doctor can say; None: it lacked more."""
        sent, then = self.as_sent.answer, self.sent_if_passed.answer
        is_left = sent is not None and then is not None and sent.verdict is Verdict.UNKNOWN is not then.verdict
        return then if is_left and self.told.verdict == Verdict.UNKNOWN else None


@dataclass(frozen=True, slots=True)
class Finding:
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """`agrees`: nothing a person has to look into."""

    all: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        return all(each.tone in (OK, PLAIN) for each in self.all)


def findings_of(judged: Judged) -> Findings:
    return Findings(
        (*_of_the_verdict(judged), *_of_the_version(judged), *_of_what_was_sent(judged), *_of_the_record(judged))
    )


def _of_the_verdict(judged: Judged) -> Iterator[Finding]:
    now = judged.if_passed.answer
    if now is None:
        yield Finding(
            BAD, f"中心判断不了：“{FACT_NAMES.get(judged.if_passed.wrong, judged.if_passed.wrong)}”读不出来。"
        )
        return
    told, left = judged.told, judged.left_to_the_doctor
    by = f"终端按 {told.version} 版判" if told.version else "终端判"
    film = "等医院同意后" if judged.waits_for_film else ""
    if left is not None:
        yield _compared(_outcome_of(left), now, f"{by}：只等医院看录像，其他都符合", film)
    elif told.verdict == Verdict.UNKNOWN is not now.verdict:
        tone = OK if now.verdict is Verdict.MAY else BAD
        yield Finding(tone, f"终端当时判断不了，中心复核：{film}{_words(now)}。{_why(now)}")
    else:
        said = _Outcome(told.verdict, sorted(told.allowed_classes), told.new_validity)
        yield _compared(said, now, f"{by}{VERDICT_WORDS[told.verdict]}", film)


@dataclass(frozen=True, slots=True)
class _Outcome:
    verdict: str
    classes: list[str]
    validity: str


def _outcome_of(answer: Answer) -> _Outcome:
    validity = answer.new_validity.value if answer.new_validity is not None else ""
    return _Outcome(answer.verdict.value, sorted(each.value for each in answer.allowed_classes), validity)


def _compared(said: _Outcome, now: Answer, told: str, film: str) -> Finding:
    here = _outcome_of(now)
    if said.verdict != here.verdict:
        if now.verdict is Verdict.UNKNOWN:
            return Finding(WARN, f"{told}，中心现在判断不了。{_why(now)}")
        return Finding(BAD, f"{told}，中心复核：{film}{_words(now)}。{_why(now)}")
    if now.verdict is Verdict.MAY and said.classes != here.classes:
        words = "、".join(said.classes) or "没有"
        return Finding(WARN, f"{told}，中心复核也是，但准驾车型是 {'、'.join(here.classes)}，终端说 {words}。")
    if now.verdict is Verdict.MAY and said.validity != here.validity:
        words = f"新证有效期 {_term(here.validity)}，终端说 {_term(said.validity)}"
        return Finding(WARN, f"{told}，中心复核也是，但{words}。")
    return Finding(OK, f"{told}，中心复核一样：{film}{_words(now)}。")


def _of_the_version(judged: Judged) -> Iterator[Finding]:
    if judged.pack_differs:
        yield Finding(BAD, "终端用的不是这个事项的规则。")
    if not judged.version_is_known:
        used = f"，按 {judged.version} 版复核" if judged.version else ""
        yield Finding(BAD, f"终端说用的是 {judged.told.version or '（没写）'} 版规则，中心没有这一版{used}。")
    elif judged.version != judged.version_of_day:
        yield Finding(
            WARN, f"终端用的是 {judged.version} 版规则，那一天生效的是 {judged.version_of_day or '（没有）'} 版。"
        )
    if judged.day_differs:
        yield Finding(WARN, f"终端是按 {judged.told.on or '（没写）'} 判的，和交件的日子不是同一天。")


def _of_what_was_sent(judged: Judged) -> Iterator[Finding]:
    """The same version on the same facts says the same, unless program or data were changed on the way."""
    if not judged.told.is_readable or judged.as_sent.wrong:
        yield Finding(BAD, "终端的判断读不出来。")
        return
    answer = judged.as_sent.answer
    if answer is not None and judged.version_is_known and answer.verdict.value != judged.told.verdict:
        said, again = VERDICT_WORDS[judged.told.verdict], VERDICT_WORDS[answer.verdict.value]
        yield Finding(BAD, f"用终端报来的数据重算是{again}，终端说的是{said}：终端的程序或数据可能被改过。")


def _of_the_record(judged: Judged) -> Iterator[Finding]:
    if judged.record_state == "away":
        yield Finding(WARN, "车管平台还没有回答，上面只按终端报来的数据；会自动再问。")
    elif judged.record_state == "none":
        yield Finding(BAD, "车管平台没有这个人的驾驶证。")
    if judged.differs:
        names = "、".join(FACT_NAMES[each] for each in judged.differs)
        yield Finding(WARN, f"和车管平台的记录不一样：{names}。")


def _words(answer: Answer) -> str:
    words = VERDICT_WORDS[answer.verdict.value]
    if answer.verdict is not Verdict.MAY:
        return words
    classes = "、".join(each.value for each in answer.allowed_classes)
    validity = answer.new_validity.value if answer.new_validity is not None else ""
    return f"{words} {classes}，新证有效期 {_term(validity)}"


def _term(validity: str) -> str:
    return VALIDITY_WORDS.get(validity, "没写")


def _why(answer: Answer) -> str:
    wanted = {Verdict.MAY_NOT: Effect.REFUSES, Verdict.UNKNOWN: Effect.UNDECIDED}.get(answer.verdict)
    return "".join(each.text for each in answer.reasons if each.effect is wanted)
