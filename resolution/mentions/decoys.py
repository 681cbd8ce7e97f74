"""Figures that are not telephone numbers: dates, hours, prices, measures, post codes, references, coordinates.

Each pattern names a whole written form, so that digits which merely resemble a part of one stay free. Forms that begin
with figures are searched for; forms that a word or a sign leads are recognised by what stands before the figures.
"""

from __future__ import annotations

import re

_MONEY = (
    r"(?:kr(?:oner|onor)?|,-|:-|\.-|nok|sek|dkk|isk|eur(?:os?|o)?|e|€|\$|£|usd|gbp|pounds?|quid|bucks|dollars?|zl(?:otych)?|pln|ron|lei|ft|huf|forint|kc|czk|s?fr|chf|francs?|"
    r"r\$|brl|reais|real|pesos?|mxn|руб(?:лей)?|р|₽|р\.|грн|uah|₴|tl|₺|try|lira|лв|lv|bgn|ευρω|aed|dhs?|dirham|rand|zar|₹|rs|inr|cad|aud|nzd|roses?|rosas?|rosen|besos|donations?|p/?h)"
)
_YEARS = r"(?:ar(?:ig|a)?|years?|y/?o|yrs?|jaar|jahre?|ans?|anos|anys|anni|ani|lat|let|rokov|vuotta|v\.|eves|godina|години|ετων|aastat?|gadi|metu|yas|лет|роки|рокив)"
_MEASURE = (
    rf"(?:{_YEARS}|cm|mm|kgs?|kilo|m2|km|meter|metres?|feet|ft|lbs?|cups?|min(?:s|ute[nrs]?|uts?|uter|utos?|uti)?|h(?:rs?|ours?|oras?|eures?)?|t(?:imer?|imme|immar|untia?)|"
    r"std|stunden?|uur|ore|ora|godz|hodin[ay]?|sat[ia]?|ura|tundi?|stundas?|val|saat|час(?:а|ов)?|год|ωρ(?:α|ες)|мин(?:ут)?|"
    r"%|percent|pst|days?|dagar|dager|tage|dias|jours|giorni|st(?:uks|k)?|gang(?:er)?|m|fps|gb|mb|ml|cl|gr?|am|pm|uhr)"
)
_FROM_TO = r"(?:-|[^\W\d_]{1,8})"  # between two dates or hours, "to" in any language
_DAY, _MONTH, _HOUR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:[01]?\d|2[0-4])"
_ALONE = r"(?<![\d+])(?<!\d[^\w\n])"  # not in the middle of a longer row of figures
_END = r"(?![ ./:-]{0,2}\d)"
_DEGREES = r"-?\d{1,3}\.\d{4,8}"
_IBAN = (
    "ad|ae|al|at|az|ba|be|bg|br|by|ch|cr|cy|cz|de|dk|ee|es|fi|fo|fr|gb|ge|gi|gl|gr|hr|hu|ie|il|is|it|kw|kz|lb|li|lt|lu|lv|mc|md|me|mk|mt|nl|no|"
    "pk|pl|pt|qa|ro|rs|sa|se|si|sk|sm|tn|tr|ua|xk"
)

