"""The curve of Ed25519, written down from RFC 8032 without any library: enough to find the points of low order."""

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
ZERO = (0, 1)

Point = tuple[int, int]


def add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    twist = D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + twist, P - 2, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - twist, P - 2, P)
    return x % P, y % P


def times(number: int, point: Point) -> Point:
    found = ZERO
    while number:
        if number & 1:
            found = add(found, point)
        point = add(point, point)
        number >>= 1
    return found


def with_y(y: int) -> Point | None:
    """Give a point with this y, if the curve has one."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    return (x, y % P) if x * x % P == square else None


def low_order() -> set[Point]:
    """Give all points whose order divides 8: what is left of points after their large part is multiplied away."""
    found: set[Point] = {ZERO}
    y = 2
    while len(found) < 8:
        point = with_y(y)
        if point:
            rest = times(ORDER, point)
            found |= {times(number, rest) for number in range(8)}
        y += 1
    return found


def encodings(points: set[Point]) -> list[bytes]:
    """Give every way to write these points in 32 bytes: both signs, and y with the field's size added if it fits."""
    ys = {y for _, y in points}
    unreduced = {y + P for y in ys if y + P < 2**255}
    return sorted((y | sign << 255).to_bytes(32, "little") for y in ys | unreduced for sign in (0, 1))
