"""The questions' pages: ground, proof, portrait, and those made of plain fields. Source: B8, E2, E4, E9, G2."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from anju.law import codes
from anju.law.codes import PermitGround, Relation
from anju.law.permit import ethnicity, portrait
from anju.law.permit.ground import Agency
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.declare import fields
from anju.pages.citizen.permit import flow, proving
from anju.pages.citizen.permit.flow import At
from anju.queries.permit import offer
from anju.web import uploads
from anju.web.forms import Field, filled

_CHOOSE = Text(zh="请选择", en="Please choose")
_LAST_TWO = ("其他", "外国血统中国籍")


@uploads.taking
@guard.page
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """Show or take one question."""
    at = flow.page(request, slug=slug)
    if isinstance(at, HttpResponse):
        return at
    return _PAGES[slug](request, at)


def _ground(request: HttpRequest, at: At) -> HttpResponse:
    errors: dict[str, Text] = {}
    ways = offer.of(stay=at.stay, on=at.one.now.on).ways
    chosen = str(request.POST.get("ground") or at.draft.answers.get("ground") or ways[0].ground)
    if request.method == "POST":
        changes: dict[str, Any] = {"ground": request.POST.get("ground", "")[:20]}
        if changes["ground"] != at.draft.answers.get("ground"):
            # the papers prove what they prove; they stay with the ground they were given for
            changes |= {"proofs": [], "done": [one for one in at.draft.answers.get("done", []) if one != "proof"]}
        kept = flow.keep(request, at, changes=changes)
        if isinstance(kept, HttpResponse):
            return kept
        errors = kept
    return flow.show(request, at, template="citizen/permit/ground.html", errors=errors, ways=ways, chosen=chosen)


def _proof(request: HttpRequest, at: At) -> HttpResponse:
    way = proving.way(at)
    held = proving.held(at.draft.answers)
    pictures = proving.pictures(request, held=held.uploads)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        given = proving.given(request.POST, way=way, pictures=pictures)
        changed = {"proofs": given}
        if pictures.again or pictures.error:
            # the pictures are kept whatever else is wrong, and an answer that lost its picture is no answer
            flow.store(request, at, changes=changed)
            errors = {"proofs": pictures.error} if isinstance(pictures.error, Text) else {}
        else:
            kept = flow.keep(request, at, changes=changed)
            if isinstance(kept, HttpResponse):
                return kept
            flow.store(request, at, changes=changed)
            errors = {proving.field(path): text for path, text in kept.items()}
    shown = proving.form(way=way, held=proving.typed(request, held), pictures=pictures, errors=errors)
    return flow.show(request, at, template="citizen/permit/proof.html", errors=errors, way=way, form=shown)


def _portrait(request: HttpRequest, at: At) -> HttpResponse:
    held = [key for key in [proving.key(at.draft.answers.get("portrait"))] if key is not None]
    picture = uploads.taken(
        request,
        name="portrait",
        purpose="portrait",
        label=Text(zh="本人相片", en="Your photo"),
        hint=portrait.NORM,
        where="my_upload",
        held=held,
        camera="user",
        required=not at.optional,
    )
    errors: dict[str, Text] = {}
    if request.method == "POST":
        changes = {"portrait": str(picture.ids[0]) if picture.ids else None}
        fresh = picture.ids and picture.ids[0] not in held
        # what a check found is shown once before going on; whoever goes on all the same may
        look = bool(fresh) and any(one.poor for one in picture.given)
        if picture.again or picture.error or look:
            flow.store(request, at, changes=changes)
            errors = {"portrait": picture.error} if isinstance(picture.error, Text) else {}
        else:
            kept = flow.keep(request, at, changes=changes)
            if isinstance(kept, HttpResponse):
                return kept
            errors = kept
            picture = picture.demand()
    return flow.show(request, at, template="citizen/permit/portrait.html", errors=errors, u=picture)


def _ethnicity(request: HttpRequest, at: At) -> HttpResponse:
    options = (
        ("", _CHOOSE),
        *(
            (name, text if name in _LAST_TWO else Text(zh=f"{text.zh}族", en=text.en))
            for name, text in ethnicity.ETHNICITIES.items()
        ),
    )
    label = Text(zh="是什么民族？", en="Which ethnicity?")
    shown = [Field(name="ethnicity", label=label, kind="select", options=options, ask=True, required=not at.optional)]
    return _plain(request, at, shown, why=ethnicity.WHY)


def _agent(request: HttpRequest, at: At) -> HttpResponse:
    shown = [
        Field(name="agent.name", label=Text(zh="代办人的姓名", en="The agent's name"), maxlength=80),
        Field(
            name="agent.id_number",
            label=Text(zh="代办人的身份证号码", en="The agent's ID number"),
            hint=Text(zh="18位", en="18 characters"),
            maxlength=40,
        ),
        Field(
            name="agent.relation",
            label=Text(zh="代办人是本人的什么人", en="What the agent is to the person"),
            kind="radio",
            options=tuple(codes.choices(Relation)),
        ),
    ]
    if not at.one.young:
        why = tuple((str(code.value), code.label) for code in Agency if code is not Agency.MINOR)
        shown.append(
            Field(
                name="agent.why",
                label=Text(zh="为什么代办", en="Why somebody acts"),
                kind="radio",
                options=why,
                value=why[0][0],
            )
        )
    return _plain(request, at, shown, title=Text(zh="谁来代办？", en="Who acts for them?"))


def _collect(request: HttpRequest, at: At) -> HttpResponse:
    errors: dict[str, Text] = {}
    points = offer.of(stay=at.stay, on=at.one.now.on).collect_points
    chosen = str(request.POST.get("collect_at") or at.draft.answers.get("collect_at") or points[0].id)
    if request.method == "POST":
        kept = flow.keep(request, at, changes={"collect_at": request.POST.get("collect_at", "")[:40]})
        if isinstance(kept, HttpResponse):
            return kept
        errors = kept
    return flow.show(request, at, template="citizen/permit/collect.html", errors=errors, points=points, chosen=chosen)


def _plain(request: HttpRequest, at: At, shown: list[Field], **context: object) -> HttpResponse:
    errors: dict[str, Text] = {}
    values: dict[str, Any] = {**fields.flat(at.draft.answers), **guard.kept(request)}
    if request.method == "POST":
        typed = fields.posted(request.POST)
        changes = fields.nested({one.name: "" if "skip" in typed else typed.get(one.name, "") for one in shown})
        kept = flow.keep(request, at, changes=changes)
        if isinstance(kept, HttpResponse):
            return kept
        errors, values = kept, dict(typed)
    ready = filled(fields=shown, values=values, errors=errors)
    return flow.show(request, at, template="citizen/permit/fields.html", errors=errors, fields=ready, **context)


_PAGES = {
    "ground": _ground,
    "proof": _proof,
    "portrait": _portrait,
    "ethnicity": _ethnicity,
    "agent": _agent,
    "collect": _collect,
}
# the labels of grounds, for the last look
GROUNDS = {str(code.value): code.label for code in PermitGround}
