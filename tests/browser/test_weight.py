"""What a first visit to a topic costs a slow line: requests, and bytes beside the text itself."""

import gzip
import re

from playwright.sync_api import Browser, Request

from tests.browser.test_walk import sign_in

REQUESTS = 6
KILOBYTES = 45  # compressed, without the posts' text


def test_the_first_load_of_a_topic_is_light(demo_site: str, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        sign_in(page, demo_site, "rowan")
        page.goto(f"{demo_site}/new")
        topic = page.locator("a.topic-title").first.get_attribute("href")
        cookies = context.cookies()
    with browser.new_context() as fresh:
        fresh.add_cookies(cookies)  # type: ignore[arg-type]
        page = fresh.new_page()
        seen: list[Request] = []
        page.on("requestfinished", lambda request: seen.append(request))
        page.goto(f"{demo_site}{topic}", wait_until="networkidle")
        bodies = {request.url: request.response() for request in seen if request.redirected_to is None}
        hosts = {request.url.split("/")[2] for request in seen}
        assert hosts == {demo_site.split("/")[2]}
        assert 3 <= len(bodies) <= REQUESTS, sorted(bodies)
        weight = 0
        for url, answer in bodies.items():
            assert answer is not None
            body = answer.body() if answer.status == 200 else b""
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert answer.headers["content-encoding"] == "gzip"
                body = re.sub(rb'<div class="text">.*?</article>', b"</article>", body, flags=re.S)
            else:
                assert answer.status != 200 or "immutable" in answer.headers["cache-control"], url
            weight += len(gzip.compress(body, 9))
        assert weight <= KILOBYTES * 1024, weight
        print(f"first load: {len(bodies)} requests, {weight} bytes beside the text")
