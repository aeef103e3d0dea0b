from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from annotation.suggest.arithmetic import MatmulOps


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
@pytest.mark.parametrize("given", [False, True])
def test_products_are_those_of_thinc(*, trans1: bool, trans2: bool, given: bool) -> None:
    """Transposed or not, into a given array or a new one, both ways of multiplying give the same numbers."""
    random = np.random.default_rng(1)
    left = random.normal(size=(7, 5) if trans1 else (5, 7)).astype("float32")
    right = random.normal(size=(3, 7) if trans2 else (7, 3)).astype("float32")
    results = []
    for ops in (NumpyOps(), MatmulOps()):
        out = np.ones((5, 3), dtype="float32") if given else None
        results.append(ops.gemm(left, right, out=out, trans1=trans1, trans2=trans2))
        assert out is None or results[-1] is out
    np.testing.assert_allclose(results[0], results[1], rtol=1e-5)
