"""The language vote: sure where it speaks, silent where it is not, and the same every time."""

import unicodedata

import pytest

from cleaner import languages

SENTENCES = {
    "en": "The ferry left the harbour before sunrise and the two brothers stood at the rail with their father.",
    "de": "Die Fähre verließ den Hafen vor Sonnenaufgang und die beiden Brüder standen mit dem Vater an der Reling.",
    "fr": "Le bac a quitté le port avant le lever du soleil et les deux frères étaient sur le pont avec leur père.",
    "es": "El transbordador salió del puerto antes del amanecer y los dos hermanos estaban en la borda con su padre.",
    "it": "Il traghetto ha lasciato il porto prima dell'alba e i due fratelli erano sul ponte con il padre e la madre.",
    "pt": "A balsa deixou o porto antes do nascer do sol e os dois irmãos estavam no convés com o pai e não falaram.",
    "nl": "De veerboot verliet de haven voor zonsopgang en de twee broers stonden met hun vader aan de reling van het schip.",
    "sv": "Färjan lämnade hamnen före soluppgången och de två bröderna stod vid relingen med sin far och sade inte något.",
    "da": "Færgen forlod havnen efter daggry, og de to brødre stod ved rælingen af skibet og så op, og deres far sagde ikke et ord, da det blev lyst.",
    "no": "Fergen forlot havnen etter daggry, og de to brødrene sto ved rekka av skipet og så opp, og faren sa ikke et ord da det ble lyst.",
    "pl": "Prom opuścił port przed wschodem słońca i dwaj bracia stali przy relingu, ale nie mówili nic do ojca, który był na pokładzie.",
    "sk": "Kompa vyplávala z prístavu pred východom slnka a obaja bratia stáli pri zábradlí, ale otcovi nepovedali nič, lebo ešte bola zima.",
    "hu": "A komp napkelte előtt hagyta el a kikötőt, és a két testvér az apjával állt a korlátnál, de nem szóltak, mert még hideg volt.",
    "ro": "Bacul a plecat din port înainte de răsărit și cei doi frați au stat la balustradă cu tatăl lor, dar nu au spus nimic.",
    "id": "Feri itu meninggalkan pelabuhan sebelum matahari terbit dan kedua bersaudara berdiri di pagar dengan ayah mereka, tetapi tidak ada yang bicara.",
    "vi": "Chuyến phà rời bến trước khi mặt trời mọc, và hai anh em đứng bên lan can với cha, nhưng không ai nói một lời nào.",
    "hr": "Trajekt je napustio luku prije zore, a dva su brata stajala na ogradi s ocem, ali nisu ništa rekli jer je bilo hladno i mračno.",
    "sl": "Trajekt je pred zoro zapustil pristanišče, brata pa sta z očetom stala ob ograji in nista rekla ničesar, ker je bilo še mrzlo.",
    "sr": "Трајект је напустио луку пре зоре, а два брата су стајала на огради с оцем, али нису ништа рекла јер је било хладно и мрачно.",
    "ca": "El transbordador va sortir del port abans de l'alba i els dos germans eren a la borda amb el pare, però no van dir res perquè feia fred.",
    "lv": "Prāmis atstāja ostu pirms saullēkta, un abi brāļi stāvēja pie margām kopā ar tēvu, bet neviens no viņiem neko neteica, jo bija auksts.",
    "lt": "Keltas išplaukė iš uosto dar prieš saulėtekį, ir abu broliai stovėjo prie turėklų su tėvu, bet nė vienas iš jų nieko nesakė, nes buvo šalta.",
    "et": "Praam lahkus sadamast enne päikesetõusu ja kaks venda seisid koos isaga reelingu ääres, aga keegi ei öelnud midagi, sest oli veel külm.",
    "ru": "Паром вышел из гавани до рассвета, и два брата стояли у борта, но отец не был с ними в это утро.",
    "uk": "Пором вийшов з гавані до світанку, і два брати стояли біля борту, але батько не був з ними у цей ранок.",
    "hi": "नाव सूरज निकलने से पहले बंदरगाह से चल पड़ी और दोनों भाई अपने पिता के साथ रेलिंग पर खड़े थे, पर किसी ने कुछ नहीं कहा।",
    "bg": "Фериботът напусна пристанището преди изгрев и двамата братя стояха до борда с баща си, но не казаха нищо, защото беше студено.",
    "el": "Το πλοίο έφυγε από το λιμάνι πριν από την ανατολή.",
    "he": "המעבורת יצאה מן הנמל לפני הזריחה, ושני האחים עמדו ליד המעקה עם אביהם.",
    "zh": "渡轮在日出前离开了港口，两兄弟站在栏杆旁。",
    "ja": "フェリーは日の出前に港を出て、兄弟は手すりのそばに立っていた。",
    "ko": "여객선은 해가 뜨기 전에 항구를 떠났고 두 형제는 난간에 서 있었다.",
    "th": "เรือข้ามฟากออกจากท่าก่อนฟ้าสาง พี่น้องสองคนยืนพิงราวเรืออยู่เงียบๆ",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_language(code):
    assert languages.detect(SENTENCES[code]) == code


def test_spanish_that_is_mostly_words_catalan_has_too():
    text = "Cinco vecinos de la costa resultaron heridos al chocar dos barcas en la segunda salida de la bahía, en la entrada de la lonja de Varn, que es la mayor de la comarca."
    assert languages.detect(text) == "es"


def test_marks_that_stand_loose():
    assert languages.detect(unicodedata.normalize("NFD", SENTENCES["vi"])) == "vi"


@pytest.mark.parametrize("text", ["", "12 345", "OK", "!!!", "\n\n"])
def test_too_little_to_tell(text):
    assert languages.detect(text) is None


def test_where_the_vote_is_silent_langdetect_speaks_and_always_says_the_same():
    text = "Kaksi veljestä seisoi kannella hiljaa katsellen kuinka viimeinenkin lamppu katosi sumuun"
    assert languages.vote(text) is None
    languages._langdetect.cache_clear()
    first = languages.detect(text)
    languages._langdetect.cache_clear()
    assert first == languages.detect(text) == "fi"
