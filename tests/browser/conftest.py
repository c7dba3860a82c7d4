"""Chromium, the built site on a server of its own, and pages that remember what went wrong on them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

SUB_PATH = "some/where/"
"""The site must work under any address, so it never stands at the root here."""

MISSING = (
    "The browser tests did not run: no Chromium was found. Install one (apt install chromium), or name one by "
    "CHROMIUM=/path/to/chromium, or fetch Playwright's own: .venv/bin/playwright install --with-deps chromium"
)

_missing = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _missing:
        terminalreporter.write_line(MISSING)


def find_chromium() -> str | None:
    """The Chromium that CHROMIUM names, one of the system's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    global _missing
    executable = find_chromium()
    if executable is None:
        _missing = True
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable)
        yield started
        started.close()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # the browser went to another page before this one was sent


@pytest.fixture(scope="session")
def site_url(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the built site, which stands under ``SUB_PATH``."""
    root = tmp_path_factory.mktemp("server")
    place = root / SUB_PATH
    place.parent.mkdir(parents=True)
    place.symlink_to(built_site, target_is_directory=True)
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{SUB_PATH}"
    server.shutdown()


@dataclass
class Visit:
    """A page of the site in a browser tab, and everything that was wrong with it."""

    page: Page
    root: str
    wrong: list[str] = field(default_factory=list)
    finished: list[Request] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.root + path)
        # What scripts fetch after the page has loaded, they begin to fetch at once.
        self.page.wait_for_timeout(80)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.root)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"console {message.type}: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.wrong.append(f"request to {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status} for {response.url}")

    def on_finished(self, request: Request) -> None:
        self.finished.append(request)

    @property
    def transferred(self) -> int:
        """Bytes of the bodies of all responses so far; the server here compresses nothing."""
        return sum(request.sizes()["responseBodySize"] for request in self.finished)


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Opener]:
    """``visit(path, width=1280, …)`` opens a page; at the end nothing may have been wrong with any."""
    contexts = []
    visits: list[Visit] = []

    def open_page(path: str = "", *, width: int = 1280, height: int = 900, **options: object) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        opened = Visit(context.new_page(), site_url)
        opened.page.on("console", opened.on_console)
        opened.page.on("pageerror", lambda error: opened.wrong.append(f"script: {error}"))
        opened.page.on("request", opened.on_request)
        opened.page.on("response", opened.on_response)
        opened.page.on("requestfinished", opened.on_finished)
        visits.append(opened)
        opened.go(path)
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert [wrong for each in visits for wrong in each.wrong] == []
