"""Between offices: handed on and accepted, parts asked and answered, low ratings followed up by somebody else. Source: J2–J4, D6."""

import pytest
from tests import casing, factories
from tests.casing import World
from tests.pages.cases.conftest import Desk

from anju.actions import case as cases
from anju.models import Act, Case, CasePart, CaseRating

pytestmark = pytest.mark.django_db


def test_J2_handed_on_accepted_and_told_whose_it_is_only_then(at: World) -> None:
    ours, theirs = Desk(at.street), Desk(at.archive)
    case = casing.taken(at, by=ours.by)
    path = f"/cases/{case.id}/transfer/"
    page = ours.client.get(path).content.decode()
    assert [str(one.id) in page for one in (at.county, at.city, at.archive, at.street)] == [True, True, True, False]
    assert "请选一个单位" in ours.get(path)
    status, said = ours.send(path, words="该档案馆办")
    assert (status, "没有找到这个单位" in said, "该档案馆办" in said) == (422, True, True)
    assert ours.send(path, to=str(at.archive.id), words="该档案馆办")[1] == f"/cases/{case.id}/?done=offered"
    assert "对方接收以前由本单位负责" in ours.get(f"/cases/{case.id}/")
    offered = f"/cases/offered/{case.id}/"
    assert case.number in theirs.get("/cases/?state=offered")
    for page in (theirs.get(offered), theirs.get("/cases/?state=offered")):
        assert [one in page for one in ("王小明", "王*明")] == [False, False]
    assert "该档案馆办" in theirs.get(offered)
    assert ours.status(offered) == 404
    assert theirs.post_to(offered, choice="decline", why="")[0] == 422
    assert theirs.post_to(offered, choice="decline", why="不归我们", once="1")[1] == "/cases/?state=offered"
    assert "不归我们" in ours.get(f"/cases/{case.id}/")
    ours.send(path, to=str(at.archive.id), words="再看看")
    assert theirs.post_to(offered, choice="accept", once="2")[1] == f"/cases/{case.id}/?done=accepted"
    assert Case.objects.get(id=case.id).unit_id == at.archive.id
    assert "王小明" in theirs.get(f"/cases/{case.id}/")
    assert theirs.status(offered) == 404
    # the archive's cases are not the library's
    assert ours.status(f"/cases/{case.id}/") == 404


def test_D6_another_department_sees_the_part_it_is_asked_for_and_nothing_else(at: World) -> None:
    ours, theirs = Desk(at.street), Desk(at.archive)
    case = casing.taken(at, by=ours.by)
    photo = case.papers.get(paper="photo").upload_id
    path = f"/cases/{case.id}/part/"
    page = ours.get(path)
    # what was not given can't be shown
    assert [one in page for one in ("照片", "想看什么", "没有欠书的证明")] == [True, True, False]
    assert ours.send(path, to=str(at.archive.id), words="")[0] == 422
    for shown in (["fields.shelf"], ["papers.photo"]):
        CasePart.objects.filter(state="asked").update(state="dropped")
        assert ours.send(path, to=str(at.archive.id), words="有没有欠书", shown=shown)[1].endswith("done=joined")
        part = CasePart.objects.get(state="asked")
        told = theirs.get(f"/cases/parts/{part.id}/")
        assert [one in told for one in ("有没有欠书", case.number, "诗", "照片")] == [
            True,
            True,
            shown == ["fields.shelf"],
            shown == ["papers.photo"],
        ]
        assert [one in told for one in ("王小明", "王*明", "1990")] == [False] * 3
        sight = theirs.status(f"/cases/uploads/{photo}/?purpose=service")
        assert sight == (200 if shown == ["papers.photo"] else 404)
    assert theirs.status(f"/cases/{case.id}/") == 404
    assert case.number in theirs.get("/cases/parts/")
    assert ours.status(f"/cases/parts/{part.id}/") == 404
    assert theirs.post_to(f"/cases/parts/{part.id}/", choice="answer", words="")[0] == 422
    assert theirs.post_to(f"/cases/parts/{part.id}/", choice="answer", words="没有欠书", once="1")[0] == 302
    assert "没有欠书" in ours.get(f"/cases/{case.id}/")
    assert "现在没有要协办的" in theirs.get("/cases/parts/")
    # answered, its picture is seen no more
    assert theirs.status(f"/cases/uploads/{photo}/?purpose=service") == 404


def test_D6_a_part_is_declined_or_dropped(at: World) -> None:
    ours, theirs = Desk(at.street), Desk(at.archive)
    case = casing.taken(at, by=ours.by)
    path = f"/cases/{case.id}/part/"
    ours.send(path, to=str(at.archive.id), words="有吗")
    part = CasePart.objects.get()
    theirs.post_to(f"/cases/parts/{part.id}/", choice="decline", words="不归我们管", once="1")
    assert "不归我们管" in ours.get(f"/cases/{case.id}/")
    ours.send(path, to=str(at.archive.id), words="再问一次")
    part = CasePart.objects.get(state="asked")
    assert theirs.post_to(f"/cases/{case.id}/parts/{part.id}/drop/")[0] == 404
    assert ours.post_to(f"/cases/{case.id}/parts/{part.id}/drop/")[1] == f"/cases/{case.id}/?done=dropped"
    assert CasePart.objects.get(id=part.id).state == "dropped"


def test_J3_a_low_rating_is_followed_up_by_another_office_which_alone_sees_whose_it_is(at: World) -> None:
    ours, above = Desk(at.street), Desk(at.county)
    case = casing.granted(at, by=ours.by)
    assert "没有要跟进的评价" in above.get("/cases/ratings/")
    made = cases.rate(case_id=case.id, grade="dissatisfied", words="等太久了", by=at.me, at=factories.NOW)
    path = f"/cases/ratings/{case.id}/"
    assert [one in above.get("/cases/ratings/") for one in ("等太久了", "借书证", "王*明", "王小明")] == [
        True,
        True,
        False,
        False,
    ]
    shown = above.get(path)
    assert [one in shown for one in ("等太久了", "王小明", case.number, "不满意")] == [True] * 4
    act = Act.objects.filter(what="follow_case_up", purpose="complaint").latest("seq")
    assert (act.subject_id, act.person_id) == (str(made.id), at.person.id)
    # the rated office finds nothing of it anywhere
    assert "没有要跟进的评价" in ours.get("/cases/ratings/")
    assert ours.status(path) == 404
    assert "等太久了" not in ours.get(f"/cases/{case.id}/") + ours.get("/cases/figures/")
    assert above.post_to(path, choice="contacted", words="")[1] == path
    assert "已联系" in above.get(path)
    assert above.post_to(path, choice="done", words="", once="1")[0] == 422
    assert above.post_to(path, choice="done", words="已向本人说明，改了流程。", once="2")[1] == "/cases/ratings/?done=1"
    assert CaseRating.objects.get(id=made.id).follow_up == "done"
    assert above.status(path) == 404


def test_J3_the_rated_officer_never_follows_up_even_from_a_post_above(at: World) -> None:
    ours = Desk(at.street)
    case = casing.granted(at, by=ours.by)
    cases.rate(case_id=case.id, grade="very_dissatisfied", words="", by=at.me, at=factories.NOW)
    promoted = factories.post(unit=at.county, role="officer", holder=ours.post.staff)
    session = ours.client.session
    session["post_id"] = str(promoted.id)
    session.save()
    assert "没有要跟进的评价" in ours.get("/cases/ratings/")
    assert ours.status(f"/cases/ratings/{case.id}/") == 404
