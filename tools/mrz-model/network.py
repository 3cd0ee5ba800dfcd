"""The line network: four convolutions, two along the line, 37 characters and the CTC blank. About 134,000 weights."""
import torch
from torch import nn

from mrz_text import ALPHABET

BLANK = len(ALPHABET)
STEP = 4  # pixels along the line for one output


def block(inputs, outputs, stride):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


def along(inputs, outputs, size):
    return nn.Sequential(nn.Conv1d(inputs, outputs, size, padding=size // 2, bias=False), nn.BatchNorm1d(outputs), nn.ReLU(inplace=True))


class LineNetwork(nn.Module):
    """Crop [1, 1, 32, W] of mean 0 and deviation 1 in, scores [1, W / 4, 38] out (before softmax)."""

    def __init__(self):
        super().__init__()
        self.see = nn.Sequential(block(1, 16, (2, 2)), block(16, 32, (2, 2)), block(32, 48, (2, 1)), block(48, 64, (2, 1)))
        self.read = nn.Sequential(along(128, 96, 3), along(96, 96, 5))
        self.name = nn.Conv1d(96, BLANK + 1, 1)

    def forward(self, crops):
        seen = self.see(crops)
        batch, channels, height, width = seen.shape
        return self.name(self.read(seen.reshape(batch, channels * height, width))).permute(0, 2, 1)


def normalise(pixels):
    values = torch.from_numpy(pixels.astype("float32"))
    return (values - values.mean()) / (values.std(unbiased=False) + 1e-3)


def spell(scores):
    """Greedy CTC: best class of each step, repeats merged, blanks dropped."""
    text, before = "", BLANK
    for best in scores.argmax(-1).tolist():
        if best != before and best != BLANK:
            text += ALPHABET[best]
        before = best
    return text
