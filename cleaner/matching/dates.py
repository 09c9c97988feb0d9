"""Dates as pages print them, in many languages, turned into ISO 8601.

One table of month names serves both sides: `mark` puts one character where a line has a date, so that `{{date}}` in a
rule's pattern is that character and no rule carries the grammar; `parse` reads the value. All of it works on folded text.

    >>> parse("published: fri, march 15, 2019")
    '2019-03-15'
    >>> parse("07.11.2018 | 09:45")
    '2018-11-07T09:45'
    >>> parse("no date here") is None
    True
"""

import re
from collections.abc import Set
from datetime import date

from cleaner.matching import calendar_names as names
from cleaner.matching.folding import A_WORD, LETTER

_DAY, _YEAR = "[0-3]?[0-9]", "(?:19|20)[0-9][0-9]"
_BUDDHIST = 543  # years that the Thai calendar is ahead
# Any word: whether it is a month's name is looked up. Some Arabic names have two words.
_NAME = rf"(?:{LETTER[0]}{{2,13}}(?: (?:الاول|الثانی))?|{LETTER[1]}{{2,13}})"
_GROUPS = {
    "%y": f"(?P<y>{_YEAR})",
    "%sy": "(?P<sy>1[34][0-9][0-9])",
    "%m": "(?P<m>1[0-2]|0?[1-9])",
    "%d2": f"(?P<m>{_DAY})",
    "%d": f"(?P<d>{_DAY})",
    "%b": rf"(?P<b>{_NAME})[.']?",
    "%n": _NAME,
    "%p": f"(?P<p>{_NAME})",
    "%v": rf"(?:tháng|thg\.?|th\.?) ?(?P<v>1[0-2]|0?[1-9]|{'|'.join(sorted(names.VIETNAMESE_MONTH, reverse=True))})",
    "%be": "(?P<be>25[0-9][0-9])",
    "%ty": f"(?P<ty>25[0-9][0-9]|{_YEAR})",
    "%t2": "(?P<t2>[4-9][0-9])(?= ?(?:$|[|,/()•·-]|[0-2]?[0-9][:.][0-5][0-9]|เวลา|โดย|อัป|อัพ|ปรับ|แก้|หมวด))",
    "%ts": rf"(?P<t>{'|'.join(map(re.escape, names.THAI_SHORT))})\.?",
    "%t": rf"(?P<t>{'|'.join(map(re.escape, names.THAI_NAMES))})\.?",
    "%w": f"(?:, ?(?:{'|'.join(names.HUNGARIAN_WEEKDAYS)}))?",
}
# Each form with %y %m %d for year, month and day; %b a month's name, %n another name of it, %p and %sy a month and a
# year of the Solar Hijri calendar, %v a month in Vietnamese, %w a weekday in Hungarian, where a comma may stand before it;
# %t and %ts a month in Thai and its abbreviation, %ty, %t2 and %be its year, of four figures in either calendar, of two,
# and the Buddhist one.
_FORMS = (
    r"%y-%m-%d",
    r"%y/%m/%d",
    r"%y\.%m\.%d",
    r"%y\. ?%m\. ?%d\.%w",
    r"%sy/%m/%d",
    r"%y ?年 ?%m ?月 ?%d ?日",
    r"%y ?년 ?%m ?월 ?%d ?일",
    r"%d(?:\.|er|st|nd|rd|th|o|a|r|\.o|-?го|-[вртм]и|η)?[ -](?:of |de |d')?%b(?:/%n)?(?:,?[ -](?:de |del )?|,)%y",
    r"%d[./]%b[./]%y",
    r"%d\.%b,? %y",
    r"%y\. ?(?:g(?:ada|ads|\.)|a(?:asta|\.)),? ?%d\. ?%b",  # Latvian, Estonian: 2021. gada 3. maijs
    r"%y ?m\.?,? ?%b(?: mėn\.?)? ?%d(?:(?: ?d\.?)(?!\w))?",  # Lithuanian: 2021 m. gegužės 3 d.
    r"%b[ -]%d(?:st|nd|rd|th)?(?:(?:,|\.| de| del)? |,)%y",
    r"%y[ ,-]%b[ -]%d(?: d\.?(?!\w))?",
    r"%y\. ?%b ?%d\.?%w",
    r"%d[./-]%d2[./-]%y",  # day and month in the country's own order
    r"%d\. ?%m\. ?%y",
    r"%d %p,? %sy",
    r"(?:ngày )?%d,? %v(?:,? năm |, ?| ?[/-] ?| )%y",
    r"\b%v (?:ngày )?%d(?:,? năm |, ?| )%y",
    r"%d[./-]%m[./-]%be",
    r"%d[ /-]?(?:เดือน ?)?%t[ /,-]{0,2}(?:ปี ?)?(?:[พค]\.? ?ศ\.? ?)?%ty",
    r"%d[ /-]?%ts[ /-]?%t2",
    r"%t %d,? %ty",
)


