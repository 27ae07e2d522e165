"""What each rule says, in words for the person before the camera: measured, wanted, what to do."""

from __future__ import annotations

from app.domain.vision_ports import PhotoRuleResult, PhotoVerdict
from app.vision.face_finder import Picture
from app.vision.head import Head
from app.vision.jpeg_check import JpegFacts
from app.vision.light import FaceLight
from app.vision.photo_rules import PhotoRules
from app.vision.pose import Framing, Pose
from app.vision.wall import Wall

LIGHT = "光线"
ONE_FACE = "一个人"
FACING = "正对镜头"
DISTANCE = "远近"
BACKGROUND = "白色背景"
HEAD_SIZE = "头部大小"
HEAD_PLACE = "头部位置"
CLEARNESS = "清晰"
FILE = "文件大小"
RULES_IN_ORDER = (LIGHT, ONE_FACE, FACING, DISTANCE, BACKGROUND, HEAD_SIZE, HEAD_PLACE, CLEARNESS, FILE)

NOT_MEASURED = "还没量"
COVERED_LEVEL = 40.0
EDGE_SLACK_PX = 1.5
BYTES_PER_KB = 1000


def light(seen: FaceLight, rules: PhotoRules) -> PhotoRuleResult:
    if seen.level < rules.face_light.low:
        advice = "靠近灯光，让脸亮一点"
    elif seen.level > rules.face_light.high:
        advice = "避开直射的灯光"
    else:
        advice = "正对灯光坐，让两边脸一样亮"
    passed = rules.face_light.holds(seen.level) and seen.side_difference <= rules.side_light_difference
    measured = f"脸部亮度 {seen.level:.0f}，两边差 {seen.side_difference:.0f}"
    return _result(LIGHT, passed, measured, _light_wanted(rules), advice)


def one_face(count: int) -> PhotoRuleResult:
    measured = f"看到 {count} 张脸" if count else "没看到脸"
    advice = "让旁边的人离开画面" if count else "站到镜头前，露出整张脸"
    return _result(ONE_FACE, count == 1, measured, "1 张脸", advice)


def facing(pose: Pose, rules: PhotoRules) -> PhotoRuleResult:
    level, ahead = abs(pose.tilt_deg) <= rules.tilt_deg, abs(pose.turn_deg) <= rules.turn_deg
    if not level:
        advice = "把头摆正，两眼一样高"
    elif not ahead:
        advice = "转正脸，看镜头"
    else:
        advice = "收一点下巴" if pose.nod_share < rules.nod_share.low else "抬一点下巴"
    passed = level and ahead and rules.nod_share.holds(pose.nod_share)
    measured = f"歪 {abs(pose.tilt_deg):.0f}°，侧 {abs(pose.turn_deg):.0f}°"
    return _result(FACING, passed, measured, f"歪 {rules.tilt_deg:g}° 内，侧 {rules.turn_deg:g}° 内", advice)


def distance(framing: Framing, view: Picture, rules: PhotoRules) -> PhotoRuleResult:
    wanted = f"放大不超过 {rules.enlarged_at_most:g} 倍，四边留足"
    left, top, right, bottom = (side > EDGE_SLACK_PX for side in framing.missing(view))
    if framing.scale > rules.enlarged_at_most:
        measured, advice = f"离得远，要放大 {framing.scale:.1f} 倍", "往前站一点"
    elif not framing.fits(view):
        measured, advice = "离得太近，画面装不下", "往后退一点"
    elif top:
        measured, advice = "头顶太靠上", "坐低一点"
    elif bottom:
        measured, advice = "肩膀太靠下", "坐高一点"
    elif left or right:
        measured, advice = "偏在一边", "往中间站"
    else:
        measured, advice = "合适", ""
    return _result(DISTANCE, not advice, measured, wanted, advice)


def background(wall: Wall, rules: PhotoRules) -> PhotoRuleResult:
    if not (rules.wall_light.holds(wall.level) and wall.tint <= rules.wall_tint):
        advice = "站到白色背景前"
    elif wall.things > rules.wall_things:
        advice = "让背景里的人和东西离开"
    elif wall.sides > rules.wall_sides:
        advice = "背景一边暗，离墙远一点"
    elif wall.spread > rules.wall_spread:
        advice = "往前离墙远一点，去掉影子"
    else:
        advice = ""
    measured = f"亮度 {wall.level:.0f}，偏色 {wall.tint:.0f}，起伏 {wall.spread:.0f}，两边差 {wall.sides:.0f}"
    wanted = (
        f"亮度 {rules.wall_light.low:g} 以上，偏色 {rules.wall_tint:g} 内，起伏 {rules.wall_spread:g} 内，"
        f"两边差 {rules.wall_sides:g} 内，没有别的东西"
    )
    return _result(BACKGROUND, not advice, measured, wanted, advice)


