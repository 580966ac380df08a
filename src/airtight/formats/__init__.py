"""Bytes to columns and back: formats that other programs read."""
