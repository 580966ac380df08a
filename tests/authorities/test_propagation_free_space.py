"""Free-space loss against published figures."""

import pytest

from airtight.propagation.free_space import free_space_loss_db


@pytest.mark.parametrize(
    ("frequency_hz", "distance_m", "loss_db"),
    [
        (3e9, 100e3, 141.9902083163),
        (1.3e9, 250e3, 142.6854504415),
        (160e6, 300e3, 126.0730),
        (10e9, 50e3, 146.4270),
    ],
)
def test_agrees_with_itu_r_p525(frequency_hz: float, distance_m: float, loss_db: float) -> None:
    """Closed form in 3 decimals or more."""
    got = free_space_loss_db(frequency_hz=frequency_hz, distance_m=distance_m)
    assert got == pytest.approx(loss_db, abs=1e-3)
