"""The title: found above the body, put into the metadata, and taken out wherever the page's head repeats it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.document import Document, Label
from cleaner.heads import fields
from cleaner.heads.wording import without_site
from cleaner.matching.folding import same_text
from cleaner.registry import labeller

_WHY = "the article's title, kept in the metadata"
_AGAIN = "repeats the article's title"
_WITH_SITE = "the page's title: the article's with the site's name or the author behind it"
_IN_TITLE = "a date in the title counts where no line gives one"
_LABEL = re.compile(r"^\w{3,12}\s?:\s+")  # Subject: Betreff: Objet:
_SAYS_SO = re.compile(
    r"^(?:title|titel|titre|título|titulo|titolo|tytuł|titlu|název|otsikko|başlık|заголовок|назва|"
    r"subject|betreff|objet|asunto|assunto|oggetto|temat|onderwerp|ämne|emne|тема|标题|標題|題名|제목)\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[[^\]]*\]")
_MARKED = re.compile(r"(?:#{1,6}\s+)?(?P<marks>\*\*|__|\*|_|)(?P<title>\S.*?)(?P=marks)(?:\s+#+)?")
_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af|przez)\s+(.+)", re.IGNORECASE)


@labeller
def title(document: Document) -> Iterable[Label]:
    """The title line, its copies in the page's head, and the page title with the site's name behind it."""
    known = document.metadata.get("title")
    if known:
        chosen, taken = str(known), -1
    else:
        best = document.headline
        if best is None:
            return
        chosen, taken = _plain(best.text), best.unit
        yield Label(best.unit, best.unit, "title", "title/found", _WHY, 0.95, {"title": chosen})
    for label in _copies(document, chosen):  # the line that was found is no copy of itself, but may name the site
        yield label if label.first != taken else label._replace(first=0, last=-1)
    if "date" not in document.metadata and (date := fields.date(chosen, document)):
        yield Label(0, -1, "title", "title/date", _IN_TITLE, 0.1, {"date": date})


def _plain(text: str) -> str:
    """A title without the marks that make it a heading in Markdown, or the label that says it is one."""
    said = _SAYS_SO.sub("", text)
    marked = _MARKED.fullmatch(said)
    return _PICTURE.sub("", marked["title"] if marked else said).strip()


def _copies(document: Document, chosen: str) -> Iterator[Label]:
    key, has_stop = same_text(chosen), chosen.endswith(".")
    for unit, its_key in enumerate(document.head.keys):
        if its_key == key:
            if document.units[unit].endswith(".") and not has_stop:
                continue  # a sentence that says it again
            yield Label(unit, unit, "title", "title/copy", _AGAIN, 0.95)
        elif key and key in its_key and len(its_key) <= 2 * len(key) + 60:
            yield from _longer(document, unit, key)


def _longer(document: Document, unit: int, key: str) -> Iterator[Label]:
    """A line with the title and something more in it: a label before, or a site or an author behind."""
    text = document.units[unit]
    head, rest = without_site(text)
    if same_text(_LABEL.sub("", text)) == key:
        yield Label(unit, unit, "title", "title/copy", _AGAIN, 0.95)
    elif rest and same_text(head) == key:
        yield Label(unit, unit, "title", "title/with-site", _WITH_SITE, 0.94, _found(rest, document))


def _found(rest: str, document: Document) -> dict[str, Any]:
    by = _BY.match(rest)
    names = fields.authors(by[1], document) if by else None
    return {"authors": names} if names else {"site": rest}
