"""Any physics model by itself: named inputs with units in, named numbers out."""
