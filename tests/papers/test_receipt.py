"""The receipt on paper: one page, its words in it, its code readable."""

import datetime

import pytest
from tests import factories

from anju.papers import press, receipt
from anju.queries import receipts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_B6_the_receipt_is_one_page_of_pdf(language: str) -> None:
    paper = receipts.paper(stay_id=factories.registered(at=factories.community()).id)
    page = receipt.render(
        paper=paper, base_url="http://localhost:8371", printed_on=datetime.date(2026, 3, 5), language=language
    )
    assert page.startswith(b"%PDF-")
    assert page.count(b"/Type /Page\n") + page.count(b"/Type/Page/") + page.count(b"/Type /Page ") <= 1
    assert page.count(b"/Count 1") == 1


def test_a_name_full_of_markup_prints_as_it_is() -> None:
    stay = factories.registered(at=factories.community(), name="阿卜杜拉·买买提", workplace='#eval("1") $x$ [b]')
    paper = receipts.paper(stay_id=stay.id)
    page = receipt.render(paper=paper, base_url="http://localhost:8371", printed_on=datetime.date(2026, 3, 5))
    assert page.startswith(b"%PDF-")


def test_the_qr_stays_small_enough_for_an_old_phone() -> None:
    paper = receipts.paper(stay_id=factories.registered(at=factories.community()).id)
    picture = press.qr(text=f"HTTPS://ANJU.LINYI.GOV.CN/V/{paper.code}")
    # version 10 has 57 modules a side, and a border of two each
    side = int(picture.split('width="')[1].split('"')[0])
    assert side <= 57 + 4
