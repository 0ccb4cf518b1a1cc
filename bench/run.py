#!/usr/bin/env python3
"""Measures us and the peers in turn and tabulates what came out; bench/run.sh checks, builds and calls it.

Each measurement is a process of its own that prints one line of key=value. One alternation runs all of them once, ours
directly beside the peers' and the multiply-add peak inside ours, so that a machine that speeds up or slows down does so
for both sides; a table shows the medians over the alternations.
"""
import argparse
import datetime
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import tables

ROOT = pathlib.Path(__file__).resolve().parents[1]
PEERS = ROOT / "bench" / "peers"
DOCS = ROOT / "docs" / "performance.md"
FEWEST_FOR_DOCS = 5
QUIET = 0.05  # share of the machine that other processes may take

# Name, section, rows of a whole epoch, rows that are timed, timed epochs, peers. Large networks train on a part of the
# rows (whole mini-batches); the tables scale the time up.
TRAININGS = [
    ("W1", "W1", 48_000, 48_000, 3, ("torch", "sklearn")),
    ("W1-dropout", "W1", 48_000, 48_000, 3, ("torch",)),
    ("W2-dropout", "W2", 60_000, 15_360, 3, ("torch",)),
    ("W2", "W2", 60_000, 15_360, 3, ("torch", "sklearn")),
    ("W3", "W3", 40_000, 40_000, 6, ("torch", "sklearn")),
    ("W4-adam", "W4", 60_000, 3_840, 2, ("torch",)),
    ("W4-sgd", "W4", 60_000, 3_840, 2, ("torch",)),
]

# Name, rows, seconds a process measures.
SCORINGS = [("W1", 10_000, 2), ("W1", 1, 1)]

# Name, classes, hidden units, batch, epochs, seconds a process measures.
FITS = [("iris", 3, 100, 150, 200, 1), ("digits", 10, 100, 200, 200, 3)]

PRODUCTS = [
    ("forward", "128x256x784"), ("forward", "128x512x512"), ("forward", "128x2000x2500"),
    ("dW", "784x256x128"), ("dW", "512x512x128"), ("dW", "2500x2000x128"), ("dX", "128x512x512"),
]

PROFILES = [("W1", 12_800), ("W1-dropout", 12_800), ("W2-dropout", 12_800), ("W3", 20_480)]

# Hidden layers, rows, timed epochs.
SCALES = [("256,128", rows, epochs) for rows, epochs in
          ((1_000, 20), (3_000, 10), (10_000, 5), (30_000, 3), (60_000, 2))]
SCALES += [(hidden, 3_840, epochs) for hidden, epochs in
           (("13", 10), ("126", 10), ("800,450", 5), ("2500,2000,1500,1000,500", 2))]
# Sections in which no peer is measured need fewer alternations.
ALONE = ("mlnet", "products", "profile", "scaling")
ALTERNATIONS_ALONE = 3

SECTIONS = ["W1", "W2", "W3", "W4", "W5", "score", "mlnet", "products", "profile", "scaling"]


