"""What is measured: `cleaner` in its ways, and its peers, each called as its own documentation does, with its defaults.

Each function imports one tool and gives the call from one page to whatever the tool makes of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

Call = Callable[[str], object]


@dataclass(frozen=True)
class Tool:
    """A tool by the name in the tables; `package` is what pip installs, `reads` is "text" or "html"."""

    name: str
    package: str
    reads: str
    load: Callable[[], Call]


def _cleaner(form: str, **settings: bool) -> Callable[[], Call]:
    def load() -> Call:
        from cleaner import Cleaner, Settings

        cleaner = Cleaner(Settings(**settings))
        return lambda source: cleaner.clean(source, form=form)

    return load


def _c4() -> Call:
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    c4 = C4QualityFilter()
    return lambda text: c4.filter(Document(text=text, id=""))


def _ftfy() -> Call:
    import ftfy

    return ftfy.fix_text


def _trafilatura() -> Call:
    import trafilatura

    return trafilatura.extract


def _justext() -> Call:
    import justext

    stop_words = justext.get_stoplist("English")
    return lambda page: [p.text for p in justext.justext(page, stop_words) if not p.is_boilerplate]


CLEANER = Tool("cleaner", "article-cleaner", "text", _cleaner("text"))
PEERS = (
    Tool("cleaner, fast", "article-cleaner", "text", _cleaner("text", fast=True)),
    Tool("cleaner, rules alone", "article-cleaner", "text", _cleaner("text", model=False)),
    Tool("datatrove C4QualityFilter", "datatrove", "text", _c4),
    Tool("ftfy.fix_text", "ftfy", "text", _ftfy),
    Tool("cleaner, HTML", "article-cleaner", "html", _cleaner("html")),
    Tool("cleaner, HTML, fast", "article-cleaner", "html", _cleaner("html", fast=True)),
    Tool("trafilatura.extract", "trafilatura", "html", _trafilatura),
    Tool("jusText", "jusText", "html", _justext),
)
