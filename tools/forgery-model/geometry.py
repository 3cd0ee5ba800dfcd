"""Quadrilaterals on pictures: upper left, upper right, lower right, lower left, in pixels whose centres lie at halves."""
import numpy as np

UNIT = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float)


def homography(source, target):
    """The map of the plane that takes four points to four others."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(values)), 1).reshape(3, 3)


def through(matrix, x, y):
    depth = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    return (
        (matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / depth,
        (matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / depth,
    )


def part_of(quad, left, top, right, foot):
    """A part of a quadrilateral, in shares of its sides; shares may lie beyond it."""
    x, y = through(homography(UNIT, quad), np.array([left, right, right, left]), np.array([top, top, foot, foot]))
    return np.stack([x, y], 1)


def sides_of(quad):
    """Mean width and height."""
    length = lambda a, b: float(np.linalg.norm(quad[a] - quad[b]))
    return (length(0, 1) + length(3, 2)) / 2, (length(0, 3) + length(1, 2)) / 2


def bounds_of(quad, picture):
    """Whole pixels around a quadrilateral, within a picture: left, top, right, foot."""
    height, width = picture.shape[:2]
    left, top = np.floor(quad.min(0)).astype(int) - 1
    right, foot = np.ceil(quad.max(0)).astype(int) + 1
    return max(0, left), max(0, top), min(width, right), min(height, foot)


def shares_on(quad, bounds):
    """For each pixel of the bounds where it lies on the quadrilateral, in shares of its sides; and whether within."""
    left, top, right, foot = bounds
    x, y = np.meshgrid(np.arange(left, right) + 0.5, np.arange(top, foot) + 0.5)
    u, v = through(homography(quad, UNIT), x, y)
    return u, v, (u >= 0) & (v >= 0) & (u <= 1) & (v <= 1)
