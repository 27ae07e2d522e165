"""The names of the ethnic groups by their code (GB/T 3304-1991)."""

from __future__ import annotations

# fmt: off
_NAMES = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜",
    "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳",
    "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土",
    "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米",
    "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔",
    "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺",
)
# fmt: on


def ethnicity_name(code: str) -> str:
    """`01` is 汉族; empty for a code that names none of the 56 (97 other, 98 naturalised)."""
    place = int(code) if code.isdecimal() and code.isascii() else 0
    return f"{_NAMES[place - 1]}族" if 1 <= place <= len(_NAMES) else ""
