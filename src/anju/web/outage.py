"""What keeps the service from writing for a while: the database away or too busy, the disk full."""

import errno
from dataclasses import dataclass
from http import HTTPStatus

from django.db import InterfaceError, OperationalError

from anju.law.wording import Text

# PostgreSQL's word for a full disk
_DISK_FULL = "53100"


@dataclass(frozen=True)
class Outage:
    """One kind of outage, and how it is told."""

    name: str
    status: HTTPStatus
    # seconds until it is worth another try
    wait: int
    text: Text


AWAY = Outage(
    name="database",
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    wait=10,
    text=Text(
        zh="系统正忙，或者正在重启，刚才这一步没有办成。",
        en="The service is busy or restarting; this step has not been done.",
    ),
)
FULL = Outage(
    name="disk",
    status=HTTPStatus.INSUFFICIENT_STORAGE,
    wait=300,
    text=Text(
        zh="系统存储空间满了，暂时存不下，刚才这一步没有办成。",
        en="The service has run out of space; this step has not been done.",
    ),
)


def of(error: BaseException | None) -> Outage | None:
    """Tell whether an error, or what it came from, is an outage that passes; None for a fault of ours."""
    seen = 0
    while error is not None and seen < 5:
        if getattr(error, "sqlstate", None) == _DISK_FULL:
            return FULL
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return FULL
        if isinstance(error, OperationalError | InterfaceError) and not _full(error.__cause__):
            return AWAY
        error, seen = error.__cause__ or error.__context__, seen + 1
    return None


def _full(error: BaseException | None) -> bool:
    return getattr(error, "sqlstate", None) == _DISK_FULL
