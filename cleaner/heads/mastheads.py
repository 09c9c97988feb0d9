"""What the short lines beside a title say: who wrote it and when, though no word may say which is which.

A name alone is weak evidence: sections and products are capitalised too. It counts beside a date, a reading time or a
role, and when the text never writes its words in small letters, as it would those of a section.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cleaner.heads import people
from cleaner.lines import ends_sentence
from cleaner.matching import dates
from cleaner.matching.folding import fold

_LABELLED = 0.85  # how sure the name after a label is
_LONGEST = 140  # characters of a line that is read
_PROSE, _BODY_NEAR = 80, 6  # characters of a line that is the article's own, and how many lines away it may begin
_DAYS = ("date", "modified")
_STORY = 20  # characters behind a name that a sentence about its owner has
_FEW_CAPITALS = 7  # characters all in capitals that are an abbreviation sooner than a name
_STANDFIRST = 40  # characters of a line between title and byline that is neither
_CAPTION = 4  # blanks in what stands before a day from which on it is no place, section or desk
_LONGEST_LEAD = 45  # characters before a day in which no word says what day it is
_LABEL_NEAR = 40  # characters before a date in which a word may say what day it is
_DATE_NEAR = 3  # lines between a name and a date that tells it from a section
_PARTED = re.compile(r"\s*(?:[|·•●∙⋅・│]|\s[-–—/]{1,2}\s)\s*")
_EMPHASIS = "*_ "  # of Markdown
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that folding drops
_BY_ALONE = re.compile(
    r"(?:(?:article |story |text |words )?(?:written |posted |published |contributed )?by|authors?|the author|written by|"
    r"(?:geschrieben |verfasst |veröffentlicht |ein beitrag |ein artikel )?von|autor(?:in|en|innen|:in|\*in)?|"
    r"(?:écrit |publié |rédigé )?par|auteure?s?|(?:escrito |publicado )?por|autore?a?s?|(?:scritto )?(?:da|di)|"
    r"(?:geschreven |gepubliceerd )?door|auteur|autorka|przez|автор|yazan|yazar|συντάκτης|بقلم|الكاتب|كتب|نویسنده|作者|撰文|文|"
    r"(?:skrevet |skriven |publisert |publicerad |tekst |text )?(?:av|af)|forfatter|författare|skribent|kirjoitta(?:ja|nut)|teksti|"
    r"szerző|írta|(?:scris|publicat|postat) de|autorul|napí?sala?|autori|автори?|tác giả|người (?:viết|đăng)|(?:được )?(?:viết |đăng )?bởi|"
    r"(?:(?:ditulis|diposting|diposkan|dipublikasikan) )?oleh|penulis|pewarta|लेखक|लेखिका|द्वारा|מאת|נכתב על ידי|כותבת?|מחברת?|(?:написано|публикуван[ао]) от|piše|pišu|napisa(?:o|la)|autoric[ae]|objavi(?:o|la)|"
    r"avtor(?:ica|ji)?|pišejo|napisali|пише|пишу|аутор(?:ка|и)?|написа(?:о|ла)|објави(?:о|ла)|(?:escrit|publicat|redactat) per|per(?=\s*:)|"
    r"autors|autore|teksts|sagatavoj(?:a|is|usi)|autorius|autorė|parašė|parengė|paruošė|kirjutas|toimetaja|"
    r"記者|记者|著者|執筆者?|文責|글|기자|(?:เขียน|เรื่อง|ข่าว|บทความ|เรียบเรียง|โพสต์)?โดย|ผู้เขียน|ผู้สื่อข่าว)\s*[:：]?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|meet) the (?:author|writer|contributor)|(?:über (?:den autor|die autorin)|zum autor|zur autorin)|"
    r"à propos de l['’]auteure?|sobre (?:el autor|la autora|o autor|a autora)|l['’]autore|l['’]autrice|informazioni sull['’]autore|"
    r"over de auteur|o autor(?:ze|ce|ovi|ke|och)|об авторе|про автора|yazar hakkında|作者简介|作者簡介|關於作者|关于作者|この記事を書いた人|著者(?:紹介|プロフィール)|"
    r"om (?:forfatteren|författaren|skribenten)|(?:tietoa )?kirjoittajasta|a szerzőről|despre autor(?:ul|are)?|(?:tentang|profil) penulis|(?:về|giới thiệu|thông tin(?: về)?) tác giả|लेखक के बारे में|लेखक परिचय|за автора|o autoru|o autorici|o avtor(?:ju|ici)|о аутору|о ауторки|(?:sobre|quant a) l['’]autora?|par autor(?:u|i|iem)|apie autori(?:ų|us)|apie autorę|autorist|autori kohta|"
    r"عن الكاتب|عن المؤلف|درباره نویسنده|글쓴이 소개|เกี่ยวกับ(?:ผู้เขียน|นักเขียน)|ประวัติผู้เขียน",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:this |the )?(?:article|post|story|piece|text|words)(?: was)? )?(?:written|authored|contributed|posted|published)? ?by[: ]|"
    r"(?:author|text|words|autor(?:in)?|auteure?|autora?|autore|автор|yazan|作者|文|撰文|著者|執筆者?|글|بقلم|लेखक|लेखिका|"
    r"โดย|ผู้เขียน|เรื่อง)\s?[:：]|(?:เขียน|เรื่อง|บทความ|เรียบเรียง)โดย |"
    r"(?:geschrieben|verfasst) von |ein (?:beitrag|artikel) von |(?:écrit|rédigé) par |escrito por |scritto da |geschreven door |napisan[ea] przez |"
    r"(?:skrevet av|skriven av|skrevet af|kirjoittanut|scris de|napí?sala?|viết bởi|escrit per) |(?:пише|аутор(?:ка)?|avtor(?:ica)?|besedilo|piše|napisa(?:o|la)|autorica|autors|teksts|autori(?:us|ai)|autorė|parašė|szerző|írta|forfatter|författare|kirjoittaja|teksti?|tekst|oleh|penulis|pewarta|tác giả|"
    r"người viết|bài(?: và|,) ảnh): |ditulis oleh ",
    re.IGNORECASE,
)
_ABOUT_LENGTH = 60  # characters of a line about an author
_PUBLISHED = re.compile(
    r"publi(?:shed|cation|é|cado|cato|ziert|c)|posted|date|veröffentlicht|erschienen|erstellt|datum|gepubliceerd|geplaatst|"
    r"publisert|offentliggjort|udgivet|julkaistu|megjelen|közzét|vydán|zveřejn|publikovan|vydané|zverejn|uverejn|dátum|diterbitkan|dipublikasi|diposting|diposkan|tayang|terbit|tanggal|ngày đăng|được đăng|đăng (?:lúc|ngày|vào|tải)|xuất bản|प्रकाशित|प्रकाशन|पब्लिश|पोस्टेड|פורס[מם]|הועל|תאריך|публикуван|добавен|objavljen|објављен|датум|publicēt|ievietot|publikuota|paskelbta|skelbta|įkelta|avaldatud|postitatud|"
    r"data|fecha|opublikowan|dodano|опубликован|дата|نشر|تاريخ|تاریخ|发布|發布|公開|掲載|投稿日|配信|입력|등록|yayın|δημοσίευση|เผยแพร่|โพสต์|ตีพิมพ์|ลงประกาศ",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modif|revis(?:ed|ado)|last review|^reviewed|last edited|edited on|aktuali[sz]|geändert|zuletzt|\bstand\b|mis à jour|\bmàj\b|actuali[sz]|"
    r"uppdater|oppdater|opdater|ändrad|endret|ændret|päivitet|muokat|frissít|módosít|upraven|diperbar|diperbaharui|dimutakhir|disunting|ultima (?:actualizare|modificare)|cập nhật|chỉnh sửa|sửa (?:đổi|lần cuối)|अपडेट|अद्यतन|संशोधित|עודכ|עדכון|"
    r"ažuriran|izm(?:ij)?enj|izmj?en[ae]|promijenjen|dopunjen|posodobljen|sprem(?:emb|enjen)|dopolnjen|ажуриран|измењен|промењен|допуњен|actualitz|"
    r"atjaunot|atjaunināt|labots|papildināts|atnaujint|pakeist|redaguot|uuendatud|muudetud|täiendatud|"
    r"aggiornat|atualiz|bijgewerkt|gewijzigd|обновл|измен|обновен|актуализ|промяна|güncel|оновл|ενημερ|تحد[يی]ث|روزرسانی|更新|最終|修正|수정|최종|อั[ปพ]เด[ตท]|ปรับปรุง|แก้ไข",
    re.IGNORECASE,
)
# A year of two figures counts behind a word that says what day it is; alone it may be a version's, or an hour's.
_SHORT_YEAR = re.compile(r"(?<![\d.])([0-3]?\d\.[01]?\d\.)([0-3]\d)(?![\d.]\d|\d)")
# Days in the history of a scientific paper, and of a look at somebody else's page.
_HISTORY = re.compile(
    r"\bborn\b|\bdied\b|\bgeb(?:oren|\.)|\bgest(?:orben|\.)|receiv|accept|access|retriev|eingereicht|eingegangen|angenommen|abgerufen|reçu|consulté|recibid|acept|"
    r"consultad|ricevut|accettat|consultat|recebid|aceit|ontvangen|geraadpleegd|получен|принят|обращени|收稿|接受|受付|受理|접수",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:(?:x|\d{1,3})[ -]*(?:min\.?|mins|minutes?|minuten?|minuti|minutos?|minuty?|minút[ay]?|minutt?er|minuuttia|minuta|minuts?|minūt(?:e|es|ēs|ė|ės|ę|čių)|minutit?|perc|minute|menit|דקות|דקה|דק|хв\w*|мин\w*|dakika|phút|分)\b.{0,12}|"
    r"(?:(?:estimated )?read(?:ing)? time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|leestijd|"
    r"lesetid|læsetid|lästid|lukuaika|olvasási idő|timp de citire|זמן קריאה|vr(?:ij)?eme čitanja|čas branja|време читања|temps de lectura|lasīšanas (?:laiks|ilgums)|lasīšanai|skaitymo (?:laikas|trukmė)|lugemisaeg|lugemise aeg|doba čtení|čas čítania|doba čítania|waktu (?:baca|membaca)|час читання|thời (?:gian|lượng) đọc|पढ़?ने का समय|време за (?:четене|прочит)|"
    r"время чтения|czas czytania|okuma süresi).{0,20}|\d{1,3}分(?:で読め(?:ます|る))?|"
    r"(?:(?:ระยะ)?เวลา(?:ใน)?(?:การ)?|ใช้เวลา)?อ่าน ?:? ?(?:ประมาณ ?)?\d{1,3} ?นาที|\d{1,3} ?นาที(?:ในการอ่าน)?)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:(?:vor|hace|il y a|há|acum|for|för|pred|пре?ди?|pri?je|pre|пре|fa|pirms|prieš|πριν|قبل|منذ|לפני) )?\d{1,2} ?(?:min\w*|hours?|days?|weeks?|months?|years?|stunden?|tage?n?|wochen?|"
    r"monate?n?|jahre?n?|heures?|jours?|semaines?|mois|ans?|horas?|días?|dias?|semanas?|mes(?:es)?|años?|anos?|ore|giorn[io]|"
    r"settiman[ae]|mes[ie]|ann[io]|uur|dag(?:en)?|weken|maand(?:en)?|jaar|godzin\w*|dni|dzień|час\w*|дн\w+|день|недел\w+|"
    r"time[rn]?|timmar|dage[rn]?|dagar|uker|uger|veckor|måneder|månader|år|tunti?a?|päivää|viikkoa|kuukautta|vuotta|"
    r"hodin(?:ou|ami)|dň(?:om|ami)|týždň(?:om|ami)|mesiac(?:om|mi)|rok(?:om|mi)|perce|órája|napja|hete|hónapja|éve|דקות|שעות|ימים|שבועות|חודשים|שנים|мин(?:ут[аи])?|седмиц[аи]|месеца?|годин[аи]|zile|săptămâni|luni|ani|menit|jam|hari|minggu|bulan|tahun|phút|giờ|ngày|tuần|tháng|năm|sat[ai]?|dana?|tjed(?:an|na)|sedmic[ae]|nedelj[ae]|mj?esec[ai]?|godin[ae]|"
    r"ur(?:o|ami)|dn(?:em|evi|evoma)|ted(?:nom|ni|noma)|mesec(?:em|ema)|let(?:om|i|oma)|сат[аи]?|дана?|недељ[аеу]|месеци|годин[ау]|hores?|di(?:a|es)|setman(?:a|es)|mesos|anys?|"
    r"stund(?:as|ām)|dien(?:as|ām)|nedēļ(?:as|ām)|mēneš(?:a|iem)|gad(?:a|iem)|valand(?:ą|as|ų)|dien(?:ą|ų)|savait(?:ę|es|čių)|mėnes(?:į|ius|ių)|metus|tundi?|päeva?|nädala?t?|kuud?|aastat?|"
    r"saat|gün|hafta|ay|yıl|時間|日|週間|か月|小时|天|周|個月|个月|시간|일|주|개월|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)(?: ?(?:ที่แล้ว|ที่ผ่านมา|ก่อน|ago|atrás|fa|geleden|temu|назад|тому|siden|sedan|sitten|önce|(?:yang )?lalu|trước|tagasi|前|전))?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:[\w&'’.-]+ ){0,5}(?:writer|reporter|editor|correspondent|columnist|contributor|journalist|author|analyst|redakteur(?:in)?|"
    r"korrespondent(?:in)?|reporterin|journaliste?|rédact\w+|periodista|redactora?|corresponsal|giornalista|redattore|"
    r"jornalista|repórter|verslaggever|redacteur|dziennikar\w+|redaktor\w*|wartawan|jurnalis|pewarta|redaktur|kontributor|koresponden|novinar(?:ka)?|urednik|urednica|dopisni(?:k|ca)|новинар(?:ка)?|уредник|уредница|дописни(?:к|ца)|žurnālist[se]|redaktor[se]|korespondent[se]|žurnalist(?:as|ė)|redaktor(?:ius|ė)|korespondent(?:as|ė)|ajakirjanik|(?:pea)?toimetaja|корреспондент|журналист|обозреватель|кореспондент|репортер|"
    r"manager|director|founder|co-founder|ceo|president|specialist|marketer|strategist|engineer|developer|consultant|expert)"
    r"(?:(?:,| at| of| for) [\w&'’. -]{2,40})?",
    re.IGNORECASE,
)
_ROLE_WORD = re.compile(
    r"\b(?:writer|author|editor|journalist|blogger|founder|co-founder|ceo|director|manager|specialist|professional|strategist|"
    r"consultant|expert|analyst|engineer|developer|designer|professor|researcher|marketer|contributor|redakteur(?:in)?|"
    r"autor(?:in)?|journalist(?:in)?|journaliste|auteure?|rédact\w+|escritora?|periodista|autora?|giornalista|autore|jornalista|"
    r"redacteur|schrijver|dziennikar\w+|autorka|novinar(?:ka)?|urednik|urednica|avtor(?:ica)?|новинар(?:ка)?|уредник|уредница|žurnālist[se]|žurnalist(?:as|ė)|ajakirjanik|журналист\w*|автор|wartawan|jurnalis|penulis|pewarta|redaktur|kontributor)\b",
    re.IGNORECASE,
)
_LIFE_LENGTH = 200  # characters in which a text about an author says what they do
_OTHER = re.compile(r"copyright|©|\(c\)|expires|deadline|rights reserved|reviewed by|edited by|photo", re.IGNORECASE)
# Who a letter is to: Dear Edith,
_SALUTATION = re.compile(
    r"(?:my |meine? |ma |mon |mi |minha |meu )?(?:dear(?:est)?|hi|hello|liebe[rs]?|hallo|sehr geehrte[rs]?|ch[eè]re?s?|querid[oa]s?|"
    r"estimad[oa]s?|estimats?|car[oaei]|carissim[oa]|gentil[ei]|prezad[oa]s?|beste|lieve|geachte|kär[ae]|hej|kjære|kære|rakas|"
    r"hyvät?|drogi|droga|szanown\w+|mil[ýá]|drah[ýá]|vážen\w+|дорог(?:ой|ая|ие|а)|уважаем\w+|шановн\w+|скъп[аи]|sevgili|"
    r"sayın|αγαπητ\w+|dragă|stimat\w+|kedves|drag[ia]|s?poštovan\w+|поштован\w+|драг[аи]|benvolgu\w+|"
    r"cienījam\w+|godāt\w+|mīļ(?:ais|ā|ie|ās)|dārg(?:ais|ā|ie|ās)|gerbiam\w+|brang(?:us|i|ioji|usis|ieji)|lugupeetud|kallis|kallid|austatud)\s.*[,!:]|"
    r"(?:guten (?:tag|morgen|abend)|gr(?:ü|ue)(?:ß|ss)(?:e|\s(?:gott|euch))|good (?:day|morning|afternoon|evening)|hello (?:everyone|all|there)|"
    r"bonne? (?:jour(?:née)?|soirée?)|buen(?:os|as)? (?:días?|tardes|noches)|(?:bom|boa) (?:dia|tarde|noite)|buon (?:giorno|pomeriggio)|buona (?:sera|giornata)|"
    r"goede(?:n?| )(?:dag|morgen|middag|avond)|dzień dobry|dobr\w{1,2} (?:den|večer|ráno|dan|veče|jutro)|добр(?:ый|ое|ого|ий|ого|о|ър) (?:день|вечер|утро|дня|вечора|ранку|ден|јутро)|"
    r"god (?:dag|morgon|morgen|kväll|aften|kveld)|hyvää (?:päivää|huomenta|iltaa)|jó (?:napot|reggelt|estét)(?: kívánok)?|bună (?:ziua|dimineața|seara)|"
    r"günaydın|iyi (?:günler|akşamlar)|καλημέρα(?: σας)?|bon dia|labdien|laba diena|tere (?:päevast|hommikust)|selamat (?:pagi|siang|sore|malam)|xin chào)"
    r"(?: .{2,30})?[,!:.]?",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
# A name in a script without capitals: Han, kana and Hangul in few signs, other letters in two to four words.
_CASELESS = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3々]{2,6}(?:[ ・][\u3040-\u30ff\u3400-\u9fff々]{1,6})?|"
    "(?=.{5,40}$)[\u0590-\u0dff'’.-]{2,}(?: [\u0590-\u0dff'’.-]{2,}){1,3}"
)
_PARTICLES = frozenset(
    "de del della di da dos das do du des la le van von vom der den ter ten te zu bin ibn al el y e".split()
)
_NO_NAMES = frozenset(
    "news blog guide guides home world sports sport politics business tech technology science health opinion culture "
    "travel food review reviews video videos podcast photos gallery share print save follow subscribe menu search "
    "sign log login support donate join meet contents overview introduction summary read listen watch category categories tags topics article "
    "articles story stories resources updates press release products services about contact more next previous back "
    "the a an and or of in on for to with how what why when your our my his her this that these best top new free all "
    "january february march april may june july august september october november december university college "
    "datetime documentid featured replies reply role roles industry industries topic information recording pricing docs download courses version pdf section "
    "institute department ministry group inc ltd gmbh llc corp media magazine times post daily weekly journal herald "
    "tribune gazette press agency newsletter nachrichten politik wirtschaft kultur wissen aktuelles startseite "
    "actualités accueil économie noticias inicio economía deportes notizie politica economia notícias wiadomości "
    "berita beranda nasional internasional daerah olahraga ekonomi opini redaksi".split()
)


@dataclass(frozen=True, slots=True)
class Sign:
    """Lines `first` to `last` say that `field` is `value`; `sure` as of facts.

    `whole`: they say nothing else. `labelled`: they say it in words, such as `Published` or `By`.
    """

    first: int
    last: int
    field: str
    value: Any
    sure: float
    whole: bool = True
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A line, or what stands between the bars of one, and what it can be."""

    text: str
    kind: str  # "date", "modified", "label", "reading", "role", "by", "name" or ""
    value: Any = None


