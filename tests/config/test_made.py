"""What is made from sources, translations and assets, is complete, made once, and made again on a change."""

import gettext
import os
from pathlib import Path

import pytest

from anju.config.launch import assets, messages, stamp
from anju.config.launch.trouble import Trouble

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "你好"\nmsgstr "Hello"\n'


def test_translations_are_compiled_once_and_again_after_a_change(tmp_path: Path) -> None:
    source = tmp_path / "web" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    assert (messages.build(locale=tmp_path), messages.build(locale=tmp_path)) == (1, 0)
    source.write_text(PO.replace("Hello", "Good day"))
    os.utime(source, ns=(source.stat().st_mtime_ns + 10**9,) * 2)
    assert messages.build(locale=tmp_path) == 1
    with source.with_suffix(".mo").open("rb") as made:
        assert gettext.GNUTranslations(made).gettext("你好") == "Good day"


def test_a_broken_translation_file_is_named(tmp_path: Path) -> None:
    source = tmp_path / "web" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO + 'msgid "broken\n')
    with pytest.raises(Trouble, match=r"django\.po is not a valid \.po file"):
        messages.build(locale=tmp_path)


def test_assets_hold_the_wanted_files_and_icons_without_source_maps(tmp_path: Path) -> None:
    modules = tmp_path / "node_modules"
    for path, text in {
        "@tabler/core/dist/css/tabler.min.css": "a{}\n/*# sourceMappingURL=tabler.min.css.map */\n",
        "@tabler/core/dist/js/tabler.min.js": "1;\n//# sourceMappingURL=tabler.min.js.map\n",
    }.items():
        (modules / path).parent.mkdir(parents=True, exist_ok=True)
        (modules / path).write_text(text)
    icons = modules / "@tabler/icons/icons/outline"
    icons.mkdir(parents=True)
    for name in assets.wanted()["icons"]:
        (icons / f"{name}.svg").write_text('<svg><path stroke="none" d="M0 0"/><path d="M1 1" /></svg>')
    assets.lay_out(modules=modules, target=tmp_path / "assets")
    assert {path.name for path in (tmp_path / "assets").iterdir()} == {"tabler.min.css", "tabler.min.js", "icons.svg"}
    assert (tmp_path / "assets" / "tabler.min.css").read_text().strip() == "a{}"
    assert (tmp_path / "assets" / "tabler.min.js").read_text().strip() == "1;"
    sprite = (tmp_path / "assets" / "icons.svg").read_text()
    assert sprite.count("<symbol") == len(assets.wanted()["icons"])
    assert '<symbol id="home" viewBox="0 0 24 24"' in sprite
    assert 'stroke="none"' not in sprite


def test_a_stamp_holds_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANJU_VAR", str(tmp_path / "var"))
    source = tmp_path / "lock"
    source.write_text("1")
    mark = stamp.of(files=[source], words=["dev"])
    assert not stamp.fresh(name="step", mark=mark)
    stamp.put(name="step", mark=mark)
    assert stamp.fresh(name="step", mark=stamp.of(files=[source], words=["dev"]))
    source.write_text("2")
    assert not stamp.fresh(name="step", mark=stamp.of(files=[source], words=["dev"]))


def test_no_lock_file_names_an_address() -> None:
    root = Path(__file__).parents[2]
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (root / name).read_text().splitlines()
        assert [line for line in lines if "://" in line or line.startswith("-")] == []
    assert '"resolved"' not in (root / "package-lock.json").read_text()
