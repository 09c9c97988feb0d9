"""Clean body text and metadata out of raw scraped articles.

    >>> from cleaner import clean
    >>> clean("Harbour reopens\\n\\n…").text  # doctest: +SKIP

`clean` is one call with the default settings; a `Cleaner` is compiled once and called often.
"""

from cleaner.document import Document, Label, Removed
from cleaner.errors import CleanerError, PluginError, RuleError, SettingsError, SourceError
from cleaner.pipeline import Cleaner, Result, clean
from cleaner.registry import fixer, labeller
from cleaner.settings import Settings

__all__ = [
    "Cleaner",
    "CleanerError",
    "Document",
    "Label",
    "PluginError",
    "Removed",
    "Result",
    "RuleError",
    "Settings",
    "SettingsError",
    "SourceError",
    "clean",
    "fixer",
    "labeller",
]
