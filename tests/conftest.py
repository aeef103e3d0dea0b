"""What holds for all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine makes nothing false: no test depends on how long something takes.
settings.register_profile("quotemark", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quotemark")
