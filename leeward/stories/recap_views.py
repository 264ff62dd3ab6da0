"""The page on which a story's author keeps its recap."""

import hashlib

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from leeward.boards import softening
from leeward.boards.forms import Composer
from leeward.boards.models import Topic
from leeward.boards.views import find_topic
from leeward.boards.voices import voice_in
from leeward.drafts import composers as drafts
from leeward.drafts.words import Words
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.stories import rules
from leeward.web.pages import page


@drafts.composer("recap")
@require_http_methods(["GET", "POST"])
def recap(request: MemberRequest, ref: str) -> HttpResponse:
    """A few plain words, looked through for what they give away as any text is."""
    topic = find_topic(ref, request.member)
    insist(rules.why_not_recap(request.member, topic))
    stands = topic.story.recap if topic.story else ""
    sheet = drafts.sheet_of(request, "recap", ref, fresh=Words(body=stands), once=_number_of(topic))
    voice = voice_in(topic, request.member)
    composer = Composer.sent(request, sheet, voice) if request.method == "POST" else Composer.laid_out(sheet, voice)
    if request.method == "POST" and not softening.was_asked(composer, request, topic) and composer.do == "post":
        try:
            return redirect(drafts.post(request))
        except ValidationError as wrong:
            composer.errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    status = 422 if composer.errors else 200
    return page(request, "stories/recap", status=status, composer=composer, topic=topic, most=rules.RECAP_MAX)


def _number_of(topic: Topic) -> str:
    """The same in every tab that opens the recap as it stands now."""
    stands = f"recap {topic.story_id} {topic.story.recap_at if topic.story else ''}"
    return hashlib.sha256(stands.encode()).hexdigest()[:24]
