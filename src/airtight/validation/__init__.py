"""Claims with source, tolerance and how to reproduce them."""
