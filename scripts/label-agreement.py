#!/usr/bin/env python3
"""How well other measurements of the same networks predict one of them: a bound on what any predictor can be asked for.

    python scripts/label-agreement.py DATA/nasbench201.csv cifar10_test
"""

import argparse
import csv


def ranks(values):
    """Ascending from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in range(first, last + 1):
            result[order[place]] = (first + last) / 2 + 1
        first = last + 1
    return result


def spearman(a, b):
    a, b = ranks(a), ranks(b)
    mean = (len(a) + 1) / 2
    covariance = sum((x - mean) * (y - mean) for x, y in zip(a, b))
    return covariance / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5


def precision(predicted, actual):
    """The share of the first hundredth that is truly there."""
    count = len(actual) // 100

    def best(values):
        return set(sorted(range(len(values)), key=values.__getitem__, reverse=True)[:count])

    return len(best(predicted) & best(actual)) / count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("protocol")
    arguments = parser.parse_args()
    with open(arguments.table, newline="") as file:
        rows = list(csv.DictReader(file))
    actual = [float(row[arguments.protocol]) for row in rows]
    print("| measured | rho | p@1% |\n|---|---:|---:|")
    for column in rows[0]:
        if column not in ("arch", arguments.protocol):
            predicted = [float(row[column]) for row in rows]
            print(f"| `{column}` | {spearman(predicted, actual):.3f} | {precision(predicted, actual):.3f} |")


if __name__ == "__main__":
    main()
