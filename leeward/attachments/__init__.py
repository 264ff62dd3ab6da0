"""Pictures in posts, where an administrator allows them: made anew, so that nothing of the file that came is kept.

Its owner sees a picture, and whoever may see a post that shows it; nobody else is told that it exists. The room knows
no boards and no drafts: each room in which pictures stand registers its places (`places.register`). It promises that
no file can take the house down, and that a picture which no text shows any more is gone after a stated time.
"""
