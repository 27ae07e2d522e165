"""One search among 5,000 items, against the 50 ms that are meant: as each letter is typed, the list follows at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from statistics import median
from typing import Any

MEANT_MS = 50.0
ITEMS = 5000
PLACES = ("青禾县", "云溪镇", "城关镇", "石桥乡", "白马街道", "新安社区", "东湖区", "柳林村", "南山镇", "河口乡")
ACTS = ("申领", "补领", "换领", "年审", "签注", "注销", "变更登记", "参保登记", "信息查询", "证明打印")
THINGS = (
    "居住证",
    "老年优待证",
    "残疾人证",
    "营业执照",
    "社会保障卡",
    "不动产权证",
    "道路运输证",
    "生育服务登记",
    "医疗保险",
    "养老保险",
    "住房公积金",
    "失业补助",
    "低保待遇",
    "高龄津贴",
    "殡葬补贴",
    "驾驶证",
    "行驶证",
    "户口簿",
    "出生证明",
    "婚姻登记",
    "就业困难认定",
    "临时救助",
    "公共租赁住房",
    "食品经营许可",
    "烟草专卖许可",
    "林木采伐许可",
    "农机购置补贴",
    "宅基地审批",
    "建房许可",
    "取水许可",
    "排污登记",
    "船舶登记",
    "校车许可",
    "民办学校备案",
    "图书馆证",
    "律师执业证",
    "医师注册",
    "护士注册",
    "药店许可",
    "卫生许可",
    "消防备案",
    "户外广告",
    "占道许可",
    "犬只登记",
    "车位登记",
    "水表过户",
    "电表过户",
    "燃气开户",
    "宽带报装",
    "有线电视",
)
TYPED = (
    "居住证",
    "jzz",
    "sfz",
    "yhbx",
    "老年优待正",
    "驾证驶",
    "补办不动产权",
    "许可",
    "zz",
    "yanglao",
    "没有的事",
    "q",
)


def items() -> list[Any]:
    """5,000 with names of their own and five aliases each."""
    from app.catalogue import load_catalogue
    from app.domain.service_item import LocalText, ServiceItem

    good: ServiceItem = load_catalogue(None).item("temporary-id-card")

    def made() -> Iterator[ServiceItem]:
        for at, (place, act, thing) in enumerate(product(PLACES, ACTS, THINGS)):
            words = (thing, f"{act}{thing}", f"办{thing}", f"{thing}到期", f"item {at}")
            name = LocalText(f"{place}{thing}{act}", f"Service {at} of {at % 97}")
            yield replace(good, code=f"item-{at}", name=name, short_name=LocalText(f"{thing}{act}"), keywords=words)

    return list(made())[:ITEMS]


def measure(rounds: int) -> dict[str, Any]:
    """The slowest and the usual of all that is typed, and what opening the list takes, where every name is heard."""
    from app.catalogue.search import search

    shelf = items()
    opening = _timed(lambda: search(shelf, ""))
    times = {text: [_timed(lambda text=text: search(shelf, text)) for _ in range(rounds)] for text in TYPED}  # type: ignore[misc]
    usual = {text: median(each) for text, each in times.items()}
    slowest = max(usual, key=lambda text: usual[text])
    return {
        "items": len(shelf),
        "meant_ms": MEANT_MS,
        "median_ms": round(median(usual.values()), 2),
        "slowest_ms": round(usual[slowest], 2),
        "slowest_typed": slowest,
        "opening_ms": round(opening, 1),
        "ratio": round(usual[slowest] / MEANT_MS, 3),
        "by_text_ms": {text: round(each, 2) for text, each in usual.items()},
    }


def _timed(act: Any) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
