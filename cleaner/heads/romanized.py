"""How addresses spell the words of titles: in Latin letters without marks, Cyrillic and Greek by one of several tables.

>>> sorted(spellings("größe"))
['groesse', 'grosse', 'größe']
>>> spellings("щит") >= {"shchit", "schit", "shhit", "shtit"}
True
>>> spellings("渡轮")
frozenset({'渡轮'})
"""

import unicodedata
from functools import lru_cache

_NO_PARTS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
_PLAIN = str.maketrans(_NO_PARTS)
_WITH_E = str.maketrans({**_NO_PARTS, "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщыэюяіїєґјљњћђџў",
        "a b v g d e zh z i y k l m n o p r s t u f h c ch sh sch y e yu ya i yi ye g j lj nj c dj dz u".split(),
        strict=True,
    )
)
_SILENT = {"ъ": "", "ь": ""}
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
# What other tables spell otherwise: two of passports, ISO 9 as keyboards have it, Ukrainian, Bulgarian, Serbian.
_CYRILLIC_TOO = (
    {"х": "kh", "ц": "ts", "щ": "shch"},
    {"х": "kh", "ц": "ts", "щ": "shch", "й": "i", "ю": "iu", "я": "ia", "ъ": "ie"},
    {"ц": "ts", "й": "i"},
    {"х": "x", "й": "j", "щ": "shh", "ю": "ju", "я": "ja"},
    {"г": "h", "и": "y", "х": "kh", "ц": "ts", "щ": "shch", "й": "i", "ї": "i", "є": "ie", "ю": "iu", "я": "ia"},
    {"г": "h", "и": "y", "х": "h", "ц": "ts", "й": "j", "ї": "yi"},
    {"щ": "sht", "ъ": "a", "ц": "ts"},
    {"ж": "z", "ч": "c", "ш": "s"},
)
_GREEK_TOO = (
    {"β": "b", "χ": "x", "η": "h", "ω": "w", "υ": "u", "ξ": "ks"},
    {"χ": "h", "υ": "u", "ξ": "ks"},
    {"υ": "i", "χ": "h"},
)
_TABLES = [
    str.maketrans({**letters, **_SILENT, **other})
    for letters, others in ((_CYRILLIC, _CYRILLIC_TOO), (_GREEK, _GREEK_TOO))
    for other in ({}, *others)
]


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """A folded word, and what it may be in an address."""
    if word.isascii():
        return frozenset((word,))
    if is_latin(word):
        found = {_bare(word.translate(table)) for table in (_PLAIN, _WITH_E)}
    else:
        found = {_bare(word.replace("ου", "ou").translate(table)) for table in _TABLES}
    return frozenset((word, *(spelt for spelt in found if spelt and spelt.isascii())))


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin, marked or not."""
    return text.isascii() or _bare(text.translate(_PLAIN)).isascii()


def _bare(text: str) -> str:
    """Without the marks on its letters."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
