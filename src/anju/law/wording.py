"""This module holds sentences that people read, in Chinese and English at once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self


@dataclass(frozen=True)
class Text:
    """This is one sentence in both languages; `str()` gives the Chinese one."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def format(self, **parameters: object) -> Self:
        """This returns the sentence with its places filled; a Text or a date is rendered in each language."""
        return type(self)(
            zh=self.zh.format(**{name: _chinese(value) for name, value in parameters.items()}),
            en=self.en.format(**{name: _english(value) for name, value in parameters.items()}),
        )

    def in_language(self, code: str) -> str:
        """This returns the English sentence for en, en-gb …, and the Chinese one for every other code."""
        return self.en if code.lower().split("-")[0].split("_")[0] == "en" else self.zh


def joined(*texts: Text) -> Text:
    """This lists several texts in one, with each language's own comma."""
    return Text(zh="、".join(text.zh for text in texts), en=", ".join(text.en for text in texts))


def sentences(*texts: Text) -> Text:
    """This puts whole sentences one after another."""
    return Text(zh="".join(text.zh for text in texts), en=" ".join(text.en for text in texts))


def _chinese(value: object) -> object:
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value


def _english(value: object) -> object:
    if isinstance(value, Text):
        return value.en
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return value
