"""The worked example of a licence library: two e-licences for everybody, made up from the ID number, as real PDFs."""

from __future__ import annotations

import hashlib
import random
from datetime import date

from app.central.registers.sample_pdf import one_page_pdf


class SampleLicences:
    CODES = ("residence-permit", "tenancy-contract")

    def licence(self, code: str, name: str, id_number: str, today: date) -> tuple[str, str, bytes] | None:
        dice = random.Random(hashlib.sha256(f"{code}{id_number}".encode()).digest())
        serial = dice.randrange(10**8)
        year = today.year - 1
        match code:
            case "residence-permit":
                number = f"JZ{year}{serial:08d}"
                title = "居住证"
                lines: tuple[str, ...] = (
                    f"证件编号　{number}",
                    f"姓　　名　{name}",
                    f"公民身份号码　{id_number}",
                    f"居住地址　云溪镇安和路 {serial % 300 + 1} 号",
                    f"签发日期　{year}年{serial % 12 + 1}月1日",
                    "签发机关　云溪镇派出所",
                )
            case "tenancy-contract":
                number = f"ZL{year}{serial:08d}"
                title = "房屋租赁合同备案凭证"
                lines = (
                    f"备案编号　{number}",
                    f"承租人　　{name}",
                    f"房屋坐落　云溪镇安和路 {serial % 300 + 1} 号",
                    f"租赁期限　{year}年1月1日至{year + 2}年12月31日",
                    "备案机关　云溪镇住房和建设办公室",
                )
            case _:
                return None
        return title, number, one_page_pdf(title, (*lines, "（样例，由便民终端示范中心生成）"))
