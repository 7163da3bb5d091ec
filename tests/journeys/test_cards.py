"""Cards in a browser: made and answered without JavaScript, handed over by keyboard, every page looked at."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests import carding, factories
from tests.journeys.conftest import Opened, sign_in_staff, too_wide, violations

from anju.actions import card as acts
from anju.law.permit import making
from anju.models import Card, CardBatch, Division, PermitFile

pytestmark = pytest.mark.django_db(transaction=True)


def sent(here: Division, *cards: Card) -> CardBatch:
    """Send cards to the maker."""
    by = factories.actor(carding.officer(here))
    return acts.send(authority=cards[0].authority_id, card_ids=[card.id for card in cards], by=by, at=factories.NOW)


def ready(here: Division, *, number: str, name: str = "王小明") -> Card:
    """Return a card that waits to be collected."""
    card = carding.made(at=here, name=name)
    sent(here, card)
    by = factories.actor(carding.officer(here))
    return acts.receive(card_id=card.id, card_number=number, by=by, at=factories.NOW)


def test_without_javascript_a_batch_is_made_taken_and_answered(opened: Opened, place: Division, tmp_path: Path) -> None:
    cards = [carding.made(at=place, name=name) for name in ("王小明", "李小红")]
    page = opened(script=False)
    sign_in_staff(page, carding.officer(place))
    page.goto("/counter/cards/")
    for box in page.locator("[name=card]").all():
        box.check()
    page.get_by_role("button", name="预览勾选的").click()
    page.get_by_role("button", name="确认送制证").click()
    batch = CardBatch.objects.get()
    # L3: the file leaves by a second hand
    second = opened(script=False)
    sign_in_staff(second, carding.officer(place))
    second.goto(f"/counter/cards/batches/{batch.id}/")
    with second.expect_download() as download:
        second.get_by_role("button", name="下载制证数据").click()
    assert download.value.suggested_filename == f"{batch.number}.zip"
    with zipfile.ZipFile(download.value.path()) as packed:
        assert packed.namelist() == ["cards.csv", "cards.xlsx"]
    rows = [f"{making.reference(card_id=cards[0].id, turn=1)},LY00000001,", f"{cards[1].id},LY00000002,"]
    answer = tmp_path / "answer.csv"
    answer.write_text("制证编号,卡号,失败原因\n" + "\n".join(rows), encoding="utf-8")
    page.goto("/counter/cards/answer/")
    page.set_input_files("[name=file]", answer)
    page.get_by_role("button", name="逐行登记").click()
    assert "制证编号不完整" in page.locator("main").inner_text()
    assert list(Card.objects.order_by("id").values_list("state", flat=True)) == ["ready", "making"]


def test_a_card_is_handed_over_by_keyboard_alone(opened: Opened, place: Division) -> None:
    card = ready(place, number="LY00000001")
    number = PermitFile.objects.get(id=card.file_id).number
    page = opened()
    sign_in_staff(page, factories.registrar(of=place))
    page.goto("/counter/cards/")
    page.keyboard.press("/")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-how")
    page.keyboard.press("1")
    page.keyboard.press("h")
    page.wait_for_url("**/?done=handed")
    card.refresh_from_db()
    assert (card.state, card.handed_by) == ("held", "receipt")


def _look(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += violations(page)
        wide = too_wide(page)
        found += [f"{address} is {wide} px wider than the screen"] if wide > 0 else []
    return found


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_page_of_cards_reads_well(opened: Opened, place: Division, phone: bool, english: bool) -> None:
    carding.made(at=place)
    going, lost = carding.made(at=place), ready(place, number="LY00000002", name="李小红")
    batch, waits = sent(place, going), ready(place, number="LY00000001", name="赵大力")
    Card.objects.filter(id=lost.id).update(state="lost", handed_on=factories.DAY)
    page = opened(phone=phone, english=english)
    sign_in_staff(page, carding.officer(place))
    lists = [f"?show={show}" for show in ("to_make", "making", "ready", "uncollected", "lost")]
    others = [f"{card.id}/" for card in (going, waits, lost)] + [f"batches/{batch.id}/", "answer/"]
    assert _look(page, [f"/counter/cards/{address}" for address in lists + others]) == []
