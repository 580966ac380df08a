"""Figures, tables and the report, from recordings alone."""

from airtight.report.page import write_report

__all__ = ["write_report"]
