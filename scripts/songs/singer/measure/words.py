#!/usr/bin/env python3
"""Closed-set word test: how many words of sung lines a speech recogniser hears right.

Every word of a line may be itself or one of the 12 nearest-sounding words of the dictionary (same number of vowels,
no homophones), so that chance is about 8%. Needs Debian's pocketsphinx, pocketsphinx-en-us and sox.

    words.py list.json    with [{"file": "line.f32", "rate": 48000, "words": ["paper", "lanterns"], "group": "female"}, …]
    words.py -v list.json prints what was heard
"""
import functools
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

MODEL = os.environ.get("POCKETSPHINX_MODEL", "/usr/share/pocketsphinx/model/en-us")
DICTIONARY = os.path.join(MODEL, "cmudict-en-us.dict")
ALTERNATIVES = 12


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


@functools.cache
def dictionary():
    entries = {}
    with open(DICTIONARY) as lines:
        for line in lines:
            word, *phones = line.split()
            if re.fullmatch(r"[a-z]+", word):
                entries[word] = phones
    return entries


@functools.cache
def pronounced(word):
    """A word's phones; unlike the alternatives it may have an apostrophe."""
    with open(DICTIONARY) as lines:
        return next(phones for spelled, *phones in map(str.split, lines) if spelled == word)


def vowels(phones):
    return sum(phone[0] in "AEIOU" for phone in phones)


def nearest(word):
    own = pronounced(word)
    near = [
        (edit_distance(own, phones), abs(len(own) - len(phones)), len(other), other)
        for other, phones in dictionary().items()
        if vowels(phones) == vowels(own) and phones != own and abs(len(phones) - len(own)) <= 1 and len(other) > 1
    ]
    near.sort()
    return [other for *_, other in near[:ALTERNATIVES]]


def alternatives(words):
    """The alternatives of every word; searching the dictionary is slow, so what was found is kept."""
    kept = os.path.join(tempfile.gettempdir(), "word-test-alternatives.json")
    known = {}
    if os.path.exists(kept):
        with open(kept) as source:
            known = json.load(source)
    new = sorted(set(words) - known.keys())
    known.update((word, nearest(word)) for word in new)
    if new:
        with open(kept, "w") as out:
            json.dump(known, out)
    return known


def heard(entry, near):
    choices = " ".join("(" + " | ".join([word, *near[word]]) + ")" for word in entry["words"])
    with tempfile.TemporaryDirectory() as folder:
        grammar = os.path.join(folder, "line.gram")
        wav = os.path.join(folder, "line.wav")
        with open(grammar, "w") as out:
            out.write(f"#JSGF V1.0;\ngrammar line;\npublic <line> = {choices};\n")
        convert = ["sox", "-D", "-t", "f32", "-r", str(entry["rate"]), "-c", "1", entry["file"], "-r", "16000", "-b", "16", wav]
        subprocess.run(convert, check=True, stderr=subprocess.DEVNULL)
        command = ["pocketsphinx_continuous", "-infile", wav, "-jsgf", grammar, "-dict", DICTIONARY]
        command += ["-hmm", os.path.join(MODEL, "en-us"), "-logfn", "/dev/null", "-remove_silence", "no"]
        command += ["-beam", "1e-120", "-wbeam", "1e-100", "-pbeam", "1e-120", "-vad_threshold", "0.5"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\(\d+\)", "", word) for word in printed.split()]


def main(arguments):
    with open(arguments[-1]) as source:
        entries = json.load(source)
    near = alternatives([word for entry in entries for word in entry["words"]])
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda entry: heard(entry, near), entries))
    groups = {}
    for entry, words in zip(entries, results):
        hits = sum(a == b for a, b in zip(entry["words"], words)) if len(words) == len(entry["words"]) else 0
        right, total = groups.get(entry["group"], (0, 0))
        groups[entry["group"]] = (right + hits, total + len(entry["words"]))
        if arguments[0] == "-v":
            print(f"{hits}/{len(entry['words'])}  {' '.join(entry['words'])}  →  {' '.join(words)}")
    for group, (right, total) in sorted(groups.items()):
        print(f"{group}: {right} of {total} words, {100 * right / total:.0f}%")


if __name__ == "__main__":
    main(sys.argv[1:])
