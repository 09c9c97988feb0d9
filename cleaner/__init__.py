"""Clean body text and metadata out of raw scraped articles.

    >>> from cleaner import clean
    >>> clean("The ferry is late again, the harbour master said on Monday.\\n\\nLike this:").removed[0].kind
    'share'

`clean` is one call with the default settings; a `Cleaner` is compiled once and called often.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.document import Document, Label, Removed
    from cleaner.errors import CleanerError, PluginError, RuleError, SettingsError, SourceError
    from cleaner.pipeline import Cleaner, Result, clean
    from cleaner.registry import fixer, labeller
    from cleaner.settings import Settings

# Where the public names live. They are imported when first asked for: `cleaner --help` needs none of them.
_HOMES = {
    "document": ("Document", "Label", "Removed"),
    "errors": ("CleanerError", "PluginError", "RuleError", "SettingsError", "SourceError"),
    "pipeline": ("Cleaner", "Result", "clean"),
    "registry": ("fixer", "labeller"),
    "settings": ("Settings",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"cleaner.{_HOME[name]}"), name)


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
