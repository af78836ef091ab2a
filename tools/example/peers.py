# SPDX-License-Identifier: Apache-2.0
"""Growth of the city's other districts and everybody's rank, from the published precision."""
from district import PEERS, stream
from series import rounded

COMPARED = ["I02", "I04", "I07", "I11"]


def growth_table(everything, code, year):
    """{month: {district code: growth}}"""
    result = {}
    for month, figure in everything[code][year].items():
        row = {"D00": figure.growth}
        for peer, _ in PEERS:
            level = stream("peer", code, peer, year).between(-2.6, 2.2)
            drift = stream("peer drift", code, peer, year).between(-0.12, 0.12) * month
            noise = stream("peer noise", code, peer, year, month).between(-0.4, 0.4)
            row[peer] = rounded(float(figure.growth) + level + drift + noise, 1)
        result[month] = row
    return result


def ranks(row):
    """Equal growth shares a place: 1, 1, 3."""
    return {code: 1 + sum(other > growth for other in row.values()) for code, growth in row.items()}