def read(lines: Sequence[str], text: Callable[[], str], *, day_first: bool) -> Iterator[Sign]:
    """What each of these lines says, the dates first; `text` is the whole text, which tells names from sections."""
    parts = [_parts(line, day_first=day_first) for line in lines]
    anchors = {i for i, line in enumerate(parts) for part in line if part.kind in (*_DAYS, "reading")}
    yield from _dates(lines, parts)
    yield from _authors(parts, anchors, text)


def is_dated(line: str) -> bool:
    """Whether a line says nothing but when, to the hour, and who or where: `Oslo - 12 NOV 2024 - 05:30CET`."""
    parts = _parts(line, day_first=True)
    return all(part.kind for part in parts) and any(part.kind in _DAYS and "T" in part.value for part in parts)


def credited(lines: Sequence[str], text: Callable[[], str]) -> tuple[str, ...]:
    """The authors whom the first of these lines credits: behind a label, under one, or above a text about them.

    >>> credited(["Jane Doe", "Staff Writer", "Jane writes about ferries, harbours and the people who work there."], str)
    ('Jane Doe',)
    """
    first, rest = lines[0], lines[1:]
    credit = credit_of(first)
    if credit == "label":
        named = people.names(rest[0]) if rest and len(rest[0]) <= _PROSE else ()
    elif credit == "names":
        named = people.names(first)
    else:
        named = people.names(first) if any(_is_about(line, first) for line in rest) else ()
    caseless = credit and all(name == name.swapcase() for name in named)
    is_whole = _CASELESS.fullmatch if caseless else lambda name: " " in name and is_person(name, text)
    return named if named and all(map(is_whole, named)) else ()


