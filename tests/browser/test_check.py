"""What a text gives away, on a narrow phone and without JavaScript: the list, the marks, and one button for all."""

import pytest
from playwright.sync_api import Browser, expect

from leeward.shelter.identity import StandIn
from leeward.shelter.identity.models import StandInList
from tests.cast import assemble

BODY = "My husband Martin came home at two. I am 43.\n\nWe live in Leeds. Thomas rang, and I told Thomas."
SOFTER = "My husband came home at two. I am in my forties.\n\nWe live in a city. My ex rang, and I told my ex."


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_one_button_softens_all_of_it(browser: Browser, site: str, javascript: bool) -> None:
    cast = assemble()
    StandInList.keep((StandIn("Thomas", "my ex"),), by=cast.ash)
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=javascript)
    for cookie in cast.client(cast.ash).cookies.values():
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page = context.new_page()
    page.goto(f"{site}/b/{cast.board.ref}/new")
    page.fill("#title", "A title")
    page.fill("#body", BODY)
    page.click("button[value=check]")
    page.locator("#check mark").first.wait_for()
    assert page.locator("#check mark").count() == 5
    assert page.locator("fieldset.find").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".found").last.click()
    place = page.locator("#find-4").bounding_box()
    assert place
    assert 0 <= place["y"] < 780
    page.click("button[value=soften_all]")
    page.locator("#check .done").wait_for()
    assert page.input_value("#body") == SOFTER
    page.click("button[value=post]")
    page.locator("article.post").wait_for()
    assert "in my forties" in page.locator("article.post").inner_text()
    context.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("device", ["shared", "mine"])
def test_the_list_is_made_anew_in_its_place_while_the_text_stays_where_it_is(
    browser: Browser, site: str, device: str
) -> None:
    cast = assemble()
    with browser.new_context(viewport={"width": 360, "height": 780}) as context:
        for cookie in cast.client(cast.ash, device).cookies.values():
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/b/{cast.board.ref}/new")
        page.fill("#title", "A title")
        page.fill("#body", BODY)
        page.click("button[value=check]")
        expect(page.locator("fieldset.find")).to_have_count(4)
        page.locator("fieldset.find", has_text="Leeds").get_by_label("a city").check()
        page.evaluate("() => { document.querySelector('#body').dataset.same = 'yes'; }")
        page.fill("#body", BODY.replace("I am 43.", "I am tired.").replace("Thomas", "my ex"))
        again = page.locator("check-again button")
        again.scroll_into_view_if_needed()
        text = page.locator("#body[data-same]")  # the very same field, before and after
        place = text.bounding_box()
        again.click()
        expect(page.locator("check-again [role=status]")).to_have_text("The list has 2 things now.")
        assert page.locator("fieldset.find").count() == 2
        assert page.locator("fieldset.find", has_text="Leeds").get_by_label("a city").is_checked()
        assert text.input_value().endswith("I told my ex.")
        now = text.bounding_box()
        assert place
        assert now
        assert abs(now["y"] - place["y"]) < 2
        expect(page.locator("kept-line[data-now=kept]")).to_be_attached()
        page.click("button[value=post]")
        expect(page.locator("article.post")).to_contain_text("I am tired.")
