"""What all tests share: reproducible examples, no deadlines (the first call of a kernel compiles it)."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fixed", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.register_profile("wide", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("AIRTIGHT_HYPOTHESIS", "fixed"))
