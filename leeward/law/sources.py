"""The rules that this room's papers and clocks rest on: what, where, since when, and how far we read them ourselves.

docs/law.md says the same at length; a test compares the two. Nothing here is advice.
"""

from __future__ import annotations

from dataclasses import dataclass

READ_ON = "2026-11-22"


@dataclass(frozen=True)
class Source:
    """One rule. `checked`: its words, or the regulator's own page, were read on READ_ON; else from memory."""

    name: str
    cites: str
    applies: str
    checked: bool = True


SOURCES = {
    source.name: source
    for source in (
        Source(
            "gdpr",
            "Regulation (EU) 2016/679 (GDPR), OJ L 119, 4.5.2016, p. 1",
            "since 25 May 2018; in the United Kingdom as the UK GDPR",
        ),
        Source(
            "gdpr-time",
            "GDPR, Article 12(3); UK GDPR, Articles 12(3) and 12A",
            "Article 12A since 5 February 2026 (Data (Use and Access) Act 2025)",
        ),
        Source("gdpr-consent", "GDPR, Articles 7 and 9(2)(a)", "since 25 May 2018", checked=False),
        Source("gdpr-records", "GDPR, Article 30", "since 25 May 2018"),
        Source("gdpr-impact", "GDPR, Article 35", "since 25 May 2018", checked=False),
        Source("gdpr-breach", "GDPR, Articles 33 and 34", "since 25 May 2018"),
        Source(
            "uk-complaints",
            "Data Protection Act 2018, section 164A, put in by the Data (Use and Access) Act 2025, c. 18, section 103",
            "since 19 June 2026",
        ),
        Source(
            "osa-illegal",
            "Online Safety Act 2023, c. 50, sections 9, 10 and 23, with Ofcom's Risk Assessment Guidance",
            "first assessment due by 16 March 2025; new services within three months; reviewed every twelve months",
        ),
        Source(
            "osa-priority",
            "Online Safety Act 2023, Schedule 7, as changed by the Priority Offences (Amendment) Regulations 2025",
            "since 8 January 2026",
        ),
        Source(
            "osa-children",
            "Online Safety Act 2023, c. 50, sections 35 and 36",
            "first assessment due by 16 April 2025; not more than one year apart (the year: from memory)",
        ),
        Source(
            "osa-complaints", "Online Safety Act 2023, c. 50, sections 20 and 21", "since 17 March 2025", checked=False
        ),
        Source(
            "osa-intimate",
            "Online Safety Act 2023, section 10(3A), put in by the Crime and Policing Act 2026, c. 20",
            "Royal Assent 29 April 2026; we found no date from which this duty binds",
            checked=False,
        ),
        Source(
            "us-intimate",
            "TAKE IT DOWN Act, Public Law 119-12 (United States), section 3",
            "duties of platforms since 19 May 2026",
        ),
        Source("us-preserve", "18 U.S.C. § 2258A(h) (United States)", "one year, since 7 May 2024"),
        Source(
            "dsa",
            "Regulation (EU) 2022/2065 (Digital Services Act), OJ L 277, 27.10.2022, p. 1",
            "since 17 February 2024",
        ),
        Source("dsa-contact", "Digital Services Act, Articles 11 and 12", "since 17 February 2024", checked=False),
        Source("dsa-notice", "Digital Services Act, Article 16", "since 17 February 2024"),
        Source("dsa-reasons", "Digital Services Act, Article 17", "since 17 February 2024"),
        Source(
            "dsa-report",
            "Digital Services Act, Article 15; Implementing Regulation (EU) 2024/2835",
            "yearly; micro and small enterprises are left out by Article 15(2)",
        ),
    )
}
