"""A desk that takes over a paper is killed at every step: the paper is used up and its answers are kept, or neither."""

import shutil
from datetime import timedelta

from app.domain.drafts import KeptDraft
from app.storage import open_store

NONCE = "bm9uY2Ugb2YgYSBwYXBlcg=="
STATION = "hall-01"


def take(folder, template, clock, draft):
    shutil.copytree(template, folder)
    store = open_store(folder, clock)
    return lambda: store.hand_overs.use(NONCE, clock() + timedelta(hours=2), draft.case_id, STATION, draft)


def test_a_paper_is_used_up_with_its_draft_or_not_at_all(mortal, new_data_dir, tmp_path, clock, samples):
    content = {"handed": {"applicant": samples.applicant}, "form": {"phone": samples.phone}}
    draft = KeptDraft(samples.case_id(), "temporary-id-card", "2026.1", "identify", "0042", clock(), content)
    deaths = mortal.deaths(take, tmp_path / "cuts", 40, new_data_dir, clock, draft)
    assert deaths.steps >= 15
    seen = [looked_at(each, clock, draft) for each in (*deaths.folders, deaths.whole)]
    assert seen[-1] == "taken"
    assert set(seen) == {"as before", "taken"}


def looked_at(data_dir, clock, draft):
    with open_store(data_dir, clock) as store:
        kept = store.drafts.kept()
        may_be_taken = store.hand_overs.use(NONCE, clock() + timedelta(hours=2), draft.case_id, STATION)
        assert store.audit.verify().intact
        return {(True, 0): "as before", (False, 1): "taken"}.get((may_be_taken, len(kept)), "half")


def test_who_shows_a_used_paper_again_changes_nothing_of_what_is_kept(tmp_path, clock, samples):
    until = clock() + timedelta(hours=2)
    first, again = (
        KeptDraft(samples.case_id(), "temporary-id-card", "2026.1", step, "0042", clock(), {"form": {"phone": phone}})
        for step, phone in (("form", "13900000000"), ("identify", samples.phone))
    )
    with open_store(tmp_path, clock) as store:
        assert store.hand_overs.use(NONCE, until, first.case_id, STATION, first)
        assert not store.hand_overs.use(NONCE, until, again.case_id, STATION, again)
        assert store.drafts.kept() == [first]
