"""Small sealed pictures as rows for COPY: what a file comes with, small so that half a million stay small."""

import datetime
import functools
import io
import uuid

from PIL import Image

from anju.vault import seal
from kit import crowd


def upload(
    rows: list[str],
    key: uuid.UUID,
    person: uuid.UUID,
    *,
    at: datetime.datetime,
    post: uuid.UUID,
    purpose: str,
    file: uuid.UUID | None = None,
) -> None:
    """This adds a small sealed picture, of a file or waiting to be sent with one."""
    width, height = (36, 44) if purpose == "portrait" else (60, 80)
    data = _picture(width, height)
    sealed = seal.seal_bytes(data=data, column="upload.content", owner=key)
    about = ("permit_file", file) if file else ("", crowd.NULL)
    values = (key, person, post, purpose, *about, crowd.hexed(sealed), "image/jpeg", len(data), width, height, "{}", at)
    rows.append("\t".join(map(str, values)))


@functools.cache
def _picture(width: int, height: int) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), (236, 236, 232)).save(kept, "JPEG", quality=40)
    return kept.getvalue()