def parse_arguments():
    parser = argparse.ArgumentParser(prog="bench/run.sh", description=__doc__.split("\n")[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; default: all")
    parser.add_argument("--alternations", type=int, default=5, metavar="N", help="default 5")
    parser.add_argument("--threads", default="1,2", metavar="LIST", help="default 1,2")
    parser.add_argument("--smoke", action="store_true", help="few rows, to see that everything runs; implies no docs")
    parser.add_argument("--docs", choices=("auto", "always", "never"), default="auto",
                        help=f"whether docs/performance.md is written; auto: with {FEWEST_FOR_DOCS} alternations or more on a "
                        f"machine that other processes took {QUIET:.0%}% of at most")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--python", default=sys.executable, help=argparse.SUPPRESS)
    options = parser.parse_args()
    unknown = [name for name in options.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {', '.join(unknown)}; expected some of {', '.join(SECTIONS)}")
    if options.alternations < 1:
        parser.error(f"--alternations is {options.alternations}; expected 1 or more")
    options.sections = options.sections or SECTIONS
    options.threads = [int(word) for word in options.threads.split(",")]
    return options


class Load:
    """Share of the machine that other processes took, and the hypervisor, since it was made."""

    def __init__(self):
        self.start = self.read()

    def share(self):
        total, busy, own = (now - then for now, then in zip(self.read(), self.start))
        return max(0.0, busy - own) / max(total, 1e-9)

    @staticmethod
    def read():
        user, nice, system, idle, wait, irq, soft, steal = map(int, pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9])
        own = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
        ticks = os.sysconf("SC_CLK_TCK")
        busy = user + nice + system + irq + soft + steal
        return (busy + idle + wait) / ticks, busy / ticks, own


class Bench:
    """Runs measurements and keeps what they printed."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = pathlib.Path(folder)
        self.results = []

    def call(self, side, *arguments, threads=1):
        """One process; its line as a dictionary of lists of numbers, or of text."""
        command = {
            "ours": ["dotnet", self.options.program],
            "torch": [self.options.python, str(PEERS / "torch_peer.py")],
            "sklearn": [self.options.python, str(PEERS / "sklearn_peer.py")],
        }[side] + [str(argument) for argument in arguments]
        environment = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads))
        if arguments[0] == "mlnet":  # ML.NET's cursors take no number of threads
            environment["DOTNET_PROCESSOR_COUNT"] = str(threads)
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
        return {key: numbers(text) for key, text in (word.split("=", 1) for word in done.stdout.split())}

    def measure(self, section, name, side, threads, *arguments):
        values = self.call(side, *arguments, threads=threads)
        self.results.append(dict(section=section, name=name, side=side, threads=threads, **values))
        return values

    def run(self, alternation):
        for threads in self.options.threads:
            self.run_trainings(threads)
            self.run_fits(threads)
            self.run_scorings(threads)
            if alternation < ALTERNATIONS_ALONE:
                self.run_parts(threads)

    def wants(self, section):
        return section in self.options.sections

    def cut(self, rows):
        return max(1_000, rows // 20) if self.options.smoke else rows

    def run_trainings(self, threads):
        for name, section, rows, timed, epochs, peers in TRAININGS:
            if self.wants(section):
                timed = self.cut(timed)
                times = {}
                for side in ("ours",) + peers:
                    values = self.measure(section, name, side, threads, "train", name, threads, epochs, timed)
                    # The fastest epoch, on all sides: other processes can only add to it.
                    times[side] = min(values["epochs"]) * rows / timed
                    self.results[-1]["seconds"] = [times[side]]
                tell(f"{name} {threads}T", times, "s/epoch")

    def run_fits(self, threads):
        if self.wants("W5"):
            for name, classes, hidden, batch, epochs, seconds in FITS:
                path = self.folder / f"{name}.csv"
                if not path.exists():
                    self.call_export(name, path)
                times = {side: self.measure(
                    "W5", name, side, threads, "fit", path, classes, hidden, batch, epochs, threads, seconds)["seconds"][0]
                    for side in ("ours", "sklearn")}
                tell(f"fit {name} {threads}T", times, "s")

    def call_export(self, name, path):
        subprocess.run([self.options.python, str(PEERS / "sklearn_peer.py"), "export", name, str(path)], check=True)

    def run_scorings(self, threads):
        if self.wants("score"):
            for name, rows, seconds in SCORINGS:
                times = {side: self.measure(
                    "score", f"{name} {rows}", side, threads, "score", name, threads, rows, seconds)["seconds"][0]
                    for side in ("ours", "torch", "sklearn")}
                tell(f"score {rows} rows {threads}T", times, "s")

    def run_parts(self, threads):
        if self.wants("products"):
            for kind, shape in PRODUCTS:
                values = self.measure("products", f"{kind} {shape}", "ours", threads, "product", kind, shape, threads)
                tell(f"{kind} {shape} {threads}T", {"ours": values["rate"][0] / 1e9}, "GFLOP/s")
        if self.wants("profile"):
            for name, rows in PROFILES:
                values = self.measure("profile", name, "ours", threads, "profile", name, threads, 3, self.cut(rows))
                tell(f"profile {name} {threads}T", {"step": sum(v[0] for v in values.values())}, "us")
        if self.wants("mlnet"):
            values = self.measure("mlnet", "W1", "ours", threads, "mlnet", threads, 1 if self.options.smoke else 10)
            tell(f"mlnet {threads}T", {key: value[0] for key, value in values.items()}, "")
        if self.wants("scaling"):
            for hidden, rows, epochs in SCALES:
                rows = self.cut(rows)
                values = self.measure("scaling", f"{hidden} {rows}", "ours", threads, "scale", hidden, rows, threads, epochs)
                tell(f"784-{hidden} {rows} rows {threads}T", {"ours": min(values["epochs"])}, "s/epoch")


def numbers(text):
    try:
        return [float(word) for word in text.split(",")]
    except ValueError:
        return text


def tell(what, times, unit):
    print(f"  {what}: " + ", ".join(f"{side} {time:.3g}" for side, time in times.items()) + f" {unit}", file=sys.stderr, flush=True)


def describe(bench):
    """Machine and versions; nothing that names the host."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
    release = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line)
    about = {}
    for side in ("ours", "torch", "sklearn"):
        about.update({key: value if isinstance(value, str) else f"{value[0]:g}" for key, value in bench.call(side, "about").items()})
    return dict(
        processor=model, cores=len(os.sched_getaffinity(0)), system=release.get("PRETTY_NAME", "unknown").strip('"'),
        date=datetime.date.today().isoformat(), **about)


def main():
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, folder)
        machine = describe(bench)
        load = Load()
        for alternation in range(options.alternations):
            print(f"alternation {alternation + 1} of {options.alternations}", file=sys.stderr, flush=True)
            bench.run(alternation)
        machine["others"] = load.share()
        if machine["others"] > QUIET:
            print(f"Other processes took {machine['others']:.0%} of the machine: the figures are noisy, those of 2 threads "
                  "useless.", file=sys.stderr)

    output = ROOT / "artifacts" / "bench"
    output.mkdir(parents=True, exist_ok=True)
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    record = dict(machine=machine, alternations=options.alternations, smoke=options.smoke, results=bench.results)
    (output / f"{stamp}.json").write_text(json.dumps(record, indent=1))

    made = {"machine": tables.machine(machine)}
    for section in (name for name in SECTIONS if name in options.sections):
        caption = tables.caption(machine, options.alternations if section not in ALONE
                                 else min(options.alternations, ALTERNATIONS_ALONE))
        rows = [result for result in bench.results if result["section"] == section]
        made[section] = getattr(tables, section if section[0] != "W" or section == "W5" else "training")(rows) + "\n\n" + caption
    for name, text in made.items():
        print(f"\n{name}\n{text}")

    wanted = options.docs == "always" or (
        options.docs == "auto" and options.alternations >= FEWEST_FOR_DOCS and not options.smoke and options.threads == [1, 2]
        and machine["others"] <= QUIET)
    if wanted:
        tables.write(DOCS, made)
    print(f"\n{'Written to' if wanted else 'Not written to'} {DOCS.relative_to(ROOT)}; all figures: "
          f"{(output / stamp).relative_to(ROOT)}.json")


main()
