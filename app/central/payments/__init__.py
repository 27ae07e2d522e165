"""Fees: the order of a case, the gateway that takes the money, what was paid and whose case it was.

docs/integration/payment-gateway.md says how a city serves a gateway.
"""
