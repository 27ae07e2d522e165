"""Rounds in which places are given by points: who is in, the order, published lists, objections (decision 0058)."""
