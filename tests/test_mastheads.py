"""Byline and date beside a title in plain text, and the lines that must stay."""

import pytest

from cleaner import clean
from cleaner.heads.mastheads import credited

PARAGRAPH = (
    "The ferry left the small harbour before sunrise, and the two brothers stood at the rail until the last lamp had "
    "gone, while the wind turned north and the boats came home one by one."
)


def article(*lines):
    return "\n".join(
        [
            "Home",
            "The last ferry leaves the old harbour",
            *lines,
            PARAGRAPH,
            PARAGRAPH[::-1].capitalize() + ".",
            PARAGRAPH,
        ]
    )


URL = "https://example.org/the-last-ferry-leaves-the-old-harbour"
_SECTIONS = ("Ferry Matters",)  # which only the line model may take


@pytest.mark.parametrize(
    ("lines", "authors", "date"),
    [
        (["Ann Marlow", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["March 15, 2019", "Ann Marlow"], ["Ann Marlow"], "2019-03-15"),
        (["Ann Marlow · Mar 15, 2019 · 5 min read"], ["Ann Marlow"], "2019-03-15"),
        (["Ann Marlow | 15 March 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Ann Marlow", "Staff Writer", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Written by", "Ann Marlow", "Published on", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Words: Ann Marlow", "5 min read"], ["Ann Marlow"], None),
        (["By Ann Marlow, Harbour5 News", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Giriş Tarihi: 15.03.2019 08:15 Son Güncelleme: 16.03.2019 10:02"], None, "2019-03-15T08:15"),
        (["By Ann Marlow, Hull", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Ann Marlow", "Hull - 15 MAR 2019 - 05:30CET"], ["Ann Marlow"], "2019-03-15T05:30"),
        (["Von Erika Muster", "15. März 2019"], ["Erika Muster"], "2019-03-15"),
        (["Jeanne Moulin", "15 mars 2019 à 9h30"], ["Jeanne Moulin"], "2019-03-15T09:30"),
        (["Анна Лескова", "15 марта 2019"], ["Анна Лескова"], "2019-03-15"),
        (["Ann Marlow"], ["Ann Marlow"], None),
        (["Ann Marlow", "2 days ago", "6 min read"], ["Ann Marlow"], None),
        (["Marlo", "2 days ago"], ["Marlo"], None),
        (["Erika Muster", "vor 3 Tagen"], ["Erika Muster"], None),
        (["Ann Marlow", _SECTIONS[0], "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Tidewatch Crew", "March 15, 2019"], ["Tidewatch Crew"], "2019-03-15"),
        (["Updated March 15, 2019"], None, "2019-03-15"),
        (["Reviewed by Tom Reed", "Ann Marlow", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Ann Marlow", "•", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["By Ann Marlow, Chief Editor, Harbour Women's Weekly", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["03/15/2019 by Ann Marlow, Keeper of the Lamps to the Committee of Piers"], ["Ann Marlow"], "2019-03-15"),
        (["Published 2019 Mar 15"], None, "2019-03-15"),
        (["May 21, 2020 March 15, 2019 by Ann Marlow"], ["Ann Marlow"], "2019-03-15"),
        (["Ann A. Marlow CPE, PSP", "March 15, 2019"], ["Ann A. Marlow CPE, PSP"], "2019-03-15"),
        (["March 15, 2019", "Ann Sunrise"], ["Ann Sunrise"], "2019-03-15"),
        (["03.15.2019"], None, "2019-03-15"),
        (["15.03.2019 • Saturday Letters • Ann Marlow"], ["Ann Marlow"], "2019-03-15"),
        (["Guide by Ann Marlow", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["ByAnn Marlow", "March 15, 2019"], ["Ann Marlow"], "2019-03-15"),
        (["Av Ragna Moe", "15. mars 2019"], ["Ragna Moe"], "2019-03-15"),
        (["By The Tidewatch editors", "March 15, 2019"], ["The Tidewatch editors"], "2019-03-15"),
        (["The Tidewatch Team", "Published", "March 15, 2019"], ["The Tidewatch Team"], "2019-03-15"),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, list) else str(value),
)
def test_found_beside_the_title(lines, authors, date):
    result = clean(article(*lines), form="text", url=URL)
    assert result.metadata["title"] == "The last ferry leaves the old harbour"
    assert (result.metadata.get("authors"), result.metadata.get("date")) == (authors, date)
    head = result.text[: result.text.index(PARAGRAPH)]
    assert head.strip() in ("", *_SECTIONS)
    assert result.restore() == result.source


@pytest.mark.parametrize(
    ("lines", "date", "changed"),
    [
        (["Publisert", "14. mars 2019", "Sist endret", "15. mars 2019"], "2019-03-14", "2019-03-15"),
        (["Oppdatert 15. mars 2019", "Publisert 14. mars 2019"], "2019-03-14", "2019-03-15"),
        (["Publicerad 14 mars 2019", "Uppdaterad 15 mars 2019"], "2019-03-14", "2019-03-15"),
        (["Opdateret 15. marts 2019", "Udgivet 14. marts 2019"], "2019-03-14", "2019-03-15"),
        (["Päivitetty 15.3.2019", "Julkaistu 14.3.2019"], "2019-03-14", "2019-03-15"),
        (["Frissítve: 2019. március 15.", "Megjelent: 2019. március 14."], "2019-03-14", "2019-03-15"),
        (["Cập nhật lúc: 15/03/2019", "Ngày đăng: 14/03/2019"], "2019-03-14", "2019-03-15"),
        (["Ultima actualizare: 15 martie 2019", "Publicat: 14 martie 2019"], "2019-03-14", "2019-03-15"),
        (["آخر تحديث: 15 مارس 2019", "نشر في 14 مارس 2019"], "2019-03-14", "2019-03-15"),
        (["Edited on March 15, 2019", "Published on March 14, 2019"], "2019-03-14", "2019-03-15"),
        (["Diperbarui 15 Maret 2019", "Diterbitkan 14 Maret 2019"], "2019-03-14", "2019-03-15"),
        (["Aktualizováno 15. března 2019", "Zveřejněno 14. března 2019"], "2019-03-14", "2019-03-15"),
        (["Upravené 15. apríla 2019", "Zverejnené 14. apríla 2019"], "2019-04-14", "2019-04-15"),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, list) else str(value),
)
def test_the_day_of_a_change_is_told_from_the_first(lines, date, changed):
    found = clean(article(*lines), form="text", url=URL).metadata
    assert (found.get("date"), found.get("date_modified")) == (date, changed)


@pytest.mark.parametrize(
    "label",
    "Skrevet av|Skriven av|Forfatter|Skribent|Kirjoittanut|Szerző:|Scris de|Napsala|Napísal|Автори|Tác giả:".split("|"),
)
def test_a_label_above_the_author(label):
    found = clean(article(label, "Ann Marlow", "5 min"), form="text", url=URL).metadata
    assert found["authors"] == ["Ann Marlow"]


@pytest.mark.parametrize(
    "line",
    [
        "Received 2018 Oct 12; Accepted 2019 Mar 15",
        "The season of the ferries ends on March 15, 2019. Ask for another date before that.",
    ],
)
def test_a_day_of_something_else_is_no_date(line):
    result = clean(article(line), form="text", url=URL)
    assert "date" not in result.metadata
    assert line in result.text


@pytest.mark.parametrize("line", ["Guten Tag,", "Good Morning!", "Bom Dia", "Добрый День!", "Dear Edith,"])
def test_a_greeting_is_no_author(line):
    result = clean(article(line), form="text", url=URL)
    assert "authors" not in result.metadata
    assert line in result.text


@pytest.mark.parametrize(
    "line", ["Small Harbour", "A Word Before", "The Brothers Said", "Sea and Sun", "Saturday", "TL;DR"]
)
def test_a_line_that_may_be_no_name_gives_no_author(line):
    result = clean(article(line, "March 15, 2019"), form="text", url=URL)
    assert "authors" not in result.metadata
    assert line in result.text


def test_found_under_a_standfirst_that_stays():
    result = clean(article("What the crew told us on the pier at six", "Marlo", "March 15, 2019"), form="text", url=URL)
    assert result.metadata["authors"] == ["Marlo"]
    assert result.text.startswith("What the crew told us")


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        (["Written by Ann Marlow"], ["Ann Marlow"]),
        (["About the Author", "Ann Marlow"], ["Ann Marlow"]),
        (["Über die Autorin", "Erika Muster"], ["Erika Muster"]),
        (
            ["Ann Marlow", "Ann writes about ferries and the harbours of the north, and has done so for years."],
            ["Ann Marlow"],
        ),
        (
            ["Ann Marlow", "Head of Piers", "Ann Marlow, who grew up on an island, writes about ferries and harbours."],
            ["Ann Marlow"],
        ),
        (
            [
                "Ann Marlow",
                "Ann writes about ferries and the harbours of the north, and has done so for years.",
                "Tom Reed",
                "Tom keeps the lamps of the outer pier and writes when the wind is up, which is often.",
            ],
            None,
        ),
        (["Harbour Lamps", "Harbour Lamps, as every pilot knows, are lit at six in winter and at nine in June."], None),
        (["Ann Marlow", "The harbour office is open on all days but Sundays, from eight in the morning to six."], None),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, list) else str(value),
)
def test_named_at_the_end(end, authors):
    result = clean("\n".join([article(), *end]), form="text", url=URL)
    assert result.metadata.get("authors") == authors
    assert result.restore() == result.source


@pytest.mark.parametrize(
    ("end", "date"),
    [
        (["Posted on March 15, 2019"], "2019-03-15"),
        (["Published", "March 15, 2019"], "2019-03-15"),
        (["Publish date: 2019-03-15", "Posted on March 15, 2019"], "2019-03-15"),
        (["Ropes. Posted on March 15, 2019 in Piers", "Sails. Posted on March 17, 2019 in Lamps"], None),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, list) else str(value),
)
def test_dated_at_the_end(end, date):
    result = clean("\n".join([article(), *end]), form="text", url=URL)
    assert result.metadata.get("date") == date
    assert result.restore() == result.source


@pytest.mark.parametrize(
    ("path", "lines", "date"),
    [
        ("/2019/03/15/the-last-ferry-leaves-the-old-harbour", [], "2019-03-15"),
        ("/2019/mar/15/the-last-ferry-leaves-the-old-harbour", [], "2019-03-15"),
        ("/2019/03/15/the-last-ferry-leaves-the-old-harbour", ["March 14, 2019"], "2019-03-14"),
        ("/2019/15/03/the-last-ferry-leaves-the-old-harbour", [], None),
        ("/piers/2019/the-last-ferry-leaves-the-old-harbour", [], None),
    ],
)
def test_dated_by_its_address(path, lines, date):
    assert clean(article(*lines), form="text", url=f"https://example.org{path}").metadata.get("date") == date


def test_a_life_at_the_end_of_the_body_names_the_author():
    life = ["Ann Marlow", "Ann Marlow is a writer and keeper of lamps, who has lived on the outer pier for ten years."]
    text = "\n".join([article(), PARAGRAPH.replace("ferry", "tug"), *life, PARAGRAPH.replace("ferry", "barge")])
    assert clean(text, form="text", url=URL).metadata["authors"] == ["Ann Marlow"]


def test_credited_in_the_body_by_words():
    credit = ["By: Ann Marlow", "Harbour Lamps", "Harbour Lamps, as every pilot knows, are lit at six in winter."]
    text = "\n".join([article(), *credit, PARAGRAPH.replace("ferry", "tug"), PARAGRAPH.replace("ferry", "barge")])
    assert clean(text, form="text", url=URL).metadata["authors"] == ["Ann Marlow"]


def test_found_under_a_headline_that_is_not_quite_the_page_title():
    head = ["The last ferry leaves the harbour | Harbour Post", "Piers", "Lamps", "Tides", "Maps", "Rates", "Contact"]
    lines = ["The last ferry leaves the old harbour for good", "Ann Marlow", "March 15, 2019"]
    text = "\n".join([*head, *lines, PARAGRAPH, PARAGRAPH[::-1].capitalize() + ".", PARAGRAPH])
    found = clean(text, form="text").metadata
    assert (found["authors"], found["date"]) == (["Ann Marlow"], "2019-03-15")


@pytest.mark.parametrize(
    ("url", "section", "authors"),
    [
        ("https://pier.example/2013/02/08/stanley-hull/", None, None),
        (URL, "Stanley Hull", None),
        (URL, "Piers", ["Stanley Hull"]),
    ],
)
def test_what_the_address_or_the_section_says_is_no_author(url, section, authors):
    known = {"title": "The last ferry leaves the old harbour", "section": section}
    result = clean(article("Stanley Hull", "February 8, 2013"), form="text", url=url, metadata=known)
    assert result.metadata.get("authors") == authors


def test_a_day_that_is_told_of_in_the_head_is_no_date():
    points = ["The act on lights and buoys was signed into law on August 14, 1935", "The clerk has lost his copy"]
    assert "date" not in clean(article("By Ann Fisher", *points), form="text").metadata


def test_a_section_of_the_titles_words_is_no_author():
    text = article("Last Old Ferry", "March 15, 2019").replace("ferry left", "boat left")
    assert "authors" not in clean(text, form="text", url=URL).metadata


def test_a_line_beside_the_title_is_surer_than_the_end():
    text = "\n".join([article("By Ann Marlow", "March 15, 2019"), "Written by Tom Reed"])
    assert clean(text, form="text", url=URL).metadata["authors"] == ["Ann Marlow"]


def test_a_menu_far_above_the_title_names_no_author():
    menu = ["By Vessel Class", "By", "Fleet Size", *(f"Pier {number}" for number in "ABCDEFGHI")]
    result = clean("\n".join([*menu, article("March 15, 2019")]), form="text", url=URL)
    assert result.metadata["date"] == "2019-03-15"
    assert "authors" not in result.metadata


def test_a_clean_text_keeps_its_short_lines():
    text = f"{PARAGRAPH}\n\nAnn Marlow\n\n{PARAGRAPH}\n\nLate in March\n\n{PARAGRAPH}\n"
    assert clean(text, form="text").text == text


@pytest.mark.parametrize(
    ("lines", "url"),
    [
        (["Send as a letter", "March 15, 2019"], "https://example.org/the-last-ferry-leaves-the-old-harbour"),
        (["Tom Reed and Company", "March 15, 2019"], None),
        (["Islands Made of Salt"], "https://example.org/islands-made-of-salt/the-last-ferry-leaves"),
    ],
)
def test_a_title_has_something_of_the_page_title_or_the_address(lines, url):
    head = ["The last ferry leaves the old harbour | Harbour Post", "Home", "Piers", "Lamps", "Contact"]
    text = "\n".join([*head, *lines, PARAGRAPH, PARAGRAPH[::-1].capitalize() + ".", PARAGRAPH])
    assert clean(text, form="text", url=url).metadata["title"] == "The last ferry leaves the old harbour"


FERRY = [
    "The ferry over the Anker has run since the spring of 1911, and nobody has ever thought to ask who pays for it.",
    "That changed in March, when the council of Oberwaal found that the boat had never been in any of its books.",
    "Two weeks later the ferryman's daughter came to the town hall with receipts, her grandfather's among them.",
]


def test_a_headline_in_other_words_than_the_pages_title():
    menu = [
        "Home",
        "News",
        "Sport",
        "Archive",
        "Contact us",
        "Weather for the week",
        "Anker Courier, the valley's paper",
    ]
    title = "Who pays for the ferry over the Anker, and who forgot to?"
    dateline = "Hanne Brook 25 March 2025 Councils, Boats"
    result = clean("\n".join(["Who pays for the ferry? | Anker Courier", *menu, title, dateline, *FERRY]), form="text")
    assert result.metadata["authors"] == ["Hanne Brook"] and result.metadata["date"] == "2025-03-25"


def test_buttons_between_a_title_and_its_byline():
    head = [
        "The ferry that nobody paid for",
        "Share",
        "Tweet",
        "Print",
        "Print",
        "E-mail",
        "Hanne Brook",
        "25 March 2025",
    ]
    result = clean("\n".join(["Menu", "The ferry that nobody paid for", *head, *FERRY]), form="text")
    assert result.metadata["authors"] == ["Hanne Brook"] and result.metadata["date"] == "2025-03-25"


def test_the_days_of_comments_are_no_headings_and_hide_no_other_day():
    comments = [
        line
        for day in ("July 31, 2018 at 2:41 pm", "August 12, 2018 at 8:57 am", "August 13, 2018 at 4:55 pm")
        for line in (
            "Sheri says",
            day,
            "We took that boat each summer of my childhood, and nobody sold us a ticket.",
            "Reply",
        )
    ]
    head = ["The ferry that nobody paid for", "July 19, 2018", "If you like it, please share it!"]
    result = clean("\n".join([*head, *FERRY, "3 Comments", *comments]), form="text")
    assert result.metadata["date"] == "2018-07-19" and result.text.endswith(FERRY[-1])


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("この記事を書いた人", "花田春子"),
        ("عن الكاتب", "ليلى منصور"),
        ("लेखक के बारे में", "हेमा वर्मा"),
        ("글쓴이 소개", "김하늘"),
    ],
)
def test_a_name_without_capitals_counts_under_a_label(label, name):
    assert credited([label, name], str) == (name,)
    assert credited([name, label], str) == ()
    assert credited([label], str) == ()


def test_a_line_under_a_label_may_tell_the_authors_life():
    assert credited(["この記事を書いた人", "川と港、消えゆく仕事について書いています。"], str) == ()
    assert credited(["作者简介", "林知远，作家，现居安江，著有多部小说。"], str) == ()


@pytest.mark.parametrize(
    ("line", "field", "day"),
    [
        ("Publiziert: 15.03.24, 08:21 Uhr", "date", "2024-03-15T08:21"),
        ("פורסם: 15.03.24, 08:21", "date", "2024-03-15T08:21"),
        ("Stand: 15.03.24", "date_modified", "2024-03-15"),
        ("Version 15.03.24", "date", None),
        ("15.03.24", "date", None),
    ],
)
def test_a_year_of_two_figures_counts_behind_a_word(line, field, day):
    metadata = clean(article("Ann Marlow", line), form="text", url=URL).metadata
    assert metadata.get(field) == day and metadata.get("authors", ["Ann Marlow"]) == ["Ann Marlow"]
