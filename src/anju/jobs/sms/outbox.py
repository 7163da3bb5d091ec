"""this module writes each SMS to a file only its owner can read, for a demo or a city without a gateway yet."""

import json
import os
from pathlib import Path

from anju.jobs.sms.outcome import SENT, Carrier, Outcome


def carrier(*, folder: Path) -> Carrier:
    """this is the carrier that writes into a folder."""

    def send(key: str, phone: str, text: str) -> Outcome:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(folder / f"{key}.json", {"to": phone, "text": text})
        except OSError as error:
            return Outcome("again", f"outbox_{error.errno}")
        return SENT

    return send


def _write(path: Path, content: dict[str, str]) -> None:
    # written beside and renamed: a reader never sees half a message
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
    part.replace(path)
