"""This module knows where the service listens, and whether that place is free and answers."""

import errno
import http.client
import os
import socket

from anju.config.launch.trouble import Trouble


def host() -> str:
    """This is the interface to listen on."""
    return os.environ.get("ANJU_HOST", "127.0.0.1")


def port() -> int:
    """This is the port to listen on."""
    given = os.environ.get("ANJU_PORT", "8371")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Trouble(f"ANJU_PORT is {given!r}; it must be a number from 1 to 65535.")
    return int(given)


def url() -> str:
    """This is the address that a person opens: by name, since passkeys refuse a bare number."""
    if given := os.environ.get("ANJU_PUBLIC_URL"):
        return given
    name = "localhost" if _near() == "127.0.0.1" else f"[{_near()}]" if ":" in _near() else _near()
    return f"http://{name}:{port()}/"


def check_free() -> None:
    """This makes sure that nobody else listens there."""
    family = socket.AF_INET6 if ":" in host() else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), port()))
            probe.listen()
        except PermissionError as error:
            raise Trouble(f"Port {port()} needs root. Set ANJU_PORT to one above 1023.") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Trouble(
                    f"Port {port()} is busy: another program listens there. Set ANJU_PORT to a free one."
                ) from error
            raise Trouble(
                f"Can't listen on {host()}:{port()}: {error.strerror}. Check ANJU_HOST and ANJU_PORT."
            ) from error


def answers() -> bool:
    """This says whether the service answers over HTTP by now."""
    link = http.client.HTTPConnection(_near(), port(), timeout=5)
    try:
        link.request("HEAD", "/")
        link.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
    return True


def _near() -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "localhost"}.get(host(), host())  # noqa: S104
