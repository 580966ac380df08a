"""Assumptions as they are printed."""


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, a line each."""
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))
