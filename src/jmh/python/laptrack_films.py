"""TrackMate's LAP tracker, as LapTrack computes it, on the films that TrackedFilms writes.

    pip install laptrack==0.17.1
    java -cp ... sc.fovea.bench.TrackedFilms 20,50,100,200 0.1,0.25,0.5,1 101 103 films
    python laptrack_films.py films/*.csv

Prints a row for each number of nuclei and speed: the mean LNK over the films with LapTrack's standard settings, and the mean over the films of the best of
twelve settings for each film, which flatters it. LNK is that of the Cell Tracking Challenge, with objects that are all found:
1 - min(AOGM-A, AOGM-A0) / AOGM-A0 with weights 1 for a wrong link, 1.5 for a missing one, 1 for one of the wrong kind.
"""

import collections
import sys
import warnings

import pandas as pd
from laptrack import LapTrack

MISSED = 1.5
STANDARD = 15
CUTOFFS = (10, 15, 20, 30, 40, 60)


def settings(cutoff, splits):
    """Costs are squared distances in pixels; two frames may be missing."""
    squared = cutoff * cutoff
    return dict(
        cutoff=squared,
        gap_closing_cost_cutoff=squared,
        gap_closing_max_frame_count=2,
        splitting_cost_cutoff=squared if splits else False,
        merging_cost_cutoff=False,
    )


def true_links(objects, tracks):
    """Links of the truth by whether they are to a child."""
    present = set(zip(objects.frame, objects.truth))
    links = {((t, i), (t + 1, i)): False for t, i in present if (t + 1, i) in present}
    last = dict(zip(tracks.id, tracks["last"]))
    for track in tracks[tracks.parent != 0].itertuples():
        links[((last[track.parent], track.parent), (track.first, track.id))] = True
    return links


def found_links(objects, options):
    """Links of LapTrack; one over missing frames counts as one to a child, as the challenge's format has it."""
    found, splits, _ = LapTrack(**options).predict_dataframe(objects, ["x", "y"], frame_col="frame", only_coordinate_cols=False)
    found = found.reset_index(drop="truth" in found.columns).rename(columns={"frame_y": "frame"})
    links, ends = {}, {}
    for track, spots in found.groupby("track_id"):
        spots = [(int(t), int(i)) for t, i in spots.sort_values("frame")[["frame", "truth"]].values]
        ends[track] = spots[0], spots[-1]
        links.update({(a, b): b[0] != a[0] + 1 for a, b in zip(spots, spots[1:])})
    for split in splits.itertuples():
        links[(ends[split.parent_track_id][1], ends[split.child_track_id][0])] = True
    return links


def lnk(truth, found):
    wrong = sum(link not in truth for link in found)
    missing = sum(link not in found for link in truth)
    confused = sum(link in truth and truth[link] != kind for link, kind in found.items())
    nothing = MISSED * len(truth)
    return 1 - min(wrong + MISSED * missing + confused, nothing) / nothing


def main(files):
    warnings.filterwarnings("ignore")
    rows = collections.defaultdict(list)
    for file in files:
        if file.endswith("_tracks.csv"):
            continue
        objects = pd.read_csv(file)
        truth = true_links(objects, pd.read_csv(file.replace(".csv", "_tracks.csv")))
        standard = lnk(truth, found_links(objects.copy(), settings(STANDARD, False)))
        best = max(lnk(truth, found_links(objects.copy(), settings(cutoff, splits))) for cutoff in CUTOFFS for splits in (False, True))
        nuclei, diameters, _ = file.rsplit("/", 1)[-1].split("_")
        rows[int(nuclei), float(diameters)].append((standard, best))
    print("| nuclei | diameters a frame | LNK, standard | LNK, best |\n|---|---|---|---|")
    for (nuclei, diameters), scores in sorted(rows.items()):
        print("| %d | %g | %.4f | %.4f |" % (nuclei, diameters, *[sum(s) / len(s) for s in zip(*scores)]))


main(sys.argv[1:])
