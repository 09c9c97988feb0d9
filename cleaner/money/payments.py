"""The words around payments: what a label of a payment address consists of, and who asks a reader for money.

One table serves every language, because labels mix them: `Адрес BTC:`, `USDT (TRC-20) 钱包地址`. All functions take
folded text, with the addresses already out of it.

    >>> is_label("donate bitcoin (btc) to:", most=6)
    True
    >>> is_label("the bank moved its bitcoin to:", most=6)
    False
"""

import re
from functools import cache

from cleaner.matching.folding import fold

# What a payment label consists of. A line above an address must hold one of these to go with it.
_LABELS = """
bitcoin bitcoins btc xbt sats satoshis lightning bitcoinu bitcoiny bitcoina bitcoinem bitkoin биткоин биткойн биткоины
биткоинов биткоина биткоине биткоинах біткоїн біткойн біткойни μπιτκοιν 比特币 比特幣 ビットコイン 비트코인 بيتكوين
البيتكوين بیت کوین ביטקוין बिटकॉइन বিটকয়েন บิตคอยน์ ბიტკოინი բիթքոին
bitcoincash bch bsv cash кэш 比特币现金 比特幣現金 ビットコインキャッシュ 비트코인캐시 كاش کش
ethereum eth ether etc эфириум эфир эфире етеріум ефіріум 以太坊 以太币 以太幣 イーサリアム 이더리움 إيثريوم الإيثيريوم
ايثيريوم اتریوم אתריום एथेरियम इथेरियम อีเธอเรียม
litecoin ltc лайткоин лайткойн 莱特币 萊特幣 ライトコイン 라이트코인 لايتكوين لایت کوین
dogecoin doge догикоин догекоин догикойн 狗狗币 狗狗幣 ドージコイン 도지코인 دوجكوين دوج کوین
dash дэш даш 达世币 ダッシュ 대시 داش monero xmr монеро 门罗币 門羅幣 モネロ 모네로 مونيرو مونرو zcash zec 大零币 지캐시
ripple xrp xrpl рипл риппл 瑞波币 瑞波幣 リップル 리플 ريبل ریپل cardano ada кардано 艾达币 カルダノ 카르다노 كاردانو
solana sol spl солана 索拉纳 ソラナ 솔라나 سولانا tron trx trc трон 波场 波場 トロン 트론 ترون
toncoin ton тон тонкоин 톤코인 تون tether usdt usdc dai busd тезер 泰达币 泰達幣 テザー 테더 تتر
bnb bsc binance matic polygon arbitrum optimism avalanche avax shib base evm
crypto cryptos cryptocurrency cryptocurrencies krypto kryptowährung kryptowährungen kryptowaluty criptomoneda
criptomonedas criptovalute criptomoedas cryptomonnaie cryptomonnaies крипта криптовалюта криптовалюты криптовалюте
криптовалюту криптовалютой криптокошелек криптокошельки coin coins 加密货币 加密貨幣 数字货币 虚拟货币 暗号資産 仮想通貨
암호화폐 가상화폐 كريبتو عملات رقمية رمزارز ارز دیجیتال
address addresses addr wallet wallets adresse adressen bitcoinadresse spendenadresse dirección direcciones indirizzo
indirizzi endereço endereços adres adresy adresu adresa adresi címe osoite adress adresă адрес адреса адресу кошелек
кошелька кошельки гаманець гаманця гаманці διεύθυνση πορτοφόλι billetera monedero cartera carteira portafoglio
portefeuille portfel portfela peněženka peněženky geldbörse cüzdan dompet alamat địa chỉ 地址 钱包 錢包 位址 アドレス
ウォレット 주소 지갑 عنوان العنوان محفظة المحفظة آدرس کیف پول כתובת ארנק पता वॉलेट กระเป๋า ที่อยู่
donate donation donations tip tips tipjar jar contribute contributions spende spenden don dons donar donación
donaciones donativos dona donazione donazioni doação doações doar donaties doneren doneer donatie darowizna darowizny
wsparcie wesprzyj wpłaty dary příspěvek příspěvky adomány lahjoitus lahjoita gåva donează donații bağış bağışlar
donasi пожертвование пожертвования пожертвований пожертвовать донат донаты пожертва пожертви пожертвувати δωρεά δωρεές
ủng hộ quyên góp 捐款 捐赠 捐贈 捐助 打赏 赞助 贊助 寄付 寄附 후원 기부 تبرع تبرعات التبرع للتبرع کمک مالی حمایت תרומה
תרומות לתרומה दान บริจาค
qr qrcode scan 二维码 二維碼
"""
# What may stand between them.
_FILLERS = """
code codes click tap copy clipboard kopieren copier copiar copia kopiuj копировать код 复制 複製 コピー 复制 코드 복사
نسخ رمز network networks mainnet chain netzwerk réseau red rete rede sieć сеть сети мережа 网络 網絡 ネットワーク
네트워크 شبكة شبکه segwit taproot bech32 legacy native only token tokens tag memo id destination public key account
erc bep my our us me you your via by with in to for the a of and or at here send pay payment support accepted
accepting please thanks thank you help work project site journalism if want like can buy coffee beer welcome
appreciated mein meine unser unsere uns für per an oder und auf bitte danke unterstützen un une le la les de du des en
faire par pour à ou et l d notre nos mon merci soutenir el los las nuestra nuestro mi con para por y o del gracias
apoyo il di da nostro grazie do em na meu nosso ou obrigado в на для или и через мой наш наша наши поддержать
поддержка помощь перевод спасибо проект проекта сайт сайта або та підтримати підтримка дякуємо wspieraj dziękujemy
nasz dla i lub w z pro nebo náš podpora děkujeme σε για için ile untuk melalui cho qua voor onze van met naar steun
ons bedankt 支持 我们 本站 谢谢 感谢 请 の は へ で 支援 お願い を 의 로 으로 지원 على إلى من في عبر أو با از یا برای
"""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # scripts that run words together
_WORD = re.compile("[\\w\u0900-\u0dff\u0e00-\u0eff]+")  # vowel signs of Indic scripts and of Thai are no \w
_LABEL = frozenset(_WORD.findall(fold(_LABELS)))
_KNOWN = _LABEL | frozenset(_WORD.findall(fold(_FILLERS)))
_LONGEST = 40  # characters of a word that is tried as several
_NUMBERED = re.compile(
    r"\b(?:erc|trc|bep|arc)[ -]?\d{1,4}\b"  # networks: ERC-20
    r"|\b(?:tag|memo|id|тег|мемо)\b[ :#=]{1,3}\d{1,12}\b"  # the payer's number in a shared account
    r"|^[ (]*\d{1,2}[.)]"  # of a list
)
_BUTTON = re.compile(
    r"\W*(?:(?:(?:click|tap) to )?(?:copy|scan|show)(?: the)?(?: address| wallet)?(?: ?qr)?(?: ?code)?"
    r"(?: to clipboard)?|copied|qr[ -]?code|с?копировать|kopieren|copier|copiar|copia|kopiuj|复制|複製|コピー|복사"
    r"|نسخ|کپی|二维码|二維碼)\W*"
)
_SERVICE = re.compile(
    r"\b(?:paypal|patreon|ko-?fi|liberapay|buymeacoffee|buy me a coffee|subscribestar|venmo|cash ?app|gofundme|donorbox"
    r"|boosty|opencollective|github\.com/sponsors|stripe|revolut|юmoney|yoomoney|яндекс.деньги|qiwi|webmoney|skrill"
    r"|tipeee|betterplace|flattr|donationalerts|alipay|iban\b)|支付宝"
)
_LINK = re.compile(r"https?://|www\.|\w\.(?:com|org|net|me|tv|ru|to)/|[\w.-]@[\w-]+\.[a-z]{2}")
_GIVING = re.compile(
    "donat|support|help|contribut|sponsor|spende|unterstütz|soutenir|soutien|faire un don|apoy|ayud|donaci|doaç|doar"
    "|apoi|sosten|sostieni|donazion|steun|wesprz|wspar|wspier|darowizn|podpoř|přispě|adomány|támog|lahjoi|bağiş|destek"
    "|ủng hộ|поддерж|помо[щчг]|пожертв|донат|підтрим|допомо|δωρε|υποστηρ|donasi|捐|打赏|赞助|贊助|支持|支援|寄付|寄附"
    "|후원|기부|تبرع|دعم|حمایت|کمک|תרומ|תמכ|दान|मदद"
)
_READER = re.compile(
    r"\b(?:we|us|our|you|your|please|wir|uns|unsere?n?|bitte|nous|notre|nos|vous|votre|nosotros|nuestr[oa]s?|usted|noi"
    r"|nostr[oaie]|você|nosso|nossa|wij|ons|onze|nas|nasz[aey]?|nam|prosimy|nás|náš|nám|prosím|мы|нас|нам|наш[аеиу]?|вы"
    r"|вас|вам|ваш[аеиу]?|ми|ви|bize|bizi|lütfen|chúng tôi|bạn)\b"
    "|我们|我們|您|本站|请|請|私たち|当サイト|ください|お願い|우리|저희|주세요|موقعنا|لطفا|شما|אותנו|שלנו|हमें|हमारे"
)


