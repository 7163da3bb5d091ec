"""Anyone may ask whether a receipt or a permit is valid: a word, a masked name, the county and a date. Source: B6, F4, L2."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from anju.law.wording import Text
from anju.queries import verifying
from anju.vault import signing
from anju.web import clock, ratelimit
from anju.web.forms import Field

# whoever checks people at a desk stays far below; whoever tries numbers in bulk doesn't
LIMIT = ratelimit.Limit(name="verify", a_minute=20)
STATES = {
    "valid": Text(zh="有效", en="Valid"),
    "suspended": Text(zh="功能中止", en="Suspended"),
    "ended": Text(zh="已失效", en="No longer valid"),
    "replaced": Text(zh="已换发", en="Replaced"),
    "unknown": Text(zh="查不到", en="Not found"),
}
MEANINGS = {
    ("receipt", "valid"): Text(
        zh="这张居住登记凭证是真的，登记现在有效。", en="This receipt is genuine and the registration is active."
    ),
    ("receipt", "ended"): Text(
        zh="这张凭证是真的，但这份登记已经结束或者变更了地址。请本人出示新的凭证。",
        en="This receipt is genuine, but the registration has ended or moved since. Ask for the new receipt.",
    ),
    ("receipt", "replaced"): Text(
        zh="这张凭证是真的，但更正以后换发了新的。请本人出示新的凭证。",
        en="This receipt is genuine, but a new one was issued after a correction. Ask for the new one.",
    ),
    ("permit", "valid"): Text(zh="这张居住证是真的，现在有效。", en="This permit is genuine and valid."),
    ("permit", "suspended"): Text(
        zh="这张居住证是真的，但没有按期签注，功能中止。本人补办签注后当即恢复；凭居住登记享有的权益不受影响。",
        en="This permit is genuine, but it was not endorsed in time and is suspended. It is back at once when its holder "
        "endorses it; the rights that rest on the registration go on.",
    ),
    ("permit", "ended"): Text(zh="这张居住证是真的，但已经注销。", en="This permit is genuine, but it has ended."),
    ("", "unknown"): Text(
        zh="没有这张凭证或者居住证。请对照再输一遍，注意数字0和字母O、数字1和字母I；还是查不到，请打电话问出证的派出所。",
        en="There is no such receipt or permit. Compare with the paper and type it again: mind 0 and O, 1 and I. "
        "If it still isn't found, ask the station that issued it.",
    ),
}
TONES = {"valid": "success", "suspended": "warning", "ended": "warning", "replaced": "warning", "unknown": "danger"}
_EMPTY = Text(
    zh="请输入凭证或者居住证的编号，或者扫码得到的内容。",
    en="Please type the number of the paper, or what the QR code says.",
)


def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a number or a code; answer what was sent."""
    if request.method == "POST":
        return _asked(request)
    return render(request, "public/verify.html", {"field": _field()})


@LIMIT.guard
def _asked(request: HttpRequest) -> HttpResponse:
    text = request.POST.get("text", "").strip()
    if not text:
        return render(request, "public/verify.html", {"field": _field(error=_EMPTY)}, status=400)
    return _answer(request, text)


@LIMIT.guard
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the code in the QR, which is the address itself."""
    return _answer(request, code)


def offline(request: HttpRequest) -> HttpResponse:
    """Tell how to verify a code without a network."""
    return render(request, "public/verify_offline.html")


def keys(request: HttpRequest) -> HttpResponse:
    """Publish the public keys, the retired ones too: what they signed stays verifiable."""
    answer = JsonResponse({"keys": signing.public_keys()})
    # for tools on other sites too: there is nothing here that isn't public
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def again(request: HttpRequest) -> HttpResponse:
    """Lead an address without its code to the form."""
    return HttpResponseRedirect("/verify/")


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    verdict = verifying.verify(text=text, on=clock.today())
    context = {
        "verdict": verdict,
        "state": STATES[verdict.state],
        "meaning": MEANINGS[verdict.paper, verdict.state],
        "tone": TONES[verdict.state],
        # a wrong code from a scanner is long and tells nobody anything
        "field": _field(value=text if verdict.state == "unknown" and len(text) <= 40 else ""),
    }
    return render(request, "public/verify.html", context, status=404 if verdict.state == "unknown" else 200)


def _field(*, value: str = "", error: object = "") -> Field:
    return Field(
        name="text",
        label=Text(zh="编号", en="Number"),
        hint=Text(
            zh="凭证如 PZ371302-2026-0001234-X，居住证如 JZ371302-2026-0001234-X；也可以粘贴扫码得到的网址",
            en="A receipt's like PZ371302-2026-0001234-X, a permit's like JZ371302-2026-0001234-X; or paste the QR's address",
        ),
        value=value,
        error=error,
        maxlength=verifying.LONGEST,
    )