_SLOT = re.compile("%(?:sy|d2|be|t[ys2]|[ymdbnptvw])")


def _form(template: str) -> re.Pattern[str]:
    """A form as a pattern; a date in figures must begin and end where its figures do."""
    filled = _SLOT.sub(lambda m: _GROUPS[m[0]], template)
    return re.compile(rf"(?<![0-9]){filled}(?:(?<=[日일])|(?![0-9]))")


def _forms(wanted: Set[str]) -> tuple[re.Pattern[str], ...]:
    """The forms that hold one of these slots; without any, those that name no month."""
    slots = {template: set(_SLOT.findall(template)) for template in _FORMS}
    return tuple(_form(template) for template, own in slots.items() if own & wanted or not (wanted or own & _NAMED))


_NAMED = {"%b", "%p", "%t", "%ts", "%v"}
_FIGURES, _NAMES, _THAI, _VIETNAMESE = map(_forms, (set(), {"%b", "%p"}, {"%t", "%ts"}, {"%v"}))
_THAI_SEEN = re.compile("[\u0e01-\u0e4e]")
_PARTED = re.compile("[0-9](?:[-/.] ?[0-9]| ?[年년])")  # what dates in figures have
_THANG = re.compile(r"tháng |\b(?:thg|th)\.? ?[01]?[0-9]")  # what dates in Vietnamese have
_LETTERS = re.compile(A_WORD)
_HALF = r"a\.? ?m\.?|p\.? ?m\.?|صباحا|مساء|ص|م|ق\.ظ|ب\.ظ|पूर्वाह्न|अपराह्न|לפנה\"צ|אחה\"צ"
_HALF_BEFORE = "上午|下午|午前|午後|오전|오후|am|pm|ص|م|सुबह|दोपहर|शाम|पूर्वाह्न|अपराह्न"
_MORNING = frozenset('am ص صباحا قظ לפנה"צ 上午 午前 오전 sa sáng सुबह पूर्वाह्न'.split())  # without points and blanks
_AFTERNOON = frozenset('pm م مساء بظ אחה"צ 下午 午後 오후 ch chiều tối दोपहर शाम अपराह्न'.split())
_OFFSET = "[+-][01][0-9]:?[0-5][0-9]"
# Letters for zones; most stand for more than one offset.
_ZONES = "[ecmp][sd]?t|cest|cet|eest|eet|bst|ist|jst|kst|msk|мск|wib|wita|wit"
_LINK = (
    r"at|um|à|a las|alle|ore|às|as|om|o|o godz\.|godz\.|v|в|о|στις|στισ|saat|kl\.?|klockan|klokken|klo|kello|ora|orele|la|u|у|ob|a les|"
    r"plkst\.?|pulksten|kell|"
    r"pukul|pkl\.?|jam|lúc|vào lúc|الساعه|ساعت|को|पर|समय|(?:[|-] ?)?เวลา ?:?|בשעה|שעה|@|\||-|·|•|/"
)
TIME_PATTERN = (
    rf"(?:(?:{_HALF_BEFORE}) ?)?[0-2]?[0-9] ?[:.h時时시] ?[0-5][0-9](?:分|분|min)?(?::[0-5][0-9](?:\.[0-9]+)?)?"
    rf"(?: ?(?:{_HALF}))?(?: ?(?:uhr|hod\.?|h|hrs|часова|часа|ч\.?|г|बजे|sati|časova|val\.?|น\.?))?"
    rf"(?:,? ?\(?(?:z|(?:gmt|utc)(?: ?[+-][0-9]{{1,2}}(?::?[0-5][0-9])?)?|{_OFFSET}|{_ZONES})\)?)?"
)
# Vietnamese says morning and afternoon behind the hour, in two letters that other languages have as words.
_TIME_AFTER = (
    rf"(?:t|,? ?(?:(?:{_LINK}) |plkst\.|ב-? ?)?)"
    rf"(?P<time>{TIME_PATTERN}(?: (?:sa|ch|sáng|chiều|tối)(?![^\W\d_]| [^\W\d_]))?)(?![0-9a-z])"
)
_CJK_DAY = "(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
_YEAR_WORD = (
    r"(?: ?(?:г\.|г(?!\w)|р\.|года|година|год\.|року|r\.)|\.? (?:godine|god\.|године|год\.)|\. ?[gг]\.|"
    r" ?\. ?(?:a\.?(?=,|$| kell)|aasta(?:l)?(?!\w))|"
    r"\.(?=,? (?:(?:u|у|-|\||/|plkst\.?|kell|kl) )?[0-2]?[0-9][:.][0-5]))?"
)
# What belongs to a date on its right: the word for year, a weekday, a time.
_AFTER = re.compile(
    rf"{_YEAR_WORD}(?:,? (?:{'|'.join(names.COMMA_WEEKDAYS)})(?!\w)|"
    rf" ?(?:\((?P<day>{A_WORD})\)|{_CJK_DAY}|(?P<weekday>(?!di [^\W\d_]){LETTER[0]}{{2,12}}|{LETTER[1]}{{2,12}})(?=[ ,]|$)))?"
    rf"(?:{_TIME_AFTER})?"
)
_ONLY_TIME = re.compile(rf"{_YEAR_WORD}(?:{_TIME_AFTER})?")
_TIME = re.compile(
    rf"(?P<before>{_HALF_BEFORE})? ?(?P<h>[0-2]?[0-9]) ?[:.h時时시] ?(?P<min>[0-5][0-9])(?:分|분|min)?"
    rf"(?::(?P<s>[0-5][0-9])(?:\.[0-9]+)?)? ?(?P<half>{_HALF}|sa|ch|sáng|chiều|tối)?(?: ?uhr)?,? ?\(?"
    rf"(?:(?:gmt|utc) ?(?P<hours>[+-][0-9]{{1,2}})|(?P<zone>z|utc|gmt|{_OFFSET}))?"
)
_BEFORE = re.compile(
    rf"(?P<weekday>(?<![^\W_])(?:thứ |t)[2-7]|{A_WORD}(?:[ '-]{A_WORD})?)[.']?(?:,| [-|])? (?:den |the |el |le |dnia |ngày )?$"
)
_THAI_BEFORE = re.compile(rf"(?:(?:วัน)?(?:{'|'.join(names.THAI_WEEKDAYS)})|(?<![^ |])(?:พฤ|อา|[จอพศส])\.)(?:,| ?ที่)? ?$")
_YEAR_SEEN = re.compile(r"(?:1[349]|2[05])[0-9][0-9]|[คยพ]\.?[ /-]?[4-9][0-9]")
MARK = "\ue000"  # what `{{date}}` is in a rule's pattern: one private-use character
_LONGEST = 200  # characters; no rule reads a date in a longer line


