"""How tests/bench/run measures and reports; one module a workload."""
