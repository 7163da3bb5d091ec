"""Screens of the departments: cases with their clock, parts of joint cases, times to book, a window, and figures."""
