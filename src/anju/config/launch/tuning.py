"""This module writes the embedded server's settings: sized to the machine, silent about personal data."""

from pathlib import Path

MIB = 1024 * 1024

# Error lines must not carry the failing statement or its values: both may hold an ID number.
ALWAYS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "log_min_error_statement": "panic",
    # one kind of error line quotes the value in its first sentence; the application logs what failed, masked
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "timezone": "'Asia/Shanghai'",
    "jit": "off",
    "random_page_cost": "1.1",
}
LASTING = {
    "logging_collector": "on",
    "log_directory": "'log'",
    "log_filename": "'postgresql-%a.log'",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "max_wal_size": "'2GB'",
    "wal_compression": "on",
}
# For tests only: a power cut may destroy the data, and nobody would miss it.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "'5min'",
    "max_wal_size": "'1GB'",
}


def settings(*, memory: int, sockets: Path, fast: bool) -> str:
    """This is the text of anju.conf for a machine with `memory` bytes."""
    share = min(max(memory // 16 // MIB, 128), 1536)
    sized = {
        "shared_buffers": f"'{128 if fast else share}MB'",
        "effective_cache_size": f"'{memory // 2 // MIB}MB'",
        "work_mem": "'16MB'",
        "maintenance_work_mem": f"'{min(share, 512)}MB'",
        "unix_socket_directories": f"'{sockets}'",
    }
    lines = {**ALWAYS, **(FAST if fast else LASTING), **sized}
    head = "# Written at every start. Your own wishes: ALTER SYSTEM, which wins over this file.\n"
    return head + "".join(f"{name} = {value}\n" for name, value in lines.items())
