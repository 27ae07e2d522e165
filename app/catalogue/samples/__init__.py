"""Invented applications: one valid application for an item, another invented person for each seed.

The same seed gives the same bytes. Nobody here exists; a number that belongs to somebody is chance.
"""

from app.catalogue.samples.sample import Sample, make_sample, write_sample

__all__ = ["Sample", "make_sample", "write_sample"]
