"""What people do in journeys, step by step, the same with and without JavaScript."""

from playwright.sync_api import Page
from tests import factories


def _next(page: Page) -> None:
    page.locator("main form button:visible").last.click()


def declare(page: Page, *, name: str, number: str, community: str = "红星001", script: bool = True) -> None:
    """Answer every question of the declaration, one a page, and send it."""
    _choose(page, step="community", text=community, script=script)
    page.wait_for_url("**/address/")
    page.fill("[name='address.road']", "沂蒙路")
    page.fill("[name='address.number']", "12")
    page.fill("[name='address.room']", "301")
    _next(page)
    page.check("[name=dwelling][value=rented]")
    _next(page)
    page.locator("[name=arrived_on]").first.check()
    _next(page)
    page.check("[name=until][value=open]")
    _next(page)
    _choose(page, step="hukou", text="金水", script=script)
    page.wait_for_url("**/reason/")
    page.check("[name=reason][value=work]")
    _next(page)
    page.fill("[name=name]", name)
    page.check("[name=id_kind][value=id_card]")
    page.fill("[name=id_number]", number)
    _next(page)
    _next(page)  # the phone is filled in
    page.fill("[name=workplace]", "兰田市场")
    page.locator("main form button:not([name=skip])").last.click()
    page.locator("[name=exempt][value='']").check()
    _next(page)
    _next(page)  # no children
    page.wait_for_url("**/check/")


def send(page: Page) -> str:
    """Send the checked declaration and return the file number."""
    _next(page)
    page.wait_for_url("**/my/files/**")
    text = page.locator("main").inner_text()
    return next(word for word in text.split() if word.startswith("DJ"))


def _choose(page: Page, *, step: str, text: str, script: bool) -> None:
    page.wait_for_url(f"**/{step}/")
    page.fill("[name=q]", text)
    if not script:
        page.locator("main form button").first.click()
    name = {"community": "community", "hukou": "hukou_county"}[step]
    page.locator(f"button[name={name}]").first.click()


def new_number() -> str:
    """Return the ID number of someone new."""
    return factories.id_number(born="19910307")
