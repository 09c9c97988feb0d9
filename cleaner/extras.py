"""Packages that only some installations have: asked for when they are needed, with a word on how to get them."""

from importlib import import_module
from typing import Any

from cleaner.errors import SettingsError


def needed(module: str, extra: str) -> Any:
    """The module, which comes with an extra of this package.

    Raises:
        SettingsError: when it is not installed, naming the extra.
    """
    try:
        return import_module(module)
    except ImportError as e:
        raise SettingsError(
            f"{module.partition('.')[0]} is needed here ({e}): pip install 'article-cleaner[{extra}]'"
        ) from None
