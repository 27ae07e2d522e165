from __future__ import annotations

from app.catalogue import LoadedCatalogue
from app.catalogue.samples import make_sample

SEEDS = range(40)


def test_an_item_for_the_old_is_sampled_with_somebody_old_enough(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("senior-card-application")
    assert min(int(make_sample(item, seed).data["form"]["age"]) for seed in SEEDS) >= 60


def test_who_fits_is_the_same_person_as_for_every_other_item(catalogue: LoadedCatalogue) -> None:
    """Somebody too young gives way to another; who is old enough stays."""
    everybody = [make_sample(catalogue.item("residence-permit-endorsement"), seed).card for seed in SEEDS]
    old = [make_sample(catalogue.item("senior-card-application"), seed).card for seed in SEEDS]
    same = [a == b for a, b in zip(everybody, old, strict=True)]
    assert any(same)
    assert not all(same)
