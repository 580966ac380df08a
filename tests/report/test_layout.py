"""In a browser, at both widths: nothing sticks out of the page, no table hides a part of itself."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from airtight.recording import Recorded
from airtight.report import write_report

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

_PROBE = """<script>window.onload = () => {
  const wide = document.documentElement.clientWidth, found = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg") && e.tagName !== "svg") continue;
    const box = e.getBoundingClientRect();
    const name = e.tagName + " " + e.className + ": " + e.textContent.trim().slice(0, 40);
    if (box.right > wide + 1 || box.left < -1) found.push("sticks out: " + name);
    const scrolls = getComputedStyle(e).overflowX === "auto";
    if (scrolls && e.scrollWidth > e.clientWidth + 1) found.push("scrolls: " + name);
  }
  parent.postMessage(JSON.stringify({width: wide, found: found}), "*");
};</script></body>"""

_FRAME = """<body><iframe src="page.html" width="{width}" height="1000"></iframe><script>
window.addEventListener("message", e => {{
  const p = document.createElement("pre");
  p.id = "probe"; p.textContent = e.data; document.body.append(p); }});
</script></body>"""


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_sticks_out_or_is_cut(recorded: Recorded, tmp_path: Path, width: int) -> None:
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.*?>", "", write_report(recorded))
    (tmp_path / "page.html").write_text(page.replace("</body>", _PROBE), encoding="utf-8")
    (tmp_path / "frame.html").write_text(_FRAME.format(width=width), encoding="utf-8")
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    command += ["--virtual-time-budget=10000", "--dump-dom", (tmp_path / "frame.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    found = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    told = json.loads(unescape(found.group(1)))
    assert told == {"width": width, "found": []}
