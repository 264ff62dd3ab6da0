"""What a post asks is found: where its author marked it, else by its questions, in whatever language."""

import pytest

from leeward.words import render
from leeward.words.asks import ASKS_FROM, MOST, WIDEST
from tests.words.asked_score import score

STORY = "We went to the shop and he carried the bags, and the whole way home nobody said a word to anybody at all.\n\n"
LONG = STORY * (ASKS_FROM // 20)


def asked(source: str) -> list[str]:
    """What is shown at the top of a long post that ends like this."""
    return [ask.text for ask in render(LONG + source).asks.shown]


@pytest.mark.parametrize(
    "question",
    [
        "Has anyone been there?",
        "Should I tell my sister about it？",
        "Hat jemand von euch das erlebt?",
        "Est-ce que je dois répondre à ce courrier ?",
        "¿Alguien ha pasado por esto?",
        "Czy ktoś z was tak miał?",
        "هل مر أحد منكم بهذا؟",
        "האם מישהו עבר דבר כזה?",
        "Τι να κάνω τώρα με αυτό;",
        "Τι να κάνω τώρα με αυτό\u037e",
        "Ի՞նչ անեմ հիմա։",
        "ምን ላድርግ፧",
        "有人经历过这样的事吗？",
        "どうすればいいでしょうか。",
        "Что мне делать дальше?",
        "Sizce ne yapmalıyım?",
    ],
)
def test_a_question_is_known_by_its_mark_in_any_script(question: str) -> None:
    assert asked(question) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "I wonder whether anybody else counts the stairs.",
        "I'm wondering if I should write to her.",
        "Any advice would be welcome.",
        "I just don’t know what to do any more.",
        "Ich bin dankbar für jeden Rat.",
        "Ich frage mich, ob das noch normal ist.",
        "Je me demande si je dois rester.",
        "Merci pour vos conseils.",
        "No sé si debo llamarla.",
        "Agradezco cualquier consejo.",
        "Zastanawiam się, czy to ma sens.",
        "Byłabym wdzięczna za każdą radę.",
        "أتساءل إن كان هذا طبيعيا.",
        "لا أعرف ماذا أفعل بعد الآن.",
        "Mi chiedo se sia normale.",
        "Ik weet niet meer wat ik moet doen, heeft iemand een idee.",
    ],
)
def test_asking_needs_no_question_mark(sentence: str) -> None:
    assert asked(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "You know what that is like, right?",
        "Das kennt ihr ja, oder?",
        "C'est toujours pareil, n'est-ce pas ?",
        "Ya sabéis cómo es, ¿verdad?",
        "Really?",
        'He asked me, "Where have you been all day?" and then he smiled.',
        "Er fragte: „Hast du mit jemandem gesprochen?“",
        "Il a dit « Tu as vu quelqu'un ? » d'une voix douce.",
        "'What should I do with you?' he used to say.",
        "— ¿Has visto a alguien?",
        "He never let anyone in? No, never once.",
        "Who does that to anyone?",
        "I am not looking for advice, I think.",
        "See https://example.org/?q=anyone for that.",
        "It says `anyone? ok?` on the screen.",
        "> Has anyone been there?",
        "[quote]Has anyone been there?[/quote]",
        "## Has anyone been there?",
        "```\nHas anyone been there?\n```",
        "Grüße, z. B. an alle; und bis bald.",
    ],
)
def test_what_asks_nothing_of_the_readers_is_left_out(sentence: str) -> None:
    assert asked(sentence) == []


def test_what_the_author_marks_is_what_is_asked_and_nothing_else() -> None:
    found = render(LONG + "Has anyone been there?\n\n[ask]My keys: where could they be kept[/ask], I mean. [b]Yes[/b]")
    assert [ask.text for ask in found.asks.shown] == ["My keys: where could they be kept"]
    assert "[ask]" not in found.html
    assert "[/ask]" not in found.plain
    assert f'id="{found.asks.shown[0].anchor}"' in found.html


def test_a_mark_may_reach_over_paragraphs_and_a_lone_one_is_text() -> None:
    assert asked("[ask]\n\nFirst this.\n\n1. Then that.\n\n[/ask]\n\nAnd no more.") == ["First this.", "Then that."]
    assert asked("A lone [ask] stays, does anyone mind?") == ["A lone [ask] stays, does anyone mind?"]
    assert asked("[quote][ask]Not mine.[/ask][/quote]") == []
    assert asked("`[ask]code[/ask]`") == []


def test_few_are_shown_and_those_at_the_end_count_most() -> None:
    many = [f"Has anyone number {n} been there?" for n in range(1, 9)]
    assert [ask.text for ask in render("\n\n".join(many) + "\n\n" + LONG + "\n\n".join(many)).asks.shown] == many[
        -MOST:
    ]


def test_a_short_post_shows_none_and_is_known_by_the_one_that_counts_most() -> None:
    found = render("Why is he like that? I went home. What should I do?")
    assert found.asks.shown == ()
    assert found.asks.first == "What should I do?"
    assert render("It rained.").asks.first == ""
    assert render("[ask]First[/ask] and [ask]second[/ask].").asks.first == "First"


def test_a_long_sentence_is_shown_in_one_line_from_where_it_asks() -> None:
    wall = "so then he went and " * 40 + "i wonder if anyone knows what that means and so on" + " and on" * 60
    (ask,) = asked(wall)
    assert ask.startswith("… i wonder if anyone knows what that means")
    (ask,) = asked("and then he went and, " * 20 + "what should I do?")
    assert ask.endswith("what should I do?")
    assert all(len(one) <= WIDEST + 4 for one in asked(wall))


def test_lines_of_a_mail_are_one_sentence_and_short_lines_are_several() -> None:
    mail = "Has anyone of you ever been in a place like this one, where nothing\nis said for days and then all at once?"
    assert asked(mail) == [mail.replace("\n", " ")]
    assert asked("My questions\nHas anyone been there?\nShould I go?") == ["Has anyone been there?", "Should I go?"]


def test_a_points_own_number_is_not_part_of_its_question() -> None:
    assert asked("(1) Should I go?\n(2) Should I stay?") == ["Should I go?", "Should I stay?"]


def test_on_texts_that_it_was_not_made_with_most_asks_are_found_and_most_finds_are_asks() -> None:
    """The exact figures are printed by `python -m tests.words.asked_score`; below these the rules would mislead."""
    found = score("held_out")
    assert found.asked > 20
    assert found.precision > 0.75, found.wrong
    assert found.recall > 0.75, found.wrong
