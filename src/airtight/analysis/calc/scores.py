"""Models of counting and scoring: track metrics, an interval of a proportion."""

from airtight import units
from airtight.analysis.calc.files import positions
from airtight.analysis.calc.model import Input, Model, Values
from airtight.analysis.calc.reading import Read, quantity, share, whole
from airtight.chain.tracking.scoring import ORDER_MAX, gospa, ospa
from airtight.errors import InputError
from airtight.numerics.proportions import wilson

COUNT_MAX = 1_000_000_000


def _length_or_metres(low: float, high: float) -> Read:
    """A length; a bare number is in metres, as the coordinates are."""
    length = quantity("length", low, high)

    def read(given: object, place: str) -> object:
        bare = units.unit_of(given, place=place) == ""
        return length(f"{given} m" if bare else given, place)

    return read


FILE = Input("file", "positions.json", positions)
CUT = Input("c", "20 m", _length_or_metres(1e-6, 1e9))
ORDER = Input("p", "2", quantity("ratio", 1.0, ORDER_MAX))
ALPHA = Input("alpha", "1", quantity("ratio", 1e-6, 2.0), default="2")
FILE_SAYS = 'The file is JSON, {"truth": [[x, y, z], ...], "tracks": [...]}, in metres.'


def _gospa(values: Values) -> dict[str, object]:
    truth, tracks = values["file"]
    found = gospa(truth, tracks, c=values["c"], p=values["p"], alpha=values["alpha"])
    return {
        "distance": found.distance,
        "localisation": found.localisation,
        "missed": found.missed,
        "false": found.false,
    }


def _ospa(values: Values) -> dict[str, object]:
    truth, tracks = values["file"]
    return {"distance": ospa(truth, tracks, c=values["c"], p=values["p"])}


def _wilson(values: Values) -> dict[str, object]:
    if values["successes"] > values["trials"]:
        raise InputError(
            "more successes than trials",
            place="successes",
            value=values["successes"],
            allowed=f"0 to {values['trials']}",
        )
    low, high = wilson(values["successes"], values["trials"], values["confidence"])
    return {"low": low, "high": high}


MODELS = (
    Model(
        name="gospa",
        line="Distance between truth and tracks: localisation, missed and false in one number.",
        inputs=(
            FILE,
            CUT,
            ORDER,
            ALPHA,
        ),
        prints={"distance": "length", "localisation": "length", "missed": "", "false": ""},
        compute=_gospa,
        source="Rahmathullah, Garcia-Fernandez & Svensson, arXiv:1601.05585",
        limits=f"{FILE_SAYS} The parts are told for alpha = 2 alone: for no other do they add up.",
    ),
    Model(
        name="ospa",
        line="Distance between truth and tracks, per object.",
        inputs=(FILE, CUT, ORDER, ALPHA),
        prints={"distance": "length"},
        compute=_ospa,
        source="Schuhmacher, Vo & Vo, IEEE Transactions on Signal Processing, 2008",
        limits=f"{FILE_SAYS} alpha is read and not used.",
    ),
    Model(
        name="wilson",
        line="The score interval of a proportion.",
        inputs=(
            Input("successes", "8", whole(0, COUNT_MAX)),
            Input("trials", "10", whole(1, COUNT_MAX)),
            Input("confidence", "0.95", share(), default="0.95"),
        ),
        prints={"low": "", "high": ""},
        compute=_wilson,
        source="Wilson (1927), as in Brown, Cai & DasGupta (2001)",
        limits="Two-sided, no continuity correction; trials are independent.",
    ),
)