def head_size(head: Head, rules: PhotoRules) -> PhotoRuleResult:
    passed = rules.head_width_px.holds(round(head.width)) and rules.head_length_px.holds(round(head.length))
    measured = f"宽 {head.width:.0f}、长 {head.length:.0f} 像素"
    wanted = f"宽 {rules.head_width_px}、长 {rules.head_length_px} 像素"
    return _result(HEAD_SIZE, passed, measured, wanted, "把头发拢到耳后，压平头顶")


def head_place(head: Head, rules: PhotoRules) -> PhotoRuleResult:
    aside = abs(head.centre - rules.width_px / 2)
    passed = rules.crown_px.holds(round(head.crown)) and aside <= rules.off_centre_px and head.outlined
    measured = f"头顶距上边 {head.crown:.0f} 像素，偏 {aside:.0f} 像素" if head.outlined else "看不清头顶"
    wanted = f"头顶距上边 {rules.crown_px} 像素，偏 {rules.off_centre_px:g} 像素内"
    return _result(HEAD_PLACE, passed, measured, wanted, "坐稳，露出整个头顶" if head.outlined else "站到白色背景前")


def clearness(sharpness: float, eye_light: float, rules: PhotoRules) -> PhotoRuleResult:
    """A coloured lens hides the eyes; a clear one does not darken them so."""
    if eye_light < rules.eye_light:
        advice = "摘下墨镜，露出眼睛"
    else:
        advice = "坐稳别动，等画面变清楚" if sharpness < rules.sharpness else ""
    measured = f"清晰度 {sharpness:.0f}，眼部亮度 {eye_light:.0%}"
    wanted = f"清晰度 {rules.sharpness:g} 以上，眼部亮度 {rules.eye_light:.0%} 以上"
    return _result(CLEARNESS, not advice, measured, wanted, advice)


def file(size: int, facts: JpegFacts, rules: PhotoRules) -> PhotoRuleResult:
    """`size` in bytes."""
    passed = (
        rules.bytes.holds(size)
        and rules.quality.holds(facts.quality)
        and (facts.width_px, facts.height_px) == (rules.width_px, rules.height_px)
        and facts.bits_per_pixel == rules.bits_per_pixel
        and facts.dots_per_inch == (rules.dots_per_inch, rules.dots_per_inch)
    )
    measured = (
        f"{facts.width_px}×{facts.height_px}，{facts.dots_per_inch[0]} dpi，{facts.bits_per_pixel} 位，"
        f"{size / BYTES_PER_KB:.1f} KB，质量 {facts.quality}"
    )
    wanted = (
        f"{rules.width_px}×{rules.height_px}，{rules.dots_per_inch} dpi，{rules.bits_per_pixel} 位，"
        f"14–30 KB，质量 {rules.quality.low:g} 以上"
    )
    return _result(FILE, passed, measured, wanted, "别动，再拍一张")


def without_one_face(count: int, level: float, rules: PhotoRules) -> PhotoVerdict:
    """`level` is the mean of the whole picture: a covered lens is the light's fault, not the person's."""
    dark = level < COVERED_LEVEL
    known = {
        LIGHT: _result(LIGHT, not dark, f"画面亮度 {level:.0f}", _light_wanted(rules), "拿开挡镜头的东西，或打开灯"),
        ONE_FACE: one_face(count),
    }
    return PhotoVerdict(
        False, tuple(known.get(name, PhotoRuleResult(name, False, NOT_MEASURED, "", "")) for name in RULES_IN_ORDER)
    )


def _light_wanted(rules: PhotoRules) -> str:
    return f"脸部亮度 {rules.face_light}，两边差 {rules.side_light_difference:g} 内"


def _result(name: str, passed: bool, measured: str, wanted: str, advice: str) -> PhotoRuleResult:
    return PhotoRuleResult(name, passed, measured, wanted, "" if passed else advice)
