"""What ads say, in twenty-five languages: neutral sentences, ways to ask for a call, and number words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences with {name} {age} {city} {origin} {start} {end}, calls with {phone}, words for 0 to 9, and small decoys."""

    code: str
    openers: tuple[str, ...]
    fillers: tuple[str, ...]
    calls: tuple[str, ...]
    dates: tuple[str, ...]
    digits: tuple[str, ...]
    price: str
    and_word: str


def _language(code: str, *texts: str) -> Language:
    """Texts in the order of the fields; sentences stand between bars."""
    openers, fillers, calls, dates = (tuple(p.strip() for p in text.split("|")) for text in texts[:4])
    return Language(code, openers, fillers, calls, dates, tuple(texts[4].split()), *texts[5:])


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        _language(
            "en",
            "Hello my name is {name}, I am in {city} now for a few days|{name} from {origin}, visiting {city} this week|Back in {city} for a short time! {name}, {age}|{name}, {age}, touring {city}. First time here|Hi, {name} here, new in {city}|New in town: {name} ({age}), {city} centre",
            "I answer every day|Only serious people, please|Quiet place near the centre|Easy parking outside|Please be polite and on time|I speak English and a little Spanish|Recent photos|No voicemail|Friendly and relaxed|Ask me anything",
            "Call or text {phone}|Contact: {phone}|Text me on {phone} - no private calls|please call me {phone} no text thank you|Message only: {phone}|{phone}",
            "Available {start} to {end}|From {start} to {end}|Until {end}",
            "zero one two three four five six seven eight nine",
            "Price {n} {c}",
            "and",
        ),
        _language(
            "no",
            "Hei! Jeg heter {name} og er i {city} noen dager|Ny i {city}: {name}, {age} år|{name} er tilbake i {city}|{name} fra {origin}, i {city} denne uken|Hyggelig {name} på {age} besøker {city}",
            "Snakker engelsk og litt norsk|Svarer hele dagen|Rolig sted nær sentrum|Bare seriøse henvendelser|Gratis parkering|Nye bilder|Vær høflig",
            "Ring {phone}, ingen skjult nummer|Sms til {phone}|Tlf: {phone}|Kontakt meg på {phone}",
            "Ledig {start}-{end}|Fra {start} til {end}",
            "null en to tre fire fem seks syv åtte ni",
            "Pris {n} {c}",
            "og",
        ),
        _language(
            "sv",
            "{name} från {origin}, ny i {city}|Hej, {name} här. Nu i {city}|Besöker {city} {start}-{end}. {name}, {age}|Jag heter {name} och är {age} år, i {city}",
            "Lugnt och diskret|Bara seriösa samtal|Mitt i centrum|Svarar varje dag|Pratar engelska|Nya bilder|Fri parkering",
            "Ring mig på {phone}|Sms {phone}|Tel: {phone}|Nås på {phone}",
            "Ledig {start}-{end}|Till och med {end}",
            "noll ett två tre fyra fem sex sju åtta nio",
            "Pris {n} {c}",
            "och",
        ),
        _language(
            "da",
            "Hej, jeg hedder {name} og er i {city} i nogle dage|Ny i {city}: {name}, {age} år|{name} fra {origin} besøger {city}|{name} er tilbage i {city}",
            "Taler engelsk|Roligt sted tæt på centrum|Kun seriøse henvendelser|Svarer hver dag|Nye billeder|Let at parkere",
            "Ring {phone}|Sms til {phone}|Tlf. {phone}|Skriv på {phone}",
            "Ledig {start}-{end}|Fra {start} til {end}",
            "nul en to tre fire fem seks syv otte ni",
            "Pris {n} {c}",
            "og",
        ),
        _language(
            "fi",
            "Hei, olen {name} ja nyt {city}|{name}, {age} v, uusi: {city}|{name} vierailee, {city}|Terveisin {name}, {city} tällä viikolla",
            "Puhun englantia|Rauhallinen paikka keskustassa|Vastaan joka päivä|Vain asialliset yhteydenotot|Uudet kuvat",
            "Soita {phone}|Tekstiviesti {phone}|Puh. {phone}|Numero {phone}",
            "Vapaana {start}-{end}|{end} asti",
            "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän",
            "Hinta {n} {c}",
            "ja",
        ),
        _language(
            "de",
            "Hallo, ich bin {name} und jetzt in {city}|{name} ({age}) neu in {city}|{name} aus {origin} zu Besuch in {city}|Wieder da: {name}, {age}, {city}|Ich heiße {name}, diese Woche in {city}",
            "Ich spreche Englisch und etwas Deutsch|Ruhige Lage im Zentrum|Bitte nur seriöse Anrufe|Täglich erreichbar|Parkplätze vorhanden|Aktuelle Fotos|Bitte keine unterdrückten Nummern",
            "Ruf mich an: {phone}|Tel. {phone}|SMS an {phone}|Erreichbar unter {phone}|WhatsApp {phone}",
            "Vom {start} bis {end}|Noch bis {end}",
            "null eins zwei drei vier fünf sechs sieben acht neun",
            "Preis {n} {c}",
            "und",
        ),
        _language(
            "nl",
            "Hallo, ik ben {name} en nu in {city}|{name}, {age}, nieuw in {city}|{name} uit {origin} op bezoek in {city}|Weer terug in {city}: {name}",
            "Ik spreek Engels|Rustige plek in het centrum|Alleen serieuze reacties|Elke dag bereikbaar|Recente foto's|Gratis parkeren",
            "Bel mij op {phone}|App of sms {phone}|Tel: {phone}|Bereikbaar op {phone}",
            "Van {start} tot {end}|Tot en met {end}",
            "nul een twee drie vier vijf zes zeven acht negen",
            "Prijs {n} {c}",
            "en",
        ),
        _language(
            "fr",
            "Bonjour, je suis {name}, de passage à {city}|{name}, {age} ans, nouvelle à {city}|{name} de {origin}, à {city} cette semaine|De retour à {city} : {name}|Coucou, c'est {name}, {city} centre",
            "Je parle anglais|Endroit calme près du centre|Appels sérieux uniquement|Je réponds tous les jours|Photos récentes|Parking facile|Merci d'être ponctuel",
            "Appelez-moi au {phone}|Tél : {phone}|SMS au {phone}|Contact {phone}|Pas de numéro masqué {phone}",
            "Du {start} au {end}|Jusqu'au {end}",
            "zéro un deux trois quatre cinq six sept huit neuf",
            "Tarif {n} {c}",
            "et",
        ),
        _language(
            "es",
            "Hola, soy {name}, estoy en {city} unos días|{name}, {age} años, nueva en {city}|{name} de {origin}, de visita en {city}|De vuelta en {city}: {name}|Me llamo {name}, en {city} esta semana",
            "Hablo español e inglés|Sitio tranquilo en el centro|Solo gente seria|Atiendo todos los días|Fotos recientes|Fácil aparcamiento|Sé puntual, por favor",
            "Llámame al {phone}|Tel. {phone}|Escríbeme al {phone}|WhatsApp {phone}|No contesto ocultos {phone}",
            "Del {start} al {end}|Hasta el {end}",
            "cero uno dos tres cuatro cinco seis siete ocho nueve",
            "Precio {n} {c}",
            "y",
        ),
        _language(
            "pt",
            "Olá, sou a {name}, em {city} por poucos dias|{name}, {age} anos, nova em {city}|{name} de {origin}, de visita a {city}|De volta a {city}: {name}",
            "Falo português e inglês|Local calmo no centro|Só pessoas sérias|Atendo todos os dias|Fotos recentes|Fácil estacionar",
            "Liga para {phone}|Tel. {phone}|Mensagem para {phone}|WhatsApp {phone}|Contacto {phone}",
            "De {start} a {end}|Até {end}",
            "zero um dois três quatro cinco seis sete oito nove",
            "Preço {n} {c}",
            "e",
        ),
        _language(
            "it",
            "Ciao, sono {name}, a {city} per pochi giorni|{name}, {age} anni, nuova a {city}|{name} da {origin}, in visita a {city}|Di nuovo a {city}: {name}",
            "Parlo inglese e un po' di italiano|Posto tranquillo in centro|Solo persone serie|Rispondo tutti i giorni|Foto recenti|Parcheggio facile",
            "Chiamami al {phone}|Tel. {phone}|Scrivimi al {phone}|No anonimi {phone}|Cell. {phone}",
            "Dal {start} al {end}|Fino al {end}",
            "zero uno due tre quattro cinque sei sette otto nove",
            "Prezzo {n} {c}",
            "e",
        ),
        _language(
            "ro",
            "Bună, sunt {name}, în {city} câteva zile|{name}, {age} ani, nouă în {city}|{name} din {origin}, în vizită la {city}|Revin în {city}: {name}",
            "Vorbesc engleză|Loc liniștit în centru|Doar persoane serioase|Răspund zilnic|Poze recente|Parcare ușoară",
            "Sună la {phone}|Tel. {phone}|Mesaj la {phone}|WhatsApp {phone}",
            "Din {start} până în {end}|Până în {end}",
            "zero unu doi trei patru cinci șase șapte opt nouă",
            "Preț {n} {c}",
            "și",
        ),
        _language(
            "pl",
            "Cześć, jestem {name}, w mieście {city} na kilka dni|{name}, {age} lat, nowa: {city}|{name} z {origin}, odwiedza {city}|Znowu {city}: {name}",
            "Mówię po angielsku|Spokojne miejsce w centrum|Tylko poważne osoby|Odbieram codziennie|Aktualne zdjęcia|Łatwy parking",
            "Zadzwoń {phone}|Tel. {phone}|Sms {phone}|Kontakt: {phone}",
            "Od {start} do {end}|Do {end}",
            "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
            "Cena {n} {c}",
            "i",
        ),
        _language(
            "cs",
            "Ahoj, jsem {name}, {city} na pár dní|{name}, {age} let, nově {city}|{name} z {origin}, návštěva {city}|Zpět: {name}, {city}",
            "Mluvím anglicky|Klidné místo v centru|Jen slušné jednání|Jsem k zastižení denně|Aktuální fotky",
            "Volej {phone}|Tel. {phone}|Sms {phone}|Kontakt {phone}",
            "Od {start} do {end}|Do {end}",
            "nula jedna dva tři čtyři pět šest sedm osm devět",
            "Cena {n} {c}",
            "a",
        ),
        _language(
            "hu",
            "Szia, {name} vagyok, {city} pár napig|{name}, {age} éves, új: {city}|{name} {origin} országból, {city}|Újra itt: {name}, {city}",
            "Beszélek angolul|Csendes hely a központban|Csak komoly hívások|Minden nap elérhető|Friss képek",
            "Hívj: {phone}|Tel. {phone}|Sms {phone}|Szám: {phone}",
            "{start}-tól {end}-ig|Még {end}-ig",
            "nulla egy kettő három négy öt hat hét nyolc kilenc",
            "Ár {n} {c}",
            "és",
        ),
        _language(
            "el",
            "Γεια σας, είμαι η {name}, στην πόλη {city} για λίγες μέρες|{name}, {age} ετών, νέα: {city}|{name} από {origin}, επίσκεψη {city}",
            "Μιλάω αγγλικά|Ήσυχο μέρος στο κέντρο|Μόνο σοβαρές κλήσεις|Πρόσφατες φωτογραφίες",
            "Κάλεσε {phone}|Τηλ. {phone}|Μήνυμα στο {phone}",
            "Από {start} έως {end}|Μέχρι {end}",
            "μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα",
            "Τιμή {n} {c}",
            "και",
        ),
        _language(
            "bg",
            "Здравейте, аз съм {name}, в {city} за няколко дни|{name}, {age} г., нова в {city}|{name} от {origin}, на гости в {city}",
            "Говоря английски|Тихо място в центъра|Само сериозни обаждания|Нови снимки",
            "Обади се {phone}|Тел. {phone}|Съобщение на {phone}",
            "От {start} до {end}|До {end}",
            "нула едно две три четири пет шест седем осем девет",
            "Цена {n} {c}",
            "и",
        ),
        _language(
            "et",
            "Tere, olen {name}, paar päeva linnas: {city}|{name}, {age} aastat, uus: {city}|{name} ({origin}) külas, {city}|Tagasi: {name}, {city}",
            "Räägin inglise keelt|Vaikne koht kesklinnas|Vastan iga päev|Ainult tõsised kõned|Uued pildid",
            "Helista {phone}|Tel. {phone}|Sõnum numbrile {phone}|Number: {phone}",
            "{start} kuni {end}|Kuni {end}",
            "null üks kaks kolm neli viis kuus seitse kaheksa üheksa",
            "Hind {n} {c}",
            "ja",
        ),
        _language(
            "lv",
            "Sveiki, esmu {name}, {city} uz dažām dienām|{name}, {age} gadi, jauna: {city}|{name} no {origin}, ciemos, {city}|Atkal {city}: {name}",
            "Runāju angliski|Klusa vieta centrā|Atbildu katru dienu|Tikai nopietni zvani|Jaunas bildes",
            "Zvani {phone}|Tālr. {phone}|Raksti {phone}|Tel: {phone}",
            "No {start} līdz {end}|Līdz {end}",
            "nulle viens divi trīs četri pieci seši septiņi astoņi deviņi",
            "Cena {n} {c}",
            "un",
        ),
        _language(
            "lt",
            "Labas, aš {name}, {city} kelioms dienoms|{name}, {age} metų, nauja: {city}|{name} iš {origin}, lankosi: {city}|Vėl čia: {name}, {city}",
            "Kalbu angliškai|Rami vieta centre|Atsiliepiu kasdien|Tik rimti skambučiai|Naujos nuotraukos",
            "Skambink {phone}|Tel. {phone}|Rašyk {phone}|Nr. {phone}",
            "Nuo {start} iki {end}|Iki {end}",
            "nulis vienas du trys keturi penki šeši septyni aštuoni devyni",
            "Kaina {n} {c}",
            "ir",
        ),
        _language(
            "is",
            "Hæ, ég heiti {name} og er í {city}|{name}, {age} ára, ný í {city}|{name} frá {origin} í heimsókn, {city}",
            "Tala ensku|Rólegur staður í miðbænum|Svara alla daga|Nýjar myndir",
            "Hringdu í {phone}|Sími {phone}|Sms {phone}",
            "Frá {start} til {end}|Til {end}",
            "núll einn tveir þrír fjórir fimm sex sjö átta níu",
            "Verð {n} {c}",
            "og",
        ),
        _language(
            "tr",
            "Merhaba, ben {name}, birkaç gün {city}|{name}, {age} yaşında, yeni: {city}|{name} {origin}, ziyaret: {city}|Tekrar {city}: {name}",
            "İngilizce konuşurum|Merkezde sakin bir yer|Her gün cevap veririm|Sadece ciddi aramalar|Yeni fotoğraflar",
            "Ara {phone}|Tel. {phone}|Mesaj at {phone}|Numaram {phone}|WhatsApp {phone}",
            "{start} - {end} arası|{end} tarihine kadar",
            "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
            "Fiyat {n} {c}",
            "ve",
        ),
        _language(
            "hr",
            "Bok, ja sam {name}, {city} na par dana|{name}, {age} godina, nova: {city}|{name} iz {origin}, u posjeti, {city}|Opet {city}: {name}",
            "Govorim engleski|Mirno mjesto u centru|Javljam se svaki dan|Samo ozbiljni pozivi|Nove slike",
            "Nazovi {phone}|Tel. {phone}|Poruka na {phone}|Mob. {phone}",
            "Od {start} do {end}|Do {end}",
            "nula jedan dva tri četiri pet šest sedam osam devet",
            "Cijena {n} {c}",
            "i",
        ),
        _language(
            "sr",
            "Здраво, ја сам {name}, {city} на пар дана|{name}, {age} година, нова: {city}|{name} из {origin}, у посети, {city}",
            "Говорим енглески|Мирно место у центру|Јављам се сваки дан|Само озбиљни позиви|Нове слике",
            "Позови {phone}|Тел. {phone}|Порука на {phone}|Моб. {phone}",
            "Од {start} до {end}|До {end}",
            "нула један два три четири пет шест седам осам девет",
            "Цена {n} {c}",
            "и",
        ),
        _language(
            "uk",
            "Привіт, я {name}, {city} на кілька днів|{name}, {age} років, нова: {city}|{name} з {origin}, у гостях, {city}|Знову {city}: {name}",
            "Розмовляю англійською|Тихе місце в центрі|Відповідаю щодня|Тільки серйозні дзвінки|Нові фото",
            "Дзвони {phone}|Тел. {phone}|Пиши на {phone}|Вайбер {phone}",
            "З {start} до {end}|До {end}",
            "нуль один два три чотири п'ять шість сім вісім дев'ять",
            "Ціна {n} {c}",
            "та",
        ),
    )
}

BOILERPLATE = (
    "This advert was placed by the advertiser. The site is not responsible for its content.",
    "All persons shown are adults. Report this advert.",
    "Ad published by a verified member. Safety tips: never pay in advance.",
    "Annonsen er lagt inn av annonsøren. Nettstedet har intet ansvar.",
    "Anuncio publicado por el usuario. Denunciar.",
    "Cette annonce a été publiée par son auteur. Signaler un abus.",
    "Diese Anzeige wurde vom Inserenten eingestellt. Missbrauch melden.",
)

MACHINE = (
    ("a few days", "some little day"),
    ("Only serious people, please", "Serious person only to please"),
    ("Quiet place near the centre", "Place quiet at centre nearly"),
    ("I answer every day", "I am answering all days"),
    ("visiting", "in the visit of"),
    ("Call or text", "Make call or the text at"),
    ("new in", "novelty in"),
)
