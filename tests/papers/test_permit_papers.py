"""The papers of the permit: each on its page, its words in it, nothing outside the scope, printing on record."""

import datetime
import io
import os
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests import factories, permits

from anju.actions import permit as acts
from anju.actions import printing
from anju.law.absent import Absent
from anju.law.permit import card as law
from anju.models import (
    Act,
    Endorsement,
    Permit,
    PermitEnding,
    PermitFile,
    PermitNotice,
    PermitProof,
    Resident,
    Suspension,
    Upload,
)
from anju.papers.permit import application, card, collection, completion, refusal, suspension, withholding
from anju.queries import permit_papers
from anju.queries.permit_papers import Who
from anju.vault import seal

pytestmark = pytest.mark.django_db
ON = permits.HALF_YEAR
LONG = "阿卜杜热西提·阿卜杜克热木·买买提明·吾斯曼江"


def _asked(tool: str, pdf: bytes, folder: Path, *more: str) -> str:
    """Return what one of poppler's tools says about a PDF; skipped where a developer has none."""
    if shutil.which(tool) is None and os.environ.get("ANJU_JOURNEYS") != "required":
        pytest.skip(f"{tool} of poppler-utils is not installed")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    before = more[:-1] if more[-1:] == ("-",) else more
    after = more[-1:] if more[-1:] == ("-",) else ()
    out = subprocess.run([tool, *before, str(file), *after], capture_output=True, check=True)
    return out.stdout.decode()


def read(pdf: bytes, folder: Path) -> str:
    """Return the words of a PDF without its blanks, as a reader's eye takes them."""
    return "".join(_asked("pdftotext", pdf, folder, "-layout", "-").split())