@lru_cache(maxsize=1 << 14)
def credit_of(line: str) -> str:
    """Whom a line credits in so many words: "label" whoever stands on the next, "names" whom it names; "" nobody."""
    if _BY_ALONE.fullmatch(line) or _ABOUT.fullmatch(line):
        return "label"
    return "names" if _CREDIT.match(line) else ""


def posted(lines: Sequence[str], *, day_first: bool) -> str | None:
    """The day that the last of these lines gives as that of the publication: behind a label, or below one.

    >>> posted(["Posted on 3 May 2019"], day_first=True)
    '2019-05-03'
    """
    parts = [_parts(line, day_first=day_first) for line in lines]
    said = (sign for sign in _dates(lines, parts) if sign.last == len(lines) - 1)
    return next((str(sign.value) for sign in said if sign.field == "date" and sign.labelled), None)


def is_life(lines: Sequence[str], name: str) -> bool:
    """Whether one of the lines begins with a name and says what its owner does: `Jane Doe is a writer who lives in`."""
    return any(
        line.startswith((f"{name} ", "I’m ", "I'm ", "I am ")) and _ROLE_WORD.search(line, 0, _LIFE_LENGTH)
        for line in lines
    )


def _is_about(line: str, name: str) -> bool:
    """Whether a longer line begins with a name, or goes on in small letters after its first word: `Jane writes`."""
    given = name.split(" ", 1)[0]
    if len(line) < _ABOUT_LENGTH or not line.startswith(given) or not (given[1:].islower() or "." in given):
        return False
    return line.startswith((f"{name} ", f"{name},")) or line[len(given) :].lstrip(" ’'")[:1].islower()


