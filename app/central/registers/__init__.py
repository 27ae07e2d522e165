"""Registers of other offices that the centre asks: here worked examples, to be replaced by adapters of the city."""
