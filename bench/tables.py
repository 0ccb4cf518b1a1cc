"""Markdown tables from the measurements of run.py, and their place in docs/performance.md."""
import collections
import re
import statistics

PEER_NAMES = dict(torch="PyTorch", sklearn="scikit-learn")
NAMES = {
    "W1-dropout": "W1, dropout 0.4", "W2-dropout": "W2, dropout 0.2", "W4-adam": "W4, Adam", "W4-sgd": "W4, SGD",
    "iris": "iris, 150 x 4", "digits": "digits, 1,797 x 64",
}


def group(rows):
    """(name, threads) -> side -> the measurements, in the order of the alternations; all threads of a name together."""
    groups = collections.defaultdict(lambda: collections.defaultdict(list))
    names = list(dict.fromkeys(row["name"] for row in rows))
    for row in sorted(rows, key=lambda row: (names.index(row["name"]), row["threads"])):
        groups[row["name"], row["threads"]][row["side"]].append(row)
    return groups


def median(rows, key="seconds"):
    return statistics.median(row[key][0] for row in rows)


def number(value):
    """Three digits."""
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def spread(rows, scale=1.0, key="seconds"):
    """Median, and in brackets the smallest and the largest."""
    values = [row[key][0] * scale for row in rows]
    return f"{number(statistics.median(values))} ({number(min(values))}-{number(max(values))})"


def ratio(ours, peers):
    """Ratio of the medians, and in brackets the smallest and largest of one alternation."""
    pairs = [peer["seconds"][0] / own["seconds"][0] for own, peer in zip(ours, peers)]
    return f"**{median(peers) / median(ours):.2f}** ({min(pairs):.2f}-{max(pairs):.2f})"


def table(head, rows):
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in [head, ["---"] * len(head)] + rows)


def training(rows):
    body = []
    for (name, threads), sides in group(rows).items():
        ours = sides["ours"]
        rates = [row["flops"][0] / min(row["epochs"]) for row in ours]
        peaks = [rate / statistics.mean(row["peak"]) for rate, row in zip(rates, ours)]
        for peer in (side for side in sides if side != "ours"):
            body.append([
                NAMES.get(name, name), threads, spread(ours), PEER_NAMES[peer], spread(sides[peer]), ratio(ours, sides[peer]),
                number(statistics.median(rates) / 1e9), f"{statistics.median(peaks):.2f}"])
    return table(["network", "threads", "ours, s/epoch", "peer", "peer, s/epoch", "ratio", "GFLOP/s", "of FMA peak"], body)


def W5(rows):
    body = [[NAMES.get(name, name), threads, spread(sides["ours"], 1000), spread(sides["sklearn"], 1000), ratio(sides["ours"], sides["sklearn"]),
             number(median(sides["ours"], "first") * 1000), number(median(sides["sklearn"], "first") * 1000)]
            for (name, threads), sides in group(rows).items()]
    return table(["table", "threads", "ours, ms", "scikit-learn, ms", "ratio", "first in process: ours, ms", "scikit-learn, ms"], body)


def score(rows):
    body = []
    for (name, threads), sides in group(rows).items():
        count = int(name.split()[1])
        unit, scale = ("us", 1e6) if count == 1 else ("ms", 1e3)
        for peer in (side for side in sides if side != "ours"):
            body.append([f"{count:,}", threads, f"{spread(sides['ours'], scale)} {unit}", PEER_NAMES[peer],
                         f"{spread(sides[peer], scale)} {unit}", ratio(sides["ours"], sides[peer])])
    return table(["rows", "threads", "ours", "peer", "peer's", "ratio"], body)


def mlnet(rows):
    body = []
    for (_, threads), sides in group(rows).items():
        value = {key: median(sides["ours"], key) for key in ("load", "fit", "train", "cursor", "predict", "engine", "single")}
        body.append([
            threads, f"{value['load']:.2f}", f"{value['fit']:.2f}", f"{value['train']:.2f}", f"**{value['fit'] / value['train']:.2f}**",
            f"{value['cursor']:.2f}", f"{value['predict']:.2f}", f"**{value['predict'] / value['cursor']:.2f}**",
            f"{value['engine']:.1f}", f"{value['single']:.1f}"])
    return table([
        "threads", "load, s", "pipeline.Fit, s", "engine's training, s", "ratio", "cursor, us a row", "engine, us a row", "its rate",
        "PredictionEngine, us", "engine, one row, us"], body)


def products(rows):
    columns = sorted({row["threads"] for row in rows})
    names = list(dict.fromkeys(row["name"] for row in rows))
    groups = group(rows)
    body = []
    for name in names:
        cells = []
        for threads in columns:
            ours = groups[name, threads]["ours"]
            fraction = statistics.median(row["rate"][0] / row["peak"][0] for row in ours) * threads
            cells += [number(median(ours, "rate") / 1e9), f"{fraction:.2f}"]
        body.append([name] + cells)
    head = ["product"] + [text for threads in columns for text in (
        f"{threads} thread{'s' if threads > 1 else ''}, GFLOP/s", "of one core's peak")]
    return table(head, body)


def profile(rows):
    body = []
    for (name, threads), sides in group(rows).items():
        parts = [key for key in sides["ours"][0] if key not in ("section", "name", "side", "threads")]
        values = [median(sides["ours"], part) for part in parts]
        body.append([NAMES.get(name, name), threads] + [number(v) for v in values] + [number(sum(values))])
    return table(["step, us", "threads"] + parts + ["sum"], body)


def scaling(rows):
    by_rows, by_parameters = [], []
    shape = rows[0]["name"].split()[0]
    for (name, threads), sides in group(rows).items():
        ours = sides["ours"]
        hidden, count = name.split()[0], int(name.split()[1])
        seconds = statistics.median(min(row["epochs"]) for row in ours)
        parameters = int(ours[0]["parameters"][0])
        if hidden == shape:
            by_rows.append([f"{count:,}", threads, number(seconds), number(seconds / count * 1e6)])
        else:
            by_parameters.append([
                f"{parameters:,}", f"784-{hidden.replace(',', '-')}-10", threads, number(seconds),
                number(seconds / count / parameters * 1e9)])
    return (table(["rows", "threads", "s/epoch", "us a row"], sorted(by_rows, key=lambda row: row[1])) + "\n\n"
            + table(["parameters", "network", "threads", "s/epoch", "ns a row and parameter"],
                    sorted(by_parameters, key=lambda row: row[2])))


def machine(about):
    return table(["", ""], [
        ["processor", f"{about['processor']}, {about['cores']} cores visible, widest vector {about['vector'].replace('_', ' ')}"],
        ["system", about["system"]],
        ["ours", about["dotnet"].replace("_", " ")],
        ["PyTorch", f"{about['torch']}, its own loops with {about['simd']}, denormals flushed"],
        ["scikit-learn", about["sklearn"]],
        ["BLAS of both", f"{about['blas']} {about['blas_version']}, threads by {about['blas_threads']}"]])


def caption(about, alternations):
    return (f"{about['processor']}, {about['cores']} cores, {about['date']}, medians of {alternations} runs (smallest-largest); "
            f"other processes took {about['others']:.0%} of the machine.")


def write(path, made):
    """Puts each text between its markers."""
    text = path.read_text()
    for name, content in made.items():
        marked = re.compile(f"(<!-- bench:{name} -->\n).*?(<!-- /bench:{name} -->)", re.DOTALL)
        text, count = marked.subn(lambda match: match[1] + "\n" + content + "\n\n" + match[2], text)
        if count != 1:
            raise SystemExit(f"{path} has {count} places marked bench:{name}; expected 1")
    path.write_text(text)
