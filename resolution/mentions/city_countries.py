"""Larger cities by country, in the folded local form of `places.city`: what places an ad that names no country. Data only."""

from __future__ import annotations

_CITIES = """
NO oslo bergen trondheim stavanger drammen fredrikstad kristiansand sandnes tromso sarpsborg skien alesund sandefjord haugesund tonsberg moss bodo arendal hamar larvik
SE stockholm goteborg malmo uppsala vasteras orebro linkoping helsingborg jonkoping norrkoping lund umea gavle boras eskilstuna sodertalje karlstad taby vaxjo halmstad sundsvall lulea kalmar
DK kobenhavn aarhus odense aalborg esbjerg randers kolding horsens vejle roskilde herning silkeborg naestved fredericia viborg koge
FI helsinki espoo tampere vantaa oulu turku jyvaskyla lahti kuopio pori kouvola joensuu lappeenranta vaasa rovaniemi seinajoki
IS reykjavik kopavogur akureyri hafnarfjordur keflavik
DE berlin hamburg munchen koln frankfurt stuttgart dusseldorf leipzig dortmund essen bremen dresden hannover nurnberg duisburg bochum wuppertal bielefeld bonn munster karlsruhe mannheim augsburg
DE wiesbaden aachen kiel rostock kassel mainz freiburg magdeburg erfurt saarbrucken lubeck potsdam ulm regensburg wurzburg
AT wien graz linz salzburg innsbruck klagenfurt villach wels bregenz
CH zurich geneve basel lausanne bern winterthur luzern lugano biel thun
NL amsterdam rotterdam den-haag utrecht eindhoven groningen tilburg almere breda nijmegen arnhem haarlem enschede maastricht zwolle
BE bruxelles antwerpen gent charleroi liege brugge namur leuven mons oostende
LU luxembourg
FR paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers nimes cannes metz nancy rouen caen tours avignon
GB london birmingham manchester glasgow liverpool leeds edinburgh bristol sheffield cardiff leicester nottingham newcastle belfast brighton southampton aberdeen coventry
IE dublin cork galway limerick waterford
ES madrid barcelona sevilla zaragoza malaga murcia palma bilbao alicante cordoba valladolid vigo gijon granada marbella pamplona san-sebastian almeria santander
PT lisboa porto braga coimbra faro funchal aveiro setubal albufeira
IT roma milano napoli torino palermo genova bologna firenze bari catania venezia verona padova trieste brescia parma rimini modena perugia bergamo
RO bucuresti cluj-napoca timisoara iasi constanta craiova brasov galati ploiesti oradea sibiu arad
BG sofia plovdiv varna burgas ruse
HU budapest debrecen szeged miskolc pecs gyor
PL warszawa krakow lodz wroclaw poznan gdansk szczecin bydgoszcz lublin katowice gdynia bialystok torun
CZ praha brno ostrava plzen liberec olomouc
SK bratislava kosice presov zilina nitra
SI ljubljana maribor
HR zagreb split rijeka osijek zadar dubrovnik
RS beograd novi-sad nis
BA sarajevo banja-luka mostar
GR athina thessaloniki patra peiraias irakleio larisa
CY lefkosia limassol larnaca paphos
MT valletta sliema
TR istanbul ankara izmir antalya bursa adana
RU moskva sankt-peterburg novosibirsk ekaterinburg kazan samara rostov-na-donu krasnodar sochi
UA kyiv kharkiv odesa dnipro lviv zaporizhzhia
BY minsk gomel brest
MD chisinau
EE tallinn tartu parnu narva
LV riga daugavpils jurmala liepaja
LT vilnius kaunas klaipeda siauliai
US new-york los-angeles chicago houston phoenix philadelphia san-antonio san-diego dallas austin san-francisco seattle denver washington boston las-vegas miami atlanta orlando tampa detroit
CA toronto montreal vancouver calgary ottawa edmonton
MX mexico guadalajara monterrey puebla tijuana cancun
BR sao-paulo rio-de-janeiro brasilia salvador fortaleza belo-horizonte manaus curitiba recife porto-alegre goiania florianopolis
AR buenos-aires rosario mendoza mar-del-plata
CO bogota medellin cali barranquilla cartagena-de-indias
CL santiago-de-chile valparaiso
PE lima arequipa
AU sydney melbourne brisbane perth adelaide
AE dubai abu-dhabi sharjah
"""

COUNTRY_OF = {name: line[:2] for line in _CITIES.strip().splitlines() for name in line[3:].split()}
