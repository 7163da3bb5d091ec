"""The papers of a case: one page each, their words in them, nothing outside the scope, printing on record."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories
from tests.papers.test_permit_papers import about, read

from anju.actions import case as cases
from anju.actions import printing
from anju.law.absent import Absent
from anju.models import Act, Case
from anju.papers.case import completion, notice, slip
from anju.queries import permit_papers
from anju.queries.case import papers
from anju.queries.permit_papers import Who

pytestmark = pytest.mark.django_db
TYPED = '#eval("1") $x$ *b* [c] <d> \\ @e 阿卜杜热西提·阿卜杜克热木'


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the library be the only department."""
    with casing.opened(tmp_path / "departments", monkeypatch):
        yield


@pytest.fixture
def here() -> casing.World:
    return casing.world()


def office(here: casing.World) -> Who:
    return factories.scope(factories.post(unit=here.street, role="officer"))


def refused(here: casing.World) -> Case:
    by = here.officer()
    case = casing.taken(here, by=by)
    return cases.refuse(case_id=case.id, reason=TYPED, article="I1", by=by, at=factories.NOW)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_I10_a_refusal_prints_reason_article_remedy_officer_office_and_date(
    here: casing.World, tmp_path: Path, language: str
) -> None:
    case = refused(here)
    paper = papers.notice(case_id=case.id, who=office(here))
    page = notice.render(paper=paper, printed_on=factories.DAY, language=language)
    words = read(page, tmp_path)
    assert about(page, tmp_path)["Pages"] == "1"
    wanted = (
        case.number,
        "王小明",
        "借书证",
        "不予办理告知书",
        TYPED.replace(" ", ""),
        paper.article.zh,
        "可以向馆长申诉",
        "没有参与原决定的人复核",
        "张警官",
        here.street.name,
        "2026年3月4日",
    )
    assert [one for one in wanted if one not in words] == []
    assert ("Youcanappealtothelibrarian" in words) is (language == "en")


def test_I9_a_grant_says_what_was_made_and_what_comes_next(here: casing.World, tmp_path: Path) -> None:
    by = here.officer()
    case = cases.grant(case_id=casing.taken(here, by=by).id, words="请到一楼领取。", by=by, at=factories.NOW)
    words = read(notice.render(paper=papers.notice(case_id=case.id, who=here.who), printed_on=factories.DAY), tmp_path)
    assert [one for one in ("办理结果告知书", "一张卡", "请到一楼领取", "张警官") if one not in words] == []
    # a grant takes nothing away, so it need not say that nothing is taken away
    assert "登记不受影响" not in words


@pytest.mark.parametrize("act", ["confirm", "change"])
def test_I10_a_review_prints_its_own_reason_and_no_second_objection(
    here: casing.World, tmp_path: Path, act: str
) -> None:
    case = refused(here)
    cases.protest(case_id=case.id, words="不对", by=here.me, at=factories.NOW)
    review = cases.confirm if act == "confirm" else cases.change
    review(case_id=case.id, reason="看过了。", article="I1", by=here.officer(), at=factories.later(hours=1))
    paper = papers.notice(case_id=case.id, who=here.who)
    words = read(notice.render(paper=paper, printed_on=factories.DAY), tmp_path)
    assert "异议复核结果告知书" in words
    assert ("变更原结果" in words, "维持原结果" in words) == (act == "change", act == "confirm")
    assert "看过了" in words
    assert paper.object_until is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_B7_the_one_time_notice_lists_everything_with_its_note(
    here: casing.World, tmp_path: Path, language: str
) -> None:
    case = casing.sent(here)
    missing = {"papers.photo": TYPED, "fields.shelf": ""}
    cases.give_back(case_id=case.id, missing=missing, by=here.officer(), at=factories.NOW)
    paper = papers.completion(case_id=case.id, who=office(here))
    page = completion.render(paper=paper, printed_on=factories.DAY, language=language)
    words = read(page, tmp_path)
    assert about(page, tmp_path)["Pages"] == "1"
    wanted = (case.number, "照片", TYPED.replace(" ", ""), "想看什么", "张警官", "补正告知书")
    assert [one for one in wanted if one not in words] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_I9_the_slip_tells_number_papers_and_both_limits(here: casing.World, tmp_path: Path, language: str) -> None:
    case = casing.sent(here)
    page = slip.render(paper=papers.slip(case_id=case.id, who=here.who), printed_on=factories.DAY, language=language)
    words = read(page, tmp_path)
    assert about(page, tmp_path)["Pages"] == "1"
    wanted = (case.number, "借书证", "2026年3月6日", "5个工作日", "照片（图片）", "由部门核对，不用交")
    assert [one for one in wanted if one not in words] == []
    # two copies
    assert words.count("王小明") == 2


def test_I9_the_slip_of_a_taken_case_tells_when_it_is_settled(here: casing.World, tmp_path: Path) -> None:
    case = casing.taken(here)
    paper = papers.slip(case_id=case.id, who=here.who)
    assert paper.due is not None
    words = read(slip.render(paper=paper, printed_on=factories.DAY), tmp_path)
    assert "最晚办结2026年3月11日" in words
    cases.withdraw(case_id=case.id, by=here.me, at=factories.NOW)
    assert papers.slip(case_id=case.id, who=here.who).due is None
    assert "已撤回" in read(
        slip.render(paper=papers.slip(case_id=case.id, who=here.who), printed_on=factories.DAY), tmp_path
    )


def test_nobody_else_gets_a_paper(here: casing.World) -> None:
    case = refused(here)
    strangers: list[Who] = [
        factories.resident(),
        factories.scope(factories.post(unit=here.archive, role="officer")),
        factories.scope(factories.registrar(of=here.community)),
    ]
    for who in strangers:
        for make in (papers.notice, papers.completion, papers.slip):
            with pytest.raises(Absent):
                make(case_id=case.id, who=who)
    with pytest.raises(Absent):
        papers.notice(case_id=uuid.uuid4(), who=office(here))
    # nothing was missing
    with pytest.raises(Absent):
        papers.completion(case_id=case.id, who=office(here))


def test_L12_printing_is_on_record(here: casing.World) -> None:
    case = refused(here)
    paper = papers.notice(case_id=case.id, who=here.who)
    printing.case(subject=paper.about.subject, by=here.me, at=factories.NOW, purpose="own")
    act = Act.objects.get(what="print")
    assert (act.subject_kind, act.subject_id, act.person_id, act.detail) == (
        "case",
        str(case.id),
        case.person_id,
        {"paper": "notice"},
    )
    assert isinstance(paper.about.subject, permit_papers.Subject)
