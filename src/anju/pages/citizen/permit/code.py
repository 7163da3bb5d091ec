"""The electronic permit: its state, its signed code, and until when it is endorsed. Source: E9, F4."""

import uuid

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.law import identity
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.permit import people, words
from anju.queries import endorsement, mine
from anju.vault import code as codes


@guard.page
def code(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the permit large, to be held out; whoever scans it sees the same state on the public page."""
    one = people.one(request, person_id=person_id)
    permit = one.now.permit
    if permit is None or not one.now.has_permit:
        return HttpResponseRedirect(one.base)
    address = codes.url(base=settings.PUBLIC_URL, text=permit.code)
    authority = permit.authority
    context = {
        "one": one,
        "permit": permit,
        "tone": words.TONES[permit.state],
        "state": one.now.permit_state,
        "masked_id": identity.mask_id(mine.id_number(one.person)),
        "authority": Text(zh=authority.name, en=authority.name_en or authority.name),
        "years": endorsement.years(permit=permit, on=one.now.on),
        "qr": segno.make(address, error="m").svg_data_uri(scale=6, border=3, dark="#000"),
    }
    return render(request, "citizen/permit/code.html", context)