def says_updated(text: str) -> bool:
    """Whether words before a date say that it is the day of a change, and not that of the publication."""
    return _UPDATED.search(text) is not None and _PUBLISHED.search(text) is None


def _dates(lines: Sequence[str], parts: Sequence[Sequence[_Part]]) -> Iterator[Sign]:
    for i, line in enumerate(parts):
        whole = all(part.kind for part in line)
        above = parts[i - 1][-1].text if i and len(parts[i - 1]) == 1 and not parts[i - 1][0].kind else ""
        for part in line:
            if part.kind not in _DAYS:
                continue
            after_label = len(above) <= 30 and bool(_UPDATED.search(above) or _PUBLISHED.search(above))
            updated = part.kind == "modified" or (after_label and _UPDATED.search(above))
            labelled = after_label or _PUBLISHED.search(part.text) is not None
            told = ends_sentence(lines[i]) or (not line[0].kind and len(line[0].text) > _LONGEST_LEAD)
            if not (whole or labelled) and told:
                continue  # a day that the text speaks of
            sure = 0.8 if whole or labelled else 0.5
            yield Sign(i - after_label, i, "date_modified" if updated else "date", part.value, sure, whole, labelled)


def _authors(parts: Sequence[Sequence[_Part]], anchors: set[int], text: Callable[[], str]) -> Iterator[Sign]:
    for i, line in enumerate(parts):
        whole = all(part.kind for part in line)
        for j, part in enumerate(line):
            if part.kind == "by":
                yield Sign(i, i, "authors", part.value, _LABELLED, whole, True)
            elif part.kind == "name" and (sure := _sure(parts, i, j, anchors, text)):
                after_label = len(line) == 1 and i and parts[i - 1][-1].kind == "label"
                labelled = sure == _LABELLED
                yield Sign(i - 1 if after_label else i, i, "authors", part.value, sure, whole, labelled)


