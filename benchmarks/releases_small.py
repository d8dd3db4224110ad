"""What noise costs the ranking of a small exchange: several noises for each world, beside the fit of all its ratings.

python benchmarks/releases_small.py ../shared/tools/simulate_rating.py --seeds 0-15
"""

import argparse
import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import rating_adapter, rating_release

PEOPLE, COMMENTS, RATINGS, NOISES = 150, 90, 1400, 8
FIGURES = ("P@10", "NDCG@50", "tau", "cover", "width")


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("simulate_rating", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the means over worlds and noises, and the differences with their standard errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("simulator", type=Path)
    parser.add_argument("--seeds", default="0-15")
    parser.add_argument("--noises", type=int, default=NOISES)
    options = parser.parse_args()
    simulator = _load(options.simulator)
    first, _, last = options.seeds.partition("-")
    live: list[list[float]] = []
    released: list[list[list[float]]] = []
    for seed in range(int(first), int(last) + 1):
        world = simulator.make_world(seed, people=PEOPLE, comments=COMMENTS, ratings=RATINGS)
        state, _ = simulator.run(world, rating_adapter.Router, seed)
        given = simulator.pack(world, state)
        found = simulator.evaluate(world, state, rating_adapter.estimate(*given))
        live.append([found[name] for name in FIGURES])
        published = (rating_release.estimate(*given, noise=number) for number in range(options.noises))
        each = [simulator.evaluate(world, state, estimate) for estimate in published]
        released.append([[one[name] for name in FIGURES] for one in each])
    exact, noisy = np.array(live), np.array(released)
    apart = noisy - exact[:, None, :]
    worlds = apart.mean(axis=1).std(axis=0) / np.sqrt(len(exact))
    noises = apart.std(axis=1).mean(axis=0) / np.sqrt(len(exact) * options.noises)
    print("figure    live  released  difference  se of worlds  se of noises")
    for at, name in enumerate(FIGURES):
        means = exact[:, at].mean(), noisy[:, :, at].mean(), apart[:, :, at].mean()
        print(f"{name:8} {means[0]:.3f}  {means[1]:8.3f}  {means[2]:+10.3f}  {worlds[at]:12.3f}  {noises[at]:12.3f}")


if __name__ == "__main__":
    main()
