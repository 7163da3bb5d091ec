"""Screens of relief and of help calls: the street takes in, the county decides; who needs help is handed over at once."""
