"""The index of words: one entry per standing post, kept by the database itself.

Triggers on the posts' and topics' tables follow every change in the same transaction, so boards need not know of
search and no post is ever found late or found after it was taken back.
"""

from leeward.search.index.keeping import Drift, ensure, let_go, merge_out, rebuild, verify, without_index

__all__ = ["Drift", "ensure", "let_go", "merge_out", "rebuild", "verify", "without_index"]