def is_label(folded: str, most: int) -> bool:
    """Whether all words are those of a payment label, none counts too, and they are no more than `most`."""
    words = _words(folded)
    return len(words) <= most and all(_in(_KNOWN, word) for word in words)


def is_heading(folded: str, most: int) -> bool:
    """Whether this is a label that can stand on a line of its own above an address: it names a coin or a gift."""
    return (
        is_label(folded, most)
        and any(_in(_LABEL, word) for word in _words(folded))
        and not folded.rstrip().endswith((".", "?", "。"))
    )


def is_button(folded: str) -> bool:
    """Whether this is what stands below an address: "Copy", "Scan QR code"."""
    return _BUTTON.fullmatch(folded) is not None


def has_link(folded: str) -> bool:
    """Whether a payment service is named and there is a link or an e-mail address to pay to."""
    return bool(_SERVICE.search(folded) and _LINK.search(folded))


def is_about_giving(folded: str) -> bool:
    """Whether there is a word of giving or helping."""
    return _GIVING.search(folded) is not None


def speaks_to_reader(folded: str) -> bool:
    """Whether someone says "we" or "you"."""
    return _READER.search(folded) is not None


def _words(folded: str) -> list[str]:
    return _WORD.findall(_NUMBERED.sub(" ", folded))


def _in(words: frozenset[str], word: str) -> bool:
    return word in words or (
        len(word) <= _LONGEST and _WIDE.search(word) is not None and _several().fullmatch(word) is not None
    )


@cache
def _several() -> re.Pattern[str]:
    """Known words in one piece, `btc钱包地址`; it takes 7 ms to compile and few texts need it."""
    parts = sorted((word for word in _KNOWN if len(word) > 2 or _WIDE.match(word)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(parts)})+")
