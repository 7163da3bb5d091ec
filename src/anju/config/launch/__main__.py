"""This module is the command line behind ./anju."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from django.core import management

from anju.config.launch import assets, backup, database, identity, messages, places, prepare, quality, service
from anju.config.launch.trouble import Trouble

HELP = """\
./anju demo           start with synthetic people and open sign-ins; Ctrl-C stops it
./anju start          start for real use: see docs/running.md
./anju stop           stop what runs, also what a killed start left behind
./anju manage ...     run a management command, such as `./anju manage migrate`
./anju backup FOLDER  save the database and the keys to a new folder, also while it runs
./anju restore FOLDER fill an empty database and data folder from such a backup
./anju test ...       run the tests; arguments go to pytest
./anju check          run linters, types, contracts and Django's own checks
./anju setup          only install what is needed
./anju messages       only compile the translations

ANJU_HOME   data folder ({home})
ANJU_PORT   port (8371); ANJU_HOST the interface (127.0.0.1)
DATABASE_URL   any PostgreSQL from version 15, instead of the embedded one
"""


def main(arguments: Sequence[str]) -> int:
    """This runs one command; what a person can mend is said in one line."""
    command, *rest = arguments or ["help"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.config.settings")
    try:
        return _run(command=command, rest=rest)
    except Trouble as trouble:
        return _tell(line=str(trouble), status=trouble.status)
    except management.CommandError as error:
        return _tell(line=str(error), status=error.returncode)
    except KeyboardInterrupt:
        return _tell(line="Stopped.", status=130)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return _tell(line=f"The disk is full: no space left for {error.filename or 'Anju'}.", status=1)
        if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
            return _tell(line=f"Can't write to {error.filename}: {error.strerror}.", status=1)
        raise


def _run(*, command: str, rest: Sequence[str]) -> int:
    match command, rest:
        case "test", _:
            return quality.test(arguments=rest)
        case "manage", _:
            _manage(rest=rest)
        case "prepare", [mode]:
            prepare.everything(mode=mode, signins=places.home() / "signins.txt")
        case "backup", [folder]:
            backup.save(target=Path(folder).resolve())
        case "restore", [folder]:
            backup.restore(source=Path(folder).resolve())
        case name, [] if name in PLAIN:
            PLAIN[name]()
        case _:
            raise Trouble(f"There is no command {' '.join([command, *rest])!r}. ./anju help lists them.", status=2)
    return 0


def _manage(*, rest: Sequence[str]) -> None:
    home = places.writable(folder=places.home())
    identity.settle(home=home, mode=None)
    with database.ready():
        management.execute_from_command_line(["./anju manage", *rest])


def _setup() -> None:
    assets.ready()
    messages.build()


def _help() -> None:
    print(HELP.format(home=places.home()))


PLAIN: dict[str, Callable[[], object]] = {
    "demo": lambda: service.start(mode="demo"),
    "start": lambda: service.start(mode="real"),
    "stop": service.stop,
    "check": quality.check,
    "setup": _setup,
    "messages": messages.build,
    "help": _help,
    "--help": _help,
    "-h": _help,
}


def _tell(*, line: str, status: int) -> int:
    print(f"anju: {line}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
