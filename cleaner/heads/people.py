"""Authors as names: out of a byline, a `meta` tag or a field of JSON-LD, without labels, roles, dates and addresses.

    >>> names("By Jane Doe and John Q. Public, Staff Writers | March 3, 2019")
    ('Jane Doe', 'John Q. Public')
    >>> names("Von Erika Muster, Redakteurin")
    ('Erika Muster',)
    >>> names("By Jane Doe, Oslo")
    ('Jane Doe',)
    >>> names("admin")
    ()

Letters after a name ("Jane Doe, MD") are printed as part of it and stay; what someone does ("Staff Writer") goes. Better
no author than a wrong one: a part that reads as no name takes the whole field with it.
"""

import html
import re
import unicodedata
from functools import lru_cache

from cleaner.lines import ends_sentence
from cleaner.matching import dates
from cleaner.matching.folding import fold

_READ = 50_000  # characters of a text that tell which words it uses
_LONGEST, _LONGEST_NAME, _MOST_WORDS, _MOST_NAMES = 400, 60, 6, 12
_NUMBERED = re.compile(r"\S*\d\S*")
_FIRM = 4  # words of whom an author works for
_LABEL = re.compile(
    r"(?:(?:(?:article|story|text|words|report|photos?|written|posted|published|reviewed|created|submitted|contributed|"
    r"compiled|reported|medically reviewed|guest post|post|a guest post|guide|essay|review|interview|analysis|opinion)"
    r"(?: (?:and|&) \w+)? )?by|(?:authors?|contributors?)(?:\(s\))?|about the authors?|written by|"
    r"(?:(?:ein |eine )?(?:geschrieben|verfasst|veröffentlicht|text|artikel|beitrag|kommentar|bericht|interview) )?von|"
    r"autor(?:in|en|innen|:in)?|verfasser(?:in)?|redaktion:|text|"
    r"(?:publié |écrit |rédigé |propos recueillis |article )?par|auteure?s?|autrice|"
    r"(?:publicado |escrito |texto |redactado |creado )?por|autora?(?:es)?|"
    r"(?:scritto |pubblicato |a cura )?(?:di|da)|autore|"
    r"(?:geschreven |geplaatst |gepubliceerd )?door|auteur|(?:skrevet |skriven |tekst |text )?(?:af|av)|"
    r"(?:napisane |opublikowane |dodane |tekst )?przez|autor(?:ka|zy)?|tekst|"
    r"(?:scris|publicat|postat|articol) de|szerző|írta|מאת|(?:נכתב|פורסם|הוגש)ה? (?:על ידי|ע[\"״]י)|"
    r"(?:(?:ditulis|diposting|diposkan|dipublikasikan|diterbitkan|artikel|laporan|teks) )?oleh|penulis|pewarta|"
    r"tác giả(?: bài viết)?|người (?:viết|đăng)|(?:bài viết |được )?(?:viết |đăng )?bởi|bài(?: và|,| -) ảnh|phóng viên|"
    r"piše|pišu|napisa(?:o|la|li)|objavi(?:o|la)|priredi(?:o|la)|pripremi(?:o|la)|razgovara(?:o|la)|autoric[ae]|"
    r"avtor(?:ica|ji|ja)?|pišejo|napisal[ai]|objavil[ai]?|besedilo|аутор(?:ка|и)?|пише|пишу|написа(?:о|ла|ли)|објави(?:о|ла)|"
    r"приреди(?:о|ла)|припреми(?:о|ла)|разговара(?:о|ла)|(?:escrit|publicat|redactat|text) per|per(?=\s*:)|"
    r"autors|teksts|sagatavoj(?:a|is|usi)|autori(?:us|ai)|autorė|parašė|parengė|paruošė|kalbino|kirjutas|toimetas|autor ja toimetaja|"
    r"(?:napsal|napsala|zveřejnil)|autori|(?:napísal|pripravil|zverejnil|uverejnil)a?|napísali|pripravili|автор(?:ы|и|ка)?|текст|(?:написано|публикуван[аои]?|статия|репортаж) от|"
    r"yazan|yazar|haber|συντάκτης|γράφει(?: ο| η)?|του|της|"
    r"بقلم|كتب(?:ت|ه)?|الكاتب|الكاتبة|المؤلف|نویسنده|نوشته|作者|文|撰文|记者|記者|编辑|編輯|文責|著者|執筆者?|글|기자|작성자|"
    r"(?:เขียน|เรื่อง|เรื่องและภาพ|ข่าว|บทความ|เรียบเรียง|รายงาน|โพสต์|เผยแพร่)?โดย|ผู้เขียน|ผู้เรียบเรียง|ผู้สื่อข่าว|นักเขียน)"
    r"\s*[:：/]?\s+",
    re.IGNORECASE,
)
_TIGHT_LABEL = re.compile(
    r"(?:(?-i:By(?=[A-Z]))|(?:by|autora?|author|auteur|автор|avtor(?:ica)?|аутор(?:ка)?|пише|von|text|作者|撰文|文|记者|記者|编辑|著者|執筆者?|글|작성자|بقلم|الكاتب|نویسنده|"
    r"מאת|लेखक|लेखिका|रचनाकार|संवाददाता|रिपोर्ट(?:र)?|โดย|เขียนโดย|เรื่องโดย|ผู้เขียน|ผู้สื่อข่าว|เรื่อง(?:และภาพ)?|เรียบเรียง)\s*[:：/／]|"
    r"(?:כתב/ה|כותב/ת|מחבר/ת)\s*:)\s*",
    re.IGNORECASE,
)
# From here on a byline speaks of something else: dates, times, counters, addresses.
_CUT = re.compile(
    r"\s*(?:\s[|·•⋅–—/-]{1,3}\s|[|·•⋅\n\t]|\(|\[|\s-(?=\S*\d)|,?\s+(?:(?:on|am|vom|le|el|il|em|op|dnia|dňa|in|at|for|für|pour|para|per|pada)\s+)?"
    r"\d|\s+(?:in|on behalf of)\s|(?:[.,]?\s+|,)(?:updated?|published|posted|last updated|edited by|reviewed by|fact.checked|"
    r"photos? by|follow|read more|aktualisiert|veröffentlicht|mis à jour|publié|actualizado|publicado|aggiornato|פורסם|עודכן|"
    r"pubblicato|bijgewerkt|gepubliceerd|опубликовано|обновлено|публикуван[аои]?|обновен[аои]?|актуализиран[аои]?|objavljeno|posodobljeno|објављено|ажурирано|publicat|actualitzat|min read|contributor at|is an?|ist ein|est un|es un)\b|"
    r"\s(?:เมื่อ|เผยแพร่|โพสต์|อัปเดต|อัพเดต|อัพเดท|ปรับปรุง|แก้ไข))",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:[\s,]+(?:on|in|at|am|um|vom|le|el|il|em|op|dnia|dňa|last|updated?|published|posted|modified|aktualisiert|"
    r"veröffentlicht|publié|publicado|pubblicato|gepubliceerd|опубликовано|pada|diperbarui|diterbitkan|dipublikasikan|"
    r"vào|lúc|ngày|đăng|cập nhật|เมื่อ|เมื่อวันที่|วันที่|ที่|เผยแพร่|פורסם|עודכן|בתאריך|ביום|публикуван[аои]?|на|objavljeno|posodobljeno|ob|dne|објављено|ажурирано|у|publicat|actualitzat))+$",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_ROLE = 4
_MOST_BEHIND = 8  # words behind a figure that is no date
# Names in a paper, each with the numbers of where its owner works: two at least.
_AFFILIATED = re.compile(
    r"\b[^\W\d]+(?:[ .'’-]{1,2}[^\W\d]+){1,4} ?\d{1,2}[*†‡]?(?:[ ,]+(?:\d{1,2}\b|[*†‡]))*\s*(?:[,;]|and\b|&|$)"
)
_AFFILIATIONS = re.compile(r"(?<=[^\W\d])[ ]?\d{1,2}[*†‡]?(?:[ ,]+\d{1,2}\b[*†‡]?)*")
_PARTED = re.compile(
    r"\s*[;&،、/,，；]\s*(?:(?:and|und|et|y|và)\s+)?|\s+(?:and|và|und|et|y|e|en|i|и|і|та|й|un|ir|ja|και|és|și|şi|ve|og|och|dan|with|mit|और|एवं|तथा)\s+|\s+และ\s*|(?<=\w)・(?=\w)|"
    r"(?<=[a-záäčďéěíĺľňóôŕřšťúůýž]) a (?=[A-ZÁČĎÉÍĽŇÓŘŠŤÚÝŽ][^\W\dA-Z_]+ [A-ZÁČĎÉÍĽŇÓŘŠŤÚÝŽ])"  # Czech and Slovak, between two full names
)
# The Hebrew for `and` grows onto the name after it.
_HEBREW_AND = re.compile(r"((?:^|, ?)[א-ת'׳\"״-]+ [א-ת'׳\"״-]+) ו[-־]?(?=[א-ת'׳\"״-]+ [א-ת'׳\"״-]+$)")
_LETTERS = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z.®™()-]{1,8}(?: [A-Z]{2,6})?|(?:Jr|Sr)\.?|Esq\.?")
# A name of two to four words and, with no comma between, what its owner does: `Jane Doe Founder at Pier Media`.
_AND_ROLE = re.compile(
    r"(?:[^\W\d_][\w'’.-]*\s){2,4}?(?=(?:co-?founder|founder|ceo|former|senior|writer|copywriter|reporter|journalist|"
    r"correspondent|columnist|redakteur(?:in)?|reporterin|journaliste|rédact\w+|periodista|redactora?|"
    r"giornalista|jornalista|verslaggever|dziennikar\w+|корреспондент|журналист)\b)",
    re.IGNORECASE,
)
_VERSE = re.compile(
    r"[^\W\d_] \d{1,3}(?:, ?\d{1,3}(?: ?[–-] ?\d{1,3})?|: ?\d{1,3} ?[–-] ?\d{1,3})$"
)  # "Text: Luke 13, 6", "Mark 1:9-12"
_POINTED = re.compile(r"(?:\b\w|\b(?:Jr|Sr|Esq|St))\.$")
_ROLES = (
    "writer reporter editor correspondent columnist contributor journalist author blogger analyst producer photographer "
    "intern fellow staff director manager founder co-founder cofounder ceo cto cmo coo president professor lecturer "
    "consultant expert specialist strategist officer head chief desk bureau dietitian nutritionist therapist attorney "
    "lawyer reviewer critic host engineer developer researcher scientist associate partner "
    "redakteur redakteurin korrespondent korrespondentin reporterin autor autorin volontär volontärin journalistin "
    "chefredakteur chefredakteurin ressortleiter ressortleiterin leiter leiterin geschäftsführer herausgeber redaktion "
    "journaliste rédacteur rédactrice correspondant correspondante chef "
    "periodista redactor redactora corresponsal reportero reportera editora enviado enviada director directora "
    "giornalista redattore redattrice inviato inviata corrispondente direttore repórter jornalista redação "
    "redacteur verslaggever journalist dziennikarz dziennikarka redaktor redaktorka korespondent "
    "корреспондент журналист редактор обозреватель кореспондент журналіст редакторка журналистка репортер репортерка muhabir editör yazarı δημοσιογράφος "
    "wartawan jurnalis pewarta redaktur kontributor koresponden kolumnis "
    "novinar novinarka urednik urednica dopisnik dopisnica kolumnist kolumnistica kolumnista izvjestitelj "
    "новинар новинарка уредник уредница дописник дописница колумниста извештач columnista articulista enviat "
    "újságíró szerkesztő főszerkesztő riporter tudósító jurnalist jurnalistă corespondent corespondentă "
    "editorka šéfredaktor šéfredaktorka reportér reportérka novinár novinárka komentátor komentátorka publicista "
    "publicistka spravodajca spravodajkyňa "
    "žurnālists žurnāliste redaktors redaktore korespondents korespondente reportieris "
    "žurnalistas žurnalistė redaktorius redaktorė korespondentas korespondentė apžvalgininkas apžvalgininkė "
    "ajakirjanik toimetaja peatoimetaja vastutav_väljaandja korrespondent "
    "संवाददाता पत्रकार संपादक रिपोर्टर एडिटर "
    "כתב כתבת כתבנו כתבתנו עורך עורכת פרשן פרשנית עיתונאי עיתונאית "
    "مراسل محرر صحفي كاتب خبرنگار 记者 記者 编辑 編輯 기자 특파원 phóng_viên biên_tập_viên cộng_tác_viên pv btv ctv "
    "ผู้สื่อข่าว นักข่าว นักเขียน บรรณาธิการ คอลัมนิสต์"
).split()
_ROLE_WORDS = "|".join(re.escape(role.replace("_", " ")) for role in _ROLES)
# What someone does, or where: `Harbour Women's Weekly`.
_ROLE = re.compile(rf"(?:^|[\s-])(?:{_ROLE_WORDS})s?(?:$|[\s,])|\w['’]s\s", re.IGNORECASE)
# Who publishes, not who writes; and what systems put where no name was given.
_NOBODY = frozenset(
    "admin administrator adminn q_admin webmaster web user root guest anonymous unknown author editor editors staff team "
    "redaktion redaktionsteam redacción redaccion rédaction redazione redactie redakcja redação redacția redacţia redactia redaksi szerkesztőség редакция редакція "
    "редактор редакцията админ администратор бта бгнес التحرير newsroom newsdesk nachrichtenredaktion wordpress picasa default test none null undefined "
    "redakcia čtk tasr sita uredništvo urednistvo hina tanjug fena fonet agencije sta redacció acn agències "
    "редакција уредништво танјуг бета фонет срна агенције "
    "redakcija leta elta bns toimetus uudistetoimetus "
    "name reuters ap afp dpa apa sda ddp dapd epd kna sid ansa efe lusa pap tass тасс интерфакс interfax xinhua 新华社 "
    "新華社 kyodo 共同通信 yonhap 연합뉴스 bloomberg upi ians pti anp ritzau tt ntb stt ansa adnkronos europa-press "
    "cnn bbc npr nbc cbs abc pbs cnbc cbc rte itv zdf ard orf srf nos vrt rtl rai rtve yle svt nrk nhk kbs mbc "
    "भाषा वार्ता एजेंसी एजेंसियां एजेंसियाँ डेस्क ब्यूरो संवाददाता संपादक सम्पादक एडमिन अज्ञात बेनामी अनाम "
    "מערכת המערכת דסק רויטרס تحرير وكالات agenturen agencias agences agenzie agencies online-redaktion siteadmin site-admin superuser super-user "
    "moderator support info office marketing contributor contributors ttxvn tttxvn bbt "
    "本报记者 本報記者 本刊记者 本网记者 編集部 编辑部 編輯部 記者 记者 기자 편집부 "
    "แอดมิน ผู้ดูแลระบบ กองบรรณาธิการ กองบก ทีมข่าว ทีมงาน "
    "ทีมข่าวออนไลน์ ทีมข่าวภูมิภาค กองบรรณาธิการออนไลน์ สำนักข่าวไทย รอยเตอร์ เอเอฟพี เอพี ซินหัว".split()
) | {"ban biên tập", "tòa soạn", "toà soạn", "quản trị viên", "nhóm pv", "nhóm phóng viên"}
_WRONG = re.compile(
    r"[\d?!:：;；？！\\@<>{}=_#$%^*+|\"“”„«»~]|https?|www\.|\.(?:com|org|net|de|co|io|ru|fr|es)$", re.IGNORECASE
)
_PARTICLES = frozenset(
    "de del della delle di da dos das do du des la le les el al bin ibn abu van von vom der den ter ten te "
    "af av y e".split()
)
# Of academic titles, which are written small behind the first: `Dr. med. vet.`, `dr hab. n. med.`
_TITLES = frozenset(
    "med. rer. nat. phil. jur. iur. pol. oec. vet. dent. theol. ing. h.c. habil. hab. n. dr. dr prof. mgr inż. lek. "
    "dott. dott.ssa dr.ssa prof.ssa avv.".split()
)
_MAY_BE_SMALL = _PARTICLES | _TITLES
_THE_DOCTOR = re.compile(r"^(?:le|la|el|il|o|a) (?=(?:Dra?|Dre|Pre?|Prof|Profa|Dott|Dott\.ssa|Prof\.ssa)\b)")
# Words of a page's furniture, which are in no name; and what a desk's signature ends in.
_FURNITURE = re.compile(
    r"(?:^|\s)(?:by|written|posted|published|updated?|modified|reviewed|last|link|linkedin|twitter|facebook|email|share|"
    r"contents|read|more|bio|profile|follow|subscribe|sponsored|admin|photo|image|credit|minutes?|views?|comments?|"
    r"author|autor|page|website|click|here|about|checked|sidebar|logo|information|type|size|"
    r"takeaways?|analytics|overview|introduction|conclusion|faqs?|newsletters?)(?:\s|$)|"
    r"taboola|outbrain|"
    r"阅读|閱讀|关注|關注|发布|發布|发表|發表|字号|字體|字体|查看|更多|返回|关键[词字]|標籤|标签|编辑|編輯|网络|網絡|未知|来源|來源|分享|评论|評論|收藏|点赞|举报|打印|关闭|"
    r"首页|首頁|登录|登入|注册|原标题|下载|微信|微博|扫一扫|浏览|點擊|点击|次数|时间|日期|转载|版权|订阅|客户端|公众号|本站|原创|责任|校对|审核|栏目|篇数|股市|行情|全部|相关|推荐|热门|文章|专题|"
    r"[\u3400-\u9fff](?:网|網|报|報|社|台|网站|公司|中心|委员会)$|"
    r"ออนไลน์$|^(?:ทีม|กอง|สำนัก|ฝ่าย|บริษัท|กรม|มูลนิธิ)|"
    r"^(?:senior|national|chief|managing|associate|assistant|contributing|deputy|executive|former|lead)\s",
    re.IGNORECASE,
)
_GLUED = re.compile("[a-zß-ÿ]{3}([A-Z][a-z]{2,})")  # two words of a page without what stood between them
_DESK = re.compile(r"\w\S*\s+((?:editorial )?(?:staff|team|editors|desk|newsroom|redaktion))$", re.IGNORECASE)
_THAI_DESK = re.compile("(?:ทีมข่าว|กองบรรณาธิการ|กองบก|สำนักข่าว)[\u0e01-\u0e4e. ]*|[\u0e01-\u0e4e]+ ?ออนไลน์")
_THE = re.compile(r"^(?:(?:the|die|la|le) |l['’])", re.IGNORECASE)
_GOES_ON_BEFORE, _GOES_ON = re.compile(r"[\w@./-]"), re.compile(r"[\w@-]")  # a word, or an address
_HAN_PHRASE = re.compile("[\u3400-\u9fff]{7}")  # no name is as long
_NO_CASE = re.compile("[\u0590-\u08ff\u0900-\u0fff\u2e80-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=4096)
def names(text: str, *, credited: bool = False) -> tuple[str, ...]:
    """The names in `text`, in order; none when something in it reads as no name.

    Behind a label, or where `credited` says that there was one, the firm that one author works for may be none.
    """
    if are_affiliated(text):
        text = _AFFILIATIONS.sub("", text)
    plain = _plain(text)
    if not plain or "@" in plain or "\t" in text or _VERSE.search(text):  # a tab parts the cells of a row
        return ()
    found: list[str] = []
    for part in _PARTED.split(_HEBREW_AND.sub(r"\1, ", plain)):
        part = _bare(_unlabelled(part))
        if not part:
            continue
        nobody = _is_role(part) or part.casefold() in _NOBODY
        if found and not nobody and _LETTERS.fullmatch(part):
            found[-1] += f", {part}"
        elif found and nobody:
            if len(found) > 1 and " " not in found[-1]:  # "Jane Doe, Home and Garden Expert"
                found.pop()
        elif not is_name(part):
            credited = credited or labelled(text)
            if found and credited and _is_small(part) and not ends_sentence(text):
                continue
            return tuple(found) if credited and _is_whose(plain, part) and not ends_sentence(text) else ()
        else:
            found.append(part)
    if found and " " in found[0] and ", " in plain:  # "Jane Doe, Oslo": one word behind a name is a place, or a firm
        found = [name for name in found if " " in name]
    unique = tuple(dict.fromkeys(found))
    return unique if len(unique) <= _MOST_NAMES else ()


def _is_whose(line: str, part: str) -> bool:
    """Whether what ends a byline of one is no name for its number alone: whom its owner works for, `Jane Doe, 9News`."""
    name, _, rest = line.partition(", ")
    firm = _NUMBERED.sub("", part).strip()
    return " " in name and rest == part != firm and len(part.split()) <= _FIRM and (not firm or is_name(firm))


def _is_small(part: str) -> bool:
    """Whether a few words in small letters stand behind a name: what its owner is, in whatever language."""
    return part == part.lower() != part.upper() and len(part.split()) <= _MOST_WORDS_OF_A_ROLE


def is_name(text: str) -> bool:
    """Whether `text` can be the name of a person, or a team that signs: few words, each capitalised but for particles."""
    words = text.split()
    if (
        not 1 < len(text) <= _LONGEST_NAME
        or not words
        or len(words) > _MOST_WORDS
        or _WRONG.search(text)
        or _is_glued(text)
    ):
        return False
    if dates.is_weekday(fold(text)):
        return False
    if text.casefold() in _NOBODY or _FURNITURE.search(text) or (_is_role(text) and not _DESK.search(text)):
        return False
    if _NO_CASE.search(text):
        return not _HAN_PHRASE.search(text)
    small = [word for word in team_of(text).split() if word[0].islower()]
    if len(small) == len(words):
        return False
    return all(word.rstrip("'’") in _MAY_BE_SMALL or "-" in word or "'" in word or "’" in word for word in small)


def team_of(text: str) -> str:
    """Whose team it is: `The Harbour Post editorial team` is the Harbour Post's; all of what is no team."""
    desk = _DESK.search(text)
    return _THE.sub("", text[: desk.start(1)]).rstrip() if desk else text


def _is_glued(text: str) -> bool:
    """`JaneMarch`, `Garden PlansShort TripsIsland Walks`; a company may be called `HarbourPost`."""
    seams = _GLUED.findall(text)
    return len(seams) > 1 or any(dates.is_month(fold(word)) for word in seams)


def _bare(part: str) -> str:
    """Without signs around it; the point of an abbreviation such as `Ph.D.` or `Jr.` stays."""
    part = _THE_DOCTOR.sub("", _once(part.strip(" ,-–—:*†‡").lstrip(".")))
    return part if _POINTED.search(part) else part.rstrip(".")


def _once(name: str) -> str:
    """A name that a page prints twice or three times in a row, once."""
    words = name.split()
    for times in (2, 3):
        if len(words) % times == 0 and words[: len(words) // times] * times == words:
            return " ".join(words[: len(words) // times])
    return name


def _is_role(text: str) -> bool:
    return _ROLE.search(text) is not None


def are_affiliated(text: str) -> bool:
    """Whether names stand there as in a paper, with the numbers of where they work: `Jane Doe 1 2, Ann Roe 3`."""
    return len(_AFFILIATED.findall(text[:_LONGEST])) > 1


def _plain(text: str) -> str:
    """One line without tags' remains, labels, and what follows the names."""
    if len(text) > _LONGEST:
        return ""
    line = " ".join(unicodedata.normalize("NFC", html.unescape(text)).split("\n", 1)[0].split()).strip(" -–—|·•⋅:")
    if line.startswith("(") and line.find(")") == len(line) - 1:
        line = line[1:-1]
    line = _unlabelled(line)
    if role := _AND_ROLE.match(line):
        return role[0].strip()
    cut = _CUT.search(line, 1)
    if cut and cut[0][-1:].isdigit():
        if _tells(line[cut.end() - 1 :]):
            return ""
        return before_date(_without_month(line[: cut.start()]))
    return before_date(line[: cut.start()] if cut else line)


def _tells(text: str) -> bool:
    """Whether many words without a date stand there: no byline goes on like that."""
    return len(text.split()) > _MOST_BEHIND and not dates.mark(fold(text))[1]


def _without_month(text: str) -> str:
    """What stands before the day of a date, without the date's month: `Jane Doe, March` before `3, 2019`."""
    before, _, last = text.rpartition(" ")
    return before.rstrip(" ,") if before and dates.is_month(fold(last)) else text


def _unlabelled(line: str) -> str:
    """Without `By`, `Written by:`, `Von`; a label may be doubled."""
    for _ in range(2):
        m = _TIGHT_LABEL.match(line) or _LABEL.match(line)
        if not m or m.end() == len(line):
            break
        line = line[m.end() :]
    return line


def before_date(text: str) -> str:
    """What is left of `Jane at` or `Jane, updated on` when the date behind it is gone."""
    return _BEFORE_DATE.sub("", text)


def is_nobody(text: str) -> bool:
    """Whether a byline names a desk, an agency or an account instead of people."""
    plain = text.strip(" .:-–—|").casefold()
    return plain in _NOBODY or _THAI_DESK.fullmatch(plain) is not None


def labelled(line: str) -> bool:
    """Whether a line begins with a label such as `By`."""
    return _unlabelled(line) != line


def words_only(name: str, text: str) -> bool:
    """Whether `text` uses every word of a name of several in small letters too: `By Use Case` heads a menu.

    >>> words_only("Use Case", "In this case we use a lamp.")
    True
    """
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    return len(words) > 1 and all(used(word.lower(), text) for word in words)


def used(word: str, text: str) -> bool:
    """Whether the start of a text has it as a word of its own, not in an address."""
    at = text.find(word, 0, _READ)
    while at >= 0:
        end = at + len(word)
        if not (_GOES_ON_BEFORE.match(text[at - 1 : at]) or _GOES_ON.match(text[end : end + 1])):
            return True
        at = text.find(word, at + 1, _READ)
    return False
