"""E-mail addresses plain and disguised, and sentences that only look like one."""

import pytest

from resolution.captures import Capture
from resolution.mentions import emails

WRITTEN = [
    ("anna@mail.example", "anna@mail.example"),
    ("ANNA@Mail.Example.", "anna@mail.example"),
    ("anna@@gmail.com", "anna@gmail.com"),
    ("anna88 gmail.com", "anna88@gmail.com"),
    ("anna88%40gmail.com", "anna88@gmail.com"),
    ("anna88 kuyruklu a gmail nokta com", "anna88@gmail.com"),
    ("mailto:anna@mail.com", "anna@mail.com"),
    ("anna+1@sub.domain.example, ring", "anna+1@sub.domain.example"),
    ("anna＠mail．com", "anna@mail.com"),
    ("ann\u0430@mail.com", "anna@mail.com"),
    ("an\u200bna@ma\u200bil.com", "anna@mail.com"),
    ("name (at) mail dot com", "name@mail.com"),
    ("anna[at]gmail[dot]com", "anna@gmail.com"),
    ("anna[dot]k[at]gmail[dot]com", "anna.k@gmail.com"),
    ("anna dot k at gmail dot com", "anna.k@gmail.com"),
    ("anna . k @ gmail . com", "anna.k@gmail.com"),
    ("anna @ gmail . com", "anna@gmail.com"),
    ("anna_k @gmail.com", "anna_k@gmail.com"),
    ("anna at gmail dot com", "anna@gmail.com"),
    ("anna at gmail.com", "anna@gmail.com"),
    ("anna.k(a)mail.ru", "anna.k@mail.ru"),
    ("anna{at}mail.co.uk", "anna@mail.co.uk"),
    ("ANNA AT HOTMAIL DOT COM", "anna@hotmail.com"),
    ("anna arroba hotmail punto com", "anna@hotmail.com"),
    ("anna snabel-a mail punktum dk", "anna@mail.dk"),
    ("anna apenstaartje hotmail punt nl", "anna@hotmail.nl"),
    ("anna miukumauku mail piste fi", "anna@mail.fi"),
    ("anna coada de maimuta yahoo punct ro", "anna@yahoo.ro"),
    ("anna (arroba) mail ponto com", "anna@mail.com"),
    ("anna(at)mail(punkt)de", "anna@mail.de"),
    ("anna snabel-a mail punkt dk", "anna@mail.dk"),
    ("anna alfakrull mail prikk no", "anna@mail.no"),
    ("anna chiocciola libero punto it", "anna@libero.it"),
    ("anna małpa wp kropka pl", "anna@wp.pl"),
    ("anna kukac mail pont hu", "anna@mail.hu"),
    ("anna zavináč seznam tečka cz", "anna@seznam.cz"),
    ("ana*at*mail*dot*com", "ana@mail.com"),
    ("anna собака mail точка ru", "anna@mail.ru"),
    ("annaQgmail.com", "anna@gmail.com"),
    ("anna(Q)hotmail.com", "anna@hotmail.com"),
    ("anna📧outlook.com", "anna@outlook.com"),
    ("anna✨@✨yahoo.fr", "anna@yahoo.fr"),
    ("anna*gmail.com", "anna@gmail.com"),
    ("anna@abv,bg", "anna@abv.bg"),
    ("anna@gmail", "anna@gmail.com"),
    ("anna@gmailcom", "anna@gmail.com"),
    ("anna@hotmail com", "anna@hotmail.com"),
    ("anna@gmail..com", "anna@gmail.com"),
    ("annaATyahooDOTro", "anna@yahoo.ro"),
    ("annaarrobahotmailpuntocom", "anna@hotmail.com"),
    ("a n n a @ a b v . b g", "anna@abv.bg"),
    ("gmail: anna.k88", "anna.k88@gmail.com"),
    ("anna.k88 (gmail)", "anna.k88@gmail.com"),
    ("anna underscore k at gmail dot com", "anna_k@gmail.com"),
    ("anna guion bajo k arroba hotmail punto com", "anna_k@hotmail.com"),
    ("anna malpa yahoo kropka co kropka uk", "anna@yahoo.co.uk"),
]
NO_ADDRESS = [
    "x@y", "see me at hotel dot", "meet me at site.com", "i am at home. Call me", "look at onlyfans.com/anna", "I am at Oslo. No sms", "@anna", "10 @ 5 kr",
    "open at 10. com on in", "ring et par timer før", "2 at once", "anna@", "@mail.com",
    "call at web.de", "i am at web. de nada", "come at live. no calls", "my gmail is full", "100€ @ 1h", "duo @ 300", "gmail only", "2 @ gmail", "gmail: ask me", "hotmail: private", "call (hotmail) off",
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), WRITTEN)
def test_written_address(written: str, expected: str) -> None:
    assert emails.normalise(written) == expected
    text = f"Mail: {written} eller ring"
    ((start, end, normalised, _),) = emails.find(text)
    assert normalised == expected
    assert text[start:end] in written


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_no_address(text: str) -> None:
    assert emails.find(text) == ()


def test_fields_and_texts() -> None:
    capture = Capture.model_validate(
        {"site": "s", "ad_id": "1", "captured_at": "2026-06-01T00:00:00Z", "emails": ("A@x.example", "none"), "text": "or b@x.example"}
    )
    assert [(mention.field, mention.normalised, mention.start) for mention in emails.mentions(capture)] == [
        ("emails[0]", "a@x.example", None),
        ("text", "b@x.example", 3),
    ]
