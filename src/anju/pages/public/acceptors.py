"""Bodies that accept the papers: the list, asking to be on it, following the request by its code. Source: notice 三 D4, I3."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import acceptor as acts
from anju.actions import once
from anju.law import acceptor as law
from anju.law import codes
from anju.law.actor import Actor
from anju.law.codes import AcceptorKind
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import acceptors, places
from anju.web import access, clock, forms, paging, problems, ratelimit
from anju.web.forms import Field

# whoever asks for one body stays far below; whoever fills the list with rubbish doesn't
LIMIT = ratelimit.Limit(name="accept_new", a_minute=5)
FOLLOW = ratelimit.Limit(name="accept_follow", a_minute=20)
_ALL = Text(zh="全部", en="All")
_CHOOSE = Text(zh="请选择", en="Please choose")
_MISSING = Text(
    zh="这个页面放得太久了，请再提交一次。您写的还在。",
    en="This page was left too long. Please send it again; what you wrote is kept.",
)
_UNKNOWN = Text(zh="没有找到这个编号，请再看一遍。", en="This code is not known. Please look at it once more.")
_HINTS = {
    "name": Text(zh="营业执照或者登记证上的名称", en="As on the licence"),
    "offers": Text(zh="例如：凭居住证开户，不用户口簿", en="Such as: open an account with the permit alone"),
    "place": Text(zh="能办的网点，多个的写主要的", en="Where it is done; with many places, the main one"),
    "phone": Text(zh="公布在名单上，请填单位的，不要填个人的", en="It is published: the body's, not a person's"),
}


def index(request: HttpRequest) -> HttpResponse:
    """Show the published bodies by county and kind."""
    county, kind = request.GET.get("county", "")[:12], request.GET.get("kind", "")[:16]
    cursor = request.GET.get("after", "")
    rows = acceptors.public(on=clock.today(), county=county, kind=kind, after=paging.decode(cursor) or ())
    shown = paging.page(rows=rows, size=acceptors.PAGE, cursor=cursor, key=acceptors.key)
    filters = (
        Field(
            name="county", label=law.LABELS["county"], kind="select", options=(("", _ALL), *_counties()), value=county
        ),
        Field(
            name="kind",
            label=law.LABELS["kind"],
            kind="select",
            options=(("", _ALL), *codes.choices(AcceptorKind)),
            value=kind,
        ),
    )
    context = {"page": shown, "filters": filters, "county": county, "kind": kind, "filtered": bool(county or kind)}
    return render(request, "public/accept.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """Take a body's request to be listed, from anyone; a person of the county's offices reviews it."""
    if request.method == "POST":
        return _asked(request)
    return _form(request, errors={})


@LIMIT.guard
def _asked(request: HttpRequest) -> HttpResponse:
    try:
        code = _send(request)
    except (Refusal, Refusals) as error:
        return _form(request, errors=problems.of(error))
    return HttpResponseRedirect(f"/accept/{code}/?sent=1")


@FOLLOW.guard
def find(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a request."""
    typed = request.GET.get("code", "")[:40].strip()
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())
    if typed and acceptors.followed(bare) is not None:
        return HttpResponseRedirect(f"/accept/{bare}/")
    field = Field(
        name="code",
        label=Text(zh="申请编号", en="The code of the request"),
        hint=Text(zh="提交申请时给您的12位编号", en="The 12 characters you were given"),
        value=typed,
        error=_UNKNOWN if typed else "",
        maxlength=40,
        ask=True,
    )
    return render(request, "public/accept_find.html", {"field": field}, status=404 if typed else 200)


@FOLLOW.guard
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far a request is and what the body verified, to whoever holds its code."""
    found = acceptors.followed(code)
    if found is None:
        bare = "".join(letter for letter in code if letter.isalnum())[:40]
        return HttpResponseRedirect(f"/accept/follow/?code={bare}")
    plate = "-".join(code.upper()[at : at + 4] for at in range(0, len(code), 4))
    return render(request, "public/accept_one.html", {"found": found, "code": plate, "sent": "sent" in request.GET})


def _form(request: HttpRequest, *, errors: dict[str, Text]) -> HttpResponse:
    fields = forms.filled(fields=_fields(), values=request.POST, errors=errors)
    return render(
        request,
        "public/accept_new.html",
        {"fields": fields, "errors": forms.ordered(fields=fields, errors=errors)},
        status=422 if errors else 200,
    )


def _send(request: HttpRequest) -> str:
    who = access.of(request).resident
    by = Actor(kind="resident", id=who.id if who is not None else None, role="resident")
    key = request.POST.get("once", "")
    if not key or len(key) > 64:
        raise Refusal("key_missing", _MISSING)
    typed = forms.typed(fields=_fields(), data=request.POST)
    papers = [str(one) for one in typed.pop("papers")]
    raw = {**typed, "website": request.POST.get("website", "")}
    code = acts.code(key=key)

    def work() -> once.Answer:
        asked = law.read(raw, papers=papers, counties=frozenset(place for place, _ in _counties()))
        made = acts.ask(asked=asked, code=code, by=by, at=clock.now(), resident=who)
        return {"acceptor": str(made.id)}

    content = {**typed, "papers": papers}
    once.perform(by=by, key=key, action="ask_acceptor", content=content, at=clock.now(), do=work)
    return code


def _fields() -> tuple[Field, ...]:
    return (
        _text("name"),
        Field(
            name="kind",
            label=law.LABELS["kind"],
            kind="select",
            options=(("", _CHOOSE), *codes.choices(AcceptorKind)),
        ),
        Field(name="county", label=law.LABELS["county"], kind="select", options=(("", _CHOOSE), *_counties())),
        Field(name="papers", label=law.LABELS["papers"], kind="checks", options=tuple(law.PAPERS.items()), value=()),
        _text("offers", kind="textarea", rows=3),
        _text("place"),
        _text("phone", kind="tel"),
    )


def _text(name: str, *, kind: str = "text", rows: int = 4) -> Field:
    return Field(
        name=name, label=law.LABELS[name], kind=kind, hint=_HINTS[name], maxlength=law.LENGTHS[name], rows=rows
    )


def _counties() -> tuple[tuple[str, Text], ...]:
    return tuple((one.code, Text(zh=one.name, en=one.english)) for one in places.children(code=settings.CITY))
