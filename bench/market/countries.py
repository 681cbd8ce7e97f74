"""Countries as the market sees them: number ranges, cities, streets, how addresses are written, who subscribes to phones.

Mobile prefixes were checked against the number plan in phonenumbers; `fictitious` are ranges set aside for fiction.
"""

from __future__ import annotations

from bench.market.country import Country, cities, words
from bench.market.further_countries import FURTHER

_NORDIC_LAST = "Hansen, Johansen, Olsen, Larsen, Andersson, Johansson, Nilsson, Nielsen, Jensen, Korhonen, Virtanen, Berg, Lund, Holm, Popescu, Kowalski"

NO = Country(
    "NO",
    "+47",
    "",
    (
        ("40", 6),
        ("41", 6),
        ("46", 6),
        ("47", 6),
        ("48", 6),
        ("90", 6),
        ("91", 6),
        ("92", 6),
        ("93", 6),
        ("95", 6),
        ("97", 6),
        ("98", 6),
        ("99", 6),
    ),
    ((3, 2, 3), (2, 2, 2, 2), (4, 4)),
    ("no", "en"),
    "kr",
    cities(
        "Oslo||Lillestrøm/Sandvika/Grünerløkka|59.913|10.752;Bergen||Åsane/Fyllingsdalen|60.392|5.324;Trondheim|Trondhjem|Heimdal|63.430|10.395;"
        "Stavanger||Sandnes|58.970|5.733;Tromsø|Tromso||69.649|18.955;Drammen||Mjøndalen|59.744|10.204;Kristiansand|||58.147|7.996"
    ),
    words(
        "Storgata, Kirkegata, Kongens gate, Strandgata, Bogstadveien, Markveien, Thereses gate, Skippergata, Nygårdsgaten, Dronningens gate, Skolegata, Jernbanegata, Fjordveien, Elveveien, Torggata, Sjøgata"
    ),
    (("gata", "gt."), ("gate", "gt."), ("veien", "vn."), ("gaten", "gt.")),
    "{street} {number}{unit}, {postcode} {city}",
    (" H0{n}0{m}", " leil. {n}", " U010{m}", "{l}"),
    "####",
    words("Jan, Ole, Lars, Morten, Per, Kjell, Marius, Anne, Kari, Hilde, Ingrid, Nicolae, Andrei, Piotr, Rui"),
    words(_NORDIC_LAST),
)
SE = Country(
    "SE",
    "+46",
    "0",
    (("70", 7), ("72", 7), ("73", 7), ("76", 7), ("79", 7)),
    ((3, 3, 2, 2), (3, 3, 4), (4, 2, 2, 2)),
    ("sv", "en"),
    "kr",
    cities(
        "Stockholm|Sthlm|Solna/Kista/Södermalm|59.329|18.069;Göteborg|Gothenburg/Gbg|Mölndal/Hisingen|57.709|11.975;Malmö|Malmo|Limhamn|55.605|13.004;Uppsala|||59.859|17.639;Västerås|||59.610|16.545;Örebro|||59.275|15.213;Norrköping|||58.588|16.192"
    ),
    words(
        "Storgatan, Kungsgatan, Drottninggatan, Vasagatan, Hornsgatan, Sveavägen, Södra Förstadsgatan, Östra Hamngatan, Nygatan, Järnvägsgatan, Skolvägen, Björkgatan, Hamngatan, Norra Vallgatan, Linnégatan"
    ),
    (("gatan", "g."), ("vägen", "v.")),
    "{street} {number}{unit}, {postcode} {city}",
    (" lgh 1{n}0{m}", ", {n} tr", "{l}", " {n}B"),
    "### ##",
    words("Anders, Lars, Erik, Johan, Karin, Maria, Eva, Björn, Jean, Javier, Antonio, Ionut, João, Patrick"),
    words(_NORDIC_LAST),
    (
        ("701740605", 0),
        ("70174061", 1),
        ("70174062", 1),
        ("70174063", 1),
        ("70174064", 1),
        ("70174065", 1),
        ("70174066", 1),
        ("70174067", 1),
        ("70174068", 1),
        ("70174069", 1),
    ),
)
DK = Country(
    "DK",
    "+45",
    "",
    (
        ("20", 6),
        ("21", 6),
        ("22", 6),
        ("23", 6),
        ("25", 6),
        ("26", 6),
        ("27", 6),
        ("28", 6),
        ("30", 6),
        ("31", 6),
        ("40", 6),
        ("50", 6),
        ("60", 6),
    ),
    ((2, 2, 2, 2), (4, 4), (3, 2, 3)),
    ("da", "en"),
    "kr",
    cities(
        "København|Copenhagen/Kopenhagen/Köpenhamn/Kbh|Frederiksberg/Valby/Amager|55.676|12.568;Aarhus|Århus|Viby|56.157|10.211;Odense|||55.404|10.402;Aalborg|Ålborg||57.048|9.919;Esbjerg|||55.476|8.459;Vejle|||55.709|9.536"
    ),
    words(
        "Vesterbrogade, Nørrebrogade, Amagerbrogade, Istedgade, Vestergade, Søndergade, Østergade, Algade, Jernbanegade, Skolevej, Strandvejen, Kirkevej, Møllevej, Havnegade, Nygade"
    ),
    (("gade", "g."), ("vejen", "v.")),
    "{street} {number}{unit}, {postcode} {city}",
    (", {n}. tv", ", {n}. th.", " st. tv", " {n}B", "{l}"),
    "####",
    words("Jens, Peter, Morten, Lars, Mette, Hanne, Søren, Marc, Jean, Ionut, Timo"),
    words(_NORDIC_LAST),
)
FI = Country(
    "FI",
    "+358",
    "0",
    (("40", 7), ("41", 7), ("44", 7), ("45", 7), ("46", 7), ("50", 7)),
    ((3, 3, 4), (3, 7), (3, 3, 2, 2)),
    ("fi", "sv", "en"),
    "€",
    cities(
        "Helsinki|Helsingfors|Espoo/Vantaa/Kallio|60.170|24.938;Tampere|Tammerfors||61.498|23.761;Turku|Åbo||60.451|22.267;Oulu|Uleåborg||65.012|25.468;Lahti|||60.983|25.661"
    ),
    words(
        "Mannerheimintie, Aleksanterinkatu, Fredrikinkatu, Itäinen Pitkäkatu, Hämeenkatu, Kauppakatu, Koulukatu, Rautatienkatu, Satamakatu, Yliopistonkatu, Pitkäkatu, Mäkitie, Rantatie"
    ),
    (("katu", "k."), ("tie", "t.")),
    "{street} {number}{unit}, {postcode} {city}",
    (" A {n}", " B {n}", " as. {n}", " C{n}"),
    "#####",
    words("Jukka, Timo, Mika, Antti, Sari, Päivi, Anders, Jan, Andrei, Ionut"),
    words("Korhonen, Virtanen, Mäkinen, Nieminen, Hämäläinen, Larsen, Berg, Dumitru, Ivanov, Hansen, Martin"),
)
GB = Country(
    "GB",
    "+44",
    "0",
    (("7400", 6), ("7410", 6), ("7455", 6), ("7500", 6), ("7712", 6), ("7730", 6), ("7801", 6), ("7855", 6), ("7912", 6), ("7955", 6)),
    ((5, 6), (5, 3, 3), (4, 3, 4)),
    ("en",),
    "£",
    cities(
        "London||Croydon/Ealing/Paddington|51.507|-0.128;Manchester||Salford|53.480|-2.242;Birmingham|Bham|Solihull|52.480|-1.903;Leeds|||53.800|-1.549;Glasgow|||55.861|-4.250;Bristol|||51.454|-2.588"
    ),
    words(
        "High Street, Station Road, Church Lane, Victoria Road, Queens Road, Kings Avenue, Park Road, Mill Lane, Albert Street, Manor Road, London Road, Grove Street, York Terrace"
    ),
    ((" Street", " St"), (" Road", " Rd"), (" Lane", " Ln"), (" Avenue", " Ave")),
    "{unit}{number} {street}, {city} {postcode}",
    ("Flat {n}, ", "Apt {n}, ", "Unit {n}, "),
    "@@# #@@",
    words("John, David, Paul, Mark, Susan, Sarah, Ion, Andrei, Wei, Mohammed"),
    words("Smith, Jones, Taylor, Brown, Wilson, Khan, Patel, Evans, Popa, Chen"),
    (("7700900", 3),),
)
IE = Country(
    "IE",
    "+353",
    "0",
    (("83", 7), ("85", 7), ("86", 7), ("87", 7), ("89", 7)),
    ((3, 3, 4), (3, 7)),
    ("en",),
    "€",
    cities("Dublin||Tallaght/Swords|53.350|-6.260;Cork|||51.898|-8.472;Galway|||53.271|-9.057;Limerick|||52.664|-8.623"),
    words("O'Connell Street, Patrick Street, Main Street, Parnell Street, Dock Road, Shop Street, Abbey Street, Henry Street"),
    ((" Street", " St"), (" Road", " Rd")),
    "{unit}{number} {street}, {city}, {postcode}",
    ("Apt {n}, ", "Apartment {n}, ", "Flat {n}, "),
    "@## @#@#",
    words("Sean, Patrick, Aoife, Niamh, Liam, Marius"),
    words("Murphy, Kelly, Byrne, Ryan, O'Brien, Walsh, Popa"),
)
DE = Country(
    "DE",
    "+49",
    "0",
    (
        ("1511", 7),
        ("1520", 7),
        ("1522", 7),
        ("1573", 7),
        ("1575", 7),
        ("1590", 7),
        ("160", 7),
        ("162", 7),
        ("170", 7),
        ("171", 7),
        ("172", 7),
        ("175", 7),
        ("176", 8),
        ("179", 7),
    ),
    ((4, 7), (4, 3, 4), (4, 2, 2, 3), (5, 6)),
    ("de", "en"),
    "€",
    cities(
        "Berlin||Spandau/Neukölln|52.520|13.405;Hamburg||Altona/Wandsbek|53.551|9.994;München|Munich/Muenchen/Monachium|Pasing|48.137|11.576;Köln|Cologne/Koeln|Deutz|50.938|6.960;Frankfurt|Frankfurt am Main|Offenbach|50.110|8.682;Düsseldorf|Duesseldorf||51.228|6.774;Nürnberg|Nuremberg||49.452|11.077"
    ),
    words(
        "Hauptstraße, Bahnhofstraße, Schillerstraße, Goethestraße, Gartenweg, Lindenallee, Berliner Straße, Kaiserstraße, Mozartstraße, Am Markt, Rosenweg, Schulstraße, Kirchplatz"
    ),
    (("straße", "str."), ("Straße", "Str."), ("platz", "pl.")),
    "{street} {number}{unit}, {postcode} {city}",
    (" a", ", {n}. OG", " / Whg. {n}", ", EG links", "{l}"),
    "#####",
    words("Hans, Peter, Klaus, Jürgen, Sabine, Petra, Stefan, Ioan, Krzysztof"),
    words("Müller, Schmidt, Schneider, Fischer, Weber, Wagner, Becker, Yılmaz, Nowak, Popescu"),
    (("152288173", 2), ("152288954", 2)),
)
AT = Country(
    "AT",
    "+43",
    "0",
    (("660", 7), ("664", 7), ("676", 7), ("699", 8)),
    ((4, 7), (4, 3, 4), (4, 3, 2, 2)),
    ("de", "en"),
    "€",
    cities("Wien|Vienna/Bécs|Favoriten/Floridsdorf|48.208|16.373;Graz|||47.071|15.439;Linz|||48.306|14.286;Salzburg|||47.810|13.055"),
    words("Mariahilfer Straße, Hauptstraße, Landstraße, Ringstraße, Feldgasse, Schulgasse, Herrengasse, Bahnhofstraße, Donaugasse"),
    (("straße", "str."), ("Straße", "Str."), ("gasse", "g.")),
    "{street} {number}{unit}, {postcode} {city}",
    ("/{n}/{m}", " Stiege {m} Top {n}", "/{n}", " Top {n}"),
    "####",
    words("Franz, Josef, Maria, Karl, Ioan"),
    words("Gruber, Huber, Bauer, Wagner, Müller, Popa, Horvath"),
)
CH = Country(
    "CH",
    "+41",
    "0",
    (("76", 7), ("77", 7), ("78", 7), ("79", 7)),
    ((3, 3, 2, 2), (3, 7)),
    ("de", "fr", "en"),
    "CHF",
    cities(
        "Zürich|Zurich/Zuerich/Zurigo|Oerlikon/Altstetten|47.377|8.541;Genève|Geneva/Genf/Ginevra|Carouge|46.204|6.143;Basel|Bâle||47.560|7.588;Bern|Berne||46.948|7.447;Lausanne|||46.520|6.633"
    ),
    words(
        "Bahnhofstrasse, Langstrasse, Hauptstrasse, Rue de Lausanne, Rue du Rhône, Avenue de la Gare, Seestrasse, Dorfstrasse, Badenerstrasse"
    ),
    (
        ("strasse", "str."),
        ("Avenue", "Av."),
    ),
    "{street} {number}{unit}, {postcode} {city}",
    ("{l}", ", {n}. Stock", " / {n}"),
    "####",
    words("Beat, Urs, Marie, Luca, Pierre"),
    words("Meier, Keller, Favre, Rochat, Bernasconi, Silva"),
)
NL = Country(
    "NL",
    "+31",
    "0",
    (("61", 7), ("62", 7), ("63", 7), ("64", 7), ("65", 7)),
    ((2, 8), (2, 2, 2, 2, 2), (4, 6)),
    ("nl", "en"),
    "€",
    cities(
        "Amsterdam||Amstelveen/Diemen|52.370|4.895;Rotterdam||Schiedam|51.922|4.479;Den Haag|The Hague/'s-Gravenhage/La Haya|Rijswijk|52.078|4.288;Utrecht|||52.091|5.122;Eindhoven|||51.441|5.470;Groningen|||53.219|6.567"
    ),
    words(
        "Kerkstraat, Dorpsstraat, Hoofdweg, Stationsstraat, Prinsengracht, Molenweg, Schoolstraat, Wilhelminalaan, Marktplein, Nieuwstraat, Julianalaan"
    ),
    (("straat", "str."), ("laan", "ln."), ("weg", "wg.")),
    "{street} {number}{unit}, {postcode} {city}",
    ("-{n}", " bis", "-{n}hoog", "{l}", " {n} hoog"),
    "#### @@",
    words("Jan, Piet, Kees, Anna, Marieke, Mehmet, Radu"),
    words("de Jong, Jansen, de Vries, van den Berg, Bakker, Visser, Yılmaz, Popa"),
)
BE = Country(
    "BE",
    "+32",
    "0",
    (("470", 6), ("475", 6), ("478", 6), ("484", 6), ("486", 6), ("492", 6), ("496", 6)),
    ((4, 2, 2, 2), (4, 6), (4, 3, 3)),
    ("fr", "nl", "en"),
    "€",
    cities(
        "Bruxelles|Brussels/Brussel|Ixelles/Schaerbeek|50.850|4.352;Antwerpen|Antwerp/Anvers|Berchem|51.220|4.403;Gent|Ghent/Gand||51.054|3.725;Liège|Luik/Lüttich||50.633|5.568;Charleroi|||50.411|4.445"
    ),
    words(
        "Rue Haute, Avenue Louise, Chaussée de Mons, Kerkstraat, Stationsstraat, Rue de la Gare, Boulevard du Midi, Bondgenotenlaan, Rue Neuve"
    ),
    (("Avenue", "Av."), ("Boulevard", "Bd"), ("straat", "str."), ("Chaussée", "Ch.")),
    "{street} {number}{unit}, {postcode} {city}",
    (" bte {n}", " bus {n}", "/{n}", " boîte {n}"),
    "####",
    words("Jean, Marc, Luc, Els, Marie, Radu"),
    words("Peeters, Janssens, Dubois, Lambert, Dupont, Popescu"),
)
FR = Country(
    "FR",
    "+33",
    "0",
    (("60", 7), ("61", 7), ("62", 7), ("64", 7), ("66", 7), ("67", 7), ("68", 7), ("75", 7), ("76", 7), ("77", 7), ("78", 7)),
    ((2, 2, 2, 2, 2), (4, 3, 3)),
    ("fr", "en"),
    "€",
    cities(
        "Paris||Boulogne/Saint-Denis/Neuilly|48.857|2.352;Lyon|Lione|Villeurbanne|45.764|4.836;Marseille|Marsella/Marsiglia||43.296|5.370;Toulouse|||43.605|1.444;Nice|Nizza||43.710|7.262;Bordeaux|||44.838|-0.579;Lille|||50.629|3.057"
    ),
    words(
        "rue de la République, rue Victor Hugo, avenue Jean Jaurès, boulevard Gambetta, rue du Moulin, place de la Mairie, rue des Écoles, avenue de la Gare, rue Pasteur, cours Lafayette, impasse des Lilas"
    ),
    (("avenue", "av."), ("boulevard", "bd"), ("rue", "r."), ("place", "pl.")),
    "{number} {street}{unit}, {postcode} {city}",
    (", apt {n}", " bât. B", ", {n}e étage", ", escalier {m}"),
    "#####",
    words("Jean, Pierre, Michel, Marie, Nathalie, Ion, Mamadou"),
    words("Martin, Bernard, Dubois, Moreau, Lefèvre, Diallo, Popescu, Nguyen"),
    (("63998", 4),),
)
ES = Country(
    "ES",
    "+34",
    "",
    (("600", 6), ("611", 6), ("622", 6), ("633", 6), ("644", 6), ("655", 6), ("666", 6), ("677", 6), ("688", 6), ("699", 6), ("722", 6)),
    ((3, 3, 3), (3, 2, 2, 2), (9,)),
    ("es", "en"),
    "€",
    cities(
        "Madrid||Getafe/Alcobendas|40.417|-3.704;Barcelona|Barna|Badalona/Hospitalet|41.385|2.173;Valencia|València||39.470|-0.376;Sevilla|Seville|Dos Hermanas|37.389|-5.984;Málaga|Malaga||36.721|-4.421;Bilbao|Bilbo||43.263|-2.935;Zaragoza|Saragossa||41.649|-0.889"
    ),
    words(
        "Calle Mayor, Calle de Alcalá, Avenida de la Constitución, Paseo de Gracia, Calle San Juan, Plaza España, Calle Real, Avenida del Mar, Calle Luna, Ronda Norte, Calle del Carmen"
    ),
    (("Calle", "C/"), ("Avenida", "Avda."), ("Plaza", "Pza."), ("Paseo", "Pº")),
    "{street} {number}{unit}, {postcode} {city}",
    (", {n}º {u}", ", {n}º izq", ", bajo {u}", " {n}-{m}"),
    "#####",
    words("José, Antonio, Manuel, María, Carmen, Luis, Ionel"),
    words("García, López, Martínez, Sánchez, Pérez, Gómez, Fernández, Ramírez, Popescu"),
)
PT = Country(
    "PT",
    "+351",
    "",
    (("910", 6), ("912", 6), ("914", 6), ("920", 6), ("925", 6), ("930", 6), ("933", 6), ("961", 6), ("964", 6)),
    ((3, 3, 3), (2, 3, 2, 2)),
    ("pt", "en"),
    "€",
    cities(
        "Lisboa|Lisbon/Lissabon|Amadora/Oeiras|38.722|-9.139;Porto|Oporto|Matosinhos|41.158|-8.629;Braga|||41.545|-8.427;Faro|||37.019|-7.930;Coimbra|||40.203|-8.410"
    ),
    words(
        "Rua Augusta, Avenida da Liberdade, Rua do Comércio, Travessa das Flores, Rua de Santa Catarina, Largo da Sé, Praça do Município, Rua Direita"
    ),
    (("Rua", "R."), ("Avenida", "Av."), ("Travessa", "Tv."), ("Praça", "Pç.")),
    "{street} {number}{unit}, {postcode} {city}",
    (", {n}º Esq", ", {n}º Dto", ", r/c Dto", " {n}º {u}"),
    "####-###",
    words("João, Rui, Maria, Ana, Carlos"),
    words("Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Souza"),
)
IT = Country(
    "IT",
    "+39",
    "",
    (
        ("320", 7),
        ("327", 7),
        ("328", 7),
        ("333", 7),
        ("338", 7),
        ("340", 7),
        ("347", 7),
        ("349", 7),
        ("351", 7),
        ("380", 7),
        ("389", 7),
        ("391", 7),
    ),
    ((3, 7), (3, 3, 4), (3, 2, 2, 3)),
    ("it", "en"),
    "€",
    cities(
        "Roma|Rome/Rom|Ostia|41.903|12.496;Milano|Milan/Mailand|Sesto San Giovanni/Rho|45.464|9.190;Torino|Turin||45.070|7.687;Napoli|Naples/Neapel||40.852|14.268;Bologna|||44.494|11.343;Firenze|Florence/Florenz||43.770|11.255"
    ),
    words(
        "Via Roma, Via Garibaldi, Corso Italia, Viale Europa, Piazza Dante, Via Verdi, Via Mazzini, Via Nazionale, Corso Vittorio Emanuele, Via dei Mille"
    ),
    (("Via", "V."), ("Viale", "V.le"), ("Corso", "C.so"), ("Piazza", "P.zza")),
    "{street} {number}{unit}, {postcode} {city}",
    (" int. {n}", ", scala {u}", "/{u}", " interno {n}"),
    "#####",
    words("Marco, Luca, Giuseppe, Anna, Rosa, Ionut, Wei"),
    words("Rossi, Russo, Ferrari, Bianchi, Romano, Chen, Popa"),
)
RO = Country(
    "RO",
    "+40",
    "0",
    (("722", 6), ("730", 6), ("740", 6), ("745", 6), ("752", 6), ("760", 6), ("768", 6), ("773", 6)),
    ((4, 3, 3), (3, 3, 4)),
    ("ro", "en"),
    "lei",
    cities(
        "București|Bucharest/Bucuresti/Bukarest|Voluntari|44.427|26.102;Cluj-Napoca|Cluj|Florești|46.771|23.624;Timișoara|Timisoara||45.749|21.208;Iași|Iasi||47.158|27.601;Constanța|Constanta||44.173|28.638"
    ),
    words(
        "Strada Mihai Eminescu, Bulevardul Unirii, Strada Libertății, Calea Victoriei, Strada Florilor, Șoseaua Iancului, Strada Lungă, Strada Republicii"
    ),
    (("Strada", "Str."), ("Bulevardul", "B-dul"), ("Șoseaua", "Șos.")),
    "{street} nr. {number}{unit}, {city} {postcode}",
    (", bl. A{m}, ap. {n}", ", ap. {n}", ", sc. {u}, et. {m}, ap. {n}"),
    "######",
    words("Ion, Andrei, Mihai, Elena, Nicolae"),
    words("Popescu, Ionescu, Dumitru, Stan, Radu, Marin"),
)
PL = Country(
    "PL",
    "+48",
    "",
    (("501", 6), ("512", 6), ("530", 6), ("570", 6), ("601", 6), ("660", 6), ("694", 6), ("720", 6), ("781", 6), ("889", 6)),
    ((3, 3, 3), (9,)),
    ("pl", "en"),
    "zł",
    cities(
        "Warszawa|Warsaw/Warschau|Praga/Wola|52.230|21.011;Kraków|Krakow/Cracow/Krakau||50.065|19.945;Wrocław|Wroclaw/Breslau||51.108|17.039;Gdańsk|Gdansk/Danzig|Sopot|54.352|18.647;Poznań|Poznan||52.406|16.925;Łódź|Lodz||51.759|19.456"
    ),
    words(
        "ul. Długa, ul. Polna, al. Jerozolimskie, ul. Kościuszki, ul. Mickiewicza, ul. Lipowa, pl. Wolności, ul. Słowackiego, ul. Piłsudskiego"
    ),
    (("ul. ", ""), ("al. ", "aleja ")),
    "{street} {number}{unit}, {postcode} {city}",
    ("/{n}", " m. {n}", " lok. {n}", " m {n}"),
    "##-###",
    words("Jan, Piotr, Krzysztof, Anna, Ewa"),
    words("Kowalski, Nowak, Wiśniewski, Wójcik, Zieliński"),
)
CZ = Country(
    "CZ",
    "+420",
    "",
    (("601", 6), ("605", 6), ("720", 6), ("725", 6), ("731", 6), ("775", 6), ("777", 6)),
    ((3, 3, 3), (9,)),
    ("cs", "en"),
    "Kč",
    cities(
        "Praha|Prague/Prag|Smíchov/Žižkov|50.075|14.438;Brno|Brünn||49.195|16.607;Ostrava|||49.821|18.263;Plzeň|Pilsen/Plzen||49.738|13.374"
    ),
    words("Dlouhá, Nádražní, Husova, Komenského, Zahradní, Polní, Masarykova, Školní, náměstí Míru"),
    (("náměstí", "nám."),),
    "{street} {number}{unit}, {postcode} {city}",
    ("/{n}", ", byt {n}", "/{n}{l}"),
    "### ##",
    words("Jan, Petr, Eva, Jana"),
    words("Novák, Svoboda, Dvořák, Černý, Nguyen"),
)
HU = Country(
    "HU",
    "+36",
    "06",
    (("20", 7), ("30", 7), ("70", 7)),
    ((4, 3, 4), (2, 2, 3, 4)),
    ("hu", "en"),
    "Ft",
    cities(
        "Budapest|Budapeszt|Újpest/Kőbánya|47.498|19.040;Debrecen|||47.532|21.628;Szeged|||46.253|20.148;Győr|Gyor/Raab||47.687|17.635"
    ),
    words("Fő utca, Kossuth Lajos utca, Petőfi Sándor utca, Rákóczi út, Váci út, Dózsa György út, Bem tér, Arany János utca"),
    (("utca", "u."), ("út", "u.")),
    "{postcode} {city}, {street} {number}{unit}",
    (". {m}. em. {n}.", ". fszt. {n}", "/{u}"),
    "####",
    words("László, István, Éva, Zoltán"),
    words("Nagy, Kovács, Tóth, Szabó, Horváth"),
)
_AREAS = "201,202,203,205,206,207,208,209,210,212,213,214,215,216,217,218,219,224,225,228,229,231,234,239,240,248,251,252,253,254,256,260,262,267,269,270,276,281,301,302,303,304,305,307,308,309,310,312,313,314,315,316,317,318,319,320,321,323,325,330,331,334,336,337,339,347,351,352,360,361,385,386,401,402,404,405,406,407,408,409,410,412,413,414,415,417,419,423,424,425,430,432,434,435,440,442,443,469,470,478,479,480,484,501,502,503,504,505,507,508,509,510,512,513,515,516,517,518,520,530,540,541,551,559,561,562,563,567,570,571,573,574,575,580,585,586,601,602,603,605,606,607,608,609,610,612,614,615,616,617,618,619,620,623,626,630,631,636,641,646,650,651,660,661,662,678,682,701,702,703,704,706,707,708,712,713,714,715,716,717,718,719,720,724,727,731,732,734,740,754,757,760,763,765,770,772,773,774,775,781,785,786,801,802,803,804,805,806,808,810,812,813,814,815,816,817,818,828,830,831,832,843,845,847,850,856,857,858,859,860,862,863,864,865,870,901,903,904,906,907,908,909,910,912,913,914,915,916,917,918,919,920,925,928,931,936,937,940,941,947,949,951,952,954,956,970,971,972,973,978,979,980,985,989"
US = Country(
    "US",
    "+1",
    "",
    tuple((a + m, 4) for a in ("212", "305", "312", "415", "702", "713", "404", "206") for m in ("224", "346", "517", "682", "734", "871")),
    ((3, 3, 4), (10,)),
    ("en", "es"),
    "$",
    cities(
        "New York|NYC/Nueva York|Brooklyn/Queens|40.713|-74.006;Los Angeles|LA|Burbank/Pasadena|34.052|-118.244;Chicago||Cicero|41.878|-87.630;Houston|||29.760|-95.370;Miami||Hialeah|25.762|-80.192;Las Vegas|Vegas||36.170|-115.140;Atlanta|||33.749|-84.388"
    ),
    words(
        "Main Street, Oak Avenue, Maple Street, Washington Boulevard, Park Avenue, 2nd Street, Sunset Drive, Lake Road, Elm Street, Broadway"
    ),
    ((" Street", " St"), (" Avenue", " Ave"), (" Boulevard", " Blvd"), (" Drive", " Dr"), (" Road", " Rd")),
    "{number} {street}{unit}, {city}, {postcode}",
    (" Apt {n}", " #{n}", ", Unit {n}{u}", " Ste {n}"),
    "#####",
    words("James, Robert, Mary, Linda, Jose, Wei"),
    words("Smith, Johnson, Williams, Garcia, Rodriguez, Chen, Nguyen"),
    tuple((a + "55501", 2) for a in _AREAS.split(",")),
)
BR = Country(
    "BR",
    "+55",
    "",
    (("1198", 7), ("1199", 7), ("2198", 7), ("2199", 7), ("3199", 7), ("7199", 7)),
    ((2, 5, 4), (2, 1, 4, 4)),
    ("pt",),
    "R$",
    cities(
        "São Paulo|Sao Paulo/SP|Santo André/Osasco|-23.551|-46.633;Rio de Janeiro|Rio|Niterói|-22.907|-43.173;Belo Horizonte|BH||-19.917|-43.935;Salvador|||-12.978|-38.502"
    ),
    words("Rua das Flores, Avenida Paulista, Rua Sete de Setembro, Avenida Atlântica, Rua Augusta, Travessa do Carmo, Alameda Santos"),
    (("Rua", "R."), ("Avenida", "Av."), ("Alameda", "Al.")),
    "{street}, {number}{unit}, {city}, {postcode}",
    (" apto {n}", " ap. {n}", " bloco {u} apto {n}", " casa {m}"),
    "#####-###",
    words("José, João, Ana, Maria, Paulo"),
    words("Silva, Souza, Oliveira, Lima, Santos, Costa"),
)
CO = Country(
    "CO",
    "+57",
    "",
    (("300", 7), ("310", 7), ("315", 7), ("320", 7)),
    ((3, 3, 4), (3, 7)),
    ("es",),
    "COP",
    cities("Bogotá|Bogota|Soacha/Chapinero|4.711|-74.072;Medellín|Medellin|Envigado|6.244|-75.581;Cali|||3.452|-76.532"),
    words("Calle 45, Carrera 7, Avenida Caracas, Carrera 15, Calle 100, Transversal 39"),
    (("Calle", "Cl."), ("Carrera", "Cra.")),
    "{street} # {number}-{unit}, {city}",
    ("{n}", "{n} apto {n}0{m}"),
    "######",
    words("Carlos, Luis, María"),
    words("Gómez, Rodríguez, Martínez, López"),
)
GR = Country(
    "GR",
    "+30",
    "",
    (("690", 7), ("693", 7), ("694", 7), ("697", 7), ("698", 7)),
    ((3, 3, 4), (10,)),
    ("el", "en"),
    "€",
    cities("Αθήνα|Athens/Athina|Καλλιθέα|37.984|23.728;Θεσσαλονίκη|Thessaloniki||40.640|22.944;Πάτρα|Patra||38.246|21.735"),
    words("Ερμού, Σταδίου, Πανεπιστημίου, Αγίου Δημητρίου, Τσιμισκή, Εγνατία, Πατησίων"),
    (),
    "{street} {number}{unit}, {postcode} {city}",
    (", {n}ος όρ.", "{u}"),
    "### ##",
    words("Γιώργος, Νίκος, Μαρία, Ion"),
    words("Παπαδόπουλος, Γεωργίου, Νικολάου, Popa"),
)
BG = Country(
    "BG",
    "+359",
    "0",
    (("87", 7), ("88", 7), ("89", 7)),
    ((4, 3, 3), (4, 6)),
    ("bg", "en"),
    "лв",
    cities("София|Sofia/Sofiya|Люлин|42.698|23.322;Варна|Varna||43.214|27.915;Пловдив|Plovdiv||42.142|24.750"),
    words("ул. Витоша, бул. България, ул. Раковски, бул. Сливница, ул. Иван Вазов, ул. Шипка"),
    (("бул. ", "бул."),),
    "{street} {number}{unit}, {postcode} {city}",
    (", ап. {n}", ", бл. {m}, ап. {n}", ", ет. {m}"),
    "####",
    words("Иван, Георги, Мария"),
    words("Иванов, Петров, Димитров, Тодорова"),
)

