"""The law pack: what an operator has to be able to show, filled from the settings and from what the house really does.

Papers that fill themselves, registers whose entries have a due moment, holds that outrank deletion, the contact point
and the legal notice. Evidence, not advice: nothing here claims that anybody keeps a law (`docs/law.md`).
"""
