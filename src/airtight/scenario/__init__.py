"""What a user writes, checked, and the worlds drawn from it."""
