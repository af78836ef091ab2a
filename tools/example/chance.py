# SPDX-License-Identifier: Apache-2.0
"""Repeatable chance: every use names its own stream, so adding one never shifts another."""
import hashlib
import random


class Chance:
    def __init__(self, *name):
        digest = hashlib.sha256("/".join(str(part) for part in name).encode()).digest()
        # Only random() is used: its sequence is the one guaranteed to stay the same between versions.
        self._source = random.Random(int.from_bytes(digest[:8], "big"))

    def share(self):
        return self._source.random()

    def between(self, low, high):
        return low + (high - low) * self.share()

    def whole(self, low, high):
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, choices):
        return choices[int(self.share() * len(choices))]

    def happens(self, probability):
        return self.share() < probability

    def shuffled(self, items):
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = int(self.share() * (last + 1))
            result[last], result[other] = result[other], result[last]
        return result
