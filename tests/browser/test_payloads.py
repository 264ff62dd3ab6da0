"""Nothing hostile runs: every payload, rendered, is put before a real Chromium without any other protection."""

from playwright.sync_api import Browser, Request

from leeward import words
from tests.words.payloads import payloads

AT_ONCE = 400  # rendered payloads on one page
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...told) => { window.ran.push(name + ":" + told.join(" ")); };
addEventListener("error", (event) => { if (event.error) window.ran.push("error:" + event.message); });
"""


def wake(page: object) -> None:
    """Point at, focus and press everything that could be waiting for a person."""
    page.evaluate(  # type: ignore[attr-defined]
        """() => {
          for (const one of document.querySelectorAll("body *")) {
            one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
            if (one.focus) one.focus();
            if (one.tagName === "DETAILS") one.open = true;
            if (one.tagName === "A" && /^\\s*(javascript|data|vbscript):/i.test(one.href)) window.ran.push(one.href);
          }
        }"""
    )


def test_no_payload_runs_or_loads_anything(browser: Browser) -> None:
    sources = payloads()
    assert len(sources) > 1_000
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        asked: list[str] = []

        def note(request: Request) -> None:
            asked.append(request.url)

        page.on("request", note)
        for start in range(0, len(sources), AT_ONCE):
            batch = sources[start : start + AT_ONCE]
            html = "".join(f"<article>{words.render(source).html}</article>" for source in batch)
            page.goto("about:blank")
            page.set_content(f"<!doctype html><main>{html}</main>", wait_until="load")
            wake(page)
            assert page.evaluate("window.ran") == []
            assert page.locator("main > article").count() == len(batch)
        assert [url for url in asked if url != "about:blank"] == []


def test_the_watch_would_see_something_run(browser: Browser) -> None:
    """The same page with one payload left as it was: the test above can fail."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto("about:blank")
        page.set_content("<!doctype html><main><img src='x:' onerror='alert(1)'></main>", wait_until="load")
        page.wait_for_function("window.ran.length > 0")
        assert page.evaluate("window.ran") == ["alert:1"]
