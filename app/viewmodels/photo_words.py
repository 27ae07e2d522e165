"""The photo rules speak Chinese; here are their names and advice for the other languages."""

from __future__ import annotations

from app.viewmodels.translation import translate


def rule_name(name: str) -> str:
    """An unknown rule keeps its own name."""
    return {
        "光线": translate("PhotoRule", "光线"),
        "一个人": translate("PhotoRule", "一个人"),
        "正对镜头": translate("PhotoRule", "正对镜头"),
        "远近": translate("PhotoRule", "远近"),
        "白色背景": translate("PhotoRule", "白色背景"),
        "头部大小": translate("PhotoRule", "头部大小"),
        "头部位置": translate("PhotoRule", "头部位置"),
        "清晰": translate("PhotoRule", "清晰"),
        "文件大小": translate("PhotoRule", "文件大小"),
    }.get(name, name)


def rule_advice(advice: str) -> str:
    return (_where_to_sit() | _how_to_look()).get(advice, advice)


def _where_to_sit() -> dict[str, str]:
    return {
        "靠近灯光，让脸亮一点": translate("PhotoRule", "靠近灯光，让脸亮一点"),
        "避开直射的灯光": translate("PhotoRule", "避开直射的灯光"),
        "正对灯光坐，让两边脸一样亮": translate("PhotoRule", "正对灯光坐，让两边脸一样亮"),
        "让旁边的人离开画面": translate("PhotoRule", "让旁边的人离开画面"),
        "站到镜头前，露出整张脸": translate("PhotoRule", "站到镜头前，露出整张脸"),
        "往前站一点": translate("PhotoRule", "往前站一点"),
        "往后退一点": translate("PhotoRule", "往后退一点"),
        "坐低一点": translate("PhotoRule", "坐低一点"),
        "坐高一点": translate("PhotoRule", "坐高一点"),
        "往中间站": translate("PhotoRule", "往中间站"),
        "往前离墙远一点，去掉影子": translate("PhotoRule", "往前离墙远一点，去掉影子"),
        "站到白色背景前": translate("PhotoRule", "站到白色背景前"),
    }


def _how_to_look() -> dict[str, str]:
    return {
        "把头摆正，两眼一样高": translate("PhotoRule", "把头摆正，两眼一样高"),
        "转正脸，看镜头": translate("PhotoRule", "转正脸，看镜头"),
        "收一点下巴": translate("PhotoRule", "收一点下巴"),
        "抬一点下巴": translate("PhotoRule", "抬一点下巴"),
        "把头发拢到耳后，压平头顶": translate("PhotoRule", "把头发拢到耳后，压平头顶"),
        "坐稳，露出整个头顶": translate("PhotoRule", "坐稳，露出整个头顶"),
        "坐稳别动，等画面变清楚": translate("PhotoRule", "坐稳别动，等画面变清楚"),
        "别动，再拍一张": translate("PhotoRule", "别动，再拍一张"),
        "拿开挡镜头的东西，或打开灯": translate("PhotoRule", "拿开挡镜头的东西，或打开灯"),
    }