def _sure(parts: Sequence[Sequence[_Part]], i: int, j: int, anchors: set[int], text: Callable[[], str]) -> float:
    """How sure a name is its author's: after a label, or by what stands beside it; else 0."""
    line, names = parts[i], parts[i][j].value
    if (j and line[j - 1].kind == "label") or (j == 0 and i and parts[i - 1][-1].kind == "label"):
        return _LABELLED if is_signature(names[0], text) else 0.0
    if len(line) > 1:
        return 0.75 if i in anchors and _are_people(names, text) else 0.0
    return _sure_alone(parts, i, anchors, text)


def _sure_alone(parts: Sequence[Sequence[_Part]], i: int, anchors: set[int], text: Callable[[], str]) -> float:
    """The same for names on a line of their own: beside a date or a reading time, above a role, under the title."""
    names = parts[i][0].value
    under_title = i > 0 and _is_title(parts[i - 1])
    under_date = i > 1 and i - 1 in anchors and _is_title(parts[i - 2])
    under_standfirst = i > 1 and _is_title(parts[i - 2]) and len(parts[i - 1][0].text) >= _STANDFIRST
    signed = len(names) == 1 and is_signature(names[0], text)
    if signed and i + 1 in anchors and (under_title or under_standfirst):
        return 0.75 if is_person(names[0], text) else 0.7
    if signed and under_date and " " in names[0]:
        return 0.7
    if not _are_people(names, text):
        return 0.0
    if (under_title or under_standfirst) and _dated_below(parts, i, anchors):
        return 0.65
    if under_title and any(len(part[0].text) >= _PROSE for part in parts[i + 1 : i + 1 + _BODY_NEAR]):
        return 0.65
    below = parts[i + 1] if i + 1 < len(parts) else ()
    if i + 1 in anchors or any(part.kind == "role" for part in below):
        return 0.75
    return 0.7 if i - 1 in anchors else 0.0


