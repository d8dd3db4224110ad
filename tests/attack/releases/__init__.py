"""The attacker on what is shown: it combines all surfaces and releases of an exchange (benchmarks/releases.py)."""
