"""Questions of no replications: what physics alone says."""
