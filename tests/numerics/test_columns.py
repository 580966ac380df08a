"""Checks that fronts share: the first bad entry is named."""

import numpy as np
import pytest

from airtight.errors import InputError
from airtight.numerics.columns import finite, flat, positive, within


@pytest.mark.parametrize("bad", [0.0, -2.0, np.nan, np.inf])
def test_positive_names_the_first_bad_place_and_what_is_allowed(bad: float) -> None:
    with pytest.raises(InputError) as caught:
        positive("range_m", [1.0, bad, bad])
    assert (caught.value.place, caught.value.allowed) == ("range_m[1]", "finite and > 0")


def test_finite_and_within_accept_what_they_say() -> None:
    assert finite("x", 3).shape == ()
    assert within("share", [0.0, 1.0], 0, 1).tolist() == [0.0, 1.0]
    with pytest.raises(InputError):
        within("share", 1.1, 0, 1)
    with pytest.raises(InputError):
        finite("x", "many")


def test_flat_is_writeable_even_from_a_frozen_array() -> None:
    frozen = np.arange(4.0).reshape(2, 2)
    frozen.setflags(write=False)
    assert flat(frozen).flags.writeable
    assert flat(frozen).shape == (4,)
