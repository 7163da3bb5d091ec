"""A real browser on a real server: phones and desks, each role signed in through the door."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests import factories

from anju.models import Post

# playwright keeps an event loop running in this thread, and Django would refuse the database because of it
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHECKED = """() => {
    AXE;
    return axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        .then(result => JSON.stringify(result.violations.map(v =>
            `${location.pathname} ${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).join(" | ")}`)));
}"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One chromium for all journeys of a worker."""
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(autouse=True)
def _counts_begin_anew(transactional_db: None) -> None:
    """Counts of what one address asks stand in no model's table, so nothing empties it; a stopped clock refills nothing."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE rate_limit")


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer) -> Iterator[Opened]:
    """Open a page: `opened(phone=True, script=True, english=False)`; no page may log an error or leave the server."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def _open(*, phone: bool = False, script: bool = True, english: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=PHONE if phone else DESK, java_script_enabled=script, locale="zh-CN"
        )
        context.set_default_timeout(10_000)
        if english:
            context.add_cookies([{"name": "anju_language", "value": "en", "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
        )
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((live_server.url, "data:", "blob:")) else faults.append(asked.url)
            ),
        )
        contexts.append(context)
        return page

    yield _open
    for context in contexts:
        context.close()
    assert faults == []


def sign_in_resident(page: Page, *, phone: str, whose: bool = True) -> None:
    """Sign in by phone code; the code stands on the page outside real mode. Say “this is me” where that is asked."""
    if not page.url.endswith("/sign-in/") and "/sign-in/" not in page.url:
        page.goto("/sign-in/")
    page.fill("[name=phone]", phone)
    page.locator("main form button").last.click()
    shown = re.search(r"\b(\d{6})\b", page.locator("main").inner_text())
    assert shown is not None
    page.fill("[name=code]", shown[1])
    page.locator("main form button").last.click()
    page.wait_for_url(lambda url: not url.split("?")[0].endswith("/sign-in/code/"))
    if whose and page.url.endswith("/sign-in/whose/"):
        page.locator("main form button").last.click()


def sign_in_staff(page: Page, post: Post) -> None:
    """Sign in by name and password; demo and test mode may skip the second factor."""
    sign_in_by_name(page, username=post.staff.username, password="correct horse battery")


def sign_in_by_name(page: Page, *, username: str, password: str) -> None:
    """Sign in by name and password."""
    page.goto("/staff/sign-in/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    # each role comes to a page of its own; the address of the sign-in itself lies below /staff/ too
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def asked(page: Page, script: str) -> Any:
    """Ask the page on the screen by a script; once more if it was just being left, since a click may return before."""
    for _ in range(3):
        try:
            return page.evaluate(script)
        except Error as fault:
            if "context was destroyed" not in fault.message:
                raise
            page.wait_for_load_state()
    return page.evaluate(script)


def too_wide(page: Page) -> int:
    """Return by how many px the page is wider than the screen."""
    return int(asked(page, "document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA on a page."""
    return list(json.loads(asked(page, CHECKED.replace("AXE", AXE.read_text(encoding="utf-8")))))


def looked(page: Page, *, unfold: str = "") -> list[str]:
    """Return what is wrong with the page on the screen, with what this selector finds closed folded out."""
    closed = page.locator(f"{unfold}:not([open]) > summary")
    while unfold and closed.count():
        closed.first.click()
    wide = too_wide(page)
    return violations(page) + ([f"{page.url} is {wide} px wider than the screen"] if wide > 0 else [])


@pytest.fixture
def violations_of() -> Callable[[Page], list[str]]:
    """Check a page with axe."""
    return violations


@pytest.fixture
def place() -> "factories.Division":
    """A community with its station, and counties to come from."""
    here = factories.community()
    factories.station(of=here)
    return here
