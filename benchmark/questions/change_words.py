"""Changes of a question set, and the values in it, as a person reads them."""

from benchmark.questions.difference import Change


def change_words(change: Change) -> str:
    """Write what changed, short enough for a line."""
    return f"{change.what} was {value_words(change.before)}, now {value_words(change.after)}"


def value_words(value: object) -> str:
    """Write a value of a question set as a person reads it."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dict):
        return "; ".join(f"{key} {value_words(part)}" for key, part in value.items())
    if isinstance(value, list):
        texts = [value_words(part) for part in value]
        return " / ".join(texts) if any(" " in text for text in texts) else ", ".join(texts)
    return str(value)
