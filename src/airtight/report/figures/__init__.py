"""Pictures: each takes a recording and gives a matplotlib figure; `svg.inline` puts it into a page."""
