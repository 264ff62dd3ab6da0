"""What is kept as the source of a post: what was typed, less the characters that are no text.

Nothing is corrected: no Unicode normalisation, no trimming, no smart quotes. Only these are changed:

- `\\r\\n` and a lone `\\r`, and the other line ends that programs paste (vertical tab, form feed, NEL, line
  and paragraph separator), become `\\n`;
- NUL and the remaining C0 controls and DEL go, except `\\n` and `\\t`;
- two surrogates that make a pair become their character, a lone one becomes U+FFFD.

Directional overrides stay: every block is isolated when it is shown (`dir="auto"`), so they reach no further
than their own paragraph.
"""

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text to keep for `text` as it was typed; see the module for exactly what changes. Idempotent."""
    text = _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