def _are_people(names: Sequence[str], text: Callable[[], str]) -> bool:
    """Whether all are names of two words and more, the first surely a person's or a team's."""
    is_team = people.team_of(names[0]) != names[0] and is_signature(names[0], text)
    return is_team or (all(" " in name for name in names) and is_person(names[0], text))


def _dated_below(parts: Sequence[Sequence[_Part]], i: int, anchors: set[int]) -> bool:
    """Whether a date stands under a line, with a role or a section in between."""
    near = range(i + 1, min(len(parts), i + 1 + _DATE_NEAR))
    found = next((k for k in near if k in anchors or len(parts[k][0].text) >= _PROSE), None)
    return found in anchors


def _is_title(line: Sequence[_Part]) -> bool:
    return len(line) == 1 and not line[0].text


def is_signature(name: str, text: Callable[[], str]) -> bool:
    """One to four words that the text never uses as words: a person, a pen name, a team, a company."""
    words = [word.lower().rstrip(".") for word in _NAME_WORD.findall(people.team_of(name))]
    if not 1 <= len(words) <= 4 or not name[0].isupper() or (name.isupper() and len(name) < _FEW_CAPITALS):
        return False
    if any(word in _NO_NAMES or dates.is_weekday(fold(word)) for word in words):
        return False
    prose = text()
    return not all(people.used(word, prose) for word in words)


