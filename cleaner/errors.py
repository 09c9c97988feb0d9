"""What can go wrong, as one tree: catch `CleanerError` for all of it."""


class CleanerError(Exception):
    """Base of every error this package raises on purpose."""


class RuleError(CleanerError):
    """A rule pack is wrong; the message names file, rule and key."""


class SettingsError(CleanerError):
    """A setting is unknown or has a value that cannot be used."""


class PluginError(CleanerError):
    """An installed plug-in could not be loaded."""


class SourceError(CleanerError):
    """An input cannot be read; the message names the file, the record and what to do."""
