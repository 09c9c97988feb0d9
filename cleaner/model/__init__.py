"""The line model: what an article looks like, for the chrome no rule has seen."""
