"""What stands around a piece of text in the tree: elements by what they are for, classes by what they are called."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cleaner.packs import Rule

# Elements that part their text from what stands before and after; the rest flows in a line.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p "
    "pre search section select summary table tbody td tfoot th thead tr ul br".split()
)
# Elements whose text no reader sees, and the readings beside Chinese characters, which would stand within words.
UNSEEN = frozenset(
    "script style noscript template svg math head title iframe object embed applet audio video canvas map textarea "
    "noembed noframes datalist rp rt".split()
)
# What a line may stand in, by element and by ARIA role.
ELEMENTS = (
    "article main nav aside footer header form figure figcaption table td th li blockquote pre h1 h2 h3 h4 h5 h6 p "
    "button label select address details dl section time dialog".split()
)
_ROLES = {
    "main": "main", "article": "article", "navigation": "nav", "complementary": "aside", "contentinfo": "footer",
    "banner": "header", "search": "form", "dialog": "dialog", "form": "form",
}  # fmt: skip
# Words in the names of classes and ids, by what they are used for on pages everywhere.
NAMED = {
    "comments": "comment disqus respond replies livefyre",
    "share": "share social addthis addtoany follow",
    "related": "related recommend readmore read-more more-stories also-like next-up outbrain taboola yarpp popular "
    "trending",
    "newsletter": "newsletter subscri signup sign-up mailing optin opt-in",
    "cookie": "cookie consent gdpr privacy",
    "navigation": "nav menu breadcrumb pagination pager skip-link",
    "sidebar": "sidebar side-bar widget rail aside",
    "footer": "footer colophon copyright legal",
    "header": "header masthead topbar top-bar banner",
    "advert": "advert promo sponsor ad-slot adsense dfp cta call-to-action",
    "meta": "meta byline author dateline posted publish timestamp bio",
    "content": "content article entry story post-body body-text richtext rich-text prose main-text wysiwyg",
    "title": "title headline heading",
    "tags": "tags tag-list categor topics label",
    "caption": "caption credit photo gallery image media",
    "overlay": "modal popup pop-up overlay lightbox tooltip toast",
    "unseen": "hidden sr-only screen-reader visually-hidden visuallyhidden offscreen print-only",
    "product": "product price cart shop checkout sku",
    "teaser": "teaser card tile grid carousel slider",
    "thread": "message thread topic forum bbcode",
    "contents": "toc table-of-contents",
    "account": "login log-in account search user",
    "donate": "donat paypal patreon support-us",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAME = 300  # characters of a class or id that are looked at

ELEMENT_BITS = {name: 1 << number for number, name in enumerate(ELEMENTS)}
NAME_BITS = {name: 1 << number for number, name in enumerate(NAMED)}
_WORDS = [(word, NAME_BITS[group]) for group, words in NAMED.items() for word in words.split()]


class Context(NamedTuple):
    """An element with all that stands around it.

    `elements` and `names` are bit sets over `ELEMENTS` and `NAMED`, of the element and all around it; `near` the names
    of the element and the two around it.
    """

    block: Any  # the nearest element that parts lines
    tag: str  # of that element
    above: "Context | None"  # the context of the block around it
    link: bool = False
    elements: int = 0
    names: int = 0
    near: tuple[int, int, int] = (0, 0, 0)
    depth: int = 0
    mark: "Rule | None" = None  # the rule whose selector marks the innermost marked element around


def within(element: Any, attributes: Mapping[str, str], around: Context) -> Context:
    """The context of an element with these attributes that stands in another."""
    tag = element.tag
    own, bits = 0, ELEMENT_BITS.get(tag, 0)
    if attributes:
        if tag != "body":
            own = _said(attributes)
        if "role" in attributes:
            bits |= ELEMENT_BITS.get(_ROLES.get(attributes["role"], ""), 0)
    parts = tag in BLOCKS
    link = around.link or tag == "a"
    if not (parts or own or bits) and link is around.link:
        return around
    near = around.near
    return Context(
        element if parts else around.block,
        tag if parts else around.tag,
        around if parts else around.above,
        link,
        around.elements | bits,
        around.names | own,
        (own, near[0], near[1]) if parts or own else near,
        around.depth + 1,
        around.mark,
    )


def _said(attributes: Mapping[str, str]) -> int:
    """What an element's attributes say it is for, as a bit set over `NAMED`."""
    own = named(attributes["class"][:_LONGEST_NAME]) if "class" in attributes else 0
    if "id" in attributes:
        own |= named(attributes["id"][:_LONGEST_NAME])
    if "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"][:1000])):
        own |= NAME_BITS["unseen"]
    return own


@lru_cache(maxsize=1 << 15)
def named(name: str) -> int:
    """What a class or an id says its element is for, as a bit set over `NAMED`."""
    bits = 0
    for word, _, _ in _finder().find_matches_as_indexes(name.lower(), overlapping=True):
        bits |= _WORDS[word][1]
    return bits


@lru_cache(maxsize=1)
def _finder() -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick([word for word, _ in _WORDS])
