"""Contract suites that every real and simulated device must pass."""
