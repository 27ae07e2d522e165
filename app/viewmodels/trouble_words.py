"""Each trouble in words: what happened, what to do, and the next act (LOOK, section 10)."""

from __future__ import annotations

from dataclasses import dataclass

from app.journeys.states import Trouble
from app.viewmodels.translation import translate


@dataclass(frozen=True, slots=True)
class TroubleWords:
    """`act` names the button that tries again."""

    title: str
    text: str
    icon: str
    act: str


def words_for(trouble: Trouble) -> TroubleWords:
    """In the chosen language."""
    return (_of_the_card() | _of_the_face() | _of_the_rest())[trouble]


def _of_the_card() -> dict[Trouble, TroubleWords]:
    return {
        Trouble.CARD_UNREADABLE: TroubleWords(
            translate("Trouble", "没读出身份证"),
            translate("Trouble", "放平，别晃，再放一次。"),
            "idcard",
            translate("Trouble", "再读一次"),
        ),
        Trouble.CARD_KIND_NOT_TAKEN: TroubleWords(
            translate("Trouble", "这件事不能用这种证"),
            translate("Trouble", "换居民身份证再放一次。"),
            "idcard",
            translate("Trouble", "换证再放"),
        ),
        Trouble.CARD_EXPIRED: TroubleWords(
            translate("Trouble", "这张身份证过期了"),
            translate("Trouble", "换没过期的证再放，或者先换证。"),
            "idcard",
            translate("Trouble", "换证再放"),
        ),
        Trouble.AGENT_TOO_YOUNG: TroubleWords(
            translate("Trouble", "代办人不满 18 周岁"),
            translate("Trouble", "请满 18 周岁的人来办。"),
            "idcard",
            translate("Trouble", "换证再放"),
        ),
        Trouble.SAME_PERSON: TroubleWords(
            translate("Trouble", "这是代办人自己的证"),
            translate("Trouble", "放本人的证，没带就填下面的号码。"),
            "idcard",
            translate("Trouble", "换证再放"),
        ),
        Trouble.OTHER_PERSON: TroubleWords(
            translate("Trouble", "这张纸不是这位的"),
            translate("Trouble", "请纸上这件事的本人刷证，替别人办的先选“替别人办”。"),
            "idcard",
            translate("Trouble", "换证再放"),
        ),
        Trouble.NO_WAY_TO_ACT: TroubleWords(
            translate("Trouble", "这台机器交不了委托材料"),
            translate("Trouble", "到窗口办，或请工作人员来看一下。"),
            "doc",
            translate("Trouble", "回上一步"),
        ),
        Trouble.ONLY_SIGNED_HERE: TroubleWords(
            translate("Trouble", "要本人的身份证"),
            translate("Trouble", "本人也来了，放他的证就能当场签。没来就到窗口办。"),
            "idcard",
            translate("Trouble", "放本人的证"),
        ),
        Trouble.POWER_NOT_WRITTEN: TroubleWords(
            translate("Trouble", "委托书没做成"),
            translate("Trouble", "请本人再签一次，不行就到窗口签。"),
            "pen",
            translate("Trouble", "再签一次"),
        ),
        Trouble.SCANNER_GONE: TroubleWords(
            translate("Trouble", "扫码口没反应"),
            translate("Trouble", "等几秒再试一次。急着看就按编号查。"),
            "scan",
            translate("Trouble", "再试一次"),
        ),
        Trouble.READER_GONE: TroubleWords(
            translate("Trouble", "读卡器没反应"),
            translate("Trouble", "等几秒再试一次，不行就找人帮忙。"),
            "idcard",
            translate("Trouble", "再试一次"),
        ),
    }


