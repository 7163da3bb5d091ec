"""The residence permit as its holder sees it: countdown, application, endorsement, card, end. Source: E–H."""
