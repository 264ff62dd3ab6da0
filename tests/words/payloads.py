"""Texts that try to run something, for the tests here and for the browser's.

Two public collections installed as test packages (`brs-kb`, `commonhuman-payloads`) and families of our own, made
for what this renderer does: addresses in every kind of link, names in quotes, titles of folds, broken nesting.
"""

import importlib
import pkgutil
from collections.abc import Iterator

SCRIPT = "alert(1)"

_ADDRESSES = (
    f"javascript:{SCRIPT}",
    f"JaVaScRiPt:{SCRIPT}",
    f"java\tscript:{SCRIPT}",
    f"java\nscript:{SCRIPT}",
    f"\x01javascript:{SCRIPT}",
    f" javascript:{SCRIPT}",
    f"&#106;avascript:{SCRIPT}",
    f"&#x6A;avascript&colon;{SCRIPT}",
    f"javascript&#58;{SCRIPT}",
    f"javascript&Tab;:{SCRIPT}",
    f"%6aavascript:{SCRIPT}",
    f"javascript%3A{SCRIPT}",
    f"javascript://example.org/%0A{SCRIPT}",
    f"vbscript:{SCRIPT}",
    f"data:text/html,<script>{SCRIPT}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={SCRIPT}>",
    f"feed:javascript:{SCRIPT}",
    f"view-source:javascript:{SCRIPT}",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "//example.org/x",
    "/\\example.org/x",
    "\\\\example.org\\x",
    f'http://example.org/"onmouseover="{SCRIPT}',
    f"http://example.org/'onmouseover='{SCRIPT}",
    f"http://example.org/><script>{SCRIPT}</script>",
    f"http://x`onmouseover={SCRIPT}",
    f"/t/../../javascript:{SCRIPT}",
    f'/p/x" onclick="{SCRIPT}',
    f'mailto:a@example.org?subject="><img src=x onerror={SCRIPT}>',
    f"tel:javascript:{SCRIPT}",
)

_MARKUP = (
    f"<script>{SCRIPT}</script>",
    f"<img src=x onerror={SCRIPT}>",
    f"<svg/onload={SCRIPT}>",
    f'"><script>{SCRIPT}</script>',
    f"'><svg onload={SCRIPT}>",
    f"</p></article></main><script>{SCRIPT}</script>",
    f"<a href=javascript:{SCRIPT}>x</a>",
    f"<details open ontoggle={SCRIPT}>",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={SCRIPT}&gt;">',
    f'<svg></p><style><a id="</style><img src=1 onerror={SCRIPT}>">',
    f'<noscript><p title="</noscript><img src=x onerror={SCRIPT}>">',
    f"<!--><img src=x onerror={SCRIPT}>-->",
    f'<iframe srcdoc="<script>{SCRIPT}</script>"></iframe>',
    f"<form><button formaction=javascript:{SCRIPT}>x",
    f"<template><script>{SCRIPT}</script></template>",
    f"<textarea></textarea><img src=x onerror={SCRIPT}>",
    f"&lt;script&gt;{SCRIPT}&lt;/script&gt;",
    f"&#60;script&#62;{SCRIPT}&#60;/script&#62;",
    f"\u003cscript\u003e{SCRIPT}\u003c/script\u003e",
    f"＜script＞{SCRIPT}＜/script＞",
    f"<scr\x00ipt>{SCRIPT}</scr\x00ipt>",
    f"<scr[b]ipt>{SCRIPT}</scr[/b]ipt>",
    f"{{{{constructor.constructor('{SCRIPT}')()}}}}",
)

_ADDRESS_WRAPS = (
    "[x]({})",
    "[x](<{}>)",
    "![x]({})",
    "[x][y]\n\n[y]: {}",
    "[x][y]\n\n[y]: <{}>",
    "<{}>",
    "{}",
    "[url]{}[/url]",
    "[url={}]x[/url]",
    '[url="{}"]x[/url]',
    "[img]{}[/img]",
    "[img={}]x[/img]",
    "[email]{}[/email]",
    "[email={}]x[/email]",
    '[quote name="x" post="{}"]x[/quote]',
    "[quote author=x link={} date=1]x[/quote]",
    "[x](http://example.org '{}')",
)

_MARKUP_WRAPS = (
    "{}",
    "**{}**",
    "`{}`",
    "```\n{}\n```",
    "``` {}\nx\n```",
    "> {}",
    "# {}",
    "- {}",
    "(1) {}",
    "a | b\n--|--\n{} | x",
    "[{}](http://example.org)",
    '[x](http://example.org "{}")',
    "[quote={}]x[/quote]",
    '[quote name="{}"]x[/quote]',
    "[quote=x]x[quote={}]y[/quote][/quote]",
    "[spoiler={}]x[/spoiler]",
    "[code]{}[/code]",
    "[size={}]x[/size]",
    "[color={}]x[/color]",
    "[b {}]x[/b]",
    "[list={}][*]x[/list]",
    '@"{}"',
    "H{}",
)


def payloads() -> list[str]:
    """More than five thousand sources to render, none twice, always in the same order."""
    own = [wrap.replace("{}", address) for address in _ADDRESSES for wrap in _ADDRESS_WRAPS]
    own += [wrap.replace("{}", markup) for markup in _MARKUP for wrap in _MARKUP_WRAPS]
    return list(dict.fromkeys([*own, *_collected()]))


def _collected() -> Iterator[str]:
    """The payloads of the installed collections: every string in their payload modules that could be one."""
    for package in ("brs_kb.payloads", "commonhuman_payloads.xss"):
        found = importlib.import_module(package)
        for module in sorted(info.name for info in pkgutil.walk_packages(found.__path__, package + ".")):
            for _, value in sorted(vars(importlib.import_module(module)).items()):
                yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    """What may be a payload in a value: strings with a sign in them, in whatever they are kept."""
    if isinstance(value, str):
        if any(sign in value for sign in "<:=(&") and "\n\n" not in value:
            yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        for _, part in sorted(value.items(), key=lambda pair: str(pair[0])):
            yield from _strings(part)
    elif isinstance(getattr(value, "payload", None), str):
        yield str(getattr(value, "payload"))  # noqa: B009
