"""An example plug-in: a rule pack. Its entry point names this package, whose directory holds the TOML files:

[cleaner.rules]
harbour = "harbour_rules"
"""
