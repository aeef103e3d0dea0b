"""Claims: what a text asserts that could be checked, each as the smallest clause that can be checked on its own, and how likely it is worth that.

`candidates` cuts a text into assertions, `clauses` cuts sentences by their tree, `spans` finds their ends, `kinds` tells their types,
`proposing` scores them. Words, weights and the calibration are data (`claims.toml`).
"""

from annotation.suggest.claims.proposing import LEAST, SUGGESTER, propose_claims

__all__ = ["LEAST", "SUGGESTER", "propose_claims"]
