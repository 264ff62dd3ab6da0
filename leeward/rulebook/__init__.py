"""The rules of the house: reading them, every version of them; writing them down, and telling members of a change.

Everybody reads them, administrators write them. The versions themselves rest in `house.versions`.
"""
