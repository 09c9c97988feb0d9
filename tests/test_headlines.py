"""Which line of a plain text is its title."""

import pytest

from cleaner import clean

PARAGRAPH = (
    "The ferry left the small harbour before sunrise, and the two brothers stood at the rail until the last lamp had "
    "gone, while the wind turned north and the boats came home one by one."
)
BODY = [PARAGRAPH, PARAGRAPH[::-1].capitalize() + ".", PARAGRAPH.replace("ferry", "tug")]
MENU = ["Home", "Piers", "Lamps and tides", "Maps of the islands", "Rates", "Contact us"]
TITLE = "The last ferry leaves the old harbour"
URL = "https://example.org/the-last-ferry-leaves-the-old-harbour"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ([f"{TITLE} | Harbour Post", *MENU, TITLE], None),
        ([f"{TITLE} | Piers | Harbour Post", *MENU, TITLE, PARAGRAPH[:90] + "."], None),
        ([f"Harbour Post | {TITLE}", *MENU, TITLE], None),
        ([f"{TITLE} - The Outer Pier", *MENU, TITLE, "The Outer Pier"], None),
        ([TITLE, *MENU, "The last ferry", "March 15, 2019", *BODY, TITLE], None),
        ([*MENU, f"Home > Piers > {TITLE}", TITLE], None),
        ([*MENU, TITLE], URL),
        ([*MENU, "Last ferry: what the old harbour will do without it"], "https://example.org/last-ferry-old-harbour"),
        ([*MENU, PARAGRAPH.replace("ferry", "mail boat") * 3, TITLE], URL),
        ([*MENU, "* The last ferry leaves", "* The old harbour", TITLE], URL),
        ([*MENU, "Send us a letter", TITLE, "March 15, 2019"], URL),
        ([*MENU, TITLE, "Hull - 15 MAR 2019 - 05:30CET"], None),
        ([TITLE], None),
    ],
)
def test_found_above_the_body(head, url):
    result = clean("\n".join([*head, *BODY]), form="text", url=url)
    chosen = TITLE if TITLE in head else head[-1]
    assert result.metadata["title"] == chosen
    assert result.restore() == result.source


def test_a_title_that_is_quoted_over_the_comments_is_no_menu_item():
    head = ["The Crooked Oar", "The boats", "Contact", "Posted on June 3, 2019 by Walt Ferrier", TITLE]
    text = "\n".join([*head, *BODY, f"4 thoughts on “{TITLE}”", "Odd says:", "June 4, 2019 at 7:13 am", "Well said."])
    assert clean(text, form="text").metadata["title"] == TITLE


@pytest.mark.parametrize(
    "heading", ["How the ferry works in winter", "What the harbour was before", "The old harbour and its two brothers"]
)
def test_a_clean_text_keeps_its_headings(heading):
    text = "\n\n".join([BODY[0], heading, *BODY[1:]])
    assert clean(text, form="text", url=URL).text == text


def test_a_title_in_another_script_than_its_address():
    url, title = "https://example.org/poslednij-parom-uhodit", "Последний паром уходит из гавани"
    body = "Паром вышел из маленькой гавани до рассвета, и два брата стояли у перил, пока не погас последний фонарь."
    text = "\n".join(
        ["Главная", "Новости", "Причалы", title, "15 марта 2019", body, body.replace("Паром", "Буксир"), body]
    )
    assert clean(text, form="text", url=url).metadata["title"] == title


def test_a_title_in_a_script_without_blanks():
    title = "最后一班渡轮离开老港口"
    body = "渡轮在日出之前离开了小港口，两兄弟站在栏杆旁，直到最后一盏灯熄灭，海面上只剩下风声和汽笛声，谁也没有说话。"
    text = "\n".join([f"{title} - 港口邮报", "首页", "码头", "潮汐表", title, body, body.replace("渡轮", "拖船"), body])
    assert clean(text, form="text").metadata["title"] == title


def test_a_first_line_that_names_its_site_without_blanks_is_the_title():
    body = "渡轮在日出之前离开了小港口，两兄弟站在栏杆旁，直到最后一盏灯熄灭，海面上只剩下风声和汽笛声，谁也没有说话。"
    text = "\n".join(["最后一班渡轮离开老港口-海港网", body, body.replace("渡轮", "拖船")])
    result = clean(text, form="text").metadata
    assert (result["title"], result["site"]) == ("最后一班渡轮离开老港口", "海港网")


