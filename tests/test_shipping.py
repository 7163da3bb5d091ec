"""What is installed holds all that the house reads, not its code alone."""

import tomllib
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "anju"
# code ships by itself; compiled words are built where they are used
ITSELF = {".py", ".pyc", ".mo"}


def test_every_file_beside_the_code_ships_with_it():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["anju"]
    left = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*")
        if path.is_file()
        and path.suffix not in ITSELF
        and not any(PurePosixPath("anju", path.relative_to(SOURCE)).match(pattern) for pattern in patterns)
    ]
    assert left == []
