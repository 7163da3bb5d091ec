"""Sign-in by phone code. Nothing here depends on whether a phone is known. Source: design.md 6."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from anju.actions import resident as residents
from anju.law import identity
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import province, whose
from anju.vault import seal
from anju.vault.errors import VaultError
from anju.web import access, clock, forms, preferences, problems, ratelimit

# a hall's whole queue behind one address stays below; whoever has codes sent to phone after phone doesn't
LIMIT = ratelimit.Limit(name="sign_in", a_minute=60)
PHONE = "code_phone"
SHOWN = "code_shown"

_PHONE = forms.Field(
    name="phone",
    label=Text(zh="您的手机号", en="Your mobile number"),
    kind="tel",
    hint=Text(zh="我们发一条短信验证码，不用设密码。", en="We send a code by SMS. No password is needed."),
    inputmode="numeric",
    autocomplete="tel",
    maxlength=30,
    ask=True,
)
_CODE = forms.Field(
    name="code",
    label=Text(zh="短信里的验证码", en="The code in the message"),
    kind="code",
    autocomplete="one-time-code",
    maxlength=12,
    ask=True,
    autofocus=True,
)


def phone(request: HttpRequest) -> HttpResponse:
    """Ask for the phone and send it a code."""
    return _sent(request) if request.method == "POST" else _asked(request)


@LIMIT.guard
def _sent(request: HttpRequest) -> HttpResponse:
    return _asked(request)


def _asked(request: HttpRequest) -> HttpResponse:
    onward = preferences.onward(request, otherwise="/my/")
    if access.of(request).resident is not None:
        return HttpResponseRedirect(onward)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        typed = request.POST.get("phone", "")[:60]
        try:
            code = residents.send_code(phone=typed, at=clock.now())
        except Refusal as refusal:
            errors = problems.of(refusal)
        else:
            plain = identity.normalise_phone(typed)
            request.session[PHONE] = seal.seal(text=plain, column="session.phone", owner="sign-in").hex()
            # demo only: there is no SMS gateway behind a demonstration
            request.session[SHOWN] = code if settings.DEMO else ""
            return HttpResponseRedirect("/sign-in/code/?" + urlencode({"next": onward}))
    values = {"phone": request.POST.get("phone", "")[:60]}
    fields = forms.filled(fields=[_PHONE], values=values, errors=errors)
    context = {"fields": fields, "errors": errors, "next": onward, **province.offered(request)}
    return render(request, "citizen/sign_in.html", context, status=422 if errors else 200)


def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code and sign in; the session gets a new key."""
    onward = preferences.onward(request, otherwise="/my/")
    plain = _phone(request)
    if plain is None:
        return HttpResponseRedirect("/sign-in/?" + urlencode({"next": onward}))
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            resident = residents.sign_in(phone=plain, code=request.POST.get("code", ""), at=clock.now())
        except Refusal as refusal:
            errors = problems.of(refusal)
        else:
            return HttpResponseRedirect(whose.ask(request, resident=resident, onward=onward))
    context = {
        "fields": forms.filled(fields=[_CODE], values={}, errors=errors),
        "errors": errors,
        "next": onward,
        "phone": identity.mask_phone(plain),
        "shown": request.session.get(SHOWN, "") if settings.DEMO else "",
    }
    return render(request, "citizen/sign_in_code.html", context, status=422 if errors else 200)


@require_POST
def out(request: HttpRequest) -> HttpResponse:
    """Sign out; drafts stay."""
    if access.of(request).resident is not None:
        residents.sign_out(by=access.of(request).actor, at=clock.now())
    request.session.flush()
    return HttpResponseRedirect("/")


def _phone(request: HttpRequest) -> str | None:
    held = request.session.get(PHONE, "")
    try:
        return seal.unseal(data=bytes.fromhex(held), column="session.phone", owner="sign-in") if held else None
    except (VaultError, ValueError):
        return None