_FIGURES = re.compile(
    r"(?=\d)(?<!\d)(?:"
    + "|".join(
        (
            rf"{_DAY}[./-]{_MONTH}[./-](?:19|20)\d\d(?!\d)",  # 01.06.2026
            rf"{_DAY} {_MONTH} 20[12]\d{_END}",
            rf"{_ALONE}{_DAY}([./-]){_MONTH}\1[23]\d(?= \d\d:\d\d)",  # 01.06.26 10:00
            rf"(?:19|20)\d\d([-/.]){_MONTH}\2{_DAY}(?!\d)(?:t\d\d:?\d\d(?::?\d\d)?)?",  # 2026-06-01
            rf"{_ALONE}{_DAY}([./]){_MONTH}\.? ?{_FROM_TO} ?{_DAY}\3{_MONTH}(?:\.?\3?(?:20)?2\d)?(?!\d)",  # 01.06 to 05.06
            rf"{_ALONE}{_DAY}[./]? ?- ?{_DAY}[./]{_MONTH}{_END}",  # 1.-5.6
            rf"{_ALONE}{_HOUR}([:.h])[0-5]\d ?{_FROM_TO} ?{_HOUR}\4[0-5]\d{_END}",  # 10.00-22.00
            rf"(?<!\d:){_HOUR}:[0-5]\d(?::[0-5]\d)?(?![\d:])",  # 10:00
            r"(?<!\+)24[ /x*-]{1,3}7(?:[ /x*-]{1,3}365)?(?!\d)",
            r"(?<!\+)24 ?(?:h|t|timer|std|hours)(?: ?/ ?7)?\b",
            rf"{_ALONE}(?:\d{{2,5}} ?(?:kr|€)? ?[/|,;-] ?){{1,6}}\d{{2,5}} ?{_MONEY}(?![a-z])(?! ?\d)",  # 500/900/1500 kr
            rf"{_ALONE}(?<!\d - )(?:\d{{1,2}}[ .,']\d{{3}}|\d{{1,5}})(?:[.,]\d\d?)?[ .]?{_MONEY}(?![a-z])",  # 1 500 kr
            r"(?:(?<=[^\w/#]#)|(?<=\A#))(?!0)\d{4,8}(?![ .-]?\d)",  # #7862876
            rf"{_ALONE}\d{{1,3}}(?:[.,']\d{{3}})?[.,']000 ?{_MONEY}(?![a-z])(?! ?\d)",  # 1.500.000 kr
            rf"{_ALONE}\d{{1,3}}(?:[.,]\d\d?)? ?(?:[-/] ?\d{{1,3}} ?)?{_MEASURE}(?![a-z\d])",  # 168 cm
            rf"{_ALONE}\d\d(?:(?:, ?| ?[&/] ?)\d\d){{1,5}} ?{_YEARS}(?![a-z\d])",  # 20, 26 & 30 years
            rf"(?<!\w){_ALONE}1[.,][3-9]\d ?m?(?:[ /,-]{{1,3}}\d{{2}} ?(?:kg)?)?{_END}",  # 1.68/55
            rf"{_ALONE}(?:1[89]|[2-5]\d)[/ -]{{1,3}}1[4-9]\d ?[/-] ?[4-9]\d{_END}",  # 25/168/55
            r"(?<!\d[-/.x])(?<!\d [-/.x] )(?:[7-9]\d|1[0-4]\d) ?([-/x]) ?[4-9]\d ?\5 ?(?:[7-9]\d|1[0-4]\d)(?!\d)(?! ?\5 ?\d)",  # 90-60-90
            r"(?<!\d[-/.x])(?<!\d [-/.x] )[2-4]\d[a-h]{0,2} ?([-/x]) ?2\d ?\6 ?[2-4]\d(?!\d)(?! ?\6 ?\d)",  # 34-24-36
            r"\d'\d{1,2}(?:\"|'')?",  # 5'6"
            r"(?<=, )\d{5}-\d{3}(?!\d)",  # a Brazilian post code
            rf"(?<!\w)(?<!\+){_DEGREES} ?, ?{_DEGREES}(?!\d|\.\d)",  # 59.9139, 10.7522
            r"(?<!\d\.)(?:192\.168|10\.\d{1,3}|127\.0|172\.\d\d)\.\d{1,3}\.\d{1,3}(?![\d.])",
            r"\d{1,4} ?[a-z]?, ?\d{3,4}[ ]?\d{1,2} [^\W\d_]{3,}",  # 26, 13914 Malmö
        )
    )
    + ")"
)
_FIGURE = re.compile(r"(?<!\d)\d")
_MONEY_BEFORE = re.compile(
    r"(?:€|\$|£|₽|₺|₴|₹|(?<![a-z])(?:kr|nok|sek|dkk|eur(?:o|os)?|usd|gbp|chf|aed|rs|zar|zl|pris(?:er)?|price|precio|preco|prix|preis|cena|prezzo|fra|from|ab|desde))[ .:]{0,2}$"
)
_PRICES = re.compile(rf"(?:\d{{1,2}}[ .,']\d{{3}}|\d{{2,5}})(?: ?[/|,;-] ?\d{{2,5}}){{0,12}}{_END}")
_HOUR_BEFORE = re.compile(r"\b(?:kl|klo)\.? ?$")
_CLOCK_BEFORE = re.compile(r"\b(?:um|at|a las|h)\.? ?$")
_CLOCK = re.compile(rf"{_HOUR}(?:[.:][0-5]\d| ?- ?{_HOUR})(?: ?- ?{_HOUR}(?:[.:][0-5]\d)?)?{_END}")
_HOURS = re.compile(rf"{_HOUR}(?:[.:][0-5]\d)?(?: ?- ?{_HOUR}(?:[.:][0-5]\d)?)?{_END}")
_REFERENCE_WORDS = (
    r"(?<!app )(?<!chat )ids?|refn?|refer[ae]nc\w*|verw|rif|(?:\w*ann[ou]n[cs]|anuncio|anunt|anunci|anzeigen|\w*advert|inzerat|ilmoitus|hirdetes|oglas|ogloszeni|oglos|"
    r"kuulutu|sludinaju|skelbimo|ilan|auglysing|объявлени|оголошенн|обява|αγγελι)\w*|ad|listing|profile?|profil|sifra|kod|cod(?:e|igo|ice)?|azonosito|κωδικος|post|order|"
    r"kunden?|customer|client\w*|org|vat|cvr|kvk|btw|ust|siret|siren|cif|nif|nie|dni|nip|regon|pesel|cui|cnp|oib|emso|ico|dic|p\.? ?iva|adoszam|инн|огрн|едрпоу|еик|"
    r"егн|αφμ|vergi|tc|kennitala|y-tunnus|steuer|iban|swift|bic|isbn|issn|ean|upc|sku|asin|imei|vin|serial|model|art(?:ikel|icle|icolo)?|konto|kontonr|account|licen[cs]\w*|lic"
)
_REFERENCE_BEFORE = re.compile(
    rf"(?<!\w)(?:{_REFERENCE_WORDS})(?:[ .-]{{0,2}}(?:ids?|nr|nro|no|num(?:mer|ero|er)?|number|numara\w*|αρ|c|st|br|n|#))?[ .:#°º-]{{1,4}}$|(?<!\w)[ps]/n[ .:]{{1,2}}$"
)
_REFERENCE = re.compile(r"\d[\d -]{3,14}\d")
_BANK_BEFORE, _BANK = (
    re.compile(rf"\b(?:{_IBAN})$"),
    re.compile(r"\d\d ?(?:[a-z]{4} ?)?(?=(?:\d ?){7,})\d{1,4}(?: ?\d{2,4}){2,7}(?: ?\d{1,3})?(?!\d)"),
)
_LED = ((_MONEY_BEFORE, _PRICES), (_HOUR_BEFORE, _HOURS), (_CLOCK_BEFORE, _CLOCK), (_REFERENCE_BEFORE, _REFERENCE), (_BANK_BEFORE, _BANK))
_CARD = re.compile(r"(?<!\d)(?<!\d[ -])[3-6]\d{3}([ -]?)(?:\d{4}\1\d{4}\1\d{4}|\d{6}\1\d{5})(?![ -]?\d)")
_WIDEST_LEAD = 26


def spans(text: str) -> list[tuple[int, int]]:
    """Where figures stand in a folded text that are no telephone numbers."""
    found = [match.span() for match in _FIGURES.finditer(text)]
    found += [match.span() for match in _CARD.finditer(text) if _is_card(match.group())]
    for figure in _FIGURE.finditer(text):
        start = figure.start()
        if text[start - 1 : start] in ("+", "("):
            continue
        for before, figures in _LED:
            if before.search(text, max(0, start - _WIDEST_LEAD), start) and (match := figures.match(text, start)):
                found.append(match.span())
    return found


def _is_card(written: str) -> bool:
    """Whether the check digit of a bank card is right."""
    digits = [int(figure) for figure in reversed(written) if figure.isdecimal()]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0
