"""The edit network: which tiles of print were not in the photograph with the rest of the page. About 130,000 weights.

One input holds a whole page: tiles [n, 4, 64, 64], red, green and blue of 0-255 and, as a fourth plane, the number of the
value that the tile belongs to. Each tile is compared with the tiles of all other values, so that what a camera, an app or
a printer did to the whole page says nothing.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

from tiles import BLOCK, TILE

FEATURES = 64
LEAST_SPREAD = 0.05  # of a feature among the other values


def block_cosines():
    """The 64 patterns of a block of JPEG (ITU T.81, A.3.3), as a convolution."""
    steps = torch.arange(BLOCK)
    waves = torch.cos((2 * steps[None] + 1) * steps[:, None] * math.pi / 16) / 2
    waves[0] *= math.sqrt(0.5)
    return torch.einsum("vy,ux->vuyx", waves, waves).reshape(BLOCK * BLOCK, 1, BLOCK, BLOCK)


def second_differences():
    """Across both diagonals, along rows and along columns: noise and edges without light."""
    filters = torch.zeros(3, 1, 3, 3)
    filters[0, 0] = torch.tensor([[1.0, -2, 1], [-2, 4, -2], [1, -2, 1]]) / 4
    filters[1, 0, 1] = torch.tensor([1.0, -2, 1]) / 2
    filters[2, 0, :, 1] = torch.tensor([1.0, -2, 1]) / 2
    return filters


def block(inputs, outputs, stride, size=3):
    convolution = nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Tiles(nn.Module):
    """Colours [n, 3, 64, 64] in, features [n, 64] out."""

    def __init__(self):
        super().__init__()
        colours = torch.tensor([[0.299, 0.587, 0.114], [-0.1687, -0.3313, 0.5], [0.5, -0.4187, -0.0813]])
        self.register_buffer("light_and_colour", colours.reshape(3, 3, 1, 1))
        self.register_buffer("cosines", block_cosines())
        self.register_buffer("differences", second_differences())
        self.see = nn.Sequential(block(6, 16, 2, 5), block(16, 32, 2), block(32, 32, 1), block(32, 64, 2))
        self.frequencies = block(2 * BLOCK * BLOCK, 32, 1, 1)
        self.join = block(64 + 32, 64, 1)
        self.out = nn.Sequential(nn.Linear(2 * 64, FEATURES), nn.ReLU(inplace=True))

    def forward(self, colours):
        channels = F.conv2d(colours, self.light_and_colour)
        light = channels[:, :1] - 128
        fine = torch.clamp(F.conv2d(light, self.differences, padding=1) / 4, -3, 3)
        seen = self.see(torch.cat([light / 64, channels[:, 1:] / 24, fine], 1))
        amounts = F.conv2d(light, self.cosines, stride=BLOCK).abs()
        stepped = self.frequencies(torch.cat([torch.log1p(amounts), torch.clamp(amounts / 3, 0, 1)], 1))
        joined = self.join(torch.cat([seen, stepped], 1))
        return self.out(torch.cat([joined.mean((2, 3)), joined.amax((2, 3))], 1))


class EditNetwork(nn.Module):
    """A page of tiles [n, 4, 64, 64] in; for each tile a logit [n] out: above 0 it rather was laid in."""

    def __init__(self):
        super().__init__()
        self.tiles = Tiles()
        self.value = nn.Sequential(nn.Linear(4 * FEATURES, 64), nn.ReLU(inplace=True), nn.Dropout(0.1), nn.Linear(64, 1))

    def forward(self, page):
        return self.compare(self.tiles(page[:, :3]), page[:, 3, 0, 0])

    def compare(self, features, numbers):
        """How far each tile's features lie from those of the other values, by itself and by how these differ."""
        others = (numbers[:, None] - numbers[None]).abs().clamp(max=1)
        count = others.sum(1, keepdim=True).clamp(min=1)
        usual = others @ features / count
        spread = torch.sqrt((others @ features.square() / count - usual.square()).clamp(min=0) + LEAST_SPREAD**2)
        away = features - usual
        return self.value(torch.cat([features, usual, away, torch.clamp(away / spread, -5, 5) / 2], 1))[..., 0]
