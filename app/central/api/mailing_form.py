"""What is written on a mailing slip, and the sentence for each thing that does not fit."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field

PHONE_DIGITS = 11
_PHONE = re.compile(r"1[3-9]\d{9}")
_SPACES = re.compile(r"[\s\x00-\x1f]+")
RECIPIENT_MAX = 30
ADDRESS_MIN, ADDRESS_MAX = 6, 120


@dataclass(frozen=True, slots=True)
class MailingForm:
    recipient: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)

    @classmethod
    def typed(cls, recipient: str, phone: str, address: str) -> MailingForm:
        """Spaces and line breaks as people and their keyboards leave them are put right."""
        digits = re.sub(r"[\s-]", "", phone).removeprefix("+86")
        return cls(_SPACES.sub(" ", recipient).strip(), digits, _SPACES.sub(" ", address).strip())

    def values(self) -> dict[str, str]:
        return asdict(self)

    def errors(self) -> dict[str, str]:
        found = {"recipient": self._recipient(), "phone": self._phone(), "address": self._address()}
        return {name: sentence for name, sentence in found.items() if sentence}

    def _recipient(self) -> str:
        if not self.recipient:
            return "写上谁来收"
        return f"最多 {RECIPIENT_MAX} 个字" if len(self.recipient) > RECIPIENT_MAX else ""

    def _phone(self) -> str:
        if _PHONE.fullmatch(self.phone):
            return ""
        if self.phone.isdigit() and len(self.phone) < PHONE_DIGITS:
            return f"手机号要 {PHONE_DIGITS} 位，还差 {PHONE_DIGITS - len(self.phone)} 位"
        return f"写 {PHONE_DIGITS} 位手机号" if len(self.phone) != PHONE_DIGITS else "这不像手机号，再看一遍"

    def _address(self) -> str:
        if len(self.address) < ADDRESS_MIN:
            return "地址写到门牌号"
        return f"最多 {ADDRESS_MAX} 个字" if len(self.address) > ADDRESS_MAX else ""
