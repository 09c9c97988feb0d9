"""Names of months and weekdays as pages print them, in many languages, folded."""

from cleaner.matching.folding import fold

# One line a language, twelve months, the spellings of one month parted by "/".
MONTHS = """
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
gener febrer/febr març abril maig juny juliol agost setembre octubre novembre desembre/des
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
januarja/januar februarja/februar marca/marec aprila/april maja/maj junija/junij julija/julij avgusta/avgust septembra/september oktobra/oktober/okt novembra/november decembra/december
јануара/јануар/јан фебруара/фебруар/феб марта/март/мар априла/април/апр маја/мај јуна/јун/јуни јула/јул/јули августа/август/авг септембра/септембар/сеп/септ октобра/октобар/окт новембра/новембар децембра/децембар/дец
janvāris/janvārī/janvāra/janv februāris/februārī/februāra/febr marts/martā/marta aprīlis/aprīlī/aprīļa maijs/maijā/maija jūnijs/jūnijā/jūnija/jūn jūlijs/jūlijā/jūlija/jūl augusts/augustā/augusta septembris/septembrī/septembra oktobris/oktobrī/oktobra novembris/novembrī/novembra decembris/decembrī/decembra
sausio/sausis/saus vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė/geg birželio/birželis/birž liepos/liepa rugpjūčio/rugpjūtis/rugp rugsėjo/rugsėjis/rugs spalio/spalis/spal lapkričio/lapkritis/lapkr gruodžio/gruodis/gruod
jaanuar/jaanuaril/jaanuari/jaan veebruar/veebruaril/veebruari/veebr märts/märtsil/märtsi aprill/aprillil/aprilli mai juuni/juunil juuli/juulil august/augustil/augusti september/septembril/septembri oktoober/oktoobril/oktoobri november/novembril/novembri detsember/detsembril/detsembri/dets
"""
# Names of months that are another one or no month elsewhere: they hold after a day with its dot, `3. listopada`, where
# Polish has none, and `3. mail`, which is a day in May to Estonians. Czech has one too: its `listopad` is the Croatian one only where the year has a dot as well.
_DOTTED = "sij/sije velj/vel ožu tra svi/mail lip srp kol/avg ruj lis/listopada stu pro"
TWICE_DOTTED = {"listopad": 10}
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
пон вто сря чет четв пет съб нед
ponedjeljak utorak srijeda srijedu četvrtak cetvrtak petak subota subotu nedjelja nedjelju ponedeljak sreda sredu nedelja nedelju
ponedeljek torek sredo četrtek petek soboto nedeljo
понедељак понедјељак уторак среда среду сриједа сриједу четвртак петак субота суботу недеља недељу недјеља недјељу
dilluns dimarts dimecres dijous divendres dissabte diumenge
"""
# Vietnamese counts its months, in figures or in words, and says `month` before each; `năm` is five and a year.
_VIETNAMESE_MONTHS = "một/giêng hai ba tư/bốn năm sáu bảy/bẩy tám chín mười mười_một mười_hai"
_THAI = "จันทร์ อังคาร พุธ พฤหัสบดี พฤหัสฯ พฤหัส ศุกร์ เสาร์ อาทิตย์"
_SHORT_WEEKDAYS = "pon uto sri sre čet pet sub ned tor sob уто сре суб dl dt dc dj dv ds dg"  # words or names elsewhere: known beside a date only
_HUNGARIAN = "hétfő kedd szerda csütörtök péntek szombat vasárnap"
# Those that may follow a date and a comma.
_BULGARIAN = "понеделник вторник сряда четвъртък петък събота неделя"
_BALTIC = """
pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena
pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien
pirmdienā otrdienā trešdienā ceturtdienā piektdienā sestdienā svētdienā
pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis
pirmadienį antradienį trečiadienį ketvirtadienį penktadienį šeštadienį sekmadienį
esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
esmaspäeval teisipäeval kolmapäeval neljapäeval reedel laupäeval pühapäeval
"""


def _folded(names: str) -> list[str]:
    return [fold(name).replace("_", " ") for name in names.split()]


def _numbers(*lines: str) -> dict[str, int]:
    """Name → its number in its line; a name that stands in two means what it means in the first."""
    table: dict[str, int] = {}
    for line in lines:
        for number, spellings in enumerate(line.split(), start=1):
            for name in _folded(spellings.replace("/", " ")):
                table.setdefault(name, number)
    return table


# Month's name → its number.
MONTH = _numbers(*MONTHS.strip().splitlines())
VIETNAMESE_MONTH = _numbers(_VIETNAMESE_MONTHS)
SOLAR_MONTH = _numbers(_SOLAR_HIJRI)
DOTTED_MONTH = _numbers(_DOTTED)
HUNGARIAN_WEEKDAYS, THAI_WEEKDAYS = map(_folded, (_HUNGARIAN, _THAI))
# The longest first: a pattern takes the first that fits.
COMMA_WEEKDAYS = sorted(_folded(f"{_BULGARIAN} {_BALTIC}"), key=len, reverse=True)
WEEKDAY = frozenset((
    *_folded(_WEEKDAYS), *HUNGARIAN_WEEKDAYS, *COMMA_WEEKDAYS,
    *THAI_WEEKDAYS, *(f"วัน{name}" for name in THAI_WEEKDAYS),
))  # fmt: skip
# What may be a weekday beside a date; by itself it is not taken for one.
BESIDE_DATES = WEEKDAY | frozenset(_folded(_SHORT_WEEKDAYS))
# Thai names are listed, because their vowel signs are no letters to a pattern; the longest first.
THAI_NAMES = sorted((name for name in MONTH if name[0] > "\u0e00" and name[0] < "\u0e7f"), key=len, reverse=True)
THAI_SHORT = [name for name in THAI_NAMES if len(name.replace(".", "")) < 4]
# The first word of each month's name, and all that may be one.
MONTH_WORDS = frozenset(name.split()[0] for name in (*MONTH, *SOLAR_MONTH))
SEEN_MONTHS = MONTH_WORDS | DOTTED_MONTH.keys()
