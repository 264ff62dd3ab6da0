"""Mail goes out. Outside any transaction, so that a slow mail server never holds up somebody who is writing here.

A mail is claimed by moving its moment on, sent, then forgotten. When the worker dies in between it goes twice, which
does no harm; when the mail server is away it waits, each time twice as long, for some two days, and is then dropped:
nothing that anybody wrote is in it.
"""

import logging
import smtplib
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from leeward.notices import letters
from leeward.notices.actions import read
from leeward.notices.models import Kind, MailAddress, Notice, Outgoing
from leeward.web.ids import new_ref

AT_ONCE = 20  # mails over one connection
PAUSE = timedelta(minutes=2)  # after the first failure; doubled after each further one
MOST_ATTEMPTS = 11  # 2 minutes doubled ten times: some 34 hours after the last pause, two and a half days in all

log = logging.getLogger("leeward.notices")


def send_due() -> int:
    """Send what is due; how many went. A failure is kept in the table and never raised."""
    now = timezone.now()
    due = Outgoing.objects.select_related("address__member").filter(due_at__lte=now).order_by("due_at")[:AT_ONCE]
    waiting = list(due) if settings.MAIL_IS_SENT else []
    if not waiting:
        return 0
    line, went = get_connection(), 0
    try:
        for mail in waiting:
            if _claim(mail) and not _send(mail, line):
                break  # the server is away: the others wait too
            went += 1
    finally:
        _hang_up(line)
    return went


def _claim(mail: Outgoing) -> bool:
    """False where another worker was first."""
    mail.attempts += 1
    later = timezone.now() + PAUSE * 2 ** (mail.attempts - 1)
    rows = Outgoing.objects.filter(pk=mail.pk, due_at=mail.due_at)
    return bool(rows.update(due_at=later, attempts=mail.attempts))


def _send(mail: Outgoing, line: BaseEmailBackend) -> bool:
    """False where the mail server could not be spoken to."""
    if mail.kind == Kind.NEWS and not Notice.objects.visible_to(mail.address.member).unseen().exists():
        mail.delete()  # seen meanwhile, or gone: no mail is the best mail
        return True
    to = read(mail.address)
    if to is None:
        log.error("mail %s: the key of its address is missing", mail.pk)
        return True
    try:
        _letter(mail, to, line).send()
    except smtplib.SMTPRecipientsRefused as refused:
        if all(code >= 500 for code, _words in refused.recipients.values()):
            MailAddress.objects.filter(pk=mail.address_id).update(refused_at=timezone.now())
            mail.delete()
        else:
            _wait_or_drop(mail, refused)
        return True
    except (OSError, smtplib.SMTPException) as wrong:
        _wait_or_drop(mail, wrong)
        return False
    mail.delete()
    return True


def _wait_or_drop(mail: Outgoing, wrong: Exception) -> None:
    """The log gets the kind of failure: what a mail server says may hold the address."""
    log.error("mail %s waits: %s", mail.pk, type(wrong).__name__)
    if mail.attempts >= MOST_ATTEMPTS:
        mail.delete()


def _letter(mail: Outgoing, to: str, line: BaseEmailBackend) -> EmailMessage:
    """Plain text, from the operator's neutral sender; the id tells no machine's name."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        subject=letters.subject_of(mail.address),
        body=letters.body_of(mail.address, mail.kind),
        to=[to],
        headers={"Message-ID": f"<{new_ref()}@{domain}>", "Auto-Submitted": "auto-generated"},
        connection=line,
    )


def _hang_up(line: BaseEmailBackend) -> None:
    try:
        line.close()
    except (OSError, smtplib.SMTPException) as wrong:
        log.warning("the mail server did not take leave: %s", type(wrong).__name__)
