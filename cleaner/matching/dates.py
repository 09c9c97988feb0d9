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
from datetime import date

from cleaner.matching.folding import fold

# One line a language, twelve months, the spellings of one month parted by "/".
_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec
januar/jänner februar/feber märz/mär/mrz april mai juni juli august september oktober/okt november dezember/dez
janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août/aoû septembre octobre novembre décembre/déc
enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic
gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/set/sett ottobre/ott novembre dicembre
janeiro fevereiro/fev março abril maio junho julho agosto setembro outubro/out novembro dezembro
januari februari maart/mrt april mei juni juli augustus september oktober november december
stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек
січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/кві травня/травень/тра червня/червень/чер липня/липень/лип серпня/серпень/сер вересня/вересень/вер жовтня/жовтень/жов листопада/листопад/лис грудня/грудень/гру
ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ απριλίου/απρίλιος/απρ μαΐου/μάιος/μαϊ ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ αυγούστου/αύγουστος/αυγ σεπτεμβρίου/σεπτέμβριος/σεπ/σεπτ οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε δεκεμβρίου/δεκέμβριος/δεκ
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/إبريل/نيسان/أفريل مايو/أيار/ماي يونيو/حزيران/جوان يوليو/تموز/جويلية أغسطس/آب/أوت سبتمبر/أيلول أكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه/جولای اوت سپتامبر اکتبر نوامبر دسامبر
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
ianuarie/ian februarie martie/mart aprilie mai iunie/iun iulie/iul august septembrie octombrie noiembrie decembrie
január február/febr március/márc/már április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre/des
януари/ян/яну февруари/фев/февр март/мар април/апр май юни юли август/авг септември/сеп/септ октомври/окт ноември/ное/ноем/нов декември/дек
tammikuuta/tammikuu/tammikuun/tammi helmikuuta/helmikuu/helmikuun/helmi maaliskuuta/maaliskuu/maaliskuun/maalis huhtikuuta/huhtikuu/huhtikuun/huhti toukokuuta/toukokuu/toukokuun/touko kesäkuuta/kesäkuu/kesäkuun/kesä heinäkuuta/heinäkuu/heinäkuun/heinä elokuuta/elokuu/elokuun/elo syyskuuta/syyskuu/syyskuun/syys lokakuuta/lokakuu/lokakuun/loka marraskuuta/marraskuu/marraskuun/marras joulukuuta/joulukuu/joulukuun/joulu
januar februar mars april mai juni juli august september oktober november desember/des
januari februari/pebruari maret april mei juni juli agustus/agu/agt/ags september oktober november/nopember/nop desember
januára/január/januara februára/február/februara marca/marec apríla/apríl/aprila mája/máj júna/jún/juna júla/júl/jula augusta/august septembra/september októbra/október/oktobra novembra/november decembra/december
जनवरी/जन फरवरी/फर मार्च अप्रैल/अप्रेल मई जून जुलाई/जुल अगस्त/अग सितंबर/सितम्बर/सित/सितं अक्टूबर/अक्तूबर/अक्टू/अक्तू नवंबर/नवम्बर/नव/नवं दिसंबर/दिसम्बर/दिस/दिसं
มกราคม/ม.ค/มค กุมภาพันธ์/ก.พ/กพ มีนาคม/มี.ค/มีค เมษายน/เม.ย/เมย พฤษภาคม/พ.ค/พค มิถุนายน/มิ.ย/มิย กรกฎาคม/กรกฏาคม/ก.ค/กค สิงหาคม/ส.ค/สค กันยายน/ก.ย/กย ตุลาคม/ต.ค/ตค พฤศจิกายน/พ.ย/พย ธันวาคม/ธ.ค/ธค
ינואר/בינואר/ינו/בינו פברואר/בפברואר/פבר/בפבר מרץ/במרץ/מרס/במרס/מארס אפריל/באפריל/אפר/באפר מאי/במאי יוני/ביוני/יונ/ביונ יולי/ביולי/יול/ביול אוגוסט/באוגוסט/אוג/באוג ספטמבר/בספטמבר/ספט/בספט אוקטובר/באוקטובר/אוק/באוק נובמבר/בנובמבר/נוב/בנוב דצמבר/בדצמבר/דצמ/בדצמ
siječnja/siječanj/sijecnja/sijecanj veljače/veljača/veljace/veljaca ožujka/ožujak/ozujka/ozujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada/listopad studenoga/studenog/studeni prosinca/prosinac
januara/januar februara/februar marta/mart aprila/april maja/maj juna/jun/juni jula/jul/juli avgusta/avgust/augusta septembra/septembar/sep oktobra/oktobar/okt novembra/novembar/nov decembra/decembar/dec
"""
# Names of months that are another one or no month elsewhere: they hold after a day with its dot, `3. listopada`, where
# Polish has none. Czech has one too: its `listopad` is the Croatian one only where the year has a dot as well.
_DOTTED = "sij/sije velj/vel ožu tra svi lip srp kol/avg ruj lis/listopada stu pro"
_TWICE_DOTTED = {"listopad": 10}
_SOLAR_HIJRI = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_WEEKDAYS = """
monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun
montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì domenica gio dom mié jue vie sáb
segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle po út st čt pá
pondelok utorok streda stredu štvrtok piatok sobotu nedeľa nedeľu št
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс понеділок вівторок середа п'ятниця субота неділя
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή pazartesi salı çarşamba perşembe cuma cumartesi pazar
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag tysdag laurdag sundag
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه
luni marți marţi miercuri joi vineri sâmbătă sâmbata sambata sîmbătă duminică duminica
senin selasa rabu kamis jumat jum'at sabtu minggu ahad
thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy thứ_bẩy chủ_nhật chúa_nhật thứ_2 thứ_3 thứ_4 thứ_5 thứ_6 thứ_7 t2 t3 t4 t5 t6 t7 cn
रविवार इतवार सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार वीरवार शुक्रवार शनिवार रवि सोम मंगल बुध गुरु शुक्र शनि
יום_ראשון יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי יום_שבת שבת יום_א יום_ב יום_ג יום_ד יום_ה יום_ו ביום_ראשון ביום_שני ביום_שלישי ביום_רביעי ביום_חמישי ביום_שישי בשבת
понеделник вторник сряда четвъртък петък събота неделя пон вто сря чет четв пет съб нед
ponedjeljak utorak srijeda srijedu četvrtak cetvrtak petak subota subotu nedjelja nedjelju ponedeljak sreda sredu nedelja nedelju
"""
# Vietnamese counts its months, in figures or in words, and says `month` before each; `năm` is five and a year.
_VIETNAMESE_MONTHS = "một/giêng hai ba tư/bốn năm sáu bảy/bẩy tám chín mười mười_một mười_hai"
_THAI_WEEKDAYS = "จันทร์ อังคาร พุธ พฤหัสบดี พฤหัสฯ พฤหัส ศุกร์ เสาร์ อาทิตย์"
_SHORT_WEEKDAYS = "pon uto sri sre čet pet sub ned"  # words or names elsewhere: known beside a date only
_HUNGARIAN_WEEKDAYS = "hétfő kedd szerda csütörtök péntek szombat vasárnap"
_BULGARIAN_WEEKDAYS = "понеделник вторник сряда четвъртък петък събота неделя"  # may follow a date and a comma


def _folded(names: str) -> list[str]:
    return [fold(name).replace("_", " ") for name in names.split()]


def _month_numbers() -> dict[str, int]:
    table: dict[str, int] = {}
    for line in _MONTHS.strip().splitlines():
        for number, spellings in enumerate(line.split(), start=1):
            for name in spellings.split("/"):
                table.setdefault(fold(name).replace("_", " "), number)
    return table


_MONTH = _month_numbers()
_VIETNAMESE_MONTH = {
    fold(name).replace("_", " "): number
    for number, spellings in enumerate(_VIETNAMESE_MONTHS.split(), start=1)
    for name in spellings.split("/")
}
_SOLAR_MONTH = {name: number for number, name in enumerate(_folded(_SOLAR_HIJRI), start=1)}
_DOTTED_MONTH = {
    fold(name): number for number, names in enumerate(_DOTTED.split(), start=1) for name in names.split("/")
}


_WEEKDAY = frozenset(
    (
        *_folded(f"{_WEEKDAYS} {_HUNGARIAN_WEEKDAYS} {_THAI_WEEKDAYS}"),
        *(f"วัน{name}" for name in _folded(_THAI_WEEKDAYS)),
    )
)
# Thai names are listed, because their vowel signs are no letters to a pattern; the longest first.
_THAI_NAMES = sorted((name for name in _MONTH if name[0] > "\u0e00" and name[0] < "\u0e7f"), key=len, reverse=True)
_THAI_SHORT = [name for name in _THAI_NAMES if len(name.replace(".", "")) < 4]
_BESIDE_DATES = _WEEKDAY | frozenset(_folded(_SHORT_WEEKDAYS))
_DAY, _YEAR = "[0-3]?[0-9]", "(?:19|20)[0-9][0-9]"
# A word of letters; the vowel signs of Devanagari are none to `re`.
_LETTER = r"[^\W\d_\u0900-\u0963]", r"[\u0900-\u0963]"
_A_WORD = rf"(?:{_LETTER[0]}+|{_LETTER[1]}+)"
_BUDDHIST = 543  # years that the Thai calendar is ahead
# Any word: whether it is a month's name is looked up. Some Arabic names have two words.
_NAME = rf"(?:{_LETTER[0]}{{2,13}}(?: (?:الاول|الثانی))?|{_LETTER[1]}{{2,13}})"
_GROUPS = {
    "%y": f"(?P<y>{_YEAR})",
    "%sy": "(?P<sy>1[34][0-9][0-9])",
    "%m": "(?P<m>1[0-2]|0?[1-9])",
    "%d2": f"(?P<m>{_DAY})",
    "%d": f"(?P<d>{_DAY})",
    "%b": rf"(?P<b>{_NAME})[.']?",
    "%n": _NAME,
    "%p": f"(?P<p>{_NAME})",
    "%v": rf"(?:tháng|thg\.?|th\.?) ?(?P<v>1[0-2]|0?[1-9]|{'|'.join(sorted(_VIETNAMESE_MONTH, reverse=True))})",
    "%be": "(?P<be>25[0-9][0-9])",
    "%ty": f"(?P<ty>25[0-9][0-9]|{_YEAR})",
    "%t2": "(?P<t2>[4-9][0-9])(?= ?(?:$|[|,/()•·-]|[0-2]?[0-9][:.][0-5][0-9]|เวลา|โดย|อัป|อัพ|ปรับ|แก้|หมวด))",
    "%ts": rf"(?P<t>{'|'.join(map(re.escape, _THAI_SHORT))})\.?",
    "%t": rf"(?P<t>{'|'.join(map(re.escape, _THAI_NAMES))})\.?",
    "%w": f"(?:, ?(?:{'|'.join(_folded(_HUNGARIAN_WEEKDAYS))}))?",
}
# Each form with %y %m %d for year, month and day; %b a month's name, %n another name of it, %p and %sy a month and a
# year of the Solar Hijri calendar, %v a month in Vietnamese, %w a weekday in Hungarian, where a comma may stand before it; %t and %ts a month in
# Thai and its abbreviation, %ty, %t2 and %be its year, of four figures in either calendar, of two, and the Buddhist one.
_FORMS = (
    r"%y-%m-%d",
    r"%y/%m/%d",
    r"%y\.%m\.%d",
    r"%y\. ?%m\. ?%d\.%w",
    r"%sy/%m/%d",
    r"%y ?年 ?%m ?月 ?%d ?日",
    r"%y ?년 ?%m ?월 ?%d ?일",
    r"%d(?:\.|er|st|nd|rd|th|o|a|\.o|-?го|-[вртм]и|η)?[ -](?:of |de |d')?%b(?:/%n)?(?:,?[ -](?:de |del )?|,)%y",
    r"%d[./]%b[./]%y",
    r"%d\.%b %y",
    r"%b[ -]%d(?:st|nd|rd|th)?(?:(?:,|\.| de| del)? |,)%y",
    r"%y[ ,-]%b[ -]%d",
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


_NAMED = {"%b", "%p", "%t", "%ts", "%v"}
_FIGURES = tuple(_form(template) for template in _FORMS if not _NAMED & set(_SLOT.findall(template)))
_THAI = tuple(_form(template) for template in _FORMS if {"%t", "%ts"} & set(_SLOT.findall(template)))
_THAI_SEEN = re.compile("[\u0e01-\u0e4e]")
_NAMES = tuple(_form(template) for template in _FORMS if {"%b", "%p"} & set(_SLOT.findall(template)))
_VIETNAMESE = tuple(_form(template) for template in _FORMS if "%v" in template)
_PARTED = re.compile("[0-9](?:[-/.] ?[0-9]| ?[年년])")  # what dates in figures have
_THANG = re.compile(r"tháng |\b(?:thg|th)\.? ?[01]?[0-9]")  # what dates in Vietnamese have
_LETTERS = re.compile(_A_WORD)
_MONTH_WORDS = frozenset(name.split()[0] for name in (*_MONTH, *_SOLAR_MONTH))
_SEEN_MONTHS = _MONTH_WORDS | _DOTTED_MONTH.keys()
_HALF = r"a\.? ?m\.?|p\.? ?m\.?|صباحا|مساء|ص|م|ق\.ظ|ب\.ظ|पूर्वाह्न|अपराह्न|לפנה\"צ|אחה\"צ"
_HALF_BEFORE = "上午|下午|午前|午後|오전|오후|am|pm|ص|م|सुबह|दोपहर|शाम|पूर्वाह्न|अपराह्न"
_OFFSET = "[+-][01][0-9]:?[0-5][0-9]"
# Letters for zones; most stand for more than one offset.
_ZONES = "[ecmp][sd]?t|cest|cet|eest|eet|bst|ist|jst|kst|msk|мск|wib|wita|wit"
_LINK = (
    r"at|um|à|a las|alle|ore|às|as|om|o|o godz\.|godz\.|v|в|о|στις|στισ|saat|kl\.?|klockan|klokken|klo|kello|ora|orele|la|u|"
    r"pukul|pkl\.?|jam|lúc|vào lúc|الساعه|ساعت|को|पर|समय|(?:[|-] ?)?เวลา ?:?|בשעה|שעה|@|\||-|·|•|/"
)
TIME_PATTERN = (
    rf"(?:(?:{_HALF_BEFORE}) ?)?[0-2]?[0-9] ?[:.h時时시] ?[0-5][0-9](?:分|분|min)?(?::[0-5][0-9](?:\.[0-9]+)?)?"
    rf"(?: ?(?:{_HALF}))?(?: ?(?:uhr|hod\.?|h|hrs|часа|ч\.?|г|बजे|sati|časova|น\.?))?"
    rf"(?:,? ?\(?(?:z|(?:gmt|utc)(?: ?[+-][0-9]{{1,2}}(?::?[0-5][0-9])?)?|{_OFFSET}|{_ZONES})\)?)?"
)
# Vietnamese says morning and afternoon behind the hour, in two letters that other languages have as words.
_TIME_AFTER = (
    rf"(?:t|,? ?(?:(?:{_LINK}) |ב-? ?)?)"
    rf"(?P<time>{TIME_PATTERN}(?: (?:sa|ch|sáng|chiều|tối)(?![^\W\d_]| [^\W\d_]))?)(?![0-9a-z])"
)
_CJK_DAY = "(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
_YEAR_WORD = (
    r"(?: ?(?:г\.|г(?!\w)|р\.|года|година|год\.|року|r\.)|\.? (?:godine|god\.)|\. ?g\.|"
    r"\.(?=,? (?:(?:u|-|\||/) )?[0-2]?[0-9][:.][0-5]))?"
)
# What belongs to a date on its right: the word for year, a weekday, a time.
_AFTER = re.compile(
    rf"{_YEAR_WORD}(?:,? (?:{'|'.join(_folded(_BULGARIAN_WEEKDAYS))})(?!\w)|"
    rf" ?(?:\((?P<day>{_A_WORD})\)|{_CJK_DAY}|(?P<weekday>(?!di [^\W\d_]){_LETTER[0]}{{2,12}}|{_LETTER[1]}{{2,12}})(?=[ ,]|$)))?"
    rf"(?:{_TIME_AFTER})?"
)
_ONLY_TIME = re.compile(rf"{_YEAR_WORD}(?:{_TIME_AFTER})?")
_TIME = re.compile(
    rf"(?P<before>{_HALF_BEFORE})? ?(?P<h>[0-2]?[0-9]) ?[:.h時时시] ?(?P<min>[0-5][0-9])(?:分|분|min)?"
    rf"(?::(?P<s>[0-5][0-9])(?:\.[0-9]+)?)? ?(?P<half>{_HALF}|sa|ch|sáng|chiều|tối)?(?: ?uhr)?,? ?\(?"
    rf"(?:(?:gmt|utc) ?(?P<hours>[+-][0-9]{{1,2}})|(?P<zone>z|utc|gmt|{_OFFSET}))?"
)
_BEFORE = re.compile(
    rf"(?P<weekday>(?<![^\W_])(?:thứ |t)[2-7]|{_A_WORD}(?:[ '-]{_A_WORD})?)[.']?,? (?:den |the |el |le |dnia |ngày )?$"
)
_THAI_BEFORE = re.compile(
    rf"(?:(?:วัน)?(?:{'|'.join(_folded(_THAI_WEEKDAYS))})|(?<![^ |])(?:พฤ|อา|[จอพศส])\.)(?:,| ?ที่)? ?$"
)
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
    return folded.strip(".,") in _MONTH_WORDS


def is_weekday(folded: str) -> bool:
    """Whether a folded word is a weekday's name, in full or abbreviated."""
    return folded.strip(".,") in _WEEKDAY


