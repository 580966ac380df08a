"""A coverage page in a browser, at both widths: nothing sticks out, no table hides a part of itself."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from tests.report import test_layout as layout

import airtight


@pytest.mark.slow
@pytest.mark.skipif(layout.BROWSER is None, reason="no Chromium here")
@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_sticks_out_or_is_cut(tmp_path: Path, width: int) -> None:
    out = tmp_path / "out"
    airtight.coverage("anatolia-2021", altitudes=["100 m"], radius="60 km", regions=["city"], out=out)
    page = (out / "coverage.html").read_text(encoding="utf-8")
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.*?>", "", page)
    (tmp_path / "page.html").write_text(page.replace("</body>", layout._PROBE), encoding="utf-8")  # noqa: SLF001 (shared probe)
    (tmp_path / "frame.html").write_text(layout._FRAME.format(width=width), encoding="utf-8")  # noqa: SLF001
    command = [str(layout.BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=10000", "--dump-dom"]
    command += [(tmp_path / "frame.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    found = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    assert json.loads(unescape(found.group(1))) == {"width": width, "found": []}
