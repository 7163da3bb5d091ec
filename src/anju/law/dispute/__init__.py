"""This package is a dispute beyond its case: mediation, arbitration, what was agreed and whether it was kept, legal aid.

Source: I7, I9, I10; 劳动争议调解仲裁法, 人民调解法, 法律援助法 (law/texts/sources.toml).
"""
