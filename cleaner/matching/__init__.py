"""How lines meet rules: folded, their dates marked, looked up in what was made of all patterns, and asked."""
