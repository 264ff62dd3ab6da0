"""The shelf: links, books, broadcasts and phone numbers that members recommended in their posts, in one place.

For members. What stands here hangs on a post: whoever may not see that post does not see what was recommended in it,
and with the post it goes. Nothing is ever asked of another machine: members say what does not work any more.
"""
