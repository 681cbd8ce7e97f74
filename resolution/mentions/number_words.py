"""Number words as people write telephone numbers with them, language by language: data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Number words of one language, units and teens and tens by value, variants separated by "/"."""

    units: str  # 0 to 9, variants separated by "/"
    teens: str  # 10 to 19
    tens: str  # 20 to 90
    compound: str  # how 20 to 90 and a unit are glued: "{ten}{unit}", "{unit}und{ten}"


LANGUAGES = {
    "en": Language(
        "zero/oh/nought/naught/nil one two three four five six seven eight nine",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty/fourty fifty sixty seventy eighty ninety/ninty",
        "{ten}{unit}",
    ),
    "no": Language(
        "null en/ein/ett to tre fire fem seks sju/syv/sjau atte ni",
        "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        "tjue/tyve tretti/tredve forti/førti femti seksti sytti atti nitti",
        "{ten}{unit}",
    ),
    "da": Language(
        "nul en/et/een to tre fire fem seks syv otte ni",
        "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        "tyve tredive fyrre/fyrretyve halvtreds tres halvfjerds firs halvfems",
        "{unit}og{ten}",
    ),
    "sv": Language(
        "noll/nolla ett/en tva tre fyra fem sex sju atta nio/nie",
        "tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
        "tjugo trettio fyrtio femtio sextio sjuttio attio nittio",
        "{ten}{unit}",
    ),
    "fi": Language(
        "nolla yksi/yks kaksi/kaks kolme/kol neljä/nelja/nel viisi/viis kuusi/kuus seitsemän/seitsemä/seittemän kahdeksan/kaheksan yhdeksän/yheksän",
        "kymmenen yksitoista kaksitoista kolmetoista neljätoista viisitoista kuusitoista seitsemäntoista kahdeksantoista yhdeksäntoista",
        "kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä",
        "{ten}{unit}",
    ),
    "es": Language(
        "cero uno/una dos tres cuatro cinco seis siete ocho nueve",
        "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "{ten}y{unit}",
    ),
    "pt": Language(
        "zero um/uma dois/duas tres quatro cinco seis/meia sete oito nove",
        "dez onze doze treze catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "{ten}e{unit}",
    ),
    "fr": Language(
        "zero un/une deux trois quatre cinq six sept huit neuf",
        "dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf",
        "vingt trente quarante cinquante soixante septante huitante/octante/quatrevingt/quatrevingts nonante",
        "{ten}{unit}",
    ),
    "de": Language(
        "null eins/ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun",
        "zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig/dreizig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig",
        "{unit}und{ten}",
    ),
    "it": Language(
        "zero uno/una due tre quattro cinque sei sette otto nove",
        "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "{ten}{unit}",
    ),
    "ro": Language(
        "zero unu/una doi/doua trei patru cinci sase/sasa sapte opt noua",
        "zece unsprezece doisprezece/douasprezece treisprezece paisprezece cincisprezece saisprezece saptesprezece optsprezece nouasprezece",
        "douazeci treizeci patruzeci cincizeci saizeci saptezeci optzeci nouazeci",
        "{ten}si{unit}",
    ),
    "nl": Language(
        "nul een twee drie vier vijf zes zeven acht negen",
        "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "{unit}en{ten}",
    ),
    "pl": Language(
        "zero jeden/jedna dwa trzy cztery piec szesc siedem osiem dziewiec",
        "dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie",
        "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat",
        "{ten}{unit}",
    ),
    "cs": Language(
        "nula jedna/jeden dva tri ctyri pet sest sedm osm devet",
        "deset jedenact dvanact trinact ctrnact patnact sestnact sedmnact osmnact devatenact",
        "dvacet tricet ctyricet padesat sedesat sedmdesat osmdesat devadesat",
        "{ten}{unit}",
    ),
    "hu": Language(
        "nulla egy ketto/ket harom negy ot hat het nyolc kilenc",
        "tiz tizenegy tizenketto tizenharom tizennegy tizenot tizenhat tizenhet tizennyolc tizenkilenc",
        "husz/huszon harminc negyven otven hatvan hetven nyolcvan kilencven",
        "{ten}{unit}",
    ),
    "tr": Language(
        "sıfır bir iki uc dort bes altı yedi sekiz dokuz",
        "on onbir oniki onuc ondort onbes onaltı onyedi onsekiz ondokuz",
        "yirmi otuz kırk elli altmıs yetmis seksen doksan",
        "{ten}{unit}",
    ),
    "ru": Language(
        "ноль/нуль один/одна два/две три четыре пять шесть семь восемь девять",
        "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "{ten}{unit}",
    ),
    "uk": Language(
        "нуль один/одна два/дві три чотири п'ять/пять шість сім вісім дев'ять/девять",
        "десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
        "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
        "{ten}{unit}",
    ),
    "ru-latin": Language(
        "nol odin dva tri chetyre pyat shest sem vosem devyat",
        "desyat odinnadtsat dvenadtsat trinadtsat chetyrnadtsat pyatnadtsat shestnadtsat semnadtsat vosemnadtsat devyatnadtsat",
        "dvadtsat tridtsat sorok pyatdesyat shestdesyat semdesyat vosemdesyat devyanosto",
        "{ten}{unit}",
    ),
    "el": Language(
        "μηδέν ένα/ένας δύο/δυο τρία τέσσερα πέντε έξι εφτά/επτά οκτώ/οχτώ εννέα/εννιά",
        "δέκα έντεκα δώδεκα δεκατρία δεκατέσσερα δεκαπέντε δεκαέξι δεκαεφτά/δεκαεπτά δεκαοκτώ/δεκαοχτώ δεκαεννέα/δεκαεννιά",
        "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
        "{ten}{unit}",
    ),
    "el-latin": Language(
        "miden ena dio/dyo tria tessera pente eksi/exi efta/epta okto/oxto ennia/ennea",
        "deka enteka dodeka dekatria dekatessera dekapente dekaeksi dekaefta dekaokto dekaennia",
        "eikosi trianta saranta peninta eksinta evdominta ogdonta eneninta",
        "{ten}{unit}",
    ),
    "hr": Language(
        "nula jedan dva tri cetiri pet sest sedam osam devet",
        "deset jedanaest dvanaest trinaest cetrnaest petnaest sesnaest sedamnaest osamnaest devetnaest",
        "dvadeset trideset cetrdeset pedeset sezdeset sedamdeset osamdeset devedeset",
        "{ten}{unit}",
    ),
    "bg": Language(
        "нула едно/един две/два три четири пет шест седем осем девет",
        "десет единадесет дванадесет тринадесет четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет",
        "двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет",
        "{ten}и{unit}",
    ),
    "is": Language(
        "null einn/ein/eitt tveir/tvo/tvaer thrir/thriu/thrjar fjorir/fjogur fimm sex sjo atta niu",
        "tiu ellefu tolf threttan fjortan fimmtan sextan sautjan atjan nitjan",
        "tuttugu thrjatiu fjorutiu fimmtiu sextiu sjotiu attatiu niutiu",
        "{ten}og{unit}",
    ),
    "sk": Language(
        "nula jeden/jedna dva/dve tri styri pat sest sedem osem devat",
        "desat jedenast dvanast trinast strnast patnast sestnast sedemnast osemnast devatnast",
        "dvadsat tridsat styridsat patdesiat sestdesiat sedemdesiat osemdesiat devatdesiat",
        "{ten}{unit}",
    ),
    "sl": Language(
        "nic/nula ena/en dva/dve tri stiri pet sest sedem osem devet",
        "deset enajst dvanajst trinajst stirinajst petnajst sestnajst sedemnajst osemnajst devetnajst",
        "dvajset trideset stirideset petdeset sestdeset sedemdeset osemdeset devetdeset",
        "{unit}in{ten}",
    ),
    "et": Language(
        "null uks kaks kolm neli viis kuus seitse kaheksa uheksa",
        "kumme uksteist kaksteist kolmteist neliteist viisteist kuusteist seitseteist kaheksateist uheksateist",
        "kakskummend kolmkummend nelikummend viiskummend kuuskummend seitsekummend kaheksakummend uheksakummend",
        "{ten}{unit}",
    ),
    "lv": Language(
        "nulle viens/viena divi/divas tris cetri pieci sesi septini astoni devini",
        "desmit vienpadsmit divpadsmit trispadsmit cetrpadsmit piecpadsmit sespadsmit septinpadsmit astonpadsmit devinpadsmit",
        "divdesmit trisdesmit cetrdesmit piecdesmit sesdesmit septindesmit astondesmit devindesmit",
        "{ten}{unit}",
    ),
    "lt": Language(
        "nulis vienas/viena du/dvi trys keturi penki sesi septyni astuoni devyni",
        "desimt vienuolika dvylika trylika keturiolika penkiolika sesiolika septyniolika astuoniolika devyniolika",
        "dvidesimt trisdesimt keturiasdesimt penkiasdesimt sesiasdesimt septyniasdesimt astuoniasdesimt devyniasdesimt",
        "{ten}{unit}",
    ),
    "sr": Language(
        "нула један/једна два/две три четири пет шест седам осам девет",
        "десет једанаест дванаест тринаест четрнаест петнаест шеснаест седамнаест осамнаест деветнаест",
        "двадесет тридесет четрдесет педесет шездесет седамдесет осамдесет деведесет",
        "{ten}{unit}",
    ),
    "ca": Language(
        "zero un/una dos/dues tres quatre cinc sis set vuit nou",
        "deu onze dotze tretze catorze quinze setze disset divuit dinou",
        "vint trenta quaranta cinquanta seixanta setanta vuitanta noranta",
        "{ten}{unit}",
    ),
    "af": Language(
        "nul een twee drie vier vyf ses sewe agt nege",
        "tien elf twaalf dertien veertien vyftien sestien sewentien agtien negentien",
        "twintig dertig veertig vyftig sestig sewentig tagtig negentig",
        "{unit}en{ten}",
    ),
    "sq": Language(
        "zero nje dy tre kater pese gjashte shtate tete nente",
        "dhjete njembedhjete dymbedhjete trembedhjete katermbedhjete pesembedhjete gjashtembedhjete shtatembedhjete tetembedhjete nentembedhjete",
        "njezet tridhjete dyzet pesedhjete gjashtedhjete shtatedhjete tetedhjete nentedhjete",
        "{ten}e{unit}",
    ),
    "uk-latin": Language(
        "nul odyn/odna dva/dvi try chotyry pyat shist sim visim devyat",
        "desyat odynadtsyat dvanadtsyat trynadtsyat chotyrnadtsyat pyatnadtsyat shistnadtsyat simnadtsyat visimnadtsyat devyatnadtsyat",
        "dvadtsyat trydtsyat sorok pyatdesyat shistdesyat simdesyat visimdesyat devyanosto",
        "{ten}{unit}",
    ),
    "th": Language("ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า", "สิบ", "ยี่สิบ สามสิบ สี่สิบ ห้าสิบ หกสิบ เจ็ดสิบ แปดสิบ เก้าสิบ", "{ten}{unit}"),
    "he": Language("אפס אחת/אחד שתיים/שתים/שניים שלוש/שלושה ארבע/ארבעה חמש/חמישה שש/שישה שבע/שבעה שמונה תשע/תשעה", "עשר", "עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים", ""),
    "ar": Language("صفر واحد اثنين/اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة", "عشرة", "عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون", ""),
    "gl": Language(
        "cero un/unha dous/duas tres catro cinco seis sete oito nove",
        "dez once doce trece catorce quince dezaseis dezasete dezaoito dezanove",
        "vinte trinta corenta cincuenta sesenta setenta oitenta noventa",
        "{ten}e{unit}",
    ),
    "eu": Language(
        "zero/huts bat bi hiru lau bost sei zazpi zortzi bederatzi",
        "hamar hamaika hamabi hamahiru hamalau hamabost hamasei hamazazpi hemezortzi hemeretzi",
        "hogei hogeitamar berrogei berrogeitamar hirurogei hirurogeitamar laurogei laurogeitamar",
        "{ten}ta{unit}",
    ),
    "mt": Language("xejn/zero wieħed tnejn tlieta erbgħa ħamsa sitta sebgħa tmienja disgħa", "għaxra", "għoxrin tletin erbgħin ħamsin sittin sebgħin tmenin disgħin", "{unit}u{ten}"),
    "cy": Language("dim un dau/dwy tri/tair pedwar/pedair pump chwech saith wyth naw", "", "", "{ten}{unit}"),
    "be": Language(
        "нуль адзін/адна два/дзве тры чатыры пяць шэсць сем восем дзевяць",
        "дзесяць адзінаццаць дванаццаць трынаццаць чатырнаццаць пятнаццаць шаснаццаць семнаццаць васемнаццаць дзевятнаццаць",
        "дваццаць трыццаць сорак пяцьдзясят шэсцьдзясят семдзесят восемдзесят дзевяноста",
        "{ten}{unit}",
    ),
    "fo": Language("null eitt/ein tvey/tveir try/tríggir fýra fimm seks sjey átta níggju", "tíggju ellivu tólv", "tjúgu tríati fjøruti", "{unit}og{ten}"),
    "lb": Language("null eent/een zwee/zwou dräi véier fënnef sechs siwen aacht néng/nong", "zéng eelef zwielef", "zwanzeg drësseg véierzeg fofzeg sechzeg siwwenzeg achtzeg nonzeg", "{unit}an{ten}"),
    "ka": Language("ნული ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა", "ათი", "ოცი", "{ten}{unit}"),
    "hy": Language("զրո մեկ երկու երեք չորս հինգ վեց յոթ/եօթ ութ ինը/ինն", "տասը", "քսան երեսուն քառասուն հիսուն վաթսուն յոթանասուն ութսուն իննսուն", "{ten}{unit}"),
}  # fmt: skip


