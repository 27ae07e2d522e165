"""Registers individual businesses (个体工商户): names are checked and reserved, cases decided by rules alone."""
