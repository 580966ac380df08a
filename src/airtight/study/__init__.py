"""Questions of many replications: options, differences, drivers."""
