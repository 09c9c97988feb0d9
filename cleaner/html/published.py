"""When: JSON-LD, meta tags, `time` elements, the address, and the dateline beside the title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from lxml.html import HtmlElement

from cleaner.heads import addresses
from cleaner.html import json_ld
from cleaner.html.fact import Fact
from cleaner.html.masthead import Masthead
from cleaner.html.page import Page, text_of
from cleaner.matching import dates
from cleaner.matching.folding import fold

_PUBLISHED = (
    ("article:published_time", 0.9), ("og:article:published_time", 0.9), ("article:published", 0.9),
    ("og:published_time", 0.85), ("datepublished", 0.75), ("parsely-pub-date", 0.85), ("sailthru.date", 0.85),
    ("pubdate", 0.8), ("publish_date", 0.8), ("publishdate", 0.8), ("publication_date", 0.8), ("published_time", 0.8),
    ("article.published", 0.8), ("dc.date.issued", 0.8), ("dcterms.issued", 0.75), ("article_date_original", 0.85),
    ("citation_online_date", 0.7), ("citation_publication_date", 0.7), ("citation_date", 0.7), ("dc.date", 0.6),
    ("dcterms.date", 0.6), ("dcterms.created", 0.5), ("date", 0.55), ("dc.date.created", 0.5), ("datecreated", 0.5),
    ("article:post_date", 0.8),
)  # fmt: skip
_MODIFIED = (
    ("article:modified_time", 0.9), ("og:updated_time", 0.8), ("datemodified", 0.8), ("article:modified", 0.85),
    ("dcterms.modified", 0.7), ("dc.date.modified", 0.7), ("lastmod", 0.7), ("last-modified", 0.6), ("revised", 0.6),
    ("article:updated_time", 0.85), ("og:modified_time", 0.8),
)  # fmt: skip
_DAY_NAME = re.compile(
    r"^(?!.*(?:modif|updat)).*(?:published|publish[-_]?(?:date|time)|publication[-_]?date|pub[-_]?date|date[-_]?pub)"
)
_CHANGE_NAME = re.compile(
    r"(?:date|time|last)[-_.:]?(?:modif|updat)|(?:modified|updated)[-_.:]?(?:date|time|at|on)|^updated$"
)
_LONGEST_DATE = 45  # characters
_ISO = re.compile(
    r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[T ]+(?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d|UTC|GMT)?)?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}Z?)?")
_UNMISTAKABLE = frozenset(("json-ld", "opengraph", "meta", "url"))  # year, month, day, or the month by its name
_PUBLISHED_LABEL = re.compile(
    r"(?:date )?publi(?:shed|cation date|sh date|é|é le|cado|cado en|cato|cato il)(?: on| date)?|posted(?: on)?|date|"
    r"veröffentlicht(?: am)?|erschienen(?: am)?|datum|gepubliceerd(?: op)?|data|fecha|data publikacji|opublikowano|"
    r"publisert|publicerad|publiceret|udgivet|julkaistu|megjelent|közzétéve|publicat|publikováno|"
    r"publikované|zverejnené|uverejnené|vydané|dátum(?: (?:zverejnenia|vydania|publikovania))?|"
    r"(?:diterbitkan|dipublikasikan|diposting|tayang|terbit)(?: pada)?|tanggal(?: terbit| publikasi)?|"
    r"(?:ngày |được )?(?:đăng|xuất bản)(?: ngày| lúc| vào)?|"
    r"प्रकाशित|प्रकाशन तिथि|पब्लिश|"
    r"(?:วันที่)?(?:เผยแพร่|โพสต์)(?:เมื่อ)?|วันที่|"
    r"פורסם(?: בתאריך)?|תאריך(?: פרסום)?|"
    r"публикуван[аои]?(?: на)?|дата на публикуване|"
    r"objavljeno|datum objave|објављено|датум објаве|publicat el|data de publicació|"
    r"publicēts|publicēšanas datums|ievietots|paskelbta|publikuota|paskelbimo data|avaldatud|avaldamise kuupäev|"
    r"опубликовано|дата|تاريخ النشر|发布时间|發布時間|公開日|投稿日|掲載日|게시일|등록일|yayın tarihi|ημερομηνία",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modif|revis|edited|last review|aktualis|geändert|zuletzt|stand:|mis à jour|màj|actualiz|aggiornat|atualiz|"
    r"uppdater|oppdater|opdater|senast ändrad|sist endret|senest ændret|päivitet|muokat|frissít|módosít|upraven|"
    r"diperbar|diperbaharui|dimutakhir|disunting|"
    r"cập nhật|chỉnh sửa|sửa đổi|"
    r"अपडेट|अद्यतन|संशोधित|עודכ|עדכון|"
    r"обновен|актуализ|последна промяна|"
    r"ažuriran|izm(?:ij)?enj|izmjena|izmena|promijenjen|"
    r"posodobljen|zadnja sprememba|spremenjen|dopolnjen|ажуриран|измењен|последња измена|actualitz|"
    r"atjaunot|atjaunināt|labots|atnaujint|pakeist|uuendatud|muudetud|"
    r"bijgewerkt|gewijzigd|aktualiz|обновл|изменен|güncel|оновл|ενημερ|تحد[يی]ث|به.?روز|更新|수정|최종|อั[ปพ]เด[ตท]|ปรับปรุง|แก้ไข",
    re.IGNORECASE,
)


def facts(
    page: Page, node: json_ld.Node | None, over: json_ld.Node | None, head: Masthead, *, day_first: bool
) -> Iterator[Fact]:
    """Every place of the page that dates it."""
    found = [
        *_structured(node, 0.76, day_first=day_first),
        *(_structured(over, 0.7, day_first=day_first) if over is not node else ()),
        *_metas(page, day_first=day_first),
        *_in_url(page.url or ""),
        *_marked(page, head, day_first=day_first),
        *_labelled(page, head, day_first=day_first),
        *_lines(head),
    ]
    yield from _reconciled(found)
    yield from _only_shown(found)
    yield from _last_resort(found, head)


def _reconciled(found: list[Fact]) -> Iterator[Fact]:
    """The facts, what is shown read as the page's data say it.

    That is a day in figures that can be read both ways, and one that is another day only by the zone of its time.
    """
    told = [fact.value for fact in found if fact.field == "date" and fact.source in _UNMISTAKABLE]
    shown = [fact.value for fact in found if _is_shown(fact)]
    exact = {value[:10]: value for value in told}
    moments = {moment: value for value in told if (moment := _moment(value))}
    turned = {f"{day[:4]}-{day[8:]}-{day[5:7]}": value for day, value in exact.items()}
    turned |= {value[:10]: moments[moment] for value in shown if (moment := _moment(value)) in moments}
    for fact in found:
        day = fact.value[:10]
        yield replace(fact, value=turned[day]) if _is_shown(fact) and day in turned and day not in exact else fact


def _only_shown(found: Sequence[Fact]) -> Iterator[Fact]:
    """The day of the last change, where a page shows its readers that alone, and only its JSON-LD has another.

    Such pages are written anew under their old address: what they hold is of the day they show.
    """
    days = {fact.value[:10] for fact in found if fact.field == "date"}
    sources = {fact.source for fact in found if fact.field == "date"}
    shown = next((f for f in found if f.field == "date_modified" and f.source in ("dateline", "time")), None)
    if shown and sources == {"json-ld"} and shown.value[:10] not in days:
        yield Fact("date", shown.value, shown.source, 0.85)


def _is_shown(fact: Fact) -> bool:
    """Whether a fact is a day as readers see it, and not as the page's data have it."""
    return fact.field == "date" and fact.source not in _UNMISTAKABLE


