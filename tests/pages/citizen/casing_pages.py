"""What the pages of cases are tried with: the library's services, and a form's hidden values."""

import re
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests import pictures

PAPER = pictures.jpeg(pictures.paper(width=450, height=600))
WRONG = re.compile(r'class="invalid-feedback" id="f-([\w-]+)-error" role="alert">([^<]+)<')
NEW = "/my/cases/new/library"


def picture() -> SimpleUploadedFile:
    """Return a photo of a paper as a phone sends it."""
    return SimpleUploadedFile("IMG_1.jpg", PAPER, content_type="image/jpeg")


def text(client: Client, path: str) -> str:
    """Return a page that opens."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def hidden(client: Client, path: str) -> dict[str, str]:
    """Return the hidden values of a page's last form."""
    page = text(client, path)
    return dict(re.findall(r'<input type="hidden" name="(once|version|for|community)" value="([^"]*)"', page))


def send(client: Client, path: str, *, at: str = "", **typed: object) -> HttpResponse:
    """Fill in the form of a page and send it."""
    data: Mapping[str, object] = {**hidden(client, at or path), **typed}
    return client.post(path, data)


def wrong(answer: HttpResponse) -> dict[str, str]:
    """Return what a page says is wrong, by field."""
    return dict(WRONG.findall(answer.content.decode()))
