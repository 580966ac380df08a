"""From power to range within a coverage answer: the same constants as the answer's own."""

import json

import numpy as np
import pytest
from tests.analysis.coverage.conftest import Ask

from airtight.analysis.coverage import waterfalls
from airtight.catalog.loader import load
from airtight.chain.sensing.numbers import W_CONSTANT
from airtight.recording.manifest import plain as as_plain
from airtight.report.waterfalls import shown


def test_the_chain_and_the_coverage_read_one_calibration(ask: Ask) -> None:
    found = ask(altitudes=["10 km"], targets=["fighter-4gen"], radius="60 km")
    rows = waterfalls.rows(found, load())
    assert [row["system"] for row in rows] == list(found.stations.observers.names)
    for n, row in enumerate(rows):
        constant_db = 10.0 * np.log10(found.asked.table[0, n, W_CONSTANT])
        assert row["at_1_km_db"] == pytest.approx(constant_db - 120.0, abs=1e-6)


def test_settings_move_the_chain(ask: Ask) -> None:
    """Half the range at the published point: 12 dB less at the same range, but for gases."""
    words = {"altitudes": ["10 km"], "rcs": ["2 m2"], "radius": "60 km"}
    usual, halved = (
        waterfalls.rows(ask(settings=settings, **words), load())[0]
        for settings in ({}, {"radar-91n6e.detection_range": "195 km"})
    )
    assert usual["snr_db"] - halved["snr_db"] == pytest.approx(12.04, abs=0.5)
    assert usual["steps"][0]["change_db"] == pytest.approx(10.0 * np.log10(2.0 / 4.0))


def test_a_page_shows_a_table_and_a_picture_a_radar(ask: Ask) -> None:
    found = ask(altitudes=["10 km"], rcs=["0.4 m2"], radius="60 km", settings={})
    rows = as_plain({"rows": waterfalls.rows(found, load())}, place="rows")["rows"]
    assert json.loads(json.dumps(rows)) == rows
    for given, one in zip(rows, shown(rows), strict=True):
        assert one["picture"].svg.startswith("<svg")
        assert one["rcs"] == "0.4 m²"
        losses = [row for row in one["rows"] if row["name"].startswith("loss: ")]
        assert len(losses) == len(given["losses"])
        assert all(row["mark"] == "assumption" for row in losses)
        assert "absorbed by the calibration" in {row["words"] for row in losses}
