"""Every word on a page exists in English, once."""

import io
import re
from pathlib import Path

from babel.messages import extract, pofile
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "anju"
KEYWORDS = {
    "gettext": None,
    "_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def _translated() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((SOURCE / "locale").glob("*/en/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in pofile.read_po(file):
                for text in message.id if isinstance(message.id, tuple | list) else (message.id,):
                    said = message.string if isinstance(message.string, str) else next(iter(message.string or ("",)))
                    if text and said:
                        found.setdefault(text, set()).add(said)
    return found


def _as_code(path: Path) -> str:
    # what templatize leaves is indented like the page, which no parser of Python takes
    return "\n".join(line.strip() for line in templatize(path.read_text(encoding="utf-8")).splitlines())


def _used() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    sources = [(path, _as_code(path)) for path in (SOURCE / "templates").rglob("*.html")]
    sources += [
        (path, path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py") if "migrations" not in path.parts
    ]
    for path, text in sources:
        for _, message, *_ in extract.extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            for one in message if isinstance(message, tuple | list) else (message,):
                if isinstance(one, str) and CHINESE.search(one):
                    found.setdefault(one, set()).add(str(path.relative_to(SOURCE)))
    return found


def test_every_word_of_a_page_is_said_in_english() -> None:
    said = _translated()
    assert {text: sorted(where) for text, where in _used().items() if text not in said} == {}


def test_english_is_english() -> None:
    # terms that stand for themselves, and examples of what is typed in Chinese
    kept = re.compile("户口|居住|中文|安居|凭证|签注|高新区|派出所|十个字|兰山|红星|金水|沂蒙路100号")
    chinese = {text: one for text, said in _translated().items() for one in said if CHINESE.search(kept.sub("", one))}
    assert chinese == {}


def test_no_catalogue_keeps_words_that_no_page_uses() -> None:
    assert sorted(set(_translated()) - set(_used())) == []
