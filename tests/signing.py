"""Browsers without a browser: a post or a resident signed in, for tests of pages."""

import uuid

from django.test import Client

from anju.models import Post, Resident
from anju.web import access


def staff(post: Post) -> Client:
    """Return whoever holds a post, signed in and acting in it."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session.update({access.POST: str(post.id), "second_factor": "totp"})
    session.save()
    return client


def resident(who: Resident) -> Client:
    """Return a resident, signed in."""
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def form(**more: object) -> dict[str, object]:
    """Return what a form sends, with a key of its own."""
    return {"once": str(uuid.uuid4()), **more}
