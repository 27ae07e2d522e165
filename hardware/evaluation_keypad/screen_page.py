"""The touch page of the screen pad: any browser of this machine, full screen on a spare tablet or second display."""

from __future__ import annotations

from hardware.evaluation_keypad.screen_messages import QuestionState
from hardware.evaluation_keypad.screen_program import Standing


def page_state(turn: int, standing: Standing | None) -> dict[str, object]:
    """What the page is told: `show` is idle, ask, wait (pressed, not yet acknowledged) or thanks."""
    if standing is None or standing.answer.state in (QuestionState.NO_ANSWER, QuestionState.CANCELLED):
        return {"turn": turn, "show": "idle", "language": standing.question.language if standing else "zh_CN"}
    question = standing.question
    show = "ask" if standing.answer.state is QuestionState.ASKING else "thanks" if standing.is_thanked else "wait"
    return {
        "turn": turn,
        "show": show,
        "id": question.id,
        "language": question.language,
        "operator": " ".join(word for word in (question.operator_number, question.operator_name) if word),
    }


PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>请您评价</title>
<meta name="viewport" content="width=device-width, initial-scale=1, user-scalable=no">
<style>
  html, body { height: 100%; margin: 0; background: #f4f6f9; color: #1b2733; user-select: none;
               font-family: "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
  body { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 3vh; }
  h1 { font-size: 6vmin; margin: 0; } p { font-size: 4vmin; margin: 0; min-height: 1.4em; }
  #grades { display: flex; flex-wrap: wrap; gap: 2vmin; justify-content: center; padding: 0 4vmin; }
  button { font: inherit; font-size: 4.4vmin; min-width: 26vmin; min-height: 16vmin; border: 0; border-radius: 2vmin;
           color: #fff; background: #1664b4; } button:active { filter: brightness(0.8); }
  #cancel { background: none; color: #445; min-height: 8vmin; text-decoration: underline; }
  [hidden] { display: none !important; }
</style></head><body>
<h1 id="title"></h1><p id="operator"></p><div id="grades"></div><button id="cancel"></button>
<script>
"use strict";
const WORDS = {
  zh_CN: { ask: "请对本次服务作出评价", wait: "正在提交……", thanks: "谢谢您的评价", idle: "欢迎", cancel: "不评价",
           grades: ["非常满意", "满意", "基本满意", "不满意", "非常不满意"], operator: "工作人员：" },
  en: { ask: "How was the service?", wait: "Sending …", thanks: "Thank you", idle: "Welcome", cancel: "Skip",
        grades: ["Very satisfied", "Satisfied", "Fair", "Dissatisfied", "Very dissatisfied"], operator: "Staff: " },
};
const at = (id) => document.getElementById(id);
let shown = { turn: -1, show: "idle", language: "zh_CN" };
function send(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}
function draw() {
  const words = WORDS[shown.language] || WORDS.zh_CN, asks = shown.show === "ask";
  at("title").textContent = words[shown.show];
  at("operator").textContent = asks && shown.operator ? words.operator + shown.operator : "";
  at("grades").hidden = at("cancel").hidden = !asks;
  at("cancel").textContent = words.cancel;
  at("cancel").onclick = () => send("/page/cancel", { id: shown.id });
  at("grades").replaceChildren(...words.grades.map((word, place) => {
    const key = document.createElement("button");
    key.textContent = word;
    key.onclick = () => send("/page/press", { id: shown.id, grade: 5 - place });
    return key;
  }));
}
async function follow() {
  for (;;) {
    try {
      const answer = await fetch("/page/state?seen=" + shown.turn);
      shown = await answer.json();
    } catch (error) {
      shown = { turn: -1, show: "idle", language: shown.language };
      await new Promise((done) => setTimeout(done, 1000));
    }
    draw();
  }
}
draw();
follow();
</script></body></html>
"""
