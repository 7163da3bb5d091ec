"""The declaration: one question a page, kept in a draft, sent once. Source: B1, B4, L11."""
