"""The cited numbers: TOML data and its loader.

To add an entry, write a table into a file under `data/` with a kind (`keys.KINDS`), a title and the numbers
that its kind must have (`keys.REQUIRED`), each as low / nominal / high (or value) with unit, source keys,
mark and, for an assumption, the reason; add new sources to `data/bibliography.toml`; then run
`airtight catalog check`.
"""