def test_the_line_that_says_the_page_title_is_the_title():
    points = ["A ferry of the old kind was seen to leave", "It is the last ferry to leave the old harbour for years"]
    text = "\n".join([f"{TITLE} | Harbour Post", *MENU, TITLE, *points, "By Ann Fisher", "March 15, 2019", *BODY])
    assert clean(text, form="text").metadata["title"] == TITLE


def test_the_first_sentence_of_a_line_is_no_title():
    text = " ".join(["Why does the last ferry leave the old harbour?", *BODY])
    result = clean(text, form="text", url=URL)
    assert result.text == text
    assert "title" not in result.metadata


@pytest.mark.parametrize("line", ["1 – 3 May 2024", "May 1-3, 2024", "12 Kommentare", "12 ความคิดเห็น"])
def test_days_and_counts_of_comments_are_no_titles(line):
    assert clean("\n".join([line, "A short first line", *BODY]), form="text").metadata.get("title") != line


def test_a_first_line_that_may_be_the_title_stays_where_no_title_is_known():
    text = "\n\n".join(["Why I gave up the ferry after nine years", "Nine years.", *BODY])
    result = clean(text, form="text")
    assert result.metadata.get("title") or result.text == text


def test_the_entry_of_an_encyclopedia_has_a_short_title():
    about = [
        "The Anker Ferry is a passenger ferry that crosses the river Anker at Oberwaal, the last one left.",
        "It was founded by a miller whose bridge had been carried away by the flood, and ran for ninety years.",
    ]
    rows = ["Locale\tOberwaal", "Waterway\tAnker", "Began operation\t1911"]
    text = "\n".join(["Anker Ferry - Wikipedia", "Main menu", "From Wikipedia, the free encyclopedia", "Anker Ferry"])
    result = clean("\n".join([text, *rows, *about]), form="text")
    assert result.metadata["title"] == "Anker Ferry" and "authors" not in result.metadata


def test_a_caption_with_its_photographer_above_the_byline_is_no_title():
    title = "Ferry without an engine gets a new lease on life"
    caption = "A box of receipts on a desk of the town hall. (AP Photo/Mina Sorel)"
    menu = ["Menu", "World", "Politics", "Sports", "World News"]
    head = [f"{title} | The Pier Post", *menu, title, "1 of 2 |", caption, "By HANNE BROOK", "Updated March 15, 2024"]
    assert clean("\n".join([*head, *BODY]), form="text").metadata["title"] == title


@pytest.mark.parametrize(("address", "is_title"), [("the-last-ferry", True), ("winter-storage-of-oars", False)])
def test_a_lone_first_line_of_which_the_address_knows_nothing_is_no_title(address, is_title):
    text = "\n".join([TITLE, *BODY])
    found = clean(text, form="text", url=f"https://example.org/2019/{address}").metadata.get("title")
    assert (found == TITLE) is is_title


def test_a_sentence_that_says_the_title_again_stays():
    text = "\n\n".join([TITLE, "March 15, 2019", f"{TITLE}.", *BODY])
    result = clean(text, form="text", metadata={"title": TITLE})
    assert result.text.split("\n\n") == [f"{TITLE}.", *BODY]


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Ein Größerer Fährhafen für die Übergänge", "ein-groesserer-faehrhafen-fuer-die-uebergaenge"),
        ("Ein Größerer Fährhafen für die Übergänge", "ein-grosserer-fahrhafen-fur-die-ubergange"),
        ("Un último árbol en el jardín del capitán", "un-ultimo-arbol-en-el-jardin-del-capitan"),
        ("Łódź na końcu starego nabrzeża znów pływa", "lodz-na-koncu-starego-nabrzeza-znow-plywa"),
        ("Как хороший паром ещё раз уходит из гавани", "kak-horoshij-parom-eshhe-raz-uhodit-iz-gavani"),
        ("Як добрий пором іще раз виходить із гавані", "yak-dobryi-porom-ishche-raz-vykhodyt-iz-havani"),
        ("Το τελευταίο πλοίο φεύγει από το λιμάνι", "to-teleytaio-ploio-feygei-apo-to-limani"),
        ("最後の渡し船が古い港を出る朝", "%E6%9C%80%E5%BE%8C%E3%81%AE%E6%B8%A1%E3%81%97%E8%88%B9"),
    ],
)
def test_a_title_that_its_address_spells_in_latin_letters(title, address):
    text = "\n".join(["Harbour", *MENU, title, "Harbour", *BODY])
    assert clean(text, form="text", url=f"https://example.org/{address}/").metadata.get("title") == title
