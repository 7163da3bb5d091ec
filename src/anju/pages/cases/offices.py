"""The office that was chosen from a list."""

import uuid

from django.http import HttpRequest

# chosen by nobody: the action answers that it isn't known
_NONE = uuid.UUID(int=0)


def chosen(request: HttpRequest) -> uuid.UUID:
    """Return the office chosen on a form; one that can't be read is none."""
    try:
        return uuid.UUID(request.POST.get("to", ""))
    except ValueError:
        return _NONE
