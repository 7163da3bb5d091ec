"""The system administrator's page of years' calendars: look, preview what would move, load."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from anju.actions import calendar
from anju.catalogue import yearly
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import calendars
from anju.web import access, clock, forms, problems

EXAMPLE = "2027-01-01,放假\n2027-02-06,放假\n2027-02-20,上班"
FIELDS = (
    forms.Field(
        name="text",
        label=_("放假安排"),
        kind="textarea",
        rows=12,
        required=False,
        hint=_("每行一个日期和“放假”或“上班”；也可以粘贴或上传 TOML"),
        placeholder=EXAMPLE,
    ),
    forms.Field(name="file", label=_("或者上传文件"), kind="file", required=False, accept=".csv,.toml,.txt"),
    forms.Field(
        name="source", label=_("来源"), hint=_("例如：国务院办公厅关于2027年部分节假日安排的通知"), required=False
    ),
)
_ENCODING = Text(
    zh="文件不是 UTF-8 文字，请另存为 UTF-8 再传。",
    en="The file is not UTF-8 text. Save it as UTF-8 and send it again.",
)


@access.staff_page("system_admin")
def years(request: HttpRequest) -> HttpResponse:
    """List the years, and preview or load one."""
    typed = forms.typed(fields=FIELDS, data=request.POST) if request.method == "POST" else {}
    errors: dict[str, Text] = {}
    effect = None
    if request.method == "POST":
        try:
            typed["text"] = _uploaded(request) or typed["text"]
            table = yearly.read(text=typed["text"], source=typed["source"])
            if "load" in request.POST:
                done = calendar.load(table=table, by=access.of(request).actor, at=clock.now())
                return HttpResponseRedirect(f"/staff/calendars/?loaded={table.year}&moved={done.total}")
            effect = calendar.preview(table=table)
        except (Refusal, Refusals) as refused:
            errors = problems.of(refused)
    shown = {
        "years": calendars.years(on=clock.today()),
        "fields": forms.filled(fields=FIELDS, values=typed, errors=errors),
        "errors": errors,
        "effect": effect,
        "typed": typed,
    }
    return render(request, "staff/calendars.html", shown)


def _uploaded(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return ""
    data: bytes = file.read(yearly.LONGEST * 4 + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("calendar_encoding", _ENCODING, field="file") from error
