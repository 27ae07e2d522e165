"""Three to six marks, each a word or two, the present one between done and later."""

from __future__ import annotations

import pytest

from app.domain.service_item import StepKind
from app.journeys.states import AtHome
from app.viewmodels.marks import marks_of, position
from tests.qml.screens.sample_states import ID_CARD, PERMIT, PROOF, at, finished, finishing


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (ID_CARD, ["刷证", "填写", "拍照", "核对签名", "付款", "完成"]),
        (PROOF, ["刷证", "查询", "完成"]),
        (PERMIT, ["刷证", "填写", "核对签名", "寄送", "完成"]),
    ],
)
def test_each_item_has_its_marks(qapp, item, words):
    assert [mark["label"] for mark in marks_of(at(item, StepKind.IDENTIFY))] == words


def test_the_present_mark_stands_between_done_and_later(qapp):
    states = [mark["state"] for mark in marks_of(at(ID_CARD, StepKind.PHOTO))]
    assert states == ["done", "done", "now", "later", "later", "later"]
    assert position(at(ID_CARD, StepKind.PHOTO)) == (3, 6)


def test_face_check_belongs_to_the_card_and_signing_to_the_review(qapp):
    assert marks_of(at(ID_CARD, StepKind.FACE_CHECK)) == marks_of(at(ID_CARD, StepKind.IDENTIFY))
    assert marks_of(at(ID_CARD, StepKind.SIGNATURE)) == marks_of(at(ID_CARD, StepKind.REVIEW))


def test_everything_is_done_at_the_end_and_nothing_is_marked_at_home(qapp):
    assert marks_of(finishing(ID_CARD))[-1]["state"] == "now"
    assert {mark["state"] for mark in marks_of(finished(ID_CARD))} == {"done"}
    assert marks_of(AtHome()) == []
