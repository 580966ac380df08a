"""``python -m airtight.cli``, the same as ``airtight``."""

from airtight.cli import main

main()