# Subscribers who came from elsewhere, in every country
FIRST_NAMES = words(
    "Daniel, Michael, Thomas, Alexander, Viktor, Ivan, Sergei, Dmitri, Ahmed, Ali, Omar, Hassan, Mariusz, Tomasz, Pavel, Marek, Zoran, Dragan, "
    "Florin, Cristian, Gabriel, Diego, Pablo, Ricardo, Fatima, Amina, Svetlana, Olga, Natalia, Katarina, Monika, Beata, Ioana, Daniela, Teresa, "
    "Lucia, Nadia, Samuel, Emmanuel, Joseph, Kwame, Linh, Minh, Ying, Hiroshi"
)
LAST_NAMES = words(
    "Ivanov, Petrov, Sokolov, Kowalczyk, Lewandowski, Horvat, Jovanović, Petrović, Marković, Dimitrov, Georgiev, Constantin, Stoica, Moldovan, "
    "Ali, Hassan, Ahmed, Hussain, Okafor, Mensah, Diop, Traoré, Tran, Pham, Wang, Zhang, Li, Kim, Tanaka, Silva, Almeida, Ramos, Torres, Vargas, "
    "Castro, Moreno, Rivera, Lindberg, Bergström, Haugen, Solberg, Madsen, Laine, Koskinen, Klein, Wolf, Richter, Moretti, Conti, Leroy, Girard"
)

COUNTRIES: dict[str, Country] = {
    c.code: c for c in (NO, SE, DK, FI, GB, IE, DE, AT, CH, NL, BE, FR, ES, PT, IT, RO, PL, CZ, HU, US, BR, CO, GR, BG, *FURTHER)
}


def country_of(number: str) -> Country:
    """The country that dials this E.164 number."""
    return max((c for c in COUNTRIES.values() if number.startswith(c.calling)), key=lambda c: len(c.calling))
