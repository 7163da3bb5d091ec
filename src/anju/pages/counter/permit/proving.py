"""Proofs of a ground as an officer notes them: which paper, seen or photographed, until when. Source: E2, E4."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from anju.law.permit import ground
from anju.law.permit.ground import PROOFS, Proof
from anju.law.wording import Text
from anju.queries.permit.files import Paper
from anju.web import uploads
from anju.web.uploads import Pictures

# how many papers fit on the screen; one is enough
LINES = 3
SOURCES = {
    "paper": Text(zh="看过原件", en="Original seen"),
    "house": Text(zh="已有登记可以证明", en="The record proves it"),
    "upload": Text(zh="拍照留存", en="Photographed"),
}
_PICTURE = Text(zh="材料照片", en="Photo of the paper")


@dataclass(frozen=True)
class Line:
    """One line of the form, with what was typed and what is wrong."""

    number: int
    kind: str
    source: str
    valid_until: str
    picture: Pictures
    errors: dict[str, Text]

    @property
    def filled(self) -> bool:
        """Whether a paper is named or a picture given."""
        return bool(self.kind or self.picture.given)


def lines(request: HttpRequest, *, before: tuple[Paper, ...] = (), standing: Proof | None = None) -> list[Line]:
    """Return the lines as typed; before anything is typed, what the file holds or what the record proves."""
    return [_line(request, number, before, standing) for number in range(LINES)]


def _line(request: HttpRequest, number: int, before: tuple[Paper, ...], standing: Proof | None) -> Line:
    name, posted = f"proofs.{number}", request.POST
    old = before[number].proof if number < len(before) else None
    kind, source, until = "", "paper", ""
    if request.method == "POST":
        kind, source = posted.get(f"{name}.kind", ""), posted.get(f"{name}.source", "paper")
        until = posted.get(f"{name}.valid_until", "")
    elif old is not None:
        kind, source, until = old.kind, old.source, old.valid_until.isoformat() if old.valid_until else ""
    elif number == 0 and not before and standing is not None:
        kind, source = standing.kind, "house"
    field = f"proofs-{number}-upload"
    picture = uploads.taken(
        request,
        name=field,
        purpose="proof",
        label=_PICTURE,
        where="counter_upload",
        looking="handling",
        held=kept(request, name=field, key=old.upload_id if old is not None else None),
        camera="",
        required=False,
        hint="",
    )
    return Line(number=number, kind=kind, source=source, valid_until=until, picture=picture, errors={})


def kept(request: HttpRequest, *, name: str, key: uuid.UUID | None) -> list[uuid.UUID]:
    """Return the picture that the file holds already, unless the officer took it off the form."""
    if key is None or (request.method == "POST" and str(key) not in request.POST.getlist(f"{name}-given")):
        return []
    return [key]


def raw(shown: list[Line]) -> list[dict[str, Any]]:
    """Return what was typed in the shape of an application; empty lines are left out."""
    return [
        {
            "kind": line.kind,
            # a photo that is given counts as the paper's, whatever was ticked
            "source": "upload" if line.picture.ids and line.source == "paper" else line.source,
            "upload": str(line.picture.ids[0]) if line.picture.ids else "",
            "valid_until": line.valid_until,
        }
        for line in shown
        if line.filled
    ]


def ground_of(shown: list[Line]) -> str:
    """Return the ground that the first paper proves, so that nobody chooses it twice."""
    first = next((line.kind for line in shown if line.kind), "")
    return next((str(one.value) for one, kinds in PROOFS.items() if first in {str(kind.value) for kind in kinds}), "")


def marked(shown: list[Line], errors: dict[str, Text]) -> list[Line]:
    """Put what is wrong beside its line; lines left empty were not sent, so they don't count."""
    sent = [line.number for line in shown if line.filled]
    found = []
    for line in shown:
        place = sent.index(line.number) if line.number in sent else -1
        prefix = f"proofs.{place}."
        wrong = {path.removeprefix(prefix): text for path, text in errors.items() if path.startswith(prefix)}
        found.append(replace(line, errors=wrong))
    return found


def again(shown: list[Line]) -> bool:
    """Tell whether a picture was just taken out, so that the page is only shown anew."""
    return any(line.picture.again for line in shown)


def options() -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Return the papers by the ground they prove."""
    return [(one.label, [(str(kind.value), kind.label) for kind in kinds]) for one, kinds in ground.PROOFS.items()]
