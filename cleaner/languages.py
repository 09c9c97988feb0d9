"""Which language a text is in: a vote of its commonest words, and langdetect where the vote is not clear.

langdetect reads 200 documents a second; most texts say their language in their first fifty words. The vote knows the
script or the function words of the languages below and stays silent when two of them are close.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain
from threading import Lock

from cleaner.matching.folding import A_WORD

_GLANCE, SAMPLE = 600, 3000  # characters looked at first, and when that does not tell
_LEAST_WORDS = 12
_SHARE = 0.12  # of the words that must be the winner's commonest
_LEAD = 1.25  # times the votes of the next language
_LEAST_OWN = 3  # votes more than its kin
_LEAST_LETTERS = 20
_DETECTING = Lock()  # who asks langdetect while another thread has it read its profiles gets no answer, or a wrong one
_WORD = re.compile(A_WORD)
_SUBTAG = re.compile("[-_]")
_SPACED = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}  # the same for ASCII, faster
# A script that only one language in wide use writes.
_SCRIPTS = (
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_KIN = {"da": "no", "no": "da"}  # share most of their commonest words: those that only one of them has decide
_SCRIPTED = re.compile("[\u0370-\u03ff\u0590-\u05ff\u0e00-\u0e7f\u1f00-\u1fff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_WORDS = {
    "en": "the of and to in is that for was with as on are by be this have from or had not but what were which their has you your it we can will more our they if about all when up out do than them these some how there who one an at",
    "de": "der die und das ist nicht den von zu mit sich auf für im dem ein eine auch als werden aus bei oder wird sind hat",
    "fr": "de le la les un des et est du que qui dans une pour pas sur au par avec il plus ce sont mais nous cette aux été ces",
    "es": "de el la los las que del y en un una por con para se es su al lo como más pero sus ha han este fue ya también entre sobre muy sin desde hasta según tras cuando",
    "it": "il di che la per una della non sono con del le gli da nel alla si più anche dei è ha questo delle ma",
    "pt": "de o que os não um uma do da em para com por mais as dos na no ao se foi um são das pela seu também já",
    "nl": "de het een van en dat die niet voor met zijn op aan ook er maar om bij nog naar wordt uit werd heeft deze",
    "pl": "w i na z się nie do że jest to jak od po przez za są był dla oraz już tym tego które ale został",
    "cs": "a se na v je že s z do o to ve jako za pro ale by jsem být jeho který které také jsou bylo podle už",
    "sk": "a sa na v je že s z do o to vo ako za pre ale by som byť jeho ktorý ktoré tiež sú bolo podľa už aj ktorá ktorí boli bola keď alebo ešte sme však čo len",
    "sv": "och att det som en är av för den till inte med har de om ett var men från vid kan när så eller också",
    "da": "og at det som en er af for den til ikke med har de om et var men fra ved kan når så eller også blev bliver efter sig havde op ud ind hvad nogle mere uden været",
    "no": "og at det som en er av for den til ikke med har de om et var men fra ved kan når så eller også ble blir etter seg hadde opp inn hva noen noe uten vært mye sier mellom gjennom ikkje eg frå vart",
    "fi": "ja on ei että oli se hän kun mutta myös ovat tai joka niin kuin jo olla vain sen ole mukaan kuitenkin jos ollut olisi vielä sekä hänen ettei kanssa jälkeen ennen sitä tämä tämän siitä mitä jotka jonka koska kuten eikä hyvin sanoo kertoo",
    "ro": "și de în la a cu pe nu că din să este pentru mai care au fost o un sau ce prin ale dar",
    "hu": "a az és hogy nem is egy van volt meg ez csak már de még ha mint el lehet vagy szerint kell",
    "ca": "el la els les que i de del en una per amb no és al com més però ha seva aquest aquesta va són dels pel pels també sense fins perquè hi quan està molt segons",
    "sl": "in je se da na za v z s so ki ne pa bi po o kot od tudi iz jih bo še ali pri ter bil bila če ker sem smo ni več lahko ob kar saj pred zaradi bodo tega svoje",
    "hr": "i u je na se da su za od s a ne koji kao što će o iz ili bi ali koje koja samo kako",
    "lv": "un ir no ar par uz kā ka lai bet vai arī tas to ko kas pēc līdz tika tiek nav gan viņš viņa savu gada šo pie ja tad bija kad jau ne tā šī vēl kuri kurā būs tikai pirms jo es mēs",
    "lt": "ir į kad iš su yra bet tai kaip o ne už per buvo jis ji apie dėl nuo iki tik jau po prie arba savo kurie taip pat jo jos šio metų kai dar nėra buvo tačiau būti bus ar pagal mūsų jų man gali",
    "et": "ja on ei et see oma kui ka aga oli mis ta siis nii veel kes seda tema mida kas või selle ning pärast juba ole olid eest aasta kuid nende ma välja üle kõik vaid ainult oleks olnud ütles nagu need peale enne",
    "id": "yang dan dari untuk dengan ini itu pada dalam tidak akan juga ke oleh telah sudah sebagai adalah karena mereka bisa kami lebih saat atau ada tersebut seperti namun menjadi saya anda bahwa hanya tetapi setelah kata",
    "tr": "ve bir bu da de için ile olarak çok daha en olan gibi kadar sonra ama ne var değil her göre o",
    "vi": "và của là có không được cho các một trong những với người khi này đã để đến từ ra về năm như cũng nhưng thì phải lại nhiều trên sẽ theo đó vào bị mà",
    "ru": "и в не на что с по как это он из за для от но к его так о же все только было был года",
    "uk": "і в не на що з по як це він та за для від але до його так про й все тільки було був року у",
    "bg": "и в не на че с по като това той от за до но се да са е при или му ще със във които който която след през още този тази чрез било беше няма",
    "sr": "и у је на се да су за од са а не који као што ће о из или би али које која само није нису био била било овај после због према још након када где те ли бити",
    "ar": "في من على إلى أن عن التي الذي هذا مع هذه ما كان بعد لا ذلك بين كما قال أو وقد قد",
    "fa": "و در به از که این را با است برای آن یک تا بر هم می شد خود بود کرد شده ها",
    "hi": "है हैं में और के का को से ने पर यह भी नहीं इस था थे थी एक कि लिए गया गई किया कर करने अपने साथ बाद वह उन्होंने जो रहा रहे हुए होने तक इसके",
    "ur": "کے میں کی ہے اور سے کا کو نے پر اس کہ ہیں یہ بھی ایک تھا نہیں کر گیا",
}  # fmt: skip
_VOTES: dict[str, tuple[str, ...]] = {}
for _code, _list in _WORDS.items():
    for _word in _list.split():
        _VOTES[_word] = (*_VOTES.get(_word, ()), _code)


def is_known(code: str | None) -> bool:
    """Whether `vote` can tell this language."""
    return code in _WORDS or any(code == script for script, _ in _SCRIPTS)


def code(tag: str) -> str:
    """ISO 639-1 out of a tag such as `en-US` or `pt_BR`; the tag in small letters where it is no such one."""
    return _SUBTAG.split(tag.strip().lower(), maxsplit=1)[0]


def vote(text: str) -> str | None:
    """ISO 639-1 of `text` by script and function words; None when they are too few or two languages are close."""
    return _vote(text[:_GLANCE]) or (_vote(text[:SAMPLE]) if len(text) > _GLANCE else None)


@lru_cache(maxsize=64)
def _vote(sample: str) -> str | None:
    if not sample.isascii():
        if code := _by_script(sample):
            return code
        sample = unicodedata.normalize("NFC", sample)  # where marks stand loose, a word is in pieces
    words = sample.translate(_SPACED).split() if sample.isascii() else _WORD.findall(sample.lower())
    if len(words) < _LEAST_WORDS:
        return None
    votes = Counter(chain.from_iterable(filter(None, map(_VOTES.get, words))))
    (first, most), (second, next_most), (_, third) = [*votes.most_common(3), ("", 0), ("", 0), ("", 0)][:3]
    if _KIN.get(first) == second:
        if most < next_most + _LEAST_OWN:
            return None
        next_most = third
    return first if most >= _SHARE * len(words) and most >= _LEAD * next_most + 1 else None


def _by_script(sample: str) -> str | None:
    if not _SCRIPTED.search(sample):
        return None
    letters = sum(map(str.isalpha, sample))
    for code, script in _SCRIPTS:
        share = len(script.findall(sample)) / max(1, letters)
        if share > (0.5 if code != "ja" else 0.1):
            return code
    return None


def detect(text: str) -> str | None:
    """ISO 639-1 of `text` by the vote, or by langdetect with a fixed seed; None for text with too few letters."""
    if code := vote(text):
        return code
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return None
    code = _langdetect(unicodedata.normalize("NFC", sample))
    return code[:2] if code else None  # langdetect says zh-cn


@lru_cache(maxsize=64)
def _langdetect(sample: str) -> str | None:
    import langdetect  # reads its profiles on the first call, a quarter of a second

    with _DETECTING:
        langdetect.DetectorFactory.seed = 0
        try:
            return str(langdetect.detect(sample))
        except langdetect.LangDetectException:
            return None
