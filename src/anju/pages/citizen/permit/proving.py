"""A proof as a form takes it: what kind, its pictures, until when it runs; or the word that the record here proves it. Source: E2, E4."""

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from anju.law.permit.ground import ProofKind
from anju.law.wording import Text
from anju.pages.citizen.declare import fields
from anju.pages.citizen.permit.flow import At
from anju.queries.permit import offer
from anju.queries.permit.offer import Way
from anju.web import uploads
from anju.web.forms import Field

MOST = 6
_UNTIL = Text(zh="到期日期", en="Runs until")
_UNTIL_HINT = Text(
    zh="材料上写明的到期日，例如 2027-03-04。没有写就不填。",
    en="As the paper says, such as 2027-03-04; leave empty if it says none.",
)
_KIND = Text(zh="用哪种材料", en="Which paper")
_PICTURES = Text(zh="给材料拍照", en="Photos of the paper")
_PICTURES_HINT = Text(
    zh="拍清楚写有名字、地址或者单位、日期和盖章的那几页，最多6张。JPG、PNG、WebP，每张不超过10MB。",
    en="The pages with names, address or employer, dates and stamps; up to 6 photos, JPG, PNG or WebP, 10 MB each.",
)


@dataclass(frozen=True)
class Held:
    """The proof of a ground as answered: one paper, a picture a page."""

    kind: str = ""
    source: str = ""
    uploads: tuple[uuid.UUID, ...] = ()
    valid_until: str = ""


@dataclass(frozen=True)
class Form:
    """What the page of the proof shows."""

    kind: Field
    pictures: uploads.Pictures
    until: Field
    # whether the record is to prove it
    house: bool


def way(at: At) -> Way:
    """Return the ground chosen, with the papers that prove it."""
    ways = offer.of(stay=at.stay, on=at.one.now.on).ways
    return next((one for one in ways if str(one.ground) == at.draft.answers.get("ground")), ways[0])


def held(answers: Mapping[str, Any]) -> Held:
    """Return the proof as the draft holds it."""
    entries = answers.get("proofs")
    rows = [one for one in entries if isinstance(one, Mapping)] if isinstance(entries, Sequence) else []
    if not rows:
        return Held()
    keys = tuple(found for row in rows if (found := key(row.get("upload"))) is not None)
    first = rows[0]
    return Held(
        kind=str(first.get("kind") or ""),
        source=str(first.get("source") or ""),
        uploads=keys,
        valid_until=str(first.get("valid_until") or ""),
    )


def typed(request: HttpRequest, before: Held) -> Held:
    """Return the proof with what was typed just now."""
    if request.method != "POST":
        return before
    return dataclasses.replace(
        before,
        kind=request.POST.get("kind", "")[:40],
        source=request.POST.get("source", "upload")[:10],
        valid_until=request.POST.get("valid_until", "")[:40],
    )


def pictures(request: HttpRequest, *, held: Sequence[uuid.UUID]) -> uploads.Pictures:
    """Return the field of the paper's pictures."""
    return uploads.taken(
        request,
        name="papers",
        purpose="proof",
        label=_PICTURES,
        hint=_PICTURES_HINT,
        where="my_upload",
        held=held,
        most=MOST,
    )


def given(data: QueryDict, *, way: Way | None, pictures: uploads.Pictures) -> list[dict[str, str]]:
    """Return the answers: one entry a picture, or one alone where the record proves it or nothing was given yet."""
    if way is not None and way.proven is not None and data.get("source") == "house":
        return [{"kind": str(way.proven.kind), "source": "house"}]
    until = fields.iso(data.get("valid_until", "")[:40])
    entry = {"kind": data.get("kind", "")[:40], "source": "upload", "valid_until": until}
    return [{**entry, "upload": str(one)} for one in pictures.ids] or [{**entry, "upload": ""}]


def form(*, way: Way | None, held: Held, pictures: uploads.Pictures, errors: Mapping[str, Text]) -> Form:
    """Return the fields, with what was typed and what is wrong."""
    kinds: Sequence[ProofKind] = way.kinds if way is not None else tuple(ProofKind)
    options = tuple((str(code.value), code.label) for code in kinds)
    known = {value for value, _ in options}
    house = way is not None and way.proven is not None and held.source != "upload"
    return Form(
        kind=Field(
            name="kind",
            label=_KIND,
            kind="radio" if way is not None else "select",
            options=options if way is not None else (("", Text(zh="请选择", en="Please choose")), *options),
            value=held.kind if held.kind in known else "",
            error=errors.get("kind", ""),
        ),
        pictures=dataclasses.replace(pictures, error=pictures.error or errors.get("papers", "")),
        until=Field(
            name="valid_until",
            label=_UNTIL,
            kind="date",
            hint=_UNTIL_HINT,
            value=fields.iso(held.valid_until),
            required=False,
            error=errors.get("valid_until", ""),
        ),
        house=house,
    )


def field(path: str) -> str:
    """Return the field of the form that a path of the answers belongs to."""
    last = path.rsplit(".", 1)[-1]
    return {"upload": "papers", "kind": "kind", "valid_until": "valid_until", "source": "kind"}.get(last, "papers")


def key(text: object) -> uuid.UUID | None:
    """Return an id as kept in answers, or nothing."""
    try:
        return uuid.UUID(str(text)) if text else None
    except ValueError:
        return None
