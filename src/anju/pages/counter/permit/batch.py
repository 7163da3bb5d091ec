"""Signing many files off: ticked, looked at together, and then each its own decision and act. Source: E6, E9, E10."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import once, reading
from anju.actions import permit as permits
from anju.law import codes
from anju.law.absent import Absent
from anju.law.codes import PermitFileKind
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries.permit import preview
from anju.queries.permit.preview import Line
from anju.web import access, clock, problems
from anju.web import once as once_page

_KEY = Text(
    zh="这个页面缺少提交编号，请回到列表重新勾选。",
    en="This page lacks its submission key. Please go back to the list and tick again.",
)
_GONE = Text(
    zh="刚刚有人处理过，请看过以后再签发。", en="Somebody has just worked on it. Please look at it before you sign."
)


@access.staff_page("county_police")
def sign(request: HttpRequest) -> HttpResponse:
    """Preview the files ticked; sign them off once that is confirmed; say what became of each."""
    if request.method != "POST":
        return HttpResponseRedirect("/counter/permits/?state=accepted")
    scope, errors = access.of(request).scope, dict[str, Text]()
    chosen = _chosen(request.POST.getlist("file"))
    try:
        lines = preview.signing(scope=scope, file_ids=list(chosen), on=clock.today())
    except Refusal as refusal:
        lines, errors = [], problems.of(refusal)
    about = ("queue", "permits_preview")
    reading.listed(scope=scope, subject=about, at=clock.now(), detail={"rows": len(lines)})
    if request.POST.get("step") == "sign" and lines:
        return _signed(request, lines, chosen)
    context = {
        "rows": [_row(line) for line in lines],
        "count": sum(line.problem is None for line in lines),
        "errors": errors,
    }
    return render(request, "counter/permit/preview.html", context, status=422 if errors else 200)


def _row(line: Line) -> dict[str, Any]:
    return {"line": line, "file": line.file, "kind": codes.label(PermitFileKind, line.file.kind)}


def _signed(request: HttpRequest, lines: list[Line], chosen: dict[uuid.UUID, int | None]) -> HttpResponse:
    key = request.POST.get("once", "")
    if not key or len(key) > once_page.LONGEST:
        raise Refusal("key_missing", _KEY)
    rows = [
        {**_row(line), **_one(request, str(uuid.uuid5(line.file.id, key)), line, chosen[line.file.id])}
        for line in lines
    ]
    done = [row for row in rows if row["permit"]]
    context = {"done": done, "left": [row for row in rows if not row["permit"]]}
    return render(request, "counter/permit/outcome.html", context)


def _one(request: HttpRequest, key: str, line: Line, version: int | None) -> dict[str, Any]:
    """Sign one file off in a transaction of its own; the same click sent twice gets the first answer."""
    by, at, file_id = access.of(request).actor, clock.now(), line.file.id

    def work() -> dict[str, Any]:
        if version is None:
            raise Refusal("stale", _GONE)
        return {"permit": str(permits.sign(file_id=file_id, by=by, at=at, version=version).id)}

    content = {"file": str(file_id), "version": version}
    try:
        answer, _ = once.perform(by=by, key=key, action="sign_permit", content=content, at=at, do=work)
    except (Refusal, Refusals) as error:
        return {"permit": None, "why": next(iter(problems.of(error).values()))}
    return {"permit": answer["permit"], "why": None}


def _chosen(texts: Iterable[str]) -> dict[uuid.UUID, int | None]:
    """Read what was ticked: a file's id, with the version that was seen once the preview has shown it."""
    found: dict[uuid.UUID, int | None] = {}
    for text in texts:
        key, _, version = text.partition(":")
        try:
            found[uuid.UUID(key)] = int(version) if version.isdecimal() and len(version) < 9 else None
        except ValueError as error:
            raise Absent("permit_file") from error
    return found
