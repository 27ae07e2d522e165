"""Photo rules, face check, head turn and document camera speak Chinese; here are their words for other languages."""

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
        "背景一边暗，离墙远一点": translate("PhotoRule", "背景一边暗，离墙远一点"),
        "让背景里的人和东西离开": translate("PhotoRule", "让背景里的人和东西离开"),
    }


def _how_to_look() -> dict[str, str]:
    return {
        "把头摆正，两眼一样高": translate("PhotoRule", "把头摆正，两眼一样高"),
        "转正脸，看镜头": translate("PhotoRule", "转正脸，看镜头"),
        "收一点下巴": translate("PhotoRule", "收一点下巴"),
        "抬一点下巴": translate("PhotoRule", "抬一点下巴"),
        "把头发拢到耳后，压平头顶": translate("PhotoRule", "把头发拢到耳后，压平头顶"),
        "坐稳，露出整个头顶": translate("PhotoRule", "坐稳，露出整个头顶"),
        "摘下墨镜，露出眼睛": translate("PhotoRule", "摘下墨镜，露出眼睛"),
        "坐稳别动，等画面变清楚": translate("PhotoRule", "坐稳别动，等画面变清楚"),
        "别动，再拍一张": translate("PhotoRule", "别动，再拍一张"),
        "拿开挡镜头的东西，或打开灯": translate("PhotoRule", "拿开挡镜头的东西，或打开灯"),
    }


def face_advice(advice: str) -> str:
    """Of the face check and the head turn; what is unknown keeps its own words."""
    return (_face_words() | _turn_words()).get(advice, advice)


def _face_words() -> dict[str, str]:
    return {
        "站到镜头前，露出整张脸": translate("FaceAdvice", "站到镜头前，露出整张脸"),
        "让旁边的人离开画面": translate("FaceAdvice", "让旁边的人离开画面"),
        "摘下帽子和口罩，再看一次镜头": translate("FaceAdvice", "摘下帽子和口罩，再看一次镜头"),
        "证件照片看不清，找工作人员核对": translate("FaceAdvice", "证件照片看不清，找工作人员核对"),
        "转正脸，看镜头": translate("FaceAdvice", "转正脸，看镜头"),
        "站稳别动，看镜头": translate("FaceAdvice", "站稳别动，看镜头"),
    }


def _turn_words() -> dict[str, str]:
    return {
        "正对镜头，先别动": translate("FaceAdvice", "正对镜头，先别动"),
        "慢慢向左转头": translate("FaceAdvice", "慢慢向左转头"),
        "慢慢向右转头": translate("FaceAdvice", "慢慢向右转头"),
        "转回来，看镜头": translate("FaceAdvice", "转回来，看镜头"),
        "转慢一点，再来一次": translate("FaceAdvice", "转慢一点，再来一次"),
        "是另一边，正对镜头重来": translate("FaceAdvice", "是另一边，正对镜头重来"),
        "要同一个人来做，重来": translate("FaceAdvice", "要同一个人来做，重来"),
        "站稳，正对镜头重来": translate("FaceAdvice", "站稳，正对镜头重来"),
        "好了": translate("FaceAdvice", "好了"),
        "没看清转头，找工作人员": translate("FaceAdvice", "没看清转头，找工作人员"),
    }


def page_advice(advice: str) -> str:
    """Of the document camera."""
    return {
        "把纸放平，四个角露出来": translate("PageAdvice", "把纸放平，四个角露出来"),
        "一次只放一张": translate("PageAdvice", "一次只放一张"),
        "没拍全，往中间放": translate("PageAdvice", "没拍全，往中间放"),
        "太小了，放近一点": translate("PageAdvice", "太小了，放近一点"),
        "光线暗，打开灯": translate("PageAdvice", "光线暗，打开灯"),
        "有反光，挪一下再拍": translate("PageAdvice", "有反光，挪一下再拍"),
        "没拍清楚，别动再拍一次": translate("PageAdvice", "没拍清楚，别动再拍一次"),
    }.get(advice, advice)
