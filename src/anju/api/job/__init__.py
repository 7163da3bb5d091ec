"""The job board by machine: open jobs for anybody with a token, and an employer's own vacancies for its machine."""

from anju.api.job import board, offering
from anju.api.job.base import router

__all__ = ["board", "offering", "router"]
