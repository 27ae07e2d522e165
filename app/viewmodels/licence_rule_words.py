"""What a rule of the driving-licence packs says, in short: for languages the packs are not written in.

The packs give whole sentences with figures in Chinese alone; those who read another language get what it is about, and
the figures stand beside it on the page.
"""

from __future__ import annotations

from app.domain.eligibility import RuleReason
from app.viewmodels.translation import translate

UNDECIDED = "undecided"


def in_short(reason: RuleReason) -> str:
    """The pack's own sentence where its rule is none of these."""
    if reason.effect == UNDECIDED:
        return translate("LicenceRule", "有一项还没有结果，后面再判")
    return rules_in_short().get(reason.rule, reason.text)


def rules_in_short() -> dict[str, str]:
    """By the name of the rule."""
    return {
        "in-person": translate("LicenceRule", "要本人来办"),
        "unsettled-violations": translate("LicenceRule", "还有违法没处理"),
        "unsettled-accidents": translate("LicenceRule", "还有事故没处理完"),
        "renewal-window": translate("LicenceRule", "离期满还早，还不能换"),
        "long-term-licence": translate("LicenceRule", "驾驶证长期有效，不用换"),
        "licence-term": translate("LicenceRule", "有效期对不上，请车辆管理所核对"),
        "overdue": translate("LicenceRule", "已经期满，还可以换"),
        "overdue-cancelled": translate("LicenceRule", "过期太久已经注销，考过科目一可以恢复"),
        "overdue-lost": translate("LicenceRule", "注销太久，要重新考"),
        "class-age-limit": translate("LicenceRule", "到了准驾车型的年龄上限"),
        "age-limit-ahead": translate("LicenceRule", "快到准驾车型的年龄上限"),
        "medical-certificate": translate("LicenceRule", "身体条件证明过期了"),
        "height": translate("LicenceRule", "身高不够准驾车型的要求"),
        "vision": translate("LicenceRule", "视力不够准驾车型的要求，可以配镜后重测"),
        "one-eyed-class": translate("LicenceRule", "单眼视力障碍不能用这个车型"),
        "one-eyed-vision": translate("LicenceRule", "优眼视力不够，可以配镜后重测"),
        "one-eyed-field": translate("LicenceRule", "水平视野不够"),
        "colour-vision": translate("LicenceRule", "辨色检查没有通过"),
        "hearing": translate("LicenceRule", "听力检查没有通过，可以戴助听器再测"),
        "hearing-aid": translate("LicenceRule", "戴助听器不能用这个车型"),
        "limbs": translate("LicenceRule", "手指或下肢检查没有通过，请问医生"),
        "trunk-neck": translate("LicenceRule", "躯干或颈部检查没有通过，治好后再来"),
        "three-ability-score": translate("LicenceRule", "三力测试没有合格，可以再测"),
        "three-ability-expired": translate("LicenceRule", "三力测试的成绩过期了，请重测"),
        "yearly-certificate": translate("LicenceRule", "往后每年要交一次身体条件证明"),
        "new-validity": translate("LicenceRule", "新证的有效期写在下面"),
    }
