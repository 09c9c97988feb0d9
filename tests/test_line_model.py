"""The line model: what it leaves alone, what it takes, and that it says why."""

import re
import textwrap
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from running import command

from cleaner import Cleaner, Label, Settings, clean, html, line_model
from cleaner.document import Document
from cleaner.model import characters, decoding, features, net, words
from cleaner.model.evidence import evidence
from cleaner.model.hashing import spans_hash

ROOT = Path(__file__).parent.parent
BODIES = sorted((ROOT / "samples").glob("*/expected.txt"))
PROSE = (
    "The harbour at Lindvik was closed on Tuesday after the ferry struck the northern pier, the port authority said.",
    "Nobody was hurt, but some two hundred passengers had to wait four hours until a tug could bring them ashore.",
    "Captain Ada Holm, who has crossed the sound for thirty years, said the wind had turned within a minute.",
    "Repairs will take at least three weeks, and until then the boats leave from the old quay behind the fish market.",
    "The town has asked for a second berth since 2011, but the money went to the road tunnel instead.",
    "On Thursday the council meets to decide whether the summer timetable can be kept at all.",
)
MENU = ("Shows", "Tickets", "Venue map", "Box office", "Season passes", "Members", "Gift cards", "Print room")
TEASERS = (
    "Ten walks around the bay for the first warm days",
    "Why the lighthouse keeper never learned to swim",
    "Quiz: how well do you know the islands?",
    "What the new fishing quota means for small boats",
    "Our favourite harbour cafés, ranked",
    "The night the pier burned",
)
PAGE = "\n".join([*MENU, "Lindvik Echo", *MENU, *PROSE, "Further afield", *TEASERS, *MENU, "Lindvik Echo Media AB"])
RULES_ONLY = Cleaner(Settings(model=False))


def counted(text):
    return Counter(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("one_line", [False, True], ids=["as it is", "on one line"])
@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.parent.name)
def test_clean_bodies_in_many_languages_stay(path, one_line):
    body = path.read_text(encoding="utf-8")
    result = clean(" ".join(body.split()) if one_line else body, form="text")
    assert [span.text for span in result.removed if span.rule == "model/line"] == []


def test_weights_are_small_and_readable_without_pickle():
    assert sum(path.stat().st_size for path in net.WEIGHTS.values()) <= 2_000_000
    for form, path in net.WEIGHTS.items():
        with np.load(path, allow_pickle=False) as arrays:
            assert tuple(arrays["features"]) == features.FEATURES[form]


def test_chrome_no_rule_knows_goes():
    result = clean(PAGE, form="text")
    left = result.text.splitlines()
    assert set(PROSE) <= set(left)
    assert len(left) - len(PROSE) <= (len(RULES_ONLY.clean(PAGE, form="text").text.splitlines()) - len(PROSE)) / 2
    assert result.restore() == result.source


@pytest.mark.parametrize(
    "text",
    [
        "Milk\nEggs\nBread\nCall Ada\nPay rent",
        "The old pond.\nA frog jumps in.\nThe sound of water.",
        "Call me back",
        "Plum cake\n\n200 g flour\n100 g sugar\n2 eggs\n1 pinch of salt\n\nMix flour, sugar and eggs.\nBake for 40 minutes.",
        "What is a tide table?\nA list of the times of high and low water.\n\nWho prints it?\nThe harbour office, in January.",
        "Were you afraid?\nNo.\nNot even a little?\nA little. When the light went.\nWhat did you do?\nI sang to the cow.",
        "- call the plumber about the kitchen tap\n- pay the electricity bill\n- buy paint, white, two litres\n- fix the gate",
        "Liebe Nachbarn,\nam Samstag streichen wir den Zaun.\nWer Zeit hat, kommt um neun.\nFarbe ist da.\nEs gibt Suppe.",
        "Дорогие соседи!\nВ субботу красим забор.\nКто свободен, приходите в девять.\nКисти есть.\nБудет суп.",
        "各位邻居：\n星期六我们刷篱笆。\n有空的人九点来。\n刷子和油漆都有。\n有汤喝。",
        "Boats on 3 May\n\nAurora, 12 m, Bergen\nFriheten, 9 m, Stord\nHavella, 14 m, Odda\nLykke, 8 m, Voss\nTerne, 7 m, Florø",
        "At the pier\n\n3 May 2020\nThe ferry was late.\n\n4 May 2020\nIt rained.\n\n5 May 2020\nThe lamp went out.\n",
        "",
        "***",
    ],
)
def test_short_notes_stay(text):
    assert clean(text, form="text").text == text


