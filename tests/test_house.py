"""The house stands: sizes, imports, citations, lifecycles, acts, addresses, templates, settings, docs."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages import pofile
from django.core.management import call_command, get_commands
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from anju import catalogue
from anju.law import authority
from anju.papers import handbook

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "anju"
MODULES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = list((SOURCE / "templates").rglob("*.html"))
RULE = re.compile(r"\b([A-O]\d{1,2})\b")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_file_keeps_to_300_lines() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def _functions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (path, node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_a_function_keeps_to_40_lines() -> None:
    assert [f"{_name(path)}: {node.name} {_length(node)}" for path, node in _functions() if _length(node) > 40] == []


def test_no_function_imports() -> None:
    inline = [
        f"{_name(path)}: {node.name}"
        for path, node in _functions()
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert inline == []


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_public_thing_says_what_it_is() -> None:
    documented = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        public = [node for node in tree.body if isinstance(node, documented) and not node.name.startswith("_")]
        silent += [f"{_name(path)}: {node.name}" for node in public if ast.get_docstring(node) is None]
        silent += [_name(path)] if tree.body and ast.get_docstring(tree) is None else []
    assert silent == []


def test_a_template_keeps_to_200_lines() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in TEMPLATES}
    assert {name: length for name, length in lengths.items() if length > 200} == {}


def test_no_template_has_inline_script_or_style() -> None:
    # data in a script of type application/json is not run
    inline = re.compile(r"<style|\sstyle=|\son\w+=[\"']|<script(?![^>]*(?:\bsrc=|application/json))")
    assert [_name(path) for path in TEMPLATES if inline.search(path.read_text(encoding="utf-8"))] == []


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*MODULES, *TEMPLATES])
    # allauth and Django look these up by their own names
    given = {"account/", "mfa/", "allauth/", "429.html"}
    names = [str(path.relative_to(SOURCE / "templates")) for path in TEMPLATES]
    unused = [name for name in names if name not in code and not any(name.startswith(prefix) for prefix in given)]
    assert unused == []


def test_every_rule_cited_in_code_exists() -> None:
    known = set(catalogue.current().rules)
    wrong = {}
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        cited = {
            rule for line in re.findall(r"(?:Source:|\brule\s*=|rules?\s)[^\n]*", text) for rule in RULE.findall(line)
        }
        if cited - known:
            wrong[_name(path)] = sorted(cited - known)
    assert wrong == {}


def test_every_act_of_the_table_cites_rules_that_exist_and_roles_that_exist() -> None:
    known = catalogue.current()
    for act, permission in authority.TABLE.items():
        assert permission.rules, act
        assert all(known.known(rule) for rule in permission.rules), act
        assert set(permission.roles) <= set(authority.ROLES), act


def test_every_act_written_is_in_the_table_and_every_act_of_the_table_is_written() -> None:
    written: set[str] = set()
    for path in (SOURCE / "actions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in {"what", "act"}:
                written |= _words(node.value)
            if isinstance(node, ast.arguments):
                pairs = zip(node.kwonlyargs, node.kw_defaults, strict=True)
                named = [given for argument, given in pairs if argument.arg in {"what", "act"} and given is not None]
                written = written.union(*(_words(given) for given in named))
    assert set(authority.TABLE) - written == set()


def _words(node: ast.AST) -> set[str]:
    return {leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)}


@pytest.mark.parametrize("name", list(handbook.LIFECYCLES))
def test_every_state_can_be_reached(name: str) -> None:
    cycle = handbook.LIFECYCLES[name]
    assert cycle.reachable() == frozenset(cycle.states)


@pytest.mark.parametrize("name", list(handbook.LIFECYCLES))
def test_every_step_is_somebodys_act_in_the_authority_table(name: str) -> None:
    for step in handbook.LIFECYCLES[name].steps:
        assert set(step.who) == set(authority.TABLE[step.act].roles), step.act


def _patterns(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        found += (
            _patterns(entry, where)
            if isinstance(entry, URLResolver)
            else [where]
            if isinstance(entry, URLPattern)
            else []
        )
    return found


_FILLED = {"uuid": "01890000-0000-7000-8000-000000000000", "int": "1", "slug": "x", "str": "x", "path": "x"}


def _address(pattern: str) -> str:
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda found: _FILLED.get(found[1] or "str", "x"), pattern)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x", plain).replace("^", "").replace("$", "").replace("\\", "").replace(
        "?", ""
    )


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", _patterns(get_resolver()))
def test_a_stranger_at_any_door_gets_a_page_a_sign_in_or_nothing(pattern: str, client: Client) -> None:
    for answer in (client.get(_address(pattern)), client.post(_address(pattern))):
        assert answer.status_code in {200, 204, 301, 302, 303, 400, 401, 403, 404, 405, 415, 422, 429}, (
            answer.status_code
        )


def test_every_setting_read_from_the_environment_is_documented() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCE / "config").rglob("*.py"))
    names = set(re.findall(r"\"(ANJU_[A-Z_]+|DATABASE_URL)\"", text))
    said = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    assert sorted(name for name in names if name not in said) == []


def test_every_command_is_documented() -> None:
    ours = [name for name, app in get_commands().items() if app == "anju"]
    said = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    assert sorted(name for name in ours if f"`{name}" not in said and f" {name}" not in said) == []


def test_no_printed_page_of_docs_is_stale() -> None:
    call_command("make_docs", check=True)


def test_every_clause_names_screens_acts_and_tests_that_exist() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)} | _names(get_resolver())
    for clause in catalogue.current().clauses.values():
        assert [name for name in clause.screens if name not in names] == [], clause.id
        assert [path for path in clause.tests if not (ROOT / "tests" / path).exists()] == [], clause.id
        assert [act for act in clause.acts if act not in authority.TABLE] == [], clause.id


def _names(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = _names(entry)
            found |= {f"{entry.namespace}:{name}" for name in inner} if entry.namespace else inner
        elif entry.name:
            found.add(entry.name)
    return found


def test_the_repository_names_no_registry_and_no_machine_path() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8", errors="ignore")
        for pattern in ("*.md", "*.toml", "*.txt", "*.lock", "*.json", "anju", ".ci/run")
        for path in ROOT.glob(pattern)
    )
    assert (
        re.findall(r"https?://(?:pypi\.org|registry\.npmjs\.org|files\.pythonhosted\.org|deb\.debian\.org)", text) == []
    )


def test_a_text_has_one_english_wherever_it_stands() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((SOURCE / "locale").glob("*/en/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in pofile.read_po(file):
                if message.id:
                    found.setdefault((message.context or "", str(message.id)), set()).add(str(message.string))
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}
