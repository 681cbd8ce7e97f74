"""What all tests share: property tests without a deadline (machines differ), reproducible where they guard a merge."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("clew", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("clew")
