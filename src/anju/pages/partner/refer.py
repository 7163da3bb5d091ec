"""Any department points people to registration: a message to a phone, a poster for the wall. Source: S7, A1."""

import datetime

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import referral as acts
from anju.law import city
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import places, referral
from anju.web import access, clock, forms, once, problems
from anju.web.forms import Field

ROLES = ("officer", "overseer", "clerk", "coordinator")
WALLS = (*ROLES, "registrar", "chief", "county_police")
_FIELDS = (
    Field(name="phone", label=Text(zh="本人的手机号", en="The person's mobile number"), kind="tel", maxlength=20),
    Field(
        name="language",
        label=Text(zh="短信的语言", en="Language of the message"),
        kind="radio",
        value="zh-hans",
        options=tuple(acts.LANGUAGES.items()),
    ),
    Field(
        name="community",
        label=Text(zh="住在哪个社区或者村", en="Community or village where they live"),
        hint=Text(zh="只用于统计，不会发给本人", en="For figures only; it isn't sent"),
        maxlength=60,
        required=False,
    ),
)
_WHICH = Text(zh="有好几个，请选一个。", en="There are several. Please choose one.")
_NONE = Text(
    zh="没有找到这个社区或者村，换个写法再试，或者空着。",
    en="No such community. Try another spelling, or leave it empty.",
)
_DONE = Text(
    zh="办好了。这个手机号七天内没有收到过引导短信的，会收到一条。",
    en="Done. Unless this phone got such a message in the last seven days, it gets one now.",
)
POSTER = {
    "title": Text(zh="搬来临沂？扫码登记", en="Moved to Linyi? Scan and register"),
    "why": Text(
        zh="登记后享受就业、上学、就医、住房等各项权益和便利，满半年可以申领居住证。",
        en="It opens the rights and services of the notice: work, schooling, health care, housing; after half a year the residence permit.",
    ),
    "needs": Text(
        zh="只要一个证件：身份证、临时身份证或者户口簿。两分钟，不收费。",
        en="One ID is enough: identity card, temporary card or household register. Two minutes, free of charge.",
    ),
    "help": Text(
        zh="不会用手机？请到派出所、街道便民服务大厅，或者找协管员帮忙。",
        en="No smartphone? Ask at the police station, the street service hall, or a coordinator.",
    ),
}


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Send a phone the way to registration; the answer tells nothing about whose it is."""
    visitor = access.of(request)
    errors: dict[str, Text] = {}
    choices: list[tuple[str, Text]] = []
    if request.method == "POST":
        raw = forms.typed(fields=_FIELDS, data=request.POST)

        def do() -> dict[str, str]:
            code = _community(raw["community"], request.POST.get("code", ""))
            phone, language = raw["phone"], raw["language"]
            acts.refer(phone=phone, language=language, community=code, by=visitor.actor, at=clock.now())
            return {}

        content = {**raw, "code": request.POST.get("code", "")}
        try:
            once.post(request, action="refer", content=content, do=do)
            return HttpResponseRedirect("/partner/refer/?done=1")
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
            choices = _several(raw["community"]) if "code" in errors else []
    values = request.POST if request.method == "POST" else {}
    number = referral.by_unit(scope=visitor.scope, since=_month())
    context = {
        "fields": forms.filled(fields=_fields(choices), values=values, errors=errors),
        "errors": errors,
        "done": _DONE if request.GET.get("done") else None,
        "count": f"{referral.MOST - 1}+" if number >= referral.MOST else str(number),
    }
    return render(request, "partner/refer.html", context, status=422 if errors else 200)


@access.staff_page(*WALLS)
def poster(request: HttpRequest) -> HttpResponse:
    """Show an A4 page for the wall of the own office, with a code that opens the form."""
    address = f"{settings.PUBLIC_URL}{acts.LINK}"
    picture = segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
    context = {
        "unit": access.of(request).scope.unit,
        "words": POSTER,
        "picture": str(picture),
        "address": address.split("//", 1)[-1],
    }
    return render(request, "partner/poster.html", context)


def _fields(choices: list[tuple[str, Text]]) -> tuple[Field, ...]:
    if not choices:
        return _FIELDS
    which = Field(name="code", label=_FIELDS[2].label, kind="radio", options=tuple(choices))
    return (*_FIELDS, which)


def _community(text: str, code: str) -> str:
    """Return the code of a community typed; raises Refusal where there is none, or none was chosen of several."""
    if not text:
        return ""
    found = _several(text)
    if not found:
        raise Refusal("community_unknown", _NONE, field="community", rule="A1")
    if len(found) == 1:
        return found[0][0]
    if code not in {one for one, _ in found}:
        raise Refusal("community_several", _WHICH, field="code", rule="A1")
    return code


def _several(text: str) -> list[tuple[str, Text]]:
    return [(one.code, Text(zh=one.label, en=one.label_en)) for one in places.search_communities(text=text, limit=8)]


def _month() -> datetime.datetime:
    return city.midnight(clock.now()).replace(day=1)
