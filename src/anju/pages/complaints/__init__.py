"""Complaints that an office owns or is offered: read, answered, passed on, taken or declined. Source: J1, J2."""