def _moment(value: str) -> datetime | None:
    """The moment that a time with its zone names, the same in all zones."""
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def iso(text: str, *, day_first: bool = True) -> str | None:
    """A date in any notation as ISO 8601, with the time where it is given."""
    text = text.strip()[:100]
    m = _ISO.search(text)
    if m and (day := dates.parse(m["day"])):
        zone = (m["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
        zone = f"{zone[:3]}:{zone[-2:]}" if len(zone) > 4 else zone
        moment = f"{day}T{m['time']}{zone}"
        return moment if m["time"] and _is_moment(moment) else day
    if m := _COMPACT.fullmatch(text):
        return dates.parse("-".join(m.groups()[:3]))
    return dates.parse(fold(text), day_first=day_first)


def _is_moment(text: str) -> bool:
    """Whether there is such an hour, and such a zone."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _structured(node: json_ld.Node | None, sure: float, *, day_first: bool) -> Iterator[Fact]:
    if node is None:
        return
    published = iso(json_ld.line(node.get("datePublished")), day_first=day_first)
    modified = iso(json_ld.line(node.get("dateModified")), day_first=day_first)
    if published:
        # Site builders write the day they last built the page into both.
        yield Fact(
            "date",
            published,
            "json-ld",
            sure
            if published[:10] != (modified or "")[:10] or ("T" in published and published != modified)
            else sure - 0.2,
        )
    elif created := iso(json_ld.line(node.get("dateCreated")), day_first=day_first):
        yield Fact("date", created, "json-ld", 0.55)
    if modified:
        yield Fact("date_modified", modified, "json-ld", 0.9)


def _metas(page: Page, *, day_first: bool) -> Iterator[Fact]:
    for field, names in (("date", _PUBLISHED), ("date_modified", _MODIFIED)):
        for name, sure in names:
            value = iso(page.meta(name), day_first=day_first) if name in page.metas else None
            if value:
                yield Fact(field, value, "meta" if ":" not in name else "opengraph", sure)
                break
        else:
            yield from _other_metas(page, field, day_first=day_first)


def _other_metas(page: Page, field: str, *, day_first: bool) -> Iterator[Fact]:
    """What sites call such a tag themselves, where it has none of the known names: `w-published-date`."""
    names = [name for name in page.metas if (_CHANGE_NAME if field == "date_modified" else _DAY_NAME).search(name)]
    said = (text for name in names if len(text := page.meta(name)) <= _LONGEST_DATE)
    values = sorted(value for text in said if (value := iso(text, day_first=day_first)))
    if values:
        yield Fact(field, values[-1 if field == "date_modified" else 0], "meta", 0.7)


def _in_url(url: str) -> Iterator[Fact]:
    if said := addresses.day(url):
        yield Fact("date", said.day, "url", said.sure)


def _marked(page: Page, head: Masthead, *, day_first: bool) -> Iterator[Fact]:
    """Elements marked by microdata, and the first `time` element of the article."""
    given: set[str] = set()
    for element in (*page.properties[:_MOST_MARKED], *page.tree.by_tag("time")[:_MOST_MARKED]):
        role = element.get("itemprop") or ("datePublished" if element.get("pubdate") is not None else "time")
        if role not in _ROLES or role in given or (element.tag != "meta" and head.elsewhere(element)):
            continue
        value = iso(
            element.get("datetime") or element.get("content") or element.get("title") or text_of(element, 80),
            day_first=day_first,
        )
        if value:
            given.add(role)
            field, sure = _ROLES[role]
            if role == "time" and _is_update(element):
                field = "date_modified"
            yield Fact(field, value, "time" if element.tag == "time" else "itemprop", sure)


def _labelled(page: Page, head: Masthead, *, day_first: bool) -> Iterator[Fact]:
    """The first `time` element under a heading that says `Published`."""
    for element in page.tree.by_tag("time")[:_MOST_MARKED]:
        if _PUBLISHED_LABEL.fullmatch(_label(element)) and not head.elsewhere(element, asides=True):
            value = iso(element.get("datetime") or text_of(element, 80), day_first=day_first)
            if value:
                yield Fact("date", value, "time", 0.7)
                return


def _label(element: HtmlElement) -> str:
    """The text of the block before an element, if that is short; there a page says what a date is of."""
    for node in (element, *islice(element.iterancestors(), 2)):
        before = node.getprevious()
        if before is not None:
            return text_of(before, _LONGEST_DATE).strip(" :") if isinstance(before.tag, str) else ""
        above = node.getparent()
        if above is not None and (above.text or "").strip():
            return ""
    return ""


_MOST_MARKED = 200
_ROLES = {
    "datePublished": ("date", 0.75),
    "dateModified": ("date_modified", 0.8),
    "dateCreated": ("date", 0.5),
    "time": ("date", 0.55),
}


def _is_update(element: HtmlElement) -> bool:
    above = element.getparent()
    name = " ".join(e.get("class") or "" for e in (element, above) if e is not None)
    words = (above.text or "") if above is not None else ""
    return _UPDATED.search(f"{name} {words[-40:]}") is not None


def _lines(head: Masthead) -> Iterator[Fact]:
    """The dateline: the first date below the title, or else above it."""
    given: set[str] = set()
    for sign in head.signs:
        if sign.field != "authors" and sign.field not in given:
            given.add(sign.field)
            yield Fact(sign.field, sign.value, "dateline", sign.sure - 0.2 * head.is_above(sign))


def _last_resort(found: Iterable[Fact], head: Masthead) -> Iterator[Fact]:
    """Where nothing else dates the article: a date further down, or the day it was last changed; neither surely."""
    dated = [fact for fact in found if fact.field in ("date", "date_modified")]
    if any(fact.field == "date" for fact in dated):
        return
    changed = next((fact.value for fact in dated if fact.source in ("dateline", "json-ld", "time")), None)
    signs = sorted(head.beyond, key=lambda sign: (sign.field == "date_modified", not sign.labelled))
    sign = next((sign for sign in signs if sign.field != "authors"), None)
    if sign and (not changed or (sign.labelled and sign.field == "date")):
        yield Fact("date", sign.value, "dateline", 0.5)
    elif changed:
        yield Fact("date", changed, "dateline", 0.4)
