"""The medical check in words: its parts, eyes, ears and acts."""

from __future__ import annotations

from app.journeys.medical import Act, Ear, Eye, Part
from app.viewmodels.translation import translate

MM_A_METRE = 1000


def part_name(part: Part) -> str:
    return {
        Part.HEIGHT: translate("Medical", "身高"),
        Part.VISION: translate("Medical", "视力"),
        Part.COLOUR: translate("Medical", "辨色力"),
        Part.HEARING: translate("Medical", "听力"),
        Part.ACTS: translate("Medical", "四肢、躯干、颈部"),
    }[part]


def eye_name(eye: Eye) -> str:
    return translate("Medical", "右眼") if eye is Eye.RIGHT else translate("Medical", "左眼")


def ear_name(ear: Ear) -> str:
    return translate("Medical", "右耳") if ear is Ear.RIGHT else translate("Medical", "左耳")


def act_words(act: Act) -> tuple[str, str]:
    """What it is called, and what the person is asked to do."""
    return {
        Act.RAISE_ARMS: (translate("Medical", "抬双臂"), translate("Medical", "两臂向前、向上举，再放下")),
        Act.FISTS: (translate("Medical", "握拳张手"), translate("Medical", "手心对镜头，握紧再张开")),
        Act.FINGERS: (translate("Medical", "对手指"), translate("Medical", "拇指依次碰其他四指，两手都做")),
        Act.SQUAT: (translate("Medical", "下蹲起立"), translate("Medical", "蹲下去，不扶东西站起来")),
        Act.STEP: (translate("Medical", "原地踏步"), translate("Medical", "左右腿各抬高几次")),
        Act.TURN_HEAD: (translate("Medical", "转头"), translate("Medical", "慢慢向左、向右、抬头、低头")),
        Act.BEND: (translate("Medical", "弯腰转身"), translate("Medical", "弯腰、挺直，左右转身")),
    }[act]


def metres(distance_mm: float) -> str:
    """`5 米`, `1.9 米`; what is too near is rounded up."""
    tenths = -(-distance_mm // (MM_A_METRE / 10)) / 10
    return translate("Medical", "%1 米").replace("%1", f"{tenths:g}")


def minute(seconds: float) -> str:
    """Into the check: `1:05`."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
