"""An example plug-in: a fixer and a labeller for the pages of one harbour. Its entry point names this module:

[cleaner.cleaners]
harbour = "harbour_cleaners"
"""

import re
from collections.abc import Iterable

from cleaner import Document, Label, fixer, labeller


@fixer(order=60)
def tildes(text: str) -> str:
    """This site's editor writes `~~` for a dash."""
    return text.replace("~~", "–")


@labeller
def tide_table(document: Document, *, least: int = 2) -> Iterable[Label]:
    """Rows of the tide table in the site's margin, where there are `least` of them."""
    rows = [unit for unit, folded in enumerate(document.folded) if re.fullmatch(r"(high|low) water \d\d:\d\d", folded)]
    for unit in rows if len(rows) >= least else ():
        yield Label(unit, unit, "site-header", "harbour/tide-table", "the tide table stands on every page")
