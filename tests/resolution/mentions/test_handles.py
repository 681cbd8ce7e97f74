"""Handles as links, labelled and bare, and words that only look like one."""

import pytest

from resolution.captures import Capture
from resolution.mentions import handles

WRITTEN = [
    ("t.me/anna_k", "telegram:anna_k"), ("https://t.me/Anna_K", "telegram:anna_k"), ("t(dot)me/anna_k", "telegram:anna_k"),
    ("t . me / anna_k", "telegram:anna_k"), ("telegram.me/anna_k", "telegram:anna_k"), ("telegram: @anna_k", "telegram:anna_k"),
    ("Telegram anna_940864", "telegram:anna_940864"), ("Telegram Bella93992 now", "telegram:bella93992"), ("tg anna_k1", "telegram:anna_k1"),
    ("телеграм @lola_k", "telegram:lola_k"), ("telegram👉@lola_k", "telegram:lola_k"), ("tg://resolve?domain=lola_k", "telegram:lola_k"),
    ("insta: bella.rose", "instagram:bella.rose"), ("IG👉 bella.rose", "instagram:bella.rose"), ("my insta is lola.k", "instagram:lola.k"),
    ("instagram.com/lola.x/", "instagram:lola.x"), ("follow @lola on instagram", "instagram:lola"), ("inst lola_k", "instagram:lola_k"),
    ("snap - kitty22", "snapchat:kitty22"), ("Snapchat kitty22", "snapchat:kitty22"), ("snapchat.com/add/kitty22", "snapchat:kitty22"),
    ("onlyfans.com/lola", "onlyfans:lola"), ("OF: lola_x", "onlyfans:lola_x"), ("wechat id: mei2020", "wechat:mei2020"), ("wx: mei2020", "wechat:mei2020"),
    ("line id mei_mei", "line:mei_mei"), ("kik: kitty", "kik:kitty"), ("twitter.com/lola", "twitter:lola"), ("x.com/lola", "twitter:lola"),
    ("fb.com/lola.k", "facebook:lola.k"), ("tiktok.com/@lola", "tiktok:lola"), ("Signal: anna.840022", "signal:anna.840022"),
    ("@lola_x", "unknown:lola_x"), ("ｔ.me/anna_k", "telegram:anna_k"), ("t.me/an\u200bna_k", "telegram:anna_k"),
    ("skype: live:anna_k", "skype:live:anna_k"), ("skype live:.cid.4f3a9b56", "skype:live:.cid.4f3a9b56"), ("discord anna#1234", "discord:anna"),
    ("t,me/anna_k", "telegram:anna_k"), ("t.me \\ anna_k", "telegram:anna_k"), ("t punto me/anna_k", "telegram:anna_k"), ("anna_k on telegram", "telegram:anna_k"),
    ("@anna (tg)", "telegram:anna"), ("тг @anna_k", "telegram:anna_k"), ("👻 anna_k", "snapchat:anna_k"), ("👻: annak", "snapchat:annak"), ("✈️ @anna_k", "telegram:anna_k"),
    ("📸 @anna.k", "instagram:anna.k"), ("X: @anna_k", "twitter:anna_k"), ("tele gram: anna_k", "telegram:anna_k"), ("TeIegram: anna_k", "telegram:anna_k"),
    ("t3legram anna_k", "telegram:anna_k"), ("1nsta: anna.k", "instagram:anna.k"), ("sn@p: anna_k", "snapchat:anna_k"), ("meu telegram é anna_k", "telegram:anna_k"),
    ("anna22 na telegramie", "telegram:anna22"), ("telegramissa @anna_k", "telegram:anna_k"), ("anna_k @ telegram", "telegram:anna_k"), ('telegram: "annak"', "telegram:annak"),
    ("my telegram username is annak22", "telegram:annak22"), ("tme/anna_k", "telegram:anna_k"), ("kasia_ww na instagramie", "instagram:kasia_ww"), ("zalo: annak", "zalo:annak"),
]  # fmt: skip
NO_HANDLE = [
    "telegram only", "whatsapp only please", "signal only", "line up", "I have a line of people", "of course", "I am on Telegram. Call me",
    "Telegram/WhatsApp available", "call/whatsapp/telegram", "anna@mail.com", "t.me/+46701740605", "whatsapp +46701740605", "WhatsApp: 070-174 06 05",
    "WhatsApp nine3three3three265seven", "WhatsApp O16O4319742", "t.me/joinchat/AAAA", "snap fast and go", "wa.me/46701740605",
    "insta: nej", "telegram: yes", "kik me thanks", "session id gracias", "tg: ask", "@home or hotel", "snap: premium", "X 2 girls", "📸 real", "telegram: 24/7",
    "call 10h30 on telegram", "whatsapp: English", "meet_up on telegram", "solo_mensajes en telegram", "reply within 5_min on telegram", "Signal: same number", "telegram: tylko wieczorem",
    "telegram: odpowiadam szybko", "insta: écris-moi", "viber: kad god", "great_massage on telegram", "telegram: vastaan heti", "telegram: occupied", "telegram: ocupado", "telegram: besetzt", "insta: blocked",
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), WRITTEN)
def test_written_handle(written: str, expected: str) -> None:
    assert [found[2] for found in handles.find(f"Hej! {written}")] == [expected]


@pytest.mark.parametrize("text", NO_HANDLE)
def test_no_handle(text: str) -> None:
    assert handles.find(text) == ()


@pytest.mark.parametrize(
    ("platform", "value", "expected"),
    [
        ("telegram", "@Anna_K", "telegram:anna_k"),
        ("Telegram", "t.me/maria_836422", "telegram:maria_836422"),
        ("tg", "https://t.me/Anna_K", "telegram:anna_k"),
        ("ig", "lola.x", "instagram:lola.x"),
        ("Instagram", "https://www.instagram.com/lola.x/?hl=en", "instagram:lola.x"),
        ("x.com", "@lola", "twitter:lola"),
        ("Fansite", "lola", "fansite:lola"),
        ("", "@lola", "unknown:lola"),
        ("whatsapp", "+46701740605", ""),
        ("snap", "anna@mail.com", ""),
    ],
)
def test_field_value(platform: str, value: str, expected: str) -> None:
    assert handles.normalise(platform, value) == expected


def test_offsets_lead_to_the_name() -> None:
    text = "💋 Telegram: @Anna_K!"
    capture = Capture.model_validate({"site": "s", "ad_id": "1", "captured_at": "2026-06-01T00:00:00Z", "text": text})
    (mention,) = handles.mentions(capture)
    assert text[mention.start : mention.end] == mention.raw == "@Anna_K"
