"""This module is the web server's entry."""

import os

from django.core.wsgi import get_wsgi_application

from anju.config import access, alive, machines, warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.config.settings")

application = access.logged(application=machines.beside(pages=get_wsgi_application()))
alive.watch()
warm.up()
