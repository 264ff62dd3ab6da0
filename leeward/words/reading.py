"""From a source to one flat list of tokens, whatever mixture of Markdown and BBCode it is.

Each piece of text goes through the block parser by itself, its tokens between those of the containers around it;
the runs of text are parsed only when every link definition of the post is known. Nothing here recurses over
what a person typed except the Markdown parser, and that to a fixed depth.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

from markdown_it.token import Token

from leeward.words.cutting import Piece, cut
from leeward.words.markdown import PARSER, Definitions
from leeward.words.pictures import Picture
from leeward.words.quotes import read_attribution
from leeward.words.spans import settle
from leeward.words.tags import tidy
from leeward.words.tokens import block_token, text_token


def read(source: str, pictures: Mapping[str, Picture] | None = None) -> list[Token]:
    """The tokens of a cleaned source: block tokens, and "inline" tokens with settled children.

    `pictures` maps the refs of those that may be shown to what is known of them.
    """
    definitions = Definitions()
    env: MutableMapping[str, Any] = {"references": definitions, "pictures": pictures or {}}
    tokens: list[Token] = []
    for piece in _items_closed(cut(source)):
        if piece.kind == "text":
            PARSER.block.parse(piece.value, PARSER, env, tokens)
        else:
            tokens.append(_block(piece))
    for token in tokens:
        if token.type == "inline":
            token.children = []
            PARSER.inline.parse(token.content, PARSER, env, token.children)
    tokens = _definitions_shown(tokens, definitions)
    settle(tokens)
    _tighten(tokens)
    return tokens


def _items_closed(pieces: list[Piece]) -> list[Piece]:
    """The pieces with every list item ended where the next begins or the list ends.

    Words between a list's start and its first item are an item of their own.
    """
    out: list[Piece] = []
    inside: list[str] = []
    for piece in pieces:
        if piece.kind in ("item", "close") and inside[-1] == "item":
            inside.pop()
            out.append(Piece("item", "close", ""))
        elif piece.kind not in ("item", "close") and inside and inside[-1] == "list":
            inside.append("item")
            out.append(Piece("item", "open", ""))
        if piece.kind == "item" and piece.name == "close":
            continue
        if piece.kind == "close":
            inside.pop()
        elif piece.kind == "item" or piece.kind == "open":
            inside.append("item" if piece.kind == "item" else piece.name)
        out.append(piece)
    return out


def _block(piece: Piece) -> Token:
    """The token of a piece that is no text."""
    if piece.kind == "code":
        token = block_token("fence", 0)
        token.content = piece.value.strip("\n") + "\n"
        return token
    if piece.kind == "rule":
        return block_token("hr", 0)
    if piece.kind == "flat":
        return block_token("flat", 0)
    if piece.kind == "item":
        return block_token(f"list_item_{piece.name}", 1 if piece.name == "open" else -1)
    return _container(piece)


def _container(piece: Piece) -> Token:
    if piece.kind == "close":
        return block_token(f"{piece.name}_close", -1)
    if piece.name == "quote":
        return block_token("quote_open", 1, quote=read_attribution(piece.value))
    if piece.name == "fold":
        return block_token("fold_open", 1, title=tidy(piece.value)[:200])
    if piece.name == "list":
        return block_token("list_open", 1, ordered=piece.value.strip().lower() in ("1", "a", "i", "decimal"))
    return block_token("centre_open", 1)


def _definitions_shown(tokens: list[Token], definitions: Definitions) -> list[Token]:
    """The tokens with every link definition that no link uses as a paragraph, the others gone."""
    out: list[Token] = []
    for token in tokens:
        if token.type != "definition":
            out.append(token)
        elif token.meta["label"] not in definitions.used:
            inline = Token("inline", "", 0, block=True)
            inline.children = [text_token(token.content)]
            out += [block_token("paragraph_open", 1), inline, block_token("paragraph_close", -1)]
    return out


def _tighten(tokens: list[Token]) -> None:
    """A BBCode list item that is one paragraph needs no paragraph inside it."""
    for index in range(len(tokens) - 4):
        if (
            tokens[index].type == "list_item_open"
            and not tokens[index].markup
            and tokens[index + 1].type == "paragraph_open"
            and tokens[index + 4].type == "list_item_close"
        ):
            tokens[index + 1].hidden = tokens[index + 3].hidden = True