def is_person(name: str, text: Callable[[], str]) -> bool:
    """Two to four capitalised words that the text does not use as words."""
    words = _NAME_WORD.findall(name)
    if not 2 <= len(words) <= 5 or not all(w[0].isupper() or w in _PARTICLES for w in words):
        return False
    if name.isupper() and len(name) < _FEW_CAPITALS:
        return False
    lower = [bare.lower() for word in words if word[0].isupper() and len(bare := word.rstrip(".")) > 1]
    if any(word in _NO_NAMES or (len(word) > 3 and dates.is_weekday(fold(word))) for word in lower):
        return False
    prose = text()
    return not any(len(word) > 2 and people.used(word, prose) for word in lower)


def _parts(line: str, *, day_first: bool) -> tuple[_Part, ...]:
    """What stands between the bars of a line; nothing is told apart in one that is too long, nor kept in mind."""
    return (_Part(line, ""),) if len(line) > 2 * _LONGEST else _parts_of(line, day_first=day_first)


@lru_cache(maxsize=4096)
def _parts_of(line: str, *, day_first: bool) -> tuple[_Part, ...]:
    line = _DIRECTION.sub("", line).strip(_EMPHASIS)
    if _SHORT_YEAR.search(line) and (_PUBLISHED.search(line) or _UPDATED.search(line)):
        line = _SHORT_YEAR.sub(r"\g<1>20\2", line)
    if len(line) > _LONGEST or _OTHER.search(line) or _SALUTATION.fullmatch(line):
        return (_Part(line, ""),)
    pieces = [piece.strip(" ,:") for piece in _pieces(line)]
    return tuple(part for piece in pieces if piece for part in _kinds(piece, day_first=day_first)) or (_Part(line, ""),)