def mark(folded: str) -> tuple[str, list[tuple[int, int]]]:
    """The line with each date, its weekday and time included, as one `MARK`; and where those dates stood.

    >>> mark("posted on march 15, 2019 at 8:15 am by ann") == (f"posted on {MARK} by ann", [(10, 35)])
    True
    """
    if len(folded) > _LONGEST or not _YEAR_SEEN.search(folded):
        return folded, []
    found = [(_begin(folded, start), _after(folded, end)[0]) for start, end, _ in _dates(folded, day_first=True)]
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(folded)]
    return MARK.join(folded[a:b] for a, b in zip(ends, starts, strict=True)), found


def parse(folded: str, *, day_first: bool = True) -> str | None:
    """The first date in folded text as ISO 8601, with the time where one follows it; None if there is none.

    `day_first` decides `3/4/2019` and `3-4-2019`, which only the reader's country can. An offset is given only where the
    text has it in figures or says UTC; zone letters such as `ET` stand for two offsets and are left out.
    """
    found = _dates(folded, day_first)
    if not found:
        return None
    _, end, day = found[0]
    return day.isoformat() + _iso_time(_after(folded, end)[1])


def is_month(folded: str) -> bool:
    """Whether a folded word is a month's name, in full or abbreviated."""
    return folded.strip(".,") in names.MONTH_WORDS


