"""Values of an application shown in full for a few minutes after a stated purpose. Source: L2."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from anju.actions.permit import reading
from anju.pages.counter import desk
from anju.pages.counter import shown as values_shown
from anju.pages.counter.shown import Value
from anju.queries.permit import files
from anju.queries.permit.files import View
from anju.web import access, clock


@require_POST
@access.staff_page(*desk.ROLES)
def show(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show one value in full for the minutes of the policy: asks for a purpose, leaves a trace."""
    field, purpose = request.POST.get("field", ""), request.POST.get("purpose", "")
    reading.unmask(scope=access.of(request).scope, file_id=file_id, field=field, purpose=purpose, at=clock.now())
    values_shown.remember(request, key=f"{file_id}:{field}")
    return HttpResponseRedirect(f"/counter/permits/files/{file_id}/#v-{field}")


def values(request: HttpRequest, *, view: View) -> dict[str, Value]:
    """Return the sealed values of an application as this officer may see them now."""
    return values_shown.of(
        request,
        about=view.file.id,
        masked=view.masked,
        labels=files.SEALED,
        plain=lambda field: files.plain(file=view.file, field=field),
    )
