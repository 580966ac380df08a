"""Kernels, counter-based random numbers, columns."""
