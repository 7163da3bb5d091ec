"""The papers of a dispute: an invitation for each side, an agreement with places to sign; one page each. Source: I9."""

from pathlib import Path

import pytest
from tests import disputing, factories
from tests.disputing import AGREED, NOW, SESSION
from tests.papers.test_permit_papers import about, read

from anju.actions import dispute as disputes
from anju.law.absent import Absent
from anju.law.dispute import kinds
from anju.papers.dispute import agreement, invitation
from anju.queries.dispute import papers

pytestmark = pytest.mark.django_db
TYPED = '#eval("1") $x$ *b* [c] <d> \\ @e 三月底前付清'


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_each_side_gets_an_invitation_of_its_own(tmp_path: Path, language: str) -> None:
    here = disputing.world()
    made, officer = disputing.begun(here)
    session = disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    paper = papers.invitation(case=made.case, session_id=session.id)
    for other in (False, True):
        page = invitation.render(paper=paper, other=other, printed_on=factories.DAY, language=language)
        words = read(page, tmp_path)
        assert about(page, tmp_path)["Pages"] == "1"
        wanted = (
            "调解通知书",
            made.case.number,
            disputing.BOSS,
            "2026年3月10日",
            "09:30",
            "二楼调解室",
            here.labour.name,
        )
        assert [one for one in wanted if one not in words] == []
        # the other side is told no phone, no number and no address of the applicant
        assert ("Invitationtomediation" in words) is (language == "en" and not other)
    with pytest.raises(Absent):
        papers.invitation(case=made.case, session_id=made.id)


def test_a_hearing_says_what_staying_away_means(tmp_path: Path) -> None:
    here = disputing.world()
    made, officer = disputing.accepted(here)
    session = disputes.call(case_id=made.case_id, raw={**SESSION, "on": "2026-03-12"}, by=officer, at=NOW)
    paper = papers.invitation(case=made.case, session_id=session.id)
    words = read(invitation.render(paper=paper, other=True, printed_on=factories.DAY), tmp_path)
    assert [one for one in ("开庭通知书", "缺席裁决", "第35条") if one not in words] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_agreement_prints_its_words_as_written_with_places_to_sign(tmp_path: Path, language: str) -> None:
    here = disputing.world()
    made, officer = disputing.begun(here, kinds.PEOPLES)
    disputes.agree(case_id=made.case_id, raw={**AGREED, "text": TYPED}, by=officer, at=NOW)
    page = agreement.render(paper=papers.agreement(case=made.case), printed_on=factories.DAY, language=language)
    words = read(page, tmp_path)
    assert about(page, tmp_path)["Pages"] == "1"
    wanted = (
        "调解协议书",
        TYPED.replace(" ", ""),
        "房东老刘",
        "18000.00元",
        "2026年3月31日前",
        "司法确认",
        "2026年4月3日",
    )
    assert [one for one in wanted if one not in words] == []


def test_without_an_agreement_there_is_none_to_print() -> None:
    made, _ = disputing.begun(disputing.world())
    with pytest.raises(Absent):
        papers.agreement(case=made.case)
