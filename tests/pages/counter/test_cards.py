"""Cards at the county police and at the desk: a batch made and answered, cards handed over, lost and found, strangers."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import carding, factories
from tests.pages.counter.conftest import SignIn

from anju.actions import card as acts
from anju.law import identity
from anju.law.permit import making
from anju.models import Act, Card, CardBatch, Division, Permit, PermitFile
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


def form(**more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **more}


def sent(here: Division, *cards: Card) -> CardBatch:
    by = factories.actor(carding.officer(here))
    return acts.send(authority=cards[0].authority_id, card_ids=[card.id for card in cards], by=by, at=factories.NOW)


def ready(here: Division, *, number: str = "LY00000001", name: str = "王小明") -> Card:
    card = carding.made(at=here, name=name)
    sent(here, card)
    by = factories.actor(carding.officer(here))
    return acts.receive(card_id=card.id, card_number=number, by=by, at=factories.NOW)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def fresh(card: Card) -> Card:
    card.refresh_from_db()
    return card


def test_E6_from_the_list_over_the_preview_to_the_batch_its_file_and_the_answer(sign_in: SignIn) -> None:
    here = factories.community()
    cards = [carding.made(at=here, name=name) for name in ("王小明", "李小红")]
    browser = sign_in(carding.officer(here))
    page = text(browser, "/counter/cards/")
    assert ("王*明" in page, "王小明" in page, str(cards[0].id) in page) == (True, False, True)
    preview = browser.post("/counter/cards/batches/new/", {"card": [str(card.id) for card in cards]}).content.decode()
    assert ("2 张卡" in preview, CardBatch.objects.count()) == (True, 0)
    data = form(step="send", cards=",".join(str(card.id) for card in cards))
    answers = [browser.post("/counter/cards/batches/new/", data) for _ in range(2)]
    batch = CardBatch.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [f"/counter/cards/batches/{batch.id}/"] * 2
    assert batch.number in text(browser, f"/counter/cards/batches/{batch.id}/")
    assert batch.number in text(browser, "/counter/cards/?show=making")
    # L3: the file leaves by a second hand
    assert "由另一位同事下载数据" in text(browser, f"/counter/cards/batches/{batch.id}/")
    own = browser.post(f"/counter/cards/batches/{batch.id}/file/")
    assert (own.status_code, "请另一位同事下载" in own.content.decode()) == (422, True)
    assert not Act.objects.filter(what="export_cards").exists()
    second = sign_in(carding.officer(here))
    assert "下载制证数据" in text(second, f"/counter/cards/batches/{batch.id}/")
    file = second.post(f"/counter/cards/batches/{batch.id}/file/")
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        assert packed.namelist() == ["cards.csv", "cards.xlsx"]
        table = packed.read("cards.csv").decode("utf-8-sig")
    assert ("王小明" in table, "no-store" in file.headers["Cache-Control"]) == (True, True)
    assert Act.objects.filter(what="export_cards", person_id__isnull=False).count() == 2
    rows = [f"{making.reference(card_id=card.id, turn=1)},LY{place:08d}," for place, card in enumerate(cards)]
    told = [_answered(browser, "制证编号,卡号,失败原因\n" + "\n".join(rows)) for _ in range(2)]
    assert ["制成，已通知领取：<b>2</b>" in page for page in told] == [True, False]
    assert "以前已经登记，没有变化：<b>2</b>" in told[1]
    assert {fresh(card).state for card in cards} == {"ready"}
    # what is back does not leave again
    assert second.post(f"/counter/cards/batches/{batch.id}/file/").status_code == 302
    assert Act.objects.filter(what="export_cards", person_id__isnull=False).count() == 2


def _answered(browser: Client, table: str) -> str:
    upload = SimpleUploadedFile("answer.csv", table.encode("utf-8-sig"))
    answer = browser.post("/counter/cards/answer/", {"file": upload})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_bad_row_is_named_and_the_good_ones_are_applied(sign_in: SignIn) -> None:
    here = factories.community()
    one, two = carding.made(at=here), carding.made(at=here)
    sent(here, one, two)
    browser = sign_in(carding.officer(here))
    rows = [f"{making.reference(card_id=one.id, turn=1)},LY00000001,", f"{making.reference(card_id=two.id, turn=1)},1,"]
    page = _answered(browser, "制证编号,卡号,失败原因\n" + "\n".join(rows))
    assert ("没有登记的行" in page, "卡号是6到24位" in page, '<td data-label="行">3</td>' in page) == (True, True, True)
    assert (fresh(one).state, fresh(two).state) == ("ready", "making")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "不是表格"),
        ("a.xls", b"\xd0\xcf\x11\xe0 old", "旧版Excel"),
        ("a.csv", "姓名,年龄\n".encode(), "缺少：制证编号、卡号"),
        ("a.csv", b"", "请选择制证单位返回的表格"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "不是文字表格"),
        ("a.csv", b"1" * 1_000_001, "文件太大"),
    ],
)
def test_a_file_that_is_no_answer_is_refused_in_one_line(
    sign_in: SignIn, name: str, content: bytes, words: str
) -> None:
    browser = sign_in(carding.officer(factories.community()))
    answer = browser.post("/counter/cards/answer/", {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_all_that_wait_are_previewed_at_once_and_one_sent_meanwhile_is_left_out(sign_in: SignIn) -> None:
    here = factories.community()
    cards = [carding.made(at=here) for _ in range(3)]
    browser = sign_in(carding.officer(here))
    page = browser.post("/counter/cards/batches/new/", {"all": str(cards[0].authority_id)}).content.decode()
    keys = ",".join(str(card.id) for card in cards)
    assert f'name="cards" value="{keys}"' in page
    sent(here, cards[0])
    answer = browser.post("/counter/cards/batches/new/", form(step="send", cards=keys))
    left = ",".join(str(card.id) for card in cards[1:])
    shown = answer.content.decode()
    assert (answer.status_code, "已经由别人送制证" in shown, f'value="{left}"' in shown) == (422, True, True)
    assert CardBatch.objects.count() == 1
    assert browser.get("/counter/cards/batches/new/").status_code == 302
    assert browser.post("/counter/cards/batches/new/", {"card": "1"}).status_code == 404


def test_a_city_s_officer_sends_each_county_s_cards_apart(sign_in: SignIn) -> None:
    here, far = factories.community(), factories.community(county="371311")
    one, two = carding.made(at=here), carding.made(at=far)
    city = carding.county(here).parent
    assert city is not None
    browser = sign_in(factories.post(unit=city, role="county_police"))
    assert {str(one.authority_id), str(two.authority_id)} <= set(
        text(browser, "/counter/cards/").replace('"', " ").split()
    )
    answer = browser.post("/counter/cards/batches/new/", form(step="send", cards=f"{one.id},{two.id}"))
    assert (answer.status_code, "同一个签发机关" in answer.content.decode()) == (422, True)
    assert CardBatch.objects.count() == 0


def test_E5_a_scanned_receipt_leads_to_its_card_and_the_card_is_handed_over_once(sign_in: SignIn) -> None:
    here = factories.community()
    card = ready(here)
    number = PermitFile.objects.get(id=card.file_id).number
    browser = sign_in(factories.registrar(of=here))
    assert "王*明" in text(browser, "/counter/cards/")
    page = browser.post("/counter/cards/find/", {"number": number.lower()})
    assert (page.status_code, f'value="{number.lower()}"' in page.content.decode()) == (200, True)
    data = form(version=card.version, how="receipt", receipt=number)
    answers = [browser.post(f"/counter/cards/{card.id}/hand/", data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"/counter/cards/{card.id}/?done=handed"] * 2
    assert fresh(card).state == "held"
    assert "已发放" in text(browser, f"/counter/cards/{card.id}/?done=handed")
    missing = browser.post("/counter/cards/find/", {"number": "SQ371302-2026-0000000-0"})
    assert (missing.status_code, "没有找到这个编号的卡" in missing.content.decode()) == (422, True)


def test_a_wrong_receipt_keeps_what_was_typed_and_a_stale_page_is_told(sign_in: SignIn) -> None:
    here = factories.community()
    card = ready(here)
    browser = sign_in(factories.registrar(of=here))
    wrong = form(version=card.version, how="receipt", receipt="SQ1", agent="on")
    page = browser.post(f"/counter/cards/{card.id}/hand/", wrong)
    shown = page.content.decode()
    assert (page.status_code, "不是这张卡的领取凭证编号" in shown, 'value="SQ1"' in shown) == (422, True, True)
    stale = browser.post(f"/counter/cards/{card.id}/hand/", form(version=card.version - 1, how="id"))
    assert (stale.status_code, "刚刚被别人办理过" in stale.content.decode(), fresh(card).state) == (422, True, "ready")


def test_G1_for_an_exchange_the_page_asks_for_the_old_card(sign_in: SignIn) -> None:
    here = factories.community()
    old = ready(here)
    desk = factories.registrar(of=here)
    acts.hand_over(card_id=old.id, how="id", by=factories.actor(desk), at=factories.NOW)
    new = carding.renewed(old)
    sent(here, new)
    by = factories.actor(carding.officer(here))
    new = acts.receive(card_id=new.id, card_number="LY00000002", by=by, at=factories.NOW)
    browser = sign_in(desk)
    assert "旧卡已收回" in text(browser, f"/counter/cards/{new.id}/")
    first = browser.post(f"/counter/cards/{new.id}/hand/", form(version=new.version, how="id"))
    assert (first.status_code, "换领要先收回旧卡" in first.content.decode()) == (422, True)
    browser.post(f"/counter/cards/{new.id}/hand/", form(version=new.version, how="id", old_card="on"))
    assert (fresh(old).state, fresh(new).state) == ("returned", "held")


def test_G1_lost_found_taken_in_and_void_each_by_its_button(sign_in: SignIn) -> None:
    here = factories.community()
    card = ready(here)
    browser = sign_in(factories.registrar(of=here))
    steps = (
        ("hand", {"how": "id"}, "held"),
        ("lost", {}, "lost"),
        ("found", {}, "held"),
        ("lost", {}, "lost"),
        ("back", {}, "returned"),
    )
    for what, more, state in steps:
        answer = browser.post(f"/counter/cards/{card.id}/{what}/", form(version=fresh(card).version, **more))
        assert (what, answer.status_code, fresh(card).state) == (what, 302, state)
    again = browser.post(f"/counter/cards/{card.id}/lost/", form(version=card.version))
    assert (again.status_code, "已交回" in again.content.decode()) == (422, True)
    other = ready(here, number="LY00000002")
    assert browser.post(f"/counter/cards/{other.id}/void/", form(version=other.version)).status_code == 422
    browser.post(f"/counter/cards/{other.id}/void/", form(version=other.version, why="destroyed"))
    assert fresh(other).state == "void"


def test_one_card_comes_back_or_fails_by_hand_at_the_county_police(sign_in: SignIn) -> None:
    here = factories.community()
    one, two = carding.made(at=here), carding.made(at=here)
    sent(here, one, two)
    browser = sign_in(carding.officer(here))
    assert "这张卡返回了" in text(browser, f"/counter/cards/{one.id}/")
    bad = browser.post(f"/counter/cards/{one.id}/receive/", form(version=2, card_number="12"))
    assert (bad.status_code, 'value="12"' in bad.content.decode()) == (422, True)
    browser.post(f"/counter/cards/{one.id}/receive/", form(version=2, card_number="LY00000001"))
    browser.post(f"/counter/cards/{two.id}/fail/", form(version=2, failure="相片模糊"))
    assert (fresh(one).state, fresh(two).state, fresh(two).tries) == ("ready", "to_make", 1)


def test_G2_the_uncollected_are_listed_by_how_long_they_wait(sign_in: SignIn) -> None:
    here = factories.community()
    names = ("张三三", "李四四", "王五五")
    cards = [ready(here, number=f"LY0000000{place}", name=name) for place, name in enumerate(names)]
    for card, day in zip(cards, ("2026-02-10", "2026-02-02", "2026-01-03"), strict=True):
        Card.objects.filter(id=card.id).update(ready_on=day)
    browser = sign_in(factories.registrar(of=here))

    def shown(query: str) -> list[bool]:
        page = text(browser, f"/counter/cards/?show={query}")
        return [name[0] + "*" + name[-1] in page for name in names]

    assert [shown("ready"), shown("uncollected"), shown("uncollected&days=60")] == [
        [True, True, True],
        [False, True, True],
        [False, False, True],
    ]
    assert browser.get("/counter/cards/?show=uncollected&days=7").status_code == 404


@pytest.mark.parametrize("query", ["show=everything", "show=ready&after=2026_x"])
def test_an_unknown_list_or_page_mark_is_an_error(sign_in: SignIn, query: str) -> None:
    here = factories.community()
    card = ready(here)
    page = sign_in(factories.registrar(of=here)).get(f"/counter/cards/?{query}")
    assert 400 <= page.status_code < 500
    assert str(card.id) not in page.content.decode()


def test_what_only_the_county_police_does_is_not_there_for_the_desk(sign_in: SignIn) -> None:
    here = factories.community()
    card = carding.made(at=here)
    batch = sent(here, card)
    browser = sign_in(factories.registrar(of=here))
    for address in ("?show=to_make", "?show=making", "batches/new/", f"batches/{batch.id}/", "answer/"):
        assert browser.get(f"/counter/cards/{address}").status_code == 404, address
    assert browser.post(f"/counter/cards/batches/{batch.id}/file/").status_code == 404
    page = text(browser, f"/counter/cards/{card.id}/")
    assert ("这张卡返回了" in page, batch.number in page) == (False, False)


def test_a_stranger_finds_no_card_in_any_list_by_no_number_and_at_no_address(sign_in: SignIn) -> None:
    here, far = factories.community(), factories.community(county="371311")
    one, two = ready(here), carding.made(at=here)
    batch = CardBatch.objects.get()
    number = PermitFile.objects.get(id=one.file_id).number
    for post in (carding.officer(far), factories.registrar(of=far)):
        browser = sign_in(post)
        for show in ("ready", "uncollected", "lost"):
            assert "*" not in text(browser, f"/counter/cards/?show={show}").split("<main")[1]
        assert browser.post("/counter/cards/find/", {"number": number}).status_code == 422
        for key in (one.id, uuid.uuid4()):
            assert browser.get(f"/counter/cards/{key}/").status_code == 404
            assert browser.post(f"/counter/cards/{key}/hand/", form(version=one.version, how="id")).status_code == 404
    browser = sign_in(carding.officer(far))
    assert [
        str(two.id) in text(browser, "/counter/cards/"),
        batch.number in text(browser, "/counter/cards/?show=making"),
    ] == [
        False,
        False,
    ]
    for key in (batch.id, uuid.uuid4()):
        assert browser.get(f"/counter/cards/batches/{key}/").status_code == 404
        assert browser.post(f"/counter/cards/batches/{key}/file/").status_code == 404
    preview = browser.post("/counter/cards/batches/new/", {"card": str(two.id)}).content.decode()
    assert "没有选中能送制证的卡" in preview
    assert browser.post("/counter/cards/batches/new/", form(step="send", cards=str(two.id))).status_code == 422
    assert (fresh(one).state, fresh(two).state, Act.objects.filter(what__in=["open", "hand_over"]).count()) == (
        "ready",
        "to_make",
        0,
    )


def test_L2_opening_a_card_is_on_record_and_shows_nothing_in_full(sign_in: SignIn) -> None:
    here = factories.community()
    number = factories.id_number()
    card = carding.made(at=here, stay=factories.registered(at=here, id_number=number))
    page = text(sign_in(factories.registrar(of=here)), f"/counter/cards/{card.id}/")
    assert (number in page, "王小明" in page, identity.mask_id(number) in page) == (False, False, True)
    assert list(Act.objects.filter(what="open").values_list("subject_kind", "subject_id", "person_id")) == [
        ("card", str(card.id), card.person_id)
    ]


@pytest.mark.parametrize("show", ["to_make", "making", "ready", "uncollected", "lost"])
def test_one_row_and_three_rows_take_the_same_statements(sign_in: SignIn, show: str) -> None:
    here = factories.community()
    browser = sign_in(carding.officer(here))

    def more(place: int) -> None:
        card = carding.made(at=here)
        if show == "to_make":
            return
        sent(here, card)
        states = {"making": "making", "lost": "lost"}
        Card.objects.filter(id=card.id).update(
            state=states.get(show, "ready"), ready_on="2026-01-02", handed_on="2026-02-03"
        )

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"/counter/cards/?show={show}").status_code == 200
        return len(captured)

    more(1)
    browser.get(f"/counter/cards/?show={show}")
    before = statements()
    more(2)
    more(3)
    # a new post is a change of what the pages keep in memory
    browser.get(f"/counter/cards/?show={show}")
    assert statements() == before


def test_in_english_the_pages_are_english(sign_in: SignIn) -> None:
    here = factories.community()
    card = ready(here)
    carding.made(at=here)
    browser = sign_in(carding.officer(here))
    browser.cookies["anju_language"] = "en"
    for address in ("", "?show=making", "?show=ready", "?show=uncollected", "?show=lost", "answer/", f"{card.id}/"):
        page = text(browser, f"/counter/cards/{address}")
        assert "Permit card" in page or "maker" in page, address


def test_an_ended_permit_s_card_says_so(sign_in: SignIn) -> None:
    here = factories.community()
    card = ready(here)
    Permit.objects.filter(id=card.permit_id).update(state="ended", ended_on=factories.DAY)
    browser = sign_in(factories.registrar(of=here))
    answer = browser.post(f"/counter/cards/{card.id}/hand/", form(version=card.version, how="id"))
    assert (answer.status_code, "居住证已经注销" in answer.content.decode()) == (422, True)
