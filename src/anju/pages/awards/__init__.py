"""Awards: announced and given for everybody, nominating and consenting for residents, the office's desk."""
