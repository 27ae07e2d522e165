"""Invented names: common surnames, everyday given names, now and then a rare character as real people bear them."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚"
    "邵万钱严"
)
DOUBLE_SURNAMES = ("欧阳", "司徒", "上官", "诸葛", "夏侯", "皇甫")
GIVEN = (
    "文明国华建平志强海军永红秀英桂兰玉梅丽娟晓燕春林德成家祥子涵雨欣一诺浩然思远嘉怡梓轩若曦俊"
    "杰佳慧云飞婷安宁泽宇静怡晨阳雪松立新淑珍素云长庚"
)
RARE = "㛃䶮㸌𫖳𬱟𬎆𬍛𬤝𬭎𠮷𪣻龘翀昉玥堃喆赟祎曌"
MINORITY_NAMES = (
    ("阿依古丽·买买提", "05"),
    ("扎西顿珠", "04"),
    ("巴特尔", "02"),
    ("娜仁其木格", "02"),
    ("金顺姬", "10"),
)
ENGLISH = (
    ("SMITH", "史密斯"),
    ("TANAKA", "田中"),
    ("MULLER", "穆勒"),
    ("ROSSI", "罗西"),
    ("NGUYEN", "阮"),
    ("IVANOVA", "伊万诺娃"),
)
ENGLISH_GIVEN = ("ANNA", "JOHN", "MARIA", "KENJI", "PETER", "LINH", "ELENA", "DAVID")
HAN = "01"
"""GB/T 3304."""


def chinese_name(random: Random) -> tuple[str, str]:
    """A name and its ethnicity code."""
    if random.random() < 0.08:
        return random.choice(MINORITY_NAMES)
    surname = random.choice(DOUBLE_SURNAMES) if random.random() < 0.04 else random.choice(SURNAMES)
    given = "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2, 2))))
    if random.random() < 0.15:
        given = given[:-1] + random.choice(RARE)
    return surname + given, HAN


def foreign_name(random: Random) -> tuple[str, str]:
    """The name in Latin letters and the Chinese one."""
    family, chinese = random.choice(ENGLISH)
    return f"{family}, {random.choice(ENGLISH_GIVEN)}", chinese