# Written as it sounds or as fingers slip; more than one letter away, or too short for a guess.
MISSPELT = {
    "tree": "3", "thre": "3", "free": "3", "fuor": "4", "for": "4", "fore": "4", "foor": "4", "fo": "4", "fith": "5", "fife": "5", "fiv": "5",
    "faiv": "5", "siz": "6", "sicks": "6", "sics": "6", "sixx": "6", "sven": "7", "sevn": "7", "svn": "7", "ate": "8", "eigt": "8", "eigth": "8",
    "ait": "8", "nien": "9", "nin": "9", "nein": "9", "niner": "9", "won": "1", "wun": "1", "too": "2", "tu": "2", "tow": "2", "twoo": "2",
    "ziro": "0", "ow": "0", "owe": "0", "kvatro": "4", "catro": "4", "cuatr": "4", "kuatro": "4", "sinko": "5", "ceis": "6",
}  # fmt: skip

# Ordinary words of some language, or names: never a digit without company.
_ORDINARY = """
en et to for fire ti sex ett un une uno una um uma do on ate tree free fore fo foor won too tu tow ein een hat het ot ket egy sei
set due ni sept oh nil ow owe sven nein niner ten elf once quince tien ono bir uc bes sem noua neuf doi meia ena exi nie venti
cento sto nel kol fiv nin ait svn wun nien sics ceis thre сорок раз сім
set sis deu nou vint nic sim try dy ses agt du un viena sat nulle
bat bi lau dim dau pump tair huts ein eent nong sitta
"""
ORDINARY = frozenset(_ORDINARY.split())

# What people say between the digits of one number: what joins, what comes next, signs by name, endearments.
_FILLERS = """
and then y luego pak a sen despues e depois et puis und dann poi og och sa sen sedan ja sitten en dan i potem pak es aztan si apoi и а потом dash minus space dot slash hyphen line
guion espacio traco tiret espace strich punkt trattino spazio bindestreck streck strek valilyonti streep kreska spacja pomlcka kotojel linie тире дефис
un ir ve kai και ta та i да dhe eta tad tada sonra onda zatim pa poi потім потом тогава онда siis svo meta μετα potem nato atunci
baby babe hun honey love darling dear xx xxx kiss kisses amor carino bebe mi vida cielo guapo querido cherie cheri bebe schatz suesser amore caro tesoro alskling kjaere skat kulta
schat lieverd kochanie skarbie zlato milacku szivem draga iubi iubire милыи дорогои
"""
FILLERS = frozenset(_FILLERS.split())  # folded