def is_weekday(folded: str) -> bool:
    """Whether a folded word is a weekday's name, in full or abbreviated."""
    return folded.strip(".,") in names.WEEKDAY


def _dates(text: str, day_first: bool) -> list[tuple[int, int, date]]:
    """Start, end and day of each date, from left to right; of two that overlap the one that begins first."""
    forms = _FIGURES if _PARTED.search(text) else ()
    if not names.SEEN_MONTHS.isdisjoint(_LETTERS.findall(text)):
        forms += _NAMES
    if _THANG.search(text):
        forms += _VIETNAMESE
    if _THAI_SEEN.search(text):
        forms += _THAI
    candidates = [
        (m.start(), -m.end(), day) for form in forms for m in form.finditer(text) if (day := _day(m, day_first))
    ]
    found: list[tuple[int, int, date]] = []
    for start, negative_end, day in sorted(candidates):
        if not found or start >= found[-1][1]:
            found.append((start, -negative_end, day))
    return found


def _begin(text: str, start: int) -> int:
    """Where the weekday before a date begins, or the date itself."""
    if m := _THAI_BEFORE.search(text, max(0, start - 30), start):
        return m.start()
    m = _BEFORE.search(text, max(0, start - 30), start)
    if not m:
        return start
    last = m["weekday"].rsplit(" ", 1)[-1]
    if m["weekday"] in names.BESIDE_DATES:
        return m.start()
    return m.end("weekday") - len(last) if last in names.BESIDE_DATES else start


def _after(text: str, end: int) -> tuple[int, str]:
    """Where what belongs to a date on its right ends, and the time in it."""
    m = _AFTER.match(text, end)
    if m and m["weekday"] and m["weekday"] not in names.WEEKDAY:  # some other word: only a time may follow
        m = _ONLY_TIME.match(text, end)
    return (m.end(), m["time"] or "") if m else (end, "")


def _day(m: re.Match[str], day_first: bool) -> date | None:
    g = m.groupdict()
    day = int(g["d"])
    if g.get("sy"):
        return _solar_hijri(int(g["sy"]), names.SOLAR_MONTH.get(g["p"], 0) if g.get("p") else int(g["m"]), day)
    if g.get("v"):
        return _valid(int(g["y"]), names.VIETNAMESE_MONTH.get(g["v"]) or int(g["v"]), day)
    if said := g.get("ty") or g.get("t2") or g.get("be"):
        year = int(said) + 2500 * (len(said) == 2)
        return _valid(year - _BUDDHIST * (year >= 2500), names.MONTH[g["t"]] if g.get("t") else int(g["m"]), day)
    month = _month(m) if g.get("b") else int(g["m"])
    may_turn = g.get("m") and m.start("y") > m.start("d")
    if may_turn and (month > 12 or (not day_first and day <= 12 and "." not in m[0])):
        day, month = month, day
    return _valid(int(g["y"]), month, day)


def _month(m: re.Match[str]) -> int:
    """The number of a month by its name, which the dots of the day and the year may tell."""
    name, month = m["b"], 0
    if m.start("b") > m.end("d") and m.string.startswith(".", m.end("d")):
        month = names.DOTTED_MONTH.get(name, 0) or (
            m.string.startswith(".", m.end()) and names.TWICE_DOTTED.get(name, 0)
        )
    return month or names.MONTH.get(name, 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _solar_hijri(year: int, month: int, day: int) -> date | None:
    import jdatetime

    try:
        gregorian: date = jdatetime.date(year, month, day).togregorian()
    except ValueError:
        return None
    return gregorian


def _iso_time(time: str) -> str:
    m = _TIME.match(time)
    if not m:
        return ""
    hour = int(m["h"])
    half = re.sub("[. ]", "", m["half"] or m["before"] or "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    if hour > 23:
        return ""
    zone = f"{int(m['hours']):+03}:00" if m["hours"] else m["zone"] or ""
    zone = "Z" if zone in ("z", "utc", "gmt") else zone
    seconds = f":{m['s']}" if m["s"] else ""
    return f"T{hour:02}:{m['min']}{seconds}{zone}"
