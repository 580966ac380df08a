"""Models of propagation, one-way: free space, gases, rain, diffraction."""

import math

from airtight.analysis.calc.files import profile
from airtight.analysis.calc.model import Input, Model, Values
from airtight.analysis.calc.reading import quantity, word
from airtight.errors import InputError
from airtight.propagation.diffraction import Path, delta_bullington_loss_db, smooth_earth_loss_db
from airtight.propagation.free_space import free_space_loss_db
from airtight.propagation.gases import specific_attenuation_db_per_km
from airtight.propagation.rain import rain_attenuation_db_per_km

MM_PER_H = 1e-3 / 3600.0
RATE_MAX_MM_PER_H, VAPOUR_MAX_G_PER_M3 = 1000.0, 100.0
"""What the models take; a hair more after a conversion of units is the same."""
DIFFRACTED = quantity("frequency", 1e7, 1e12)
MAST = quantity("length", 0.0, 1e5, above=True)
RADIUS = quantity("length", 1e5, 1e9)
GROUND = word("land", "sea")
LINEAR = Input("polarization", "vertical", word("horizontal", "vertical"), default="horizontal")


def _free_space(values: Values) -> dict[str, object]:
    loss_db = float(free_space_loss_db(frequency_hz=values["frequency"], distance_m=values["distance"]))
    if loss_db < 0.0:
        raise InputError(
            "too near: the formula would give a gain",
            place="distance",
            value=f"{values['distance']:g} m",
            allowed="more than a wavelength / (4 pi)",
        )
    return {"loss_db": loss_db}


def _gases(values: Values) -> dict[str, object]:
    dry, water = specific_attenuation_db_per_km(
        frequency_hz=values["frequency"],
        pressure_hpa=values["pressure"] / 100.0,
        temperature_k=values["temperature"],
        vapour_g_per_m3=min(values["vapour-density"] * 1e3, VAPOUR_MAX_G_PER_M3),
    )
    return {
        "attenuation_db_per_km": float(dry + water),
        "dry_air_db_per_km": float(dry),
        "water_vapour_db_per_km": float(water),
    }


def _rain(values: Values) -> dict[str, object]:
    attenuation = rain_attenuation_db_per_km(
        frequency_hz=values["frequency"],
        rate_mm_per_h=min(values["rate"] / MM_PER_H, RATE_MAX_MM_PER_H),
        polarization=values["polarization"],
        elevation_rad=values["elevation"],
    )
    return {"attenuation_db_per_km": attenuation}


def _path(values: Values) -> Path:
    return Path(
        values["frequency"],
        values["tx-height"],
        values["rx-height"],
        values["effective-radius"],
        values["ground"],
        values["polarization"],
    )


def _smooth_earth(values: Values) -> dict[str, object]:
    return {"loss_db": smooth_earth_loss_db(_path(values), values["distance"])}


def _terrain(values: Values) -> dict[str, object]:
    distance_m, height_m = values["profile"]
    return {"loss_db": delta_bullington_loss_db(_path(values), distance_m, height_m)}


MODELS = (
    Model(
        name="free-space-loss",
        line="Basic transmission loss between isotropic antennas in free space.",
        inputs=(
            Input("frequency", "3 GHz", quantity("frequency", 0.0, 1e15, above=True)),
            Input("distance", "100 km", quantity("length", 0.0, 1e9, above=True)),
        ),
        prints={"loss_db": "decibel"},
        compute=_free_space,
        source="ITU-R P.525: 20 log10(4 pi d f / c)",
        limits="Far field.",
    ),
    Model(
        name="gas-attenuation",
        line="Specific attenuation by oxygen and water vapour, line by line.",
        inputs=(
            Input("frequency", "10 GHz", quantity("frequency", 1e8, 1e12)),
            Input("pressure", "1013.25 hPa", quantity("pressure", 0.0, 2e5, above=True)),
            Input("temperature", "15 degC", quantity("temperature", 150.0, 400.0)),
            Input(
                "vapour-density", "7.5 g/m3", quantity("density", 0.0, VAPOUR_MAX_G_PER_M3 / 1e3, unit="g/m3")
            ),
        ),
        prints={"attenuation_db_per_km": "", "dry_air_db_per_km": "", "water_vapour_db_per_km": ""},
        compute=_gases,
        source="ITU-R P.676-13 annex 1",
        limits="The pressure is that of dry air. Stated for 1 GHz and above; used here down to 0.1 GHz.",
    ),
    Model(
        name="rain-attenuation",
        line="Specific attenuation in rain.",
        inputs=(
            Input("frequency", "10 GHz", quantity("frequency", 1e9, 1e12)),
            Input("rate", "20 mm/h", quantity("rain-rate", 0.0, RATE_MAX_MM_PER_H * MM_PER_H)),
            Input("elevation", "10 deg", quantity("angle", -math.pi / 2.0, math.pi / 2.0)),
            Input(
                "polarization", "circular", word("horizontal", "vertical", "circular"), default="horizontal"
            ),
        ),
        prints={"attenuation_db_per_km": ""},
        compute=_rain,
        source="ITU-R P.838-3, eqs. (1)-(5)",
        limits="Rain cells are 5-30 km wide, never the whole path. The echo of rain is another matter.",
    ),
    Model(
        name="diffraction",
        line="Loss over a smooth spherical earth, relative to free space.",
        inputs=(
            Input("frequency", "3 GHz", DIFFRACTED),
            Input("distance", "60 km", quantity("length", 1.0, 2e7)),
            Input("tx-height", "20 m", MAST),
            Input("rx-height", "100 m", MAST),
            Input("effective-radius", "8494.7 km", RADIUS),
            Input("ground", "land", GROUND),
            LINEAR,
        ),
        prints={"loss_db": "decibel"},
        compute=_smooth_earth,
        source="ITU-R P.526-15 section 3; P.452-17 eqs. (23)-(37)",
        limits="10 MHz and above; heights small against the radius; no lobes inside the horizon.",
    ),
    Model(
        name="terrain-diffraction",
        line="Loss over a terrain profile, relative to free space.",
        inputs=(
            Input("frequency", "1 GHz", DIFFRACTED),
            Input("profile", "profile.csv", profile),
            Input("tx-height", "30 m", MAST),
            Input("rx-height", "30 m", MAST),
            Input("effective-radius", "8500 km", RADIUS),
            Input("ground", "land", GROUND),
            LINEAR,
        ),
        prints={"loss_db": "decibel"},
        compute=_terrain,
        source="ITU-R P.526 section 4.5.2 (delta-Bullington); smooth surface by P.452-17 attachment 2",
        limits="The profile is a CSV file with the header distance_km,height_m, heights above sea, distances "
        "from 0. Antenna heights are above its ends.",
    ),
)