def _dates(text: str, day_first: bool) -> list[tuple[int, int, date]]:
    """Start, end and day of each date, from left to right; of two that overlap the one that begins first."""
    forms = _FIGURES if _PARTED.search(text) else ()
    if not _SEEN_MONTHS.isdisjoint(_LETTERS.findall(text)):
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
    if m["weekday"] in _BESIDE_DATES:
        return m.start()
    return m.end("weekday") - len(last) if last in _BESIDE_DATES else start


def _after(text: str, end: int) -> tuple[int, str]:
    """Where what belongs to a date on its right ends, and the time in it."""
    m = _AFTER.match(text, end)
    if m and m["weekday"] and m["weekday"] not in _WEEKDAY:  # some other word: only a time may follow
        m = _ONLY_TIME.match(text, end)
    return (m.end(), m["time"] or "") if m else (end, "")


def _day(m: re.Match[str], day_first: bool) -> date | None:
    g = m.groupdict()
    day = int(g["d"])
    if g.get("sy"):
        return _solar_hijri(int(g["sy"]), _SOLAR_MONTH.get(g["p"], 0) if g.get("p") else int(g["m"]), day)
    if g.get("v"):
        return _valid(int(g["y"]), _VIETNAMESE_MONTH.get(g["v"]) or int(g["v"]), day)
    if said := g.get("ty") or g.get("t2") or g.get("be"):
        year = int(said) + 2500 * (len(said) == 2)
        return _valid(year - _BUDDHIST * (year >= 2500), _MONTH[g["t"]] if g.get("t") else int(g["m"]), day)
    month = _month(m) if g.get("b") else int(g["m"])
    may_turn = g.get("m") and m.start("y") > m.start("d")
    if may_turn and (month > 12 or (not day_first and day <= 12 and "." not in m[0])):
        day, month = month, day
    return _valid(int(g["y"]), month, day)


def _month(m: re.Match[str]) -> int:
    """The number of a month by its name, which the dots of the day and the year may tell."""
    name, month = m["b"], 0
    if m.start("b") > m.end("d") and m.string.startswith(".", m.end("d")):
        month = _DOTTED_MONTH.get(name, 0) or (m.string.startswith(".", m.end()) and _TWICE_DOTTED.get(name, 0))
    return month or _MONTH.get(name, 0)


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
    if (
        half
        in ("pm", "م", "مساء", "بظ", 'אחה"צ', "下午", "午後", "오후", "ch", "chiều", "tối", "दोपहर", "शाम", "अपराह्न")
        and hour < 12
    ):
        hour += 12
    elif (
        half in ("am", "ص", "صباحا", "قظ", 'לפנה"צ', "上午", "午前", "오전", "sa", "sáng", "सुबह", "पूर्वाह्न")
        and hour == 12
    ):
        hour = 0
    if hour > 23:
        return ""
    zone = f"{int(m['hours']):+03}:00" if m["hours"] else m["zone"] or ""
    zone = "Z" if zone in ("z", "utc", "gmt") else zone
    seconds = f":{m['s']}" if m["s"] else ""
    return f"T{hour:02}:{m['min']}{seconds}{zone}"
