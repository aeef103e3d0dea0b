"""Measurements. `make bench` runs them and writes docs/benchmarks.md; no test depends on their figures."""
