"""A fictional, living community, made the same each time: for trying Leeward, for tests, for screenshots.

Only `leeward demo` and `leeward serve --demo` enter. Nobody in it is real.
"""
