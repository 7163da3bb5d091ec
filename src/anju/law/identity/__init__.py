"""This package checks and masks what identifies a person: ID number, name, phone, address line."""

from anju.law.identity.idcard import IdNumber, check_digit, check_id_number, normalise_id
from anju.law.identity.lines import normalise_line, normalise_name, normalise_phone
from anju.law.identity.masks import mask_id, mask_line, mask_name, mask_phone

__all__ = [
    "IdNumber",
    "check_digit",
    "check_id_number",
    "mask_id",
    "mask_line",
    "mask_name",
    "mask_phone",
    "normalise_id",
    "normalise_line",
    "normalise_name",
    "normalise_phone",
]
