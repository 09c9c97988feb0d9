"""Which code page bytes are in that are not Unicode and say nothing of it.

charset-normalizer tells scripts apart, and the encodings of one script, but takes French for Lithuanian: in short text
the Latin code pages differ by a handful of letters. So where it sees Latin letters, the words that need no accents say
the language, and the page that shows the most letters of that language's alphabet is the right one.
"""

import logging

from cleaner import languages

_SAMPLE = 30_000  # bytes looked at
_CANDIDATES = (
    "cp1252 iso8859_15 cp1250 iso8859_2 cp1251 koi8_r koi8_u iso8859_5 cp866 cp1253 iso8859_7 cp1254 iso8859_9 cp1255 "
    "cp1256 cp1257 cp1258 mac_roman gb18030 big5 shift_jis cp932 euc_jp euc_kr cp949 tis_620"
).split()
# The likelier of two that fit as well comes first.
_LATIN = ("cp1252", "cp1250", "iso8859_2", "iso8859_15", "cp1254", "cp1257", "mac_roman", "iso8859_9", "cp1258")
_ALPHABETS = {
    "en": "éèïöñç", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü¿¡ºª", "it": "àèéìíîòóùú",
    "pt": "ãâáàçéêíõôóúü", "nl": "ëïéèöüáóê", "ca": "àçéèíïóòúü·", "sv": "åäöé", "da": "åæøé", "no": "åæøéòô",
    "fi": "äöå", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
    "hr": "čćđšž", "sl": "čćđšž", "ro": "ăâîșțşţ", "tr": "çğıöşüâîi̇",
}  # fmt: skip
_MARKS = frozenset("«»“”„‘’‚–—…•·°§©®€£\xa0\u202f")  # what text in any of these languages may hold


def guess(data: bytes) -> str:
    """The likeliest encoding of `data`, as Python names it; Western European if nothing is likely."""
    from charset_normalizer import from_bytes  # 30 ms, and most input is UTF-8

    logging.getLogger("charset_normalizer").setLevel(logging.WARNING)
    sample = _telling(data)
    best = from_bytes(sample, cp_isolation=list(_CANDIDATES)).best()
    if best is None:
        return "cp1252"
    return _latin(sample, best.encoding) if best.encoding in _LATIN else best.encoding


def _telling(data: bytes) -> bytes:
    """Lines with bytes beyond ASCII in them, whole ones, so that no character is cut."""
    lines: list[bytes] = []
    size = 0
    for line in data.split(b"\n"):
        if not line.isascii():
            lines.append(line if len(line) <= _SAMPLE else line[:_SAMPLE].rpartition(b" ")[0] or line[:_SAMPLE])
            size += len(lines[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


def _latin(sample: bytes, best: str) -> str:
    """The Latin code page that shows the most letters of the text's language, or of any where that is not clear."""
    language = languages.vote(sample.decode(best, "replace"))
    alphabets = [_ALPHABETS[language]] if language in _ALPHABETS else list(_ALPHABETS.values())
    return max(_LATIN, key=lambda page: _most_shown(sample.decode(page, "replace"), alphabets))


def _most_shown(text: str, alphabets: list[str]) -> int:
    """How many characters beyond ASCII belong to the best of the alphabets, less those that do not."""
    foreign = [character for character in text.lower() if not character.isascii()]
    return max(sum(1 if c in alphabet or c in _MARKS else -1 for c in foreign) for alphabet in alphabets)
