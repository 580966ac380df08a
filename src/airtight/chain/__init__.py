"""The defence itself: six rooms that meet only through messages."""
