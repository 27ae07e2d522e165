"""Contract suites that every real and simulated device must pass.

A suite is a class without the word Test in front; a test module makes it one by inheriting and giving two fixtures:
`device`, opened by the driver under test, and `hand`, which does at the far side what a person does at the bench
(put a card down, press a key, pull the cable). With a simulator the hand is the simulator itself.
"""
