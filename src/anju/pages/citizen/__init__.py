"""Pages for residents: one question a page, on a phone, without JavaScript."""
