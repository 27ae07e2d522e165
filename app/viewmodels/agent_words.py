"""Why the centre does not take a case in which somebody acts for another, in a sentence."""

from __future__ import annotations

from app.viewmodels.translation import translate

AGENT = "application:agent"


def agent_words(why: str) -> str:
    """Of the centre's stable word (`application:agent.paper`); whatever else is wrong with an agent is one sentence."""
    known = {
        "": translate("Waiting", "这件事不能代办，中心没有收"),
        "same_person": translate("Waiting", "代办人和本人是同一个人，中心没有收"),
        "age": translate("Waiting", "代办人不满 18 周岁，中心没有收"),
        "guardian": translate("Waiting", "本人要监护人代办，中心没有收"),
        "paper": translate("Waiting", "没有委托书或监护证明，中心没有收"),
        "principal": translate("Waiting", "这件事代办要读本人的身份证，中心没有收"),
    }
    return known.get(why.removeprefix(AGENT).lstrip("."), translate("Waiting", "代办人的信息不对，中心没有收"))
