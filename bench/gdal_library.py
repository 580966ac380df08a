"""GDAL's own library, called in this process: rasters in its memory, and its viewshed on them."""

import contextlib
import ctypes
import ctypes.util
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import MissingError
from airtight.numerics.columns import Floats, Singles
from airtight.terrain.raster import Plane

GROUND = 3
"""GDAL's name for: least height above ground at which a target is visible."""


@dataclass(frozen=True)
class Gdal:
    """GDAL's library in this process."""

    library: ctypes.CDLL
    version: str

    @classmethod
    def found(cls) -> "Gdal":
        """Load it.

        Raises:
            MissingError: it is not installed.

        """
        names = [ctypes.util.find_library("gdal"), *sorted(map(str, Path("/usr/lib").rglob("libgdal.so.*")))]
        for name in filter(None, names):
            with contextlib.suppress(OSError, AttributeError):
                return cls._loaded(ctypes.CDLL(name))
        raise MissingError(
            "GDAL is not installed, so there is nothing to compare with",
            place="bench",
            allowed="its library and gdal_viewshed, on Debian: apt-get install gdal-bin",
        )

    @classmethod
    def _loaded(cls, library: ctypes.CDLL) -> "Gdal":
        pointer, text, number, real = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_double
        signatures: dict[str, tuple[Any, list[Any]]] = {
            "GDALVersionInfo": (text, [text]),
            "GDALGetDriverByName": (pointer, [text]),
            "GDALCreate": (pointer, [pointer, text, number, number, number, number, pointer]),
            "GDALCreateCopy": (pointer, [pointer, text, pointer, number, pointer, pointer, pointer]),
            "GDALSetProjection": (number, [pointer, text]),
            "GDALSetGeoTransform": (number, [pointer, pointer]),
            "GDALGetRasterBand": (pointer, [pointer, number]),
            "GDALRasterIO": (
                number,
                [
                    pointer,
                    number,
                    number,
                    number,
                    number,
                    number,
                    pointer,
                    number,
                    number,
                    number,
                    number,
                    number,
                ],
            ),
            "GDALViewshedGenerate": (
                pointer,
                [pointer, text, text, pointer, *[real] * 9, number, real, pointer, pointer, number, pointer],
            ),
            "GDALClose": (None, [pointer]),
        }
        for name, (result, arguments) in signatures.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
        library.GDALAllRegister()
        return cls(library, library.GDALVersionInfo(b"RELEASE_NAME").decode())

    def raster(self, ground_m: Singles, plane: Plane) -> int:
        """The heights as a raster in GDAL's memory."""
        size = plane.columns
        made = self.library.GDALCreate(self.library.GDALGetDriverByName(b"MEM"), b"", size, size, 1, 6, None)
        edge = (plane.half + 0.5) * plane.cell_m
        self.library.GDALSetGeoTransform(
            made, (ctypes.c_double * 6)(-edge, plane.cell_m, 0.0, edge, 0.0, -plane.cell_m)
        )
        self.library.GDALSetProjection(made, projection(plane).encode())
        self._move(made, np.ascontiguousarray(ground_m), writing=1, kind=6)
        return int(made)

    def lowest_m(self, raster: int, *, antenna_m: float, factor: float) -> Callable[[], int]:
        """A call of the viewshed in GROUND mode, with GDAL's own defaults but for the earth's curvature."""
        band = self.library.GDALGetRasterBand(raster, 1)
        numbers = (0.0, 0.0, antenna_m, 0.0, 255.0, 0.0, 0.0, -1.0, 1.0 / factor)
        return lambda: int(
            self.library.GDALViewshedGenerate(
                band, b"MEM", b"", None, *numbers, 2, 0.0, None, None, GROUND, None
            )
        )

    def heights_of(self, raster: int, size: int) -> Floats:
        """What a viewshed gave."""
        heights = np.empty((size, size))
        self._move(raster, heights, writing=0, kind=7)
        return heights

    def saved(self, raster: int, path: Path) -> None:
        """Write a GeoTIFF for the program."""
        driver = self.library.GDALGetDriverByName(b"GTiff")
        self.library.GDALClose(
            self.library.GDALCreateCopy(driver, str(path).encode(), raster, 0, None, None, None)
        )

    def close(self, raster: int) -> None:
        """Free a raster."""
        self.library.GDALClose(raster)

    def _move(self, raster: int, values: Any, *, writing: int, kind: int) -> None:  # noqa: ANN401 - an array
        rows, columns = values.shape
        band = self.library.GDALGetRasterBand(raster, 1)
        self.library.GDALRasterIO(
            band, writing, 0, 0, columns, rows, values.ctypes.data, columns, rows, kind, 0, 0
        )


def projection(plane: Plane) -> str:
    """The plane as well-known text."""
    return (
        'PROJCS["round the antenna",GEOGCS["mean sphere",DATUM["mean sphere",'
        f'SPHEROID["mean sphere",{MEAN_EARTH_RADIUS_M},0]],PRIMEM["Greenwich",0],'
        'UNIT["degree",0.0174532925199433]],PROJECTION["Azimuthal_Equidistant"],'
        f'PARAMETER["latitude_of_center",{math.degrees(plane.latitude_rad)}],'
        f'PARAMETER["longitude_of_center",{math.degrees(plane.longitude_rad)}],'
        'PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1]]'
    )
