"""This module is the command line behind ./anju."""

import os
import sys

from django.core import management

from anju.config.launch import database
from anju.config.launch.trouble import Trouble


def main() -> int:
    """This runs one command and says what went wrong in one line."""
    command, *rest = sys.argv[1:] or ["help"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.config.settings")
    try:
        if command == "manage":
            with database.ready():
                management.execute_from_command_line(["./anju manage", *rest])
    except Trouble as trouble:
        print(f"anju: {trouble}", file=sys.stderr)
        return trouble.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
