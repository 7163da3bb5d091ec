"""This package is the job board and the register of employment: employers, vacancies, applications, entries."""