def about(pdf: bytes, folder: Path) -> dict[str, str]:
    """Return what is told about a PDF."""
    pairs = (line.split(":", 1) for line in _asked("pdfinfo", pdf, folder).splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def pictures(pdf: bytes, folder: Path) -> int:
    """Return how many pictures a PDF holds; two lines are the table's head."""
    return len(_asked("pdfimages", pdf, folder, "-list").splitlines()) - 2


def photograph(upload: Upload, *, width: int = 358, height: int = 441) -> None:
    """Put a real picture into an upload."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 210, 220)).save(out, "JPEG")
    upload.content = seal.seal_bytes(data=out.getvalue(), column="upload.content", owner=upload.id)
    upload.width, upload.height = width, height
    upload.save()


def desk(of: PermitFile | Permit) -> Who:
    return factories.scope(factories.post(unit=of.station, role="registrar"))


@pytest.fixture
def who(db: None) -> Resident:
    return factories.resident()


def refused(file: PermitFile) -> PermitFile:
    post = permits.county_post(file.stay)
    acts.refuse(
        file_id=file.id,
        basis="no_ground",
        why="劳动合同已经解除，没有其他材料。",
        by=factories.actor(post),
        at=permits.when(hours=1),
    )
    return permits.again(file)


def test_E9_the_card_has_exactly_the_ten_items(tmp_path: Path) -> None:
    permit = permits.signed()
    assert permit.portrait is not None
    photograph(permit.portrait)
    made = permits.card(permit)
    paper = permit_papers.card(card_id=made.id, who=desk(permit))
    pdf = card.render(paper=paper)
    values = {
        "name": "王小明",
        "sex": "女",
        "ethnicity": "汉",
        "birth_on": "1990年3月7日",
        "id_number": paper.id_number,
        "hukou": "河南省郑州市金水区",
        "address": paper.address,
        "authority": permit.authority.name,
        "issued_on": "2026年9月4日",
    }
    words = read(pdf, tmp_path)
    # the picture is the tenth
    assert set(values) | {"portrait"} == set(law.ITEMS)
    assert pictures(pdf, tmp_path) == 1
    for key, value in values.items():
        assert value in words, key
        words = words.replace(value, "", 1)
    for key in ("hukou",):
        for part in ("常住户口", "所在地住址"):
            assert part in words, key
            words = words.replace(part, "", 1)
    for key in sorted((key for key in values if key != "hukou"), key=lambda key: -len(law.ITEMS[key].zh)):
        assert law.ITEMS[key].zh in words, key
        words = words.replace(law.ITEMS[key].zh, "", 1)
    # the name of the document, and nothing else
    assert words == "居住证"


def test_the_card_is_two_sides_in_id_1_size(tmp_path: Path) -> None:
    permit = permits.signed()
    told = about(card.render(paper=permit_papers.card(card_id=permits.card(permit).id, who=desk(permit))), tmp_path)
    assert told["Pages"] == "2"
    wide, _, high, *_ = told["Page size"].split()
    assert [round(float(one) * 25.4 / 72, 1) for one in (wide, high)] == [85.6, 54.0]


def test_a_long_name_and_address_stay_whole_and_a_missing_picture_leaves_its_frame(tmp_path: Path) -> None:
    permit = permits.signed(stay=permits.registered(who=factories.resident(), name=LONG))
    assert permit.portrait is not None
    Upload.objects.filter(id=permit.portrait.id).update(content=None, swept_at=factories.NOW)
    paper = permit_papers.card(card_id=permits.card(permit).id, who=desk(permit))
    road = "沂蒙路与金雀山路交汇处东北角鲁商凤凰城国际花园社区西区二期12号楼3单元2601室"
    long = permit_papers.Card(**{**vars(paper), "address": paper.address + road})
    pdf = card.render(paper=long)
    words = read(pdf, tmp_path)
    assert paper.portrait is None
    assert pictures(pdf, tmp_path) == 0
    assert about(pdf, tmp_path)["Pages"] == "2"
    assert LONG in words
    assert long.address in words


def test_a_picture_larger_than_the_norm_is_cut_to_it(tmp_path: Path) -> None:
    permit = permits.signed()
    assert permit.portrait is not None
    photograph(permit.portrait, width=900, height=1400)
    paper = permit_papers.card(card_id=permits.card(permit).id, who=desk(permit))
    assert paper.portrait is not None
    assert Image.open(io.BytesIO(paper.portrait)).size == (358, 441)


def test_words_of_a_form_are_never_markup(tmp_path: Path) -> None:
    permit = permits.signed(stay=permits.registered(who=factories.resident(), workplace='#eval("1") $x$ [b]'))
    paper = permit_papers.card(card_id=permits.card(permit).id, who=desk(permit))
    odd = permit_papers.Card(**{**vars(paper), "name": "#panic() $x$ *b* <a>", "address": "\\u{1} [c] `d` @e"})
    words = read(card.render(paper=odd), tmp_path)
    assert "#panic()$x$*b*<a>" in words
    assert "\\u{1}[c]`d`@e" in words


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_application_form_has_all_entries_the_statement_and_lines_to_sign(
    language: str, tmp_path: Path, who: Resident
) -> None:
    file = permits.accepted(stay=permits.registered(who=who))
    assert file.portrait is not None
    photograph(file.portrait)
    PermitProof.objects.filter(subject_id=file.id).update(valid_until=datetime.date(2027, 3, 1))
    paper = permit_papers.application(file_id=file.id, who=who)
    pdf = application.render(paper=paper, printed_on=ON, language=language)
    words = read(pdf, tmp_path)
    wanted = [
        "居住证申领表",
        file.number,
        "王小明",
        "汉",
        paper.holder.id_number,
        paper.phone,
        "河南省郑州市金水区",
        paper.holder.address,
        "首次申领",
        "合法稳定住所",
        "房屋租赁合同（有效期至2027年3月1日）",
        "以上内容和提交的材料真实、有效",
        "申请人签名",
        "代办人签名",
        paper.accepted_by,
    ]
    assert [one for one in wanted if one not in words] == []
    assert ("Applicationforaresidencepermit" in words) == (language == "en")
    assert (about(pdf, tmp_path)["Pages"], pictures(pdf, tmp_path)) == ("1", 1)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_E5_E6_the_collection_receipt_says_by_when_and_why_then(language: str, tmp_path: Path) -> None:
    file = permits.accepted()
    paper = permit_papers.collection(file_id=file.id, who=desk(file))
    pdf = collection.render(paper=paper, printed_on=ON, language=language)
    words = read(pdf, tmp_path)
    assert file.due_on == permits.due(file.stay, on=ON)
    due = f"{file.due_on.year}年{file.due_on.month}月{file.due_on.day}日"
    wanted = [file.number, due, "受理后10个工作日内", "最迟15日内", "以先到的为准", "不收费", file.collect_at.name]
    assert [one for one in wanted if one not in words] == []
    # the person's copy and the office's
    assert words.count("居住证领取凭证") == 2
    assert paper.holder.id_number not in words
    assert paper.holder.masked_id in words
    told = about(pdf, tmp_path)
    assert (told["Pages"], told["Page size"].split(" (")[1]) == ("1", "A4)")


def test_a_provisional_limit_an_extension_and_a_fee_stand_on_the_receipt(tmp_path: Path) -> None:
    file = permits.accepted()
    PermitFile.objects.filter(id=file.id).update(
        due_provisional=True, extended_why="照片要重新采集", fee_fen=2000, due_on=datetime.date(2026, 10, 4)
    )
    paper = permit_papers.collection(file_id=file.id, who=desk(file))
    words = read(collection.render(paper=paper, printed_on=ON), tmp_path)
    wanted = ["2026年10月4日（暂定）", "该年放假安排公布后重新计算", "已依法延长，理由：照片要重新采集", "20.00元"]
    assert [one for one in wanted if one not in words] == []


def test_before_the_acceptance_there_is_nothing_to_collect_with() -> None:
    file = permits.applied()
    with pytest.raises(Absent):
        permit_papers.collection(file_id=file.id, who=desk(file))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_E8_the_refusal_has_reason_article_remedies_officer_office_and_date(language: str, tmp_path: Path) -> None:
    file = refused(permits.accepted())
    paper = permit_papers.refused(file_id=file.id, who=desk(file))
    pdf = refusal.render(paper=paper, printed_on=ON, language=language)
    words = read(pdf, tmp_path)
    assert file.decided_by is not None
    wanted = [
        "不予发放居住证决定书",
        "劳动合同已经解除，没有其他材料。",
        "不具备合法稳定就业",
        "《居住证暂行条例》第2条、《居住证暂行条例》第9条",
        "60日内",
        "6个月内向人民法院提起行政诉讼",
        file.decided_by.name,
        file.authority.name,
        "2026年9月4日",
        "您的居住登记不受影响",
    ]
    assert [one for one in wanted if one not in words] == []
    assert ("Decisionnottoissuearesidencepermit" in words) == (language == "en")
    assert about(pdf, tmp_path)["Pages"] == "1"


def test_only_a_refused_file_has_a_refusal() -> None:
    file = permits.accepted()
    with pytest.raises(Absent):
        permit_papers.refused(file_id=file.id, who=desk(file))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_B7_the_one_time_notice_lists_everything_once(language: str, tmp_path: Path) -> None:
    file = permits.applied()
    officer = permits.registrar(file.stay)
    missing = [("proof_unclear", "最后一页没有盖章"), ("portrait", "")]
    acts.give_back(file_id=file.id, missing=missing, by=officer, at=permits.when(hours=1))
    assert PermitNotice.objects.filter(file=file).count() == 1
    paper = permit_papers.completion(file_id=file.id, who=desk(file))
    words = read(completion.render(paper=paper, printed_on=ON, language=language), tmp_path)
    wanted = ["一次性告知书", "证明材料看不清或者不完整：最后一页没有盖章", "本人相片不符合制证要求", officer.name]
    assert [one for one in wanted if one not in words] == []
    assert ("Whatyourapplicationstillneeds" in words) == (language == "en")


@pytest.mark.parametrize("restarts", [True, False])
def test_F5_the_suspension_notice_shows_both_dates(restarts: bool, tmp_path: Path) -> None:
    permit = permits.signed()
    since = permit.window_closes_on + datetime.timedelta(days=1)
    Suspension.objects.create(permit=permit, person_id=permit.person_id, number=1, start=since)
    Permit.objects.filter(id=permit.id).update(state="suspended", suspended_on=since)
    on = since + datetime.timedelta(days=10)
    paper = permit_papers.suspended(permit_id=permit.id, who=desk(permit), on=on)
    paper = permit_papers.Suspended(**{**vars(paper), "restarts": restarts})
    words = read(suspension.render(paper=paper, printed_on=on), tmp_path)

    def said(day: datetime.date) -> str:
        return f"{day.year}年{day.month}月{day.day}日"

    here = "（本地现行做法）"
    kept = permit.since + datetime.timedelta(days=10)
    wanted = [
        permit.number,
        f"自{said(since)}起功能中止",
        f"从{said(on)}起{here if restarts else '2.'}",
        f"从{said(kept)}起{'' if restarts else here}",
        "补办签注，功能当即恢复",
        "九项权益和四项便利照常",
    ]
    assert [one for one in wanted if one not in words] == []


def test_a_permit_in_use_has_no_suspension_notice() -> None:
    permit = permits.signed()
    with pytest.raises(Absent):
        permit_papers.suspended(permit_id=permit.id, who=desk(permit), on=ON)


def _withheld(permit: Permit) -> Endorsement:
    PermitEnding.objects.create(
        permit=permit,
        person_id=permit.person_id,
        state="noticed",
        reason="no_ground",
        basis="visit",
        basis_note="走访确认已搬离工地",
        ended_on=datetime.date(2027, 9, 20),
        noticed_at=permits.when(days=370),
        objection_until=datetime.date(2027, 9, 17),
    )
    return Endorsement.objects.create(
        permit=permit,
        person_id=permit.person_id,
        station=permit.station,
        number=1,
        state="withheld",
        channel="online",
        ground="employment",
        asked_at=permits.when(days=365),
        due_on=datetime.date(2027, 9, 18),
        reason="原单位已经注销，没有新的材料。",
    )


def test_F6_the_withholding_notice_says_why_what_is_proposed_and_until_when_to_object(tmp_path: Path) -> None:
    permit = permits.signed()
    row = _withheld(permit)
    paper = permit_papers.withheld(endorsement_id=row.id, who=desk(permit))
    pdf = withholding.render(paper=paper, printed_on=datetime.date(2027, 9, 10), language="en")
    words = read(pdf, tmp_path)
    wanted = [
        "暂不签注告知书",
        "原单位已经注销，没有新的材料。",
        "不再具备申领条件",
        "走访确认已搬离工地",
        "拟自2027年9月20日起注销居住证",
        "您可以在2027年9月17日以前提出异议",
        "暂不签注不等于注销",
    ]
    assert [one for one in wanted if one not in words] == []
    assert about(pdf, tmp_path)["Pages"] == "1"


def _asks(permit: Permit, file: PermitFile, who: Who) -> list[Any]:
    return [
        lambda: permit_papers.card(card_id=permits.card(permit).id, who=who),
        lambda: permit_papers.application(file_id=file.id, who=who),
        lambda: permit_papers.collection(file_id=file.id, who=who),
    ]


def test_a_stranger_gets_no_paper_and_the_person_and_the_own_desk_do(who: Resident) -> None:
    permit = permits.signed(stay=permits.registered(who=who))
    file = PermitFile.objects.get(person=permit.person)
    far = factories.station(of=factories.community(county="371311"))
    strangers: list[Who] = [
        factories.resident(),
        factories.scope(factories.post(unit=far, role="registrar")),
        factories.scope(factories.post(unit=permit.station, role="overseer")),
        factories.scope(factories.post(unit=permit.station, role="security_admin")),
    ]
    for stranger in strangers:
        for ask in _asks(permit, file, stranger):
            with pytest.raises(Absent):
                ask()
    for mine in (who, desk(permit)):
        assert [ask().subject.person_id for ask in _asks(permit, file, mine)] == [permit.person_id] * 3


def test_L12_printing_leaves_an_act_that_the_person_can_see(who: Resident) -> None:
    permit = permits.signed(stay=permits.registered(who=who))
    by = permits.registrar(permit.stay)
    paper = permit_papers.card(card_id=permits.card(permit).id, who=desk(permit))
    printing.permit(subject=paper.subject, by=by, at=permits.when(hours=2))
    act = Act.objects.filter(what="print").latest("seq")
    assert (act.subject_kind, act.person_id, act.purpose, act.detail) == (
        "card",
        permit.person_id,
        "handling",
        {"paper": "card"},
    )
    assert paper.id_number not in str(act.detail)


def test_nobody_prints_what_does_not_exist() -> None:
    with pytest.raises(Absent):
        permit_papers.application(file_id=uuid.uuid4(), who=factories.resident())
