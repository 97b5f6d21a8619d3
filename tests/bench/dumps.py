"""The dumps that are measured: made once, kept under build/bench-data."""
import gzip
import json
import os
import shutil
import subprocess
import sys
from typing import NamedTuple

GENERATOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "generate.py")


class Dump(NamedTuple):
    path: str
    truth: dict

    @property
    def bytes(self):
        """Of the file as it is, compressed or not."""
        return os.path.getsize(self.path)

    @property
    def spans(self):
        return self.truth["spans"]


class Dumps:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def made(self, form, size, seed):
        """A dump of that `form` ("otlp" or "console") and size ("100M")."""
        base = os.path.join(self.folder, f"{form}-{size}-{seed}")
        path, truth = base + (".jsonl" if form == "otlp" else ".log"), base + ".truth.json"
        if not os.path.exists(truth):  # the generator writes it last
            subprocess.run((sys.executable, GENERATOR, "--format", form, "--size", size, "--seed",
                            str(seed), "--out", path, "--truth", truth), check=True)
        with open(truth, encoding="utf-8") as file:
            return Dump(path, json.load(file))

    def gzipped(self, dump):
        packed = dump.path + ".gz"
        if not os.path.exists(packed):
            with open(dump.path, "rb") as plain, gzip.open(packed + ".part", "wb", 6) as out:
                shutil.copyfileobj(plain, out, 1 << 20)
            os.rename(packed + ".part", packed)
        return dump._replace(path=packed)

    def zstd(self, dump):
        """None where there is no zstd to pack with."""
        packed = dump.path + ".zst"
        if not os.path.exists(packed):
            if not shutil.which("zstd"):
                return None
            subprocess.run(("zstd", "-q", "-3", dump.path, "-o", packed + ".part"), check=True)
            os.rename(packed + ".part", packed)
        return dump._replace(path=packed)


def warm(path):
    """Reads a file, so that it is in the page cache."""
    buffer = bytearray(1 << 20)
    with open(path, "rb", buffering=0) as file:
        while file.readinto(buffer):
            pass