def _pieces(line: str) -> Iterator[str]:
    """What stands between the bars of a line; a bar between a day and its hour parts nothing."""
    folded = fold(line)
    whole = dates.mark(folded)[1] if len(folded) == len(line) else []
    at = 0
    for bar in _PARTED.finditer(line):
        if not any(start < bar.end() and bar.start() < end for start, end in whole):
            yield line[at : bar.start()]
            at = bar.end()
    yield line[at:]


def _kinds(piece: str, *, day_first: bool) -> Iterator[_Part]:
    """What one piece is; a name with a date behind it, or before it, is two."""
    if _BY_ALONE.fullmatch(piece):
        yield _Part(piece, "label")
    elif found := dates.mark(fold(piece))[1]:
        yield from _dated(piece, found, day_first=day_first)
    elif _READING.fullmatch(piece) or _AGO.fullmatch(piece) or _is_day(piece):
        yield _Part(piece, "reading")
    elif (names := people.names(piece)) and not _tells(piece, names):
        yield _Part(piece, "by" if people.labelled(piece) or people.are_affiliated(piece) else "name", names)
    elif _ROLE.fullmatch(piece):
        yield _Part(piece, "role")
    else:
        yield _Part(piece, "")


def _tells(piece: str, names: Sequence[str]) -> bool:
    """Whether a sentence begins with a name and tells a story: `Jane Doe (68) rows out at four.`"""
    told = ends_sentence(piece) and len(piece) - sum(map(len, names)) >= _STORY
    return told and not (people.labelled(piece) or _ROLE_WORD.search(piece))


def _is_day(piece: str) -> bool:
    """A day without its year, as pages print it in the year itself: `Jan 23`, `3. Mai`."""
    words = fold(piece).split()
    return len(words) == 2 and any(word.rstrip(".").isdigit() for word in words) and any(map(dates.is_month, words))


def _dated(piece: str, found: Sequence[tuple[int, int]], *, day_first: bool) -> Iterator[_Part]:
    folded = fold(piece)
    at = 0
    days = [dates.parse(folded[start:end], day_first=day_first) for start, end in found]
    twice = len(found) == 2 and all(days) and not folded[found[0][1] : found[1][0]].strip()  # when it was changed, too
    for (start, end), value in zip(found, days, strict=True):
        before = folded[at:start].strip(" ,:;()[]-.")
        label = folded[at:start].rstrip().endswith(":")  # of the date, in whatever language: `Entered: 3 May 2019`
        named = "" if label and not people.labelled(piece[at:start]) else _written(piece, folded, at, start)
        names = people.names(named)
        of_history = _HISTORY.search(before) is not None
        if names:
            yield _Part(before, "by" if people.labelled(piece[at:start]) else "name", names)
        elif len(before) > _LABEL_NEAR or of_history or _says_more(before):
            yield _Part(before, "")
        if value and not of_history:
            near = folded[max(at, start - _LABEL_NEAR) : end + _LABEL_NEAR // 2]
            is_change = _UPDATED.search(before) or (twice and value > min(filter(None, days)))
            yield _Part(near, "modified" if is_change else "date", value)
        at = end
    rest = _written(piece, folded, at, len(folded))
    if rest and not _READING.fullmatch(rest):
        labelled = people.labelled(rest)
        names = people.names(rest) or (people.names(rest.partition(",")[0]) if labelled else ())
        kind = ("by" if labelled else "name") if names else "reading" if len(rest) <= 12 else ""
        yield _Part(rest, kind, names)


def _says_more(before: str) -> bool:
    """Whether what stands before a day is more than what it is the day of: a caption, or a version."""
    if _PUBLISHED.search(before) or _UPDATED.search(before) or _READING.fullmatch(before):
        return False
    return before.count(" ") >= _CAPTION or before[:1].isdigit()


def _written(piece: str, folded: str, start: int, end: int) -> str:
    return piece[start:end].strip(" ,:;()[]-.") if len(folded) == len(piece) else ""
