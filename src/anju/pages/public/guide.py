"""How it is done and where to go: in plain words, each with its article."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law import elsewhere
from anju.law.wording import Text
from anju.queries import offices, places
from anju.web import clock


@dataclass(frozen=True)
class Section:
    """One question with its answer and the rules behind it."""

    title: Text
    lines: tuple[Text, ...]
    rules: str = ""


SECTIONS = (
    Section(
        title=Text(zh="谁要登记", en="Who registers"),
        lines=(
            Text(
                zh="户口在别的县（市、区），到这里住三天以上的人。同一个市里从一个县搬到另一个县也算。",
                en="Whoever has their 户口 in another county and stays here three days or more; also from one "
                "county of the same city to another.",
            ),
            Text(
                zh="住在旅馆、医院、学校宿舍或救助站并已在那里登记的，可以不办；想办也一样给办。",
                en="Hotel guests, in-patients, boarding students and people in a rescue station are recorded "
                "there and need not register; if they wish to, they are accepted all the same.",
            ),
        ),
        rules="A1 A2",
    ),
    Section(
        title=Text(zh="什么时候办", en="When"),
        lines=(
            Text(
                zh="到了以后三个工作日内。晚了也照办，不会因为晚而不给办，也不罚款。",
                en="Within three working days of arriving. Later is accepted just the same; nobody is turned "
                "away or fined for being late.",
            ),
        ),
        rules="B1 B2",
    ),
    Section(
        title=Text(zh="怎么办", en="How"),
        lines=(
            Text(
                zh="用手机在这里填，两分钟；或者到派出所、街道服务大厅；或者请协管员上门帮您填。",
                en="On this site with a phone, in two minutes; or at the police station or the street hall; or a "
                "coordinator helps you at your door.",
            ),
            Text(
                zh="老人、残疾人和未满十六周岁的孩子，可以由亲属代办。",
                en="Relatives can act for old people, people with disabilities and children under sixteen.",
            ),
            Text(zh="不收费。", en="It costs nothing."),
        ),
        rules="B8",
    ),
    Section(
        title=Text(zh="要准备什么", en="What you need"),
        lines=(
            Text(
                zh="身份证号码、手机号、住的地方的门牌、什么时候来的。不需要照片，不需要房东签字。",
                en="Your ID number, phone number, the address where you live, and the day you came. No photo, "
                "and no signature of the landlord.",
            ),
        ),
        rules="L11",
    ),
    Section(
        title=Text(zh="交了以后", en="After sending"),
        lines=(
            Text(
                zh="派出所核对；缺什么，一次告诉您全部。办好后有一张带二维码的凭证，可以下载和打印。",
                en="The police station checks it; if something is missing, you are told everything at once. Then "
                "you get a receipt with a QR code to download and print.",
            ),
            Text(
                zh="有凭证就能办通知里写的服务，不用等居住证。登记满半年，可以申请居住证。",
                en="With the receipt you can use the services of the notice; there is no need to wait for the "
                "permit. Half a year after registering you can apply for the permit.",
            ),
        ),
        rules="B3 B6 B7 E1",
    ),
    Section(
        title=Text(zh="搬家、离开、填错了", en="Moving, leaving, mistakes"),
        lines=(
            Text(
                zh="在本县里搬家，换个地址就行，居住时间接着算。离开了，点一下“我要离开”。填错了，可以申请更正。",
                en="When you move inside the county, change the address; the time goes on counting. When you "
                "leave, tell us with one tap. A mistake can be corrected.",
            ),
        ),
        rules="D1 D2 D3 D9",
    ),
)


def how(request: HttpRequest) -> HttpResponse:
    """Show how registration goes."""
    return render(request, "public/help.html", {"sections": SECTIONS})


def where(request: HttpRequest) -> HttpResponse:
    """Find the offices that answer for a community."""
    text, code = request.GET.get("q", "")[:60], request.GET.get("community", "")
    found = places.search_communities(text=text, limit=12) if text.strip() else []
    around = offices.around(code=code, on=clock.today()) if code else None
    return render(request, "public/where.html", {"q": text, "found": found, "around": around})


def other_papers(request: HttpRequest) -> HttpResponse:
    """Tell whoever is governed by other rules where to go (A3)."""
    return render(request, "public/other_papers.html", {"ways": elsewhere.WHERE_TO_GO.items()})
