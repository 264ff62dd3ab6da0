"""How the house is doing, in numbers that name nobody: a page for administrators, figures for what watches machines.

The worker measures; a page and an address read what it wrote down. What is fewer than five is not told here.
"""
