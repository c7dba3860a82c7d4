"""Takes the picture for the README from the built site: ``make screenshot``."""

from __future__ import annotations

import sys
import threading
from functools import partial
from pathlib import Path

from conftest import QuietHandler, QuietServer, find_chromium
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
PICTURE = ROOT / "docs" / "assets" / "screenshot.png"
NOTICE, PART, PROVISION = "chuxiong-2019-ten-actions", "p8", "p8-2-1"
WIDTH, HEIGHT = 1280, 800
COLOURS = 240
"""Enough for text and a few plain surfaces; keeps the file small."""


def main() -> int:
    site = ROOT / "site"
    executable = find_chromium()
    if executable is None or not site.is_dir():
        sys.stderr.write("make screenshot needs the built site (make site) and Chromium\n")
        return 1
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(f"http://127.0.0.1:{server.server_port}/notices/{NOTICE}/{PART}/#{PROVISION}")
        page.wait_for_timeout(800)
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()
    with Image.open(PICTURE) as picture:
        small = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(PICTURE, optimize=True)
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
