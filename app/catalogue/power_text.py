"""What a power of attorney says, the same on the glass and on paper: who empowers whom, for what, until when.

The Civil Code, article 165, wants the agent's name, the matter, what they may do, the term, and the signature.
"""

from __future__ import annotations

from datetime import date

from app.catalogue.agency import RELATIONS
from app.domain.formats import long_day, mask_id_number, mask_name
from app.domain.local_text import LocalText
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

TITLE = LocalText("授权委托书", "Power of attorney", "授權委託書")
PRINCIPAL = LocalText("委托人", "From", "委託人")
AGENT = LocalText("代办人", "To", "代辦人")
MATTER = LocalText("委托的事", "For", "委託的事")
TERM = LocalText("期限", "Until", "期限")
_RELATION = LocalText("是委托人的%1", "%1 of the person", "是委託人的%1")
_TERM = LocalText("办完为止，最迟到 %1", "Done, at the latest %1", "辦完為止，最遲到 %1")
CLAUSES = (
    LocalText(
        "我委托代办人替我办这件事：交申请和材料、回答问题、签字、收通知、补材料、领结果。别的事不能替我办。",
        "They may do this one matter for me: apply, answer, sign, be told, collect. Nothing else.",
        "我委託代辦人替我辦這件事：交申請和材料、回答問題、簽字、收通知、補材料、領結果。別的事不能替我辦。",
    ),
    LocalText(
        "代办人在这个范围里替我办的，算我自己办的（《民法典》第一百六十二条）。",
        "Whatever they do within this counts as done by me (Civil Code, article 162).",
        "代辦人在這個範圍裡替我辦的，算我自己辦的（《民法典》第一百六十二條）。",
    ),
    LocalText(
        "代办人要自己办，不能再转给别人（《民法典》第一百六十九条）。",
        "They do it themselves and hand it on to nobody (Civil Code, article 169).",
        "代辦人要自己辦，不能再轉給別人（《民法典》第一百六十九條）。",
    ),
    LocalText(
        "这件事办完，委托就结束。我随时可以收回，到窗口说一声就行（《民法典》第一百七十三条）。",
        "It ends when the matter is done. I may take it back at any time, at a counter (Civil Code, article 173).",
        "這件事辦完，委託就結束。我隨時可以收回，到窗口說一聲就行（《民法典》第一百七十三條）。",
    ),
)


def power_rows(
    item: ServiceItem,
    principal: IdentityCard,
    agent: IdentityCard,
    relation: str,
    until: date,
    language: str = "zh_CN",
    *,
    in_full: bool = True,
) -> tuple[tuple[str, str], ...]:
    """`(label, value)`; without `in_full` names and numbers are masked."""
    known = RELATIONS.get(relation)
    kin = _RELATION.in_language(language).replace("%1", known.in_language(language)) if known else ""
    term = _TERM.in_language(language).replace("%1", until.isoformat() if language == "en" else long_day(until))
    return (
        (PRINCIPAL.in_language(language), _party(principal, in_full=in_full)),
        (AGENT.in_language(language), "\n".join(each for each in (_party(agent, in_full=in_full), kin) if each)),
        (MATTER.in_language(language), item.name.in_language(language)),
        (TERM.in_language(language), term),
    )


def _party(card: IdentityCard, *, in_full: bool) -> str:
    name = card.name or card.name_en
    shown = (name, card.id_number) if in_full else (mask_name(name), mask_id_number(card.id_number))
    return "\n".join(shown)


def power_clauses(language: str = "zh_CN") -> tuple[str, ...]:
    return tuple(each.in_language(language) for each in CLAUSES)
