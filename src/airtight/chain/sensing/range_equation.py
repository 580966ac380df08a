"""The range equation from power to signal-to-noise ratio, when a radar's power, gain and noise are known."""

import math
from dataclasses import dataclass, fields

from airtight.errors import InputError
from airtight.numerics.columns import positive

BOLTZMANN_J_PER_K = 1.380649e-23


@dataclass(frozen=True)
class Dwell:
    """One coherent dwell of a radar on one target.

    Attributes:
        energy_j: radiated in the dwell: peak power times uncompressed pulse times coherent pulses, or mean
            power times dwell time.
        gain_db: of the antenna; the same for transmission and reception.
        wavelength_m: of the carrier.
        temperature_k: of the system, antenna and receiver, at the antenna's port.
        loss_db: all losses that are not propagation, positive.

    """

    energy_j: float
    gain_db: float
    wavelength_m: float
    temperature_k: float
    loss_db: float

    def __post_init__(self) -> None:
        """Refuse what no radar has.

        Raises:
            InputError: a field is not finite, or not positive where it must be.

        """
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name.endswith("_db"):
                if not math.isfinite(value):
                    raise InputError("out of range", place=field.name, value=value, allowed="finite")
            else:
                positive(field.name, value)

    def snr_db(self, *, rcs_m2: float, range_m: float, path_loss_db: float = 0.0) -> float:
        """Signal-to-noise ratio at the matched filter's peak.

        Args:
            rcs_m2: the target's mean radar cross-section, > 0.
            range_m: slant range, > 0.
            path_loss_db: one way, beyond free space: gases, rain, diffraction.

        Raises:
            InputError: an argument is out of range.

        Source:
            S = P tau n G^2 lambda^2 sigma / ((4 pi)^3 k T L R^4), energy form (Skolnik; Barton).

        """
        return (
            10.0 * math.log10(self.energy_j)
            + 2.0 * self.gain_db
            + 20.0 * math.log10(self.wavelength_m)
            + 10.0 * math.log10(float(positive("rcs_m2", rcs_m2)))
            - 30.0 * math.log10(4.0 * math.pi)
            - 10.0 * math.log10(BOLTZMANN_J_PER_K * self.temperature_k)
            - self.loss_db
            - 40.0 * math.log10(float(positive("range_m", range_m)))
            - 2.0 * path_loss_db
        )
