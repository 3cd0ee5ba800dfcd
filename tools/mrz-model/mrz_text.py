"""Text of machine readable lines: what the network learns to spell. Invented, never from a real document."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
DIGITS = ALPHABET[:10]
LETTERS = ALPHABET[10:36]
# Pairs that OCR-B readers confuse; a share of the lines holds nothing else.
CONFUSABLE = "0OQDU1I7LJT2Z5S8B36GC4AXKVYMNWHFEPR9<"


def word(rng, low=2, high=9):
    if rng.random() < 0.5:
        pairs = [rng.choice("BCDFGHJKLMNPRSTVWZ") + rng.choice("AEIOUY") for _ in range(rng.randint(2, 4))]
        return "".join(pairs)
    return some(rng, LETTERS, rng.randint(low, high))


def some(rng, alphabet, count):
    return "".join(rng.choice(alphabet) for _ in range(count))


def names(rng):
    text = word(rng)
    while rng.random() < 0.3:
        text += "<" + word(rng)
    text += "<<" + word(rng)
    while rng.random() < 0.45:
        text += "<" + word(rng)
    return text


def name_line(rng):
    code = rng.choice(["P<", "PP", "PD", "PM", "I<", "ID", "AC", "IR", "C<", "V<", "VB"])
    return code + rng.choice([some(rng, LETTERS, 3), "D<<"]) + names(rng)


def dates(rng):
    birth = "%02d%02d%02d" % (rng.randint(0, 99), rng.randint(1, 12), rng.randint(1, 28))
    expiry = "%02d%02d%02d" % (rng.randint(0, 99), rng.randint(1, 12), rng.randint(1, 28))
    return birth + some(rng, DIGITS, 1), rng.choice("MF<MF") + expiry + some(rng, DIGITS, 1)


def number(rng, width=9):
    alphabet = rng.choice([DIGITS, DIGITS, DIGITS + LETTERS, LETTERS])
    used = width if rng.random() < 0.7 else rng.randint(5, width)
    return some(rng, alphabet, used).ljust(width, "<") + some(rng, DIGITS, 1)


def data_line(rng, length):
    birth, rest = dates(rng)
    if length == 30:
        return birth + rest + some(rng, LETTERS, 3) + some(rng, rng.choice(["<", DIGITS + "<<<"]), 11) + some(rng, DIGITS, 1)
    text = number(rng) + some(rng, LETTERS, 3) + birth + rest
    return text + some(rng, rng.choice([DIGITS, DIGITS + LETTERS]), rng.choice([0, 0, 7, 9, 14]))


def card_line(rng):
    return rng.choice(["I<", "ID", "AC", "IR"]) + some(rng, LETTERS, 3) + number(rng) + some(rng, DIGITS, rng.choice([0, 5, 15]))


def line(rng):
    """One line of 30, 36 or 44 characters."""
    length = rng.choice([30, 36, 44, 44])
    kind = rng.random()
    if kind < 0.22:
        text = some(rng, ALPHABET, length)
    elif kind < 0.34:
        text = some(rng, CONFUSABLE, length)
    elif kind < 0.60:
        text = name_line(rng)
    elif kind < 0.82:
        text = data_line(rng, length)
    elif kind < 0.92:
        text = names(rng)
    else:
        text = card_line(rng)
    text = text[:length].ljust(length, "<")
    if length == 44 and rng.random() < 0.5:
        text = text[:42] + some(rng, DIGITS, 2)
    return text
