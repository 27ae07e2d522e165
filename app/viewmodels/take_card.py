"""请拿走身份证, and 再见: two pages that say one thing."""

from __future__ import annotations

from app.viewmodels.page import Page


class TakeCardPage(Page):
    pass


class GoodbyePage(Page):
    pass