def test_an_essay_about_chrome_keeps_its_paragraphs():
    prose = [
        "For ten years every page ended in the same way. There was a row of small squares, and the squares said",
        "and nobody pressed them. I know, because I counted. Eleven of forty thousand readers pressed a button.",
        "and that one worked. People like letters. They like to be asked.",
        "So I took the squares away and kept the letter.",
    ]
    squares = "Share\nTweet\nPin\nEmail"
    text = "\n\n".join(
        ["What the buttons did to us", prose[0], squares, prose[1], "Subscribe to our newsletter", *prose[2:]]
    )
    assert clean(text, form="text").text.split("\n\n") == prose


def test_one_line_and_wrapped_prose_stay():
    one_line = " ".join(PROSE)
    assert clean(one_line, form="text").text == one_line
    wrapped = "\n\n".join(textwrap.fill(p, 66) for p in PROSE)
    assert clean(wrapped, form="text").text == wrapped


@pytest.mark.parametrize(
    ("gap", "stays", "goes"), [(" ", 0.93, 0.5), ("    ", 0.96, 0.95)], ids=["one blank", "a wide gap"]
)
def test_chrome_on_one_line_with_the_text_goes(gap, stays, goes):
    body = left_of_it = chrome = left_of_that = 0
    for path in BODIES:
        raw = path.with_name("raw.txt")
        if raw.exists():
            lines = [line.strip() for line in raw.read_text(encoding="utf-8").split("\n")]
            result = clean(gap.join(filter(None, lines)), form="text")
            assert result.restore() == result.source
            wanted, out = counted(path.read_text(encoding="utf-8")), counted(result.text)
            there = counted(result.source)
            body, left_of_it = body + (there & wanted).total(), left_of_it + (out & wanted).total()
            chrome, left_of_that = chrome + (there - wanted).total(), left_of_that + (out - wanted).total()
    assert left_of_it >= stays * body
    assert left_of_that <= (1 - goes) * chrome


def test_explain_says_what_weighed():
    explaining = Cleaner(Settings(options={"line_model": {"explain": True}}))
    spans = [span for span in explaining.clean(PAGE, form="text").removed if span.rule == "model/line"]
    assert spans
    assert all("against: " in span.why and 0 < span.score <= 1 for span in spans)


def test_explain_asks_the_model_only_if_it_may():
    told = command("explain", "--favor", "precision", "--fast", "-", stdin=PAGE.encode())
    assert "model/line" in told.stdout
    assert "model/line" not in command("explain", "--no-model", "-", stdin=PAGE.encode()).stdout


def test_without_the_model_and_with_a_favour():
    sizes = {
        favor: len(Cleaner(Settings(favor=favor)).clean(PAGE, form="text").text) for favor in ("precision", "recall")
    }
    assert sizes["precision"] <= len(clean(PAGE, form="text").text) <= sizes["recall"]
    assert not [
        s
        for s in Cleaner(Settings(ignore=("boilerplate",))).clean(PAGE, form="text").removed
        if s.kind == "boilerplate"
    ]


def test_verdict_does_not_depend_on_what_was_judged_before():
    document = Document("\n".join([*MENU, *PROSE]), Cleaner().matcher)
    sight = features.of_document(document, evidence(document, []))
    first = net.shipped().judge(sight)
    long = Document("\n".join([*MENU, *PROSE] * 40), Cleaner().matcher)
    net.shipped().judge(features.of_document(long, evidence(long, [])))
    again = net.shipped().judge(features.of_document(document, evidence(document, [])))
    assert np.array_equal(first.body, again.body)
    assert first.chrome == again.chrome


