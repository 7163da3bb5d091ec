"""Where the next page begins: signed, and good for one machine and one filter only."""

from django.core import signing

from anju.law.refusal import Refusal
from anju.law.wording import Text

_WRONG = Text(zh="页码无效，请从第一页开始。", en="This page mark isn't valid. Please start from the first page.")


def sealed(text: str, *, purpose: str) -> str:
    """Return a cursor for a machine to send back."""
    return signing.Signer(salt=f"anju.api:{purpose}").sign_object(text)


def opened(cursor: str, *, purpose: str) -> str:
    """Return what a cursor holds, "" for none; raises Refusal "bad_cursor"."""
    if not cursor:
        return ""
    try:
        return str(signing.Signer(salt=f"anju.api:{purpose}").unsign_object(cursor))
    except (signing.BadSignature, ValueError) as error:
        raise Refusal("bad_cursor", _WRONG, field="cursor") from error
