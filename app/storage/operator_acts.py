"""What an operator answers for, checked before it is kept: a staff number and a reason, never a name."""

from __future__ import annotations

from app.audit.field_types import FIELD_TYPES
from app.domain.errors import WrongInput
from app.domain.prints import OperatorAct

REASON_MAX = 200


def checked_number(operator: str) -> str:
    """Raises WrongInput."""
    number = operator.strip()
    if not FIELD_TYPES["code"](number):
        raise WrongInput("工号只能用字母、数字和 . _ : + -，不能是姓名、证件号码或手机号。", "写工作人员的工号。")
    return number


def checked_act(act: OperatorAct, example: str) -> OperatorAct:
    """Raises WrongInput: a name or an identity number is no staff number, and no reason is no answer."""
    operator, reason = checked_number(act.operator), " ".join(act.reason.split())
    if not reason or len(reason) > REASON_MAX:
        raise WrongInput(f"原因要写，最多 {REASON_MAX} 个字。", f"例如：{example}。")
    return OperatorAct(operator, reason)
