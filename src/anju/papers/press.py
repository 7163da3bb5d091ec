"""The press: typst with the Chinese font of a wheel, one compiler a template, kept warm."""

import functools
import io
import json
import threading
from collections.abc import Mapping
from pathlib import Path

import noto_cjk_sans_otc
import segno
import typst

FOLDER = Path(__file__).parent / "typst"
_lock = threading.Lock()


@functools.cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(Path(noto_cjk_sans_otc.__file__).parent)],
        ignore_system_fonts=True,
        sys_inputs={"data": "{}"},
    )


def pdf(*, template: str, data: Mapping[str, object]) -> bytes:
    """Return a template filled with data as PDF. Thread-safe: one page at a time in a process."""
    with _lock:
        page = _compiler(template).compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    if not isinstance(page, bytes):
        raise TypeError(f"The template {template} has more than one document.")
    return page


def qr(*, text: str) -> str:
    """Return a QR code as SVG, middling error correction: a scratch or a fold does not kill it."""
    out = io.BytesIO()
    segno.make(text, error="m", boost_error=False).save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
