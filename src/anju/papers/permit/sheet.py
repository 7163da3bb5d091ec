"""What all papers of the permit say alike: words with their gloss, dates, entries, head and foot."""

import base64
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law import city
from anju.law.wording import Text
from anju.papers import press

BLANK = Text(zh="", en="")
NAMED = Text(zh="{name}", en="{name}")
DAY = Text(zh="{on}", en="{on}")
PROVISIONAL = Text(zh="（暂定）", en="(provisional)")
PRINTED = Text(zh="{on}打印", en="Printed {on}")
NUMBER = Text(zh="编号", en="No.")
OFFICER = Text(zh="经办人", en="Officer")
OFFICE = Text(zh="单位（盖章）", en="Office (seal)")
DATE = Text(zh="日期", en="Date")
RECEIVED = Text(zh="送达回执", en="Proof of delivery")
RECEIVER = Text(zh="收件人签名", en="Received by")

Words = dict[str, str]
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Copy:
    """How one copy is written: for whom, and on which day it is printed."""

    printed_on: datetime.date
    # a gloss below the Chinese
    english: bool

    def words(self, text: Text | str) -> Words:
        """Return a text, with its gloss where this copy has one; what is the same in both is said once."""
        said = Text(zh=text, en="") if isinstance(text, str) else text
        return {"zh": said.zh, "en": said.en if self.english and said.en != said.zh else ""}

    def row(self, label: Text, value: Text | str) -> dict[str, Words]:
        """Return an entry; a bare date reads the same in any language."""
        bare = value.zh if isinstance(value, Text) and _ISO.fullmatch(value.en) else value
        return {"label": self.words(label), "value": self.words(bare)}

    def head(self, *, title: Text, number: str, authority: str, basis: Text) -> dict[str, object]:
        """Return what stands at the head and the foot of every sheet."""
        return {
            "title": self.words(title),
            "number": number,
            "number_label": self.words(NUMBER),
            "authority": authority,
            "basis": self.words(basis),
            "printed": self.words(PRINTED.format(on=self.printed_on)),
        }


def copy(*, printed_on: datetime.date, language: str) -> Copy:
    """Return how a copy for a reader of a language is written."""
    return Copy(printed_on=printed_on, english=language.lower().startswith("en"))


def day(on: datetime.date | None) -> Text:
    """Return a day in both spellings, nothing for none."""
    return DAY.format(on=on) if on is not None else BLANK


def day_of(at: datetime.datetime | None) -> Text:
    """Return the city's day of a moment."""
    return day(city.day(at)) if at is not None else BLANK


def due(*, on: datetime.date, provisional: bool) -> Text:
    """Return the last day of a limit, marked where it is provisional."""
    said = day(on)
    return Text(zh=said.zh + PROVISIONAL.zh, en=f"{said.en} {PROVISIONAL.en}") if provisional else said


def picture(data: bytes | None) -> str:
    """Return a picture as SVG for the press, empty for none; it never touches the disk."""
    if data is None:
        return ""
    inside = base64.b64encode(data).decode("ascii")
    # 358 × 441: the photo norm; whatever else was let through by an officer is cropped around its middle
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="358" height="441" viewBox="0 0 358 441">'
        f'<image width="358" height="441" preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,{inside}"/>'
        "</svg>"
    )


def letter(
    *,
    copy: Copy,
    head: Mapping[str, object],
    to: str,
    opening: list[Text],
    rows: list[tuple[Text, Text | str]],
    parts: list[tuple[Text, list[Text], list[Text]]],
    signed: list[tuple[Text, Text | str]],
) -> bytes:
    """Return a letter as PDF; each part is a heading, numbered items and paragraphs."""
    return press.pdf(
        template="permit/letter",
        data={
            **head,
            "to": copy.words(to),
            "opening": [copy.words(text) for text in opening],
            "rows": [copy.row(label, value) for label, value in rows],
            "parts": [
                {
                    "title": copy.words(title),
                    "items": [copy.words(item) for item in items],
                    "words": [copy.words(text) for text in words],
                }
                for title, items, words in parts
            ],
            "signed": [{"label": copy.words(label), "value": str(value)} for label, value in signed],
            "delivered": {"title": copy.words(RECEIVED), "lines": [copy.words(RECEIVER), copy.words(DATE)]},
        },
    )