def _of_the_face() -> dict[Trouble, TroubleWords]:
    return {
        Trouble.FACE_NOT_FOUND: TroubleWords(
            translate("Trouble", "没看到您的脸"),
            translate("Trouble", "站到镜头前，正对着看。"),
            "camera",
            translate("Trouble", "再看一次"),
        ),
        Trouble.FACE_NOT_MATCHED: TroubleWords(
            translate("Trouble", "没认出您"),
            translate("Trouble", "摘下帽子和口罩，再看一次镜头。"),
            "user",
            translate("Trouble", "再看一次"),
        ),
        Trouble.FACE_NOT_POSSIBLE: TroubleWords(
            translate("Trouble", "现在没法认脸"),
            translate("Trouble", "取不到证上的照片，请人当面看一下。"),
            "user",
            translate("Trouble", "再试一次"),
        ),
        Trouble.HEAD_NOT_TURNED: TroubleWords(
            translate("Trouble", "没看到您转头"),
            translate("Trouble", "跟着提示慢慢转头，再来一次。"),
            "user",
            translate("Trouble", "再来一次"),
        ),
        Trouble.CAMERA_GONE: TroubleWords(
            translate("Trouble", "镜头没反应"),
            translate("Trouble", "等几秒再试一次，不行就找人帮忙。"),
            "camera",
            translate("Trouble", "再试一次"),
        ),
    }


def _of_the_rest() -> dict[Trouble, TroubleWords]:
    return {
        Trouble.CENTRE_UNREACHABLE: TroubleWords(
            translate("Trouble", "网络断了"),
            translate("Trouble", "填好的都在，连上了接着办。"),
            "wifioff",
            translate("Trouble", "再试一次"),
        ),
        Trouble.CENTRE_REFUSED: TroubleWords(
            translate("Trouble", "没查到您的记录"),
            translate("Trouble", "证没拿错的话，到窗口核一下。"),
            "search",
            translate("Trouble", "再查一次"),
        ),
        Trouble.NOTHING_ON_RECORD: TroubleWords(
            translate("Trouble", "没查到您的记录"),
            translate("Trouble", "证没拿错的话，到窗口核一下。"),
            "search",
            translate("Trouble", "再查一次"),
        ),
        Trouble.PAYMENT_REFUSED: TroubleWords(
            translate("Trouble", "没付成"),
            translate("Trouble", "再试一次，或换个方式付。"),
            "card",
            translate("Trouble", "再试一次"),
        ),
        Trouble.PAYMENT_EXPIRED: TroubleWords(
            translate("Trouble", "码过期了"),
            translate("Trouble", "没付就换个新码；付过了不用再付。"),
            "clock",
            translate("Trouble", "换个新码"),
        ),
        Trouble.STORAGE_FAILED: TroubleWords(
            translate("Trouble", "没存上"),
            translate("Trouble", "填好的还在。先别走，再存一次。"),
            "alert",
            translate("Trouble", "再存一次"),
        ),
        Trouble.HAND_OVER_TOO_LONG: TroubleWords(
            translate("Trouble", "填的太多，码里放不下"),
            translate("Trouble", "回去在这里办完，或直接到窗口填。"),
            "doc",
            translate("Trouble", "回去接着办"),
        ),
        Trouble.HAND_OVER_NOT_MADE: TroubleWords(
            translate("Trouble", "码没做成"),
            translate("Trouble", "填好的还在。再试一次，不行就直接到窗口。"),
            "alert",
            translate("Trouble", "再试一次"),
        ),
        Trouble.CASES_NOT_READ: TroubleWords(
            translate("Trouble", "办件没读出来"),
            translate("Trouble", "不是没有，是这台机没读到。再试一次。"),
            "alert",
            translate("Trouble", "再试一次"),
        ),
        Trouble.CASES_NOT_ASKED: TroubleWords(
            translate("Trouble", "网络断了，查不了"),
            translate("Trouble", "刷身份证，能看在这台机上办的。"),
            "wifioff",
            translate("Trouble", "再查一次"),
        ),
        Trouble.RULES_FAILED: TroubleWords(
            translate("Trouble", "条件没查成"),
            translate("Trouble", "看看驾驶证上的车型和日期填对没有，再查一次。"),
            "alert",
            translate("Trouble", "再查一次"),
        ),
        Trouble.FILM_BROKE: TroubleWords(
            translate("Trouble", "录像停了"),
            translate("Trouble", "录下的都在。接着录，不行就找人帮忙。"),
            "camera",
            translate("Trouble", "接着录"),
        ),
    }