def test_a_text_too_long_to_judge_is_flagged():
    result = clean("A line of a log, number seven.\n" * 30_001, form="text")
    assert any(flag.startswith("too-odd") for flag in result.flags)


def test_a_text_too_short_to_judge_is_kept_and_flagged():
    result = clean("Home\n\nRain by noon, dry after.", form="text")
    assert "Rain by noon, dry after." in result.text
    assert any(flag.startswith("too-short") for flag in result.flags)


def test_words_are_hashed_alike_wherever_they_stand():
    codes = np.frombuffer("tea and tea".encode("utf-32-le"), np.uint32)
    tea, and_, again = spans_hash(codes, np.array([0, 4, 8]), np.array([3, 7, 11]))
    assert tea == again != and_


def test_only_the_first_words_of_a_unit_are_read():
    owners = np.repeat([0, 1, 3], [words.HEAD + 5, 3, 1])
    assert words.in_head(owners, 4).sum() == words.HEAD + 3 + 1


@pytest.mark.parametrize(
    ("character", "name"),
    [("A", "capital"), ("ß", "small"), ("ع", "caseless"), ("語", "ideograph"), ("ก", "unspaced"), ("7", "digit"),
     ("。", "stop"), ("…", "ellipsis"), ("»", "quote"), ("|", "bullet"), ("\u3000", "blank"), ("€", "currency")],
)  # fmt: skip
def test_kinds_of_characters(character, name):
    assert characters.NAMES[characters.table()[ord(character)]] == name


def test_the_best_set_is_the_one_of_highest_expected_f1():
    likely, sizes = np.array([0.95, 0.2, 0.9, 0.02]), np.array([50.0, 10.0, 40.0, 30.0])
    assert decoding.best_set(likely, sizes).tolist() == [True, False, True, False]
    assert decoding.decide(likely, 0.01, sizes, sizes > 0).all()


@pytest.mark.parametrize(("gap", "form"), [(" ", "sentences"), ("   ", "text"), ("\n", "text")])
def test_only_a_line_without_gaps_is_read_as_sentences(gap, form):
    document = Document(gap.join(PROSE), Cleaner().matcher)
    assert len(document.units) == len(PROSE)
    assert features.of_document(document, evidence(document, [])).form == form


def test_a_line_is_cleaned_only_if_it_surely_holds_chrome():
    likely, sizes = np.array([0.95, 0.01]), np.array([50.0, 10.0])
    assert decoding.decide(likely, 0.9, sizes, sizes > 0, form="sentences").all()
    assert not decoding.decide(likely, 0.9, sizes, sizes > 0).all()
    assert not decoding.decide(likely, 0.96, sizes, sizes > 0, form="sentences").all()


def nets_say(monkeypatch, likely, chrome=1.0):
    verdict = net.Verdict(np.array(likely, np.float32), chrome)
    monkeypatch.setattr(net.Nets, "judge", lambda *_: verdict)


# Invented words: no language, and nothing that a rule knows.
STRANGE = "\n".join(
    f"{'Orvenik ta ' * (n % 3)}velumbi dosar kentri{n} palu osmeg tibrane lo {'marevi sut ' * (n % 4)}gadole."
    for n in range(1, 13)
)


@pytest.mark.parametrize(
    ("text", "chrome", "gone"),
    [
        (STRANGE, 0.8, False),
        (STRANGE, 0.95, True),
        (f"{STRANGE}\nRead more", 0.8, True),
        ("\n".join([*PROSE, *TEASERS]), 0.8, True),
    ],
    ids=["strange", "strange, surely chrome", "a rule knows a line", "the language is known"],
)
def test_a_text_of_unknown_language_is_cleaned_only_if_it_surely_holds_chrome(monkeypatch, text, chrome, gone):
    nets_say(monkeypatch, [0.9, 0.9, 0.1, 0.9] * 3 + [0.01] * (len(text.split("\n")) - 12), chrome)
    document = Document(text, Cleaner().matcher)
    assert bool(line_model.judge(document, []).labels) is gone


