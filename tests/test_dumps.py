"""Pages as other programs print them."""

import pytest

from cleaner import clean
from cleaner.cleaners.link_numbers import link_numbers

ADDRESSES = "\n".join(f"  {number:2}. https://courier.example/{number}" for number in range(1, 13))
LIST = f"\n\nReferences\n\n{ADDRESSES}\n"
BODY = (
    "For eleven years the clock at the end of the pier at Saltmere showed ten past four, whatever the tide was doing.",
    "The works had been taken out in pieces by Osric Vane, who repaired watches in the arcade until the arcade closed.",
    "The council has paid for the paint and for a ladder; the rest, he says, was time, and of that he had enough.",
)


@pytest.mark.parametrize(
    ("numbered", "fixed"),
    [
        ("[1]Home [2][crest.svg] By[3]Ann Stone", "Home [crest.svg] ByAnn Stone"),
        ("[1]Home, as she says,[7][7] and [8]News", "Home, as she says,[7] and News"),  # a page's own note, in a link
        ("[1]Home [400]News", "Home [400]News"),  # no number of a link there
        ("[1]Home [3] and so on", "Home [3] and so on"),  # before no link
    ],
)
def test_numbers_of_links_go_with_their_list(numbered, fixed):
    assert link_numbers(numbered + LIST) == fixed + LIST
    assert link_numbers(numbered) == numbered
    assert link_numbers(numbered + "\n\nReferences\n\n1. https://courier.example/1\n") != fixed


def test_a_number_that_is_the_texts_own_stays_when_the_links_have_lost_theirs():
    text = f"[1]Home [2]News\n\n{BODY[0]}\n\n[2][sic], wrote the clerk, [3][sic] and [4][sic].{LIST}"
    source = clean(text, form="text").source
    assert source.startswith("Home News") and "[2][sic], wrote the clerk, [sic] and [sic]." in source


def test_lists_of_link_addresses_go():
    text = "\n\n".join(BODY)
    result = clean(f"{text}{LIST}\n   Hidden links:\n  14. https://courier.example/14\n", form="text")
    assert result.text.strip() == text
    assert {span.rule for span in result.removed} == {
        "common/navigation/link-list",
        "common/navigation/link-list-hidden",
    }


def test_references_of_an_article_stay():
    text = "\n\n".join([*BODY, "References\n\n1. https://tides.example/saltmere\n2. https://clocks.example/vane"])
    assert clean(text, form="text").text == text


def test_set_in_menus_go_and_code_stays():
    menu = "\n".join(f"        {word}" for word in "Home News Harbour Opinion Weather Jobs Shop Log-in".split())
    code = "    job strike\n        run bell\n        log tower.log"
    raw = f"{menu}\n\n{BODY[0]}\n\n{code}\n\n{BODY[1]}\n\n{BODY[2]}\n\n{menu}\n        Terms\n        Privacy\n"
    assert clean(raw, form="text").text.strip() == f"{BODY[0]}\n\n{code}\n\n{BODY[1]}\n\n{BODY[2]}"


def test_what_stands_above_a_page_printed_for_a_model_is_its_metadata():
    head = "Title: The clock is right\n\nURL Source: https://courier.example/Clock_1?p=2\n\nMarkdown Content:\n"
    result = clean(head + "\n\n".join(BODY), form="text")
    assert result.text.strip() == "\n\n".join(BODY)
    assert result.metadata["url"] == "https://courier.example/Clock_1?p=2"
    assert result.metadata["title"] == "The clock is right"


def test_links_keep_their_addresses_in_the_text():
    linked = BODY[1].replace("Osric Vane", "[Osric Vane](https://courier.example/vane)")
    raw = f"[Home](/)\n[News](/news)\n[Share on Facebook](https://f.example/x)\n\n{BODY[0]}\n\n{linked}\n\n{BODY[2]}\n"
    assert clean(raw, form="text").text.strip() == f"{BODY[0]}\n\n{linked}\n\n{BODY[2]}"


@pytest.mark.parametrize(
    "heading",
    ["# The clock on the pier", "The clock on the pier\n=====================", "# ![](/c.png) The clock on the pier"],
)
def test_the_one_heading_of_the_first_level_is_the_title(heading):
    menu = "\n".join(f"* [{word}](/{word})" for word in "Home News Harbour Opinion Weather Jobs Shop".split())
    notes = "\n\n".join(f"## Note {number}\n\n{BODY[number % 3]}" for number in range(1, 4))
    raw = f"![Crest of the Courier](/crest.png)\n\n{menu}\n\n{heading}\n\nThe pier of Saltmere\n\n{notes}\n"
    result = clean(raw, form="text")
    assert result.metadata["title"] == "The clock on the pier"
    assert "## Note 1" in result.text


def test_many_headings_of_the_first_level_are_no_titles():
    parts = "\n\n".join(
        f"# Part {name} of the clock\n\n{body}" for name, body in zip("one two three".split(), BODY, strict=True)
    )
    assert "title" not in clean(parts, form="text").metadata


def test_other_articles_between_two_paragraphs():
    paragraphs = [
        "Le bac traverse l'Ancre depuis le printemps de 1911, et personne n'a jamais demandé qui le payait.",
        "En mars, la mairie découvre que le bateau n'est inscrit dans aucun registre, et qu'il ne l'a jamais été.",
        "Deux semaines plus tard, la fille du passeur se présente avec une boîte de reçus, ceux de son grand-père.",
    ]
    box = ["Lire aussi", "Pourquoi les petits bacs disparaissent", "L'horloger de la rue des Tanneurs"]
    text = "\n".join([paragraphs[0], *box, *paragraphs[1:]])
    assert clean(text, form="text").text == "\n".join(paragraphs)
    heading = "Ce que la fille avait dans sa boîte"
    text = "\n".join([paragraphs[0], "Lire aussi : L'horloger de la rue des Tanneurs", heading, *paragraphs[1:]])
    assert heading in clean(text, form="text").text
