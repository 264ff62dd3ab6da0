"""Rules to begin with, where none are written yet: an administrator changes them as they like."""

from django.utils.translation import gettext as _


def example_rules() -> str:
    """Four rules, each with what it means and examples, in the shape that the page of writing explains."""
    return "\n\n".join(
        [
            _("## Speak from your own life"),
            _("Nobody here knows another’s house from the inside."),
            _("> Fine: “To me it was a help to tell my sister.”\n>\n> Not here: “You must tell your sister.”"),
            _("## What is written here stays here"),
            _("Do not copy a post anywhere, not even with the names changed."),
            _("> Not here: a screenshot of a topic, sent to a friend who “would understand”."),
            _("## Write so that nobody can be recognised"),
            _("Leave out names, towns, schools and days of hearings, your own and those of others."),
            _("> Fine: “our town”, “his firm”, “the younger one”.\n>\n> Not here: the name of the school."),
            _("## Disagree with the sentence, not with the person"),
            _("When a topic gets too hot, it is closed for a while. That is a pause, and no punishment."),
            _("> Fine: “I see that differently: to me it was not his work.”\n>\n> Not here: “You are just like him.”"),
        ]
    )
