"""Pictures on pages: taken from a form, kept while another field is wrong, shown, taken out, served to who may see them.

A page that takes pictures:  @uploads.taking on its view; enctype="multipart/form-data" on its form;
    portrait = uploads.taken(request, name="portrait", purpose="portrait", label=…, where="my_upload")
    {% include "web/_upload.html" with u=portrait %}          portrait.ids → the answers; portrait.error, portrait.again
While `again` is true a button beside a picture was pressed: show the page anew, go on with nothing.
Without JavaScript this is a plain file field. With it, anju/uploads.js makes the photo smaller before it is sent:
    {% block scripts %}{{ block.super }}{% include "web/_upload_script.html" %}{% endblock %}
"""

import dataclasses
import uuid
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Concatenate, ParamSpec

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from anju.actions import upload
from anju.law import codes
from anju.law import upload as law
from anju.law.permit import portrait
from anju.law.permit.portrait import Verdict
from anju.law.refusal import Refusal
from anju.law.upload import UploadPurpose
from anju.law.wording import Text
from anju.queries import uploads
from anju.web import access, clock

P = ParamSpec("P")
# two of the largest files and their form; the JavaScript makes each a twentieth of it
LARGEST_BODY = 21_000_000
_TAKES = "takes_pictures"
_MOST = Text(zh="最多{most}张，请先删掉一张。", en="At most {most}. Please remove one first.")
_MISSING = Text(zh="请拍一张或者选一张照片。", en="Please take or choose a photo.")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Given:
    """One picture already given, as its field shows it."""

    id: uuid.UUID
    alt: Text
    address: str
    small: str
    verdicts: tuple[Verdict, ...]

    @property
    def poor(self) -> bool:
        """Whether a check found something to look at again."""
        return any(not verdict.holds for verdict in self.verdicts)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Pictures:
    """A field that takes pictures: what is given, and what is wrong with the last one.

    camera: user (selfie), environment (paper) or "" for pages where nobody photographs.
    """

    name: str
    label: object
    hint: object = law.HINT
    given: tuple[Given, ...] = ()
    error: object = ""
    most: int = 1
    camera: str = "environment"
    required: bool = True
    why: str = ""
    # a picture was just taken out: the page is shown anew
    again: bool = False

    @property
    def ids(self) -> tuple[uuid.UUID, ...]:
        """The pictures given, for the answers."""
        return tuple(one.id for one in self.given)

    @property
    def id(self) -> str:
        """The element's id."""
        return "f-" + self.name

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for a screen reader."""
        parts = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.error)
        return " ".join(parts)

    @property
    def room(self) -> bool:
        """Whether another picture can be given, or the one that is there exchanged."""
        return self.most == 1 or len(self.given) < self.most

    @property
    def accept(self) -> str:
        """What a phone offers to choose from."""
        return ",".join(law.ACCEPTED)

    @property
    def texts(self) -> dict[str, Text]:
        """What the JavaScript says."""
        return {"large": law.FAULTS["too_large"].text}

    @property
    def advice(self) -> Text:
        """What a check is worth."""
        return portrait.ADVICE

    def demand(self) -> "Pictures":
        """Return the field with an error where nothing is given."""
        return self if self.given or self.error else dataclasses.replace(self, error=_MISSING)


def taking(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Mark a view whose forms carry pictures: bodies up to LARGEST_BODY reach it."""
    setattr(view, _TAKES, True)
    return view


def largest(path: str, *, otherwise: int) -> int:
    """Return how large a body an address takes."""
    try:
        return LARGEST_BODY if getattr(resolve(path).func, _TAKES, False) else otherwise
    except Resolver404:
        return otherwise


def taken(
    request: HttpRequest,
    *,
    name: str,
    purpose: str,
    label: object,
    where: str,
    held: Iterable[uuid.UUID] = (),
    person_id: uuid.UUID | None = None,
    looking: str = "",
    **shown: object,
) -> Pictures:
    """Return a field of pictures with what was held before, and what this request brought or took out.

    `held` are pictures the page knows of already (a draft's, a returned file's); `where` names the address that shows
    one, `looking` the purpose staff look at it with. A picture that can't be taken leaves the others as they are.
    """
    ids = list(dict.fromkeys([*held, *_posted(request, name)]))
    error: object = ""
    out = _read(request.POST.get(f"{name}-remove", ""))
    if out is not None and out in ids:
        ids.remove(out)
        upload.drop(upload_id=out, by=access.of(request).actor, at=clock.now())
    field = Pictures(name=name, label=label, **shown)  # type: ignore[arg-type]
    if request.method == "POST" and out is None:
        ids, error = _added(request, field, ids, purpose=purpose, person_id=person_id)
    rows = [row for row in uploads.of(upload_ids=ids) if row.swept_at is None]
    given = tuple(_given(row, number, where, looking) for number, row in enumerate(rows, 1))
    return dataclasses.replace(field, given=given, error=error, again=out is not None)


def answer(shown: upload.Shown) -> HttpResponse:
    """Send a picture: shown in place, kept by nobody, unable to run anything whatever it may be taken for."""
    response = HttpResponse(shown.data, content_type=shown.media_type)
    response["Content-Disposition"] = 'inline; filename="photo.jpg"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


class InMemory(FileUploadHandler):
    """Holds what is sent in memory alone, so that no paper ever lies open on a disk, and no more than a picture may have."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._file = BytesIO()
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part, unless the whole is too large already; then only its size is counted."""
        self._size += len(raw_data)
        if self._size > law.MOST_BYTES:
            self._file = BytesIO()
        else:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file; one that was too large is empty and says how large it was."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            file=self._file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self._size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def _added(
    request: HttpRequest, field: Pictures, ids: list[uuid.UUID], *, purpose: str, person_id: uuid.UUID | None
) -> tuple[list[uuid.UUID], object]:
    by, error = access.of(request).actor, ""
    for file in request.FILES.getlist(field.name):
        if field.most > 1 and len(ids) >= field.most:
            return ids, _MOST.format(most=field.most)
        try:
            if (file.size or 0) > law.MOST_BYTES:
                raise law.refusal("too_large")
            kept = upload.keep(data=file.read(), purpose=purpose, by=by, at=clock.now(), person_id=person_id)
        except Refusal as refused:
            return ids, refused.text
        if field.most == 1:
            for before in ids:
                upload.drop(upload_id=before, by=by, at=clock.now())
            ids = []
        ids = [*ids, kept.id]
    return ids, error


def _posted(request: HttpRequest, name: str) -> list[uuid.UUID]:
    """Return the pictures the form says were given: only those its sender gave and that still wait."""
    said = [
        key for text in request.POST.getlist(f"{name}-given")[: law.MOST_WAITING] if (key := _read(text)) is not None
    ]
    return upload.waiting(upload_ids=said, by=access.of(request).actor) if said else []


def _given(row: uploads.Upload, number: int, where: str, looking: str) -> Given:
    address = reverse(where, args=[row.id])
    purpose = {"purpose": looking} if looking else {}
    return Given(
        id=row.id,
        alt=Text(zh="{what}，第{number}张", en="{what}, picture {number}").format(
            what=_what(row.purpose), number=number
        ),
        address=address + ("?" + urlencode(purpose) if purpose else ""),
        small=address + "?" + urlencode({"small": "1", **purpose}),
        verdicts=portrait.verdicts(row.checks),
    )


def _what(purpose: str) -> Text:
    return codes.label(UploadPurpose, purpose)


def _read(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
