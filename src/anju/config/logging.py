"""This module sets up logs that never carry an ID number or a phone: JSON lines in real mode, readable ones otherwise."""

import logging
import logging.config
import re
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

# Between the digits a person or a spreadsheet may put spaces or dashes; full-width digits count as digits (\d).
_GAP = r"[ \-\u00a0]?"
_ID_NUMBER = re.compile(rf"(?<!\d)(?:\d{_GAP}){{17}}[\dXxＸｘ](?!\d)")
_OLD_ID_NUMBER = re.compile(rf"(?<!\d)(?:\d{_GAP}){{14}}\d(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:[+＋]?(?:86|８６){_GAP})?[1１]{_GAP}[3-9３-９](?:{_GAP}\d){{9}}(?!\d)")
# PostgreSQL repeats the row that a constraint refused, names and all
_ROW = re.compile(r"(DETAIL:|Failing row contains)[^\n]*")
_MASKS = ((_ID_NUMBER, "[id number]"), (_OLD_ID_NUMBER, "[id number]"), (_MOBILE, "[phone]"))


def scrub(text: str) -> str:
    """This masks whatever looks like an ID number of 18 or 15 digits or a mobile number of 11."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return _ROW.sub(r"\1 [row]", text)


def scrubbed(value: Any) -> Any:
    """This masks every text and number inside a value, keys included."""
    if isinstance(value, Mapping):
        return {scrubbed(key): scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrubbed(inner) for inner in value]
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        masked = scrub(str(value))
        return value if masked == str(value) else masked
    return scrub(value if isinstance(value, str) else repr(value))


def configure(*, mode: str) -> None:
    """This sends structlog's and the standard library's records through one chain that ends in the scrubber.

    Real mode logs JSON from INFO on, the demo readable lines, tests only from WARNING on.
    """
    # a line that can't be written is dropped: the library would print it raw, past the scrubber
    logging.raiseExceptions = mode == "test"
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"anju": {"()": _Formatter, "mode": mode}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "anju"}},
            "root": {"handlers": ["stderr"], "level": "WARNING" if mode == "test" else "INFO"},
            # Django's own line for a refused request repeats the address with its query; ours says it without.
            "loggers": {
                "django.request": {"level": "ERROR"},
                "django.security": {"level": "ERROR"},
                "procrastinate": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=mode != "test",
    )


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """This writes one record; the scrubber stands behind the exception text, so that it masks that too."""

    def __init__(self, *, mode: str) -> None:
        readable = structlog.dev.ConsoleRenderer(colors=False)
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        super().__init__(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *_shared()],
            processors=[
                self.remove_processors_meta,
                structlog.processors.format_exc_info,
                _scrub_event,
                as_json if mode == "real" else readable,
            ],
        )


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
        structlog.processors.StackInfoRenderer(),
    ]


def _scrub_event(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    stamp = event.pop("timestamp", None)  # our own: its digits are nobody's number
    clean: EventDict = scrubbed(event)
    return {"timestamp": stamp, **clean} if stamp else clean