POSTS = [
    f"Post {n}: " + "the lamp of the old pier went out again, and nobody came from the harbour. " * 3 for n in "123"
]
FOOT = ["Imprint", "Terms", "Sitemap"]


def judged(monkeypatch, likely, labels, page=None):
    """What the line model makes of labels on a page of posts and their foot, if the nets say this."""
    nets_say(monkeypatch, likely)
    text = page.text if page else "\n".join([PROSE[0], *POSTS, *FOOT])
    document = Document(text, Cleaner().matcher, layout=page and page.layout)
    return document, line_model.judge(document, labels)


THREAD = Label(1, 6, "comments", "comments/thread", "a thread to the end of the page")


@pytest.mark.parametrize(
    ("likely", "stands"),
    [
        ([0.99, 0.9, 0.8, 0.9, 0.01, 0.01, 0.02], False),  # a forum: its posts are the body, whatever stands below
        ([0.99, 0.4, 0.3, 0.5, 0.01, 0.01, 0.02], True),
        ([0.99, 0.02, 0.02, 0.02, 0.01, 0.01, 0.02], True),
    ],
)
def test_threads_are_given_back_for_their_posts(monkeypatch, likely, stands):
    _, said = judged(monkeypatch, likely, [THREAD])
    assert (THREAD in said.labels) is stands


def test_what_was_given_back_on_a_page_stays_in_later_rounds(monkeypatch):
    page = html.read("<article>" + "".join(f"<p>{line}</p>" for line in [PROSE[0], *POSTS, *FOOT]), str)
    document, said = judged(monkeypatch, [0.99, 0.9, 0.8, 0.9, 0.01, 0.01, 0.02], [THREAD], page)
    layout = page.layout.judged(document.spans, said.likely)
    again = Document(document.text, document.matcher, layout=layout)
    menu = Label(4, 4, "navigation", "menus/run", "a menu")
    assert line_model.doubted(again, [THREAD, menu]) == [menu]
    assert line_model.doubted(document, [THREAD, menu]) == [THREAD, menu]


@pytest.mark.parametrize(
    ("address", "stay"),
    [
        ("https://harbour.example/2019/the-ferry", False),
        ("https://harbour.example/forum/the-ferry.412/", True),
        ("https://forums.harbour.example/the-ferry", True),
        ("https://harbourforum.example/the-ferry", True),
        ("https://harbour.example/viewtopic.php?t=412", True),
        ("https://harbour.example/questions/412/why-is-the-ferry-late", True),
        ("https://harbour.example/news/threadbare-sails", False),
    ],
)
def test_posts_of_a_forum_are_no_comments(address, stay):
    posts = "\n".join(f"sailor{n}\n{n} hours ago\n{line}\nReply" for n, line in enumerate(PROSE, start=2))
    text = RULES_ONLY.clean(f"The ferry is late\n{PROSE[0]}\n{posts}", form="text", url=address).text
    assert (PROSE[4] in text) is stay


def test_the_last_answer_of_an_interview_stays():
    talk = [
        "Painter Oda Merrin lives in a former net loft in Ostervik. We spoke about grey, about patience, and about fog.",
        "Nils Arden: You work with very few colours.",
        "Oda Merrin: Four, if you count white. I count white.",
        "NA: Why so few?",
        "OM: Because I know them. You don't invite forty people to dinner if you want to hear what anybody says.",
        "NA: And the fog?",
        "OM: The fog does the composing. I only clean up.",
        "NA: What comes next?",
        "OM: Lunch.",
    ]
    head = ["The Harbour Review", "Interviews", "I paint what the fog leaves", "By Nils Arden", "May 3, 2021"]
    foot = [
        "Tags: painting, interviews",
        "Follow The Harbour Review on Facebook",
        "Related",
        "The net lofts of Ostervik",
    ]
    assert clean("\n".join([*head, *talk, *foot]), form="text").text.split("\n") == talk
