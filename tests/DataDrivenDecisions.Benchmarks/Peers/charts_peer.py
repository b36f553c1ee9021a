# The same marks by matplotlib (Agg) as PNG: usage: python3 charts_peer.py SCENES.json DRAWS [FOLDER for the pictures]
import io, json, os, resource, sys, time
import matplotlib
matplotlib.use("Agg")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

DPI = 100
POINTS = 72 / DPI  # a pixel in points

def axes_of(figure, scene, face):
    left, top, right, bottom = face["area"]
    axes = figure.add_axes([left / scene["width"], 1 - bottom / scene["height"], (right - left) / scene["width"], (bottom - top) / scene["height"]])
    axes.set_xlim(face["x"]); axes.set_ylim(face["y"])
    axes.patch.set_visible(False)
    if face["up"]:
        axes.set_xticks([t["at"] for t in face["across"]], [t["label"] for t in face["across"]], fontsize=22 * POINTS)
        axes.set_yticks([t["at"] for t in face["up"]], [t["label"] for t in face["up"]], fontsize=22 * POINTS)
        axes.tick_params(length=0, colors="#4A5766")
        axes.grid(axis="y", color="#D9DFE6", linewidth=1.5 * POINTS); axes.set_axisbelow(True)
        for side in ("left", "right", "top"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set(color="#8794A3", linewidth=1.5 * POINTS)
    else:
        axes.axis("off")
    return axes

# Collections are the cheapest that matplotlib has for many marks of one kind.
def put(axes, face):
    if face["boxes"]:
        boxes = face["boxes"]
        axes.add_collection(PatchCollection([Rectangle((b["left"], b["bottom"]), b["right"] - b["left"], b["top"] - b["bottom"]) for b in boxes],
            facecolors=[b["fill"] or "none" for b in boxes], edgecolors=[b["edge"] or "none" for b in boxes], linewidths=[b["edgeWidth"] * POINTS for b in boxes]))
    if face["lines"]:
        lines = face["lines"]
        axes.add_collection(LineCollection([list(zip(l["x"], l["y"])) for l in lines], colors=[l["color"] for l in lines], linewidths=[l["width"] * POINTS for l in lines],
            linestyles=[(0, (3, 2.4)) if l["dashed"] else "-" for l in lines], zorder=3))
    for shape, marker in ((False, "o"), (True, "s")):
        dots = [d for d in face["dots"] if d["isSquare"] == shape]
        if dots:
            axes.scatter([d["x"] for d in dots], [d["y"] for d in dots], s=[(d["size"] * POINTS) ** 2 for d in dots], c=[d["color"] for d in dots], marker=marker, linewidths=0, zorder=4)
    for w in face["words"]:
        axes.annotate(w["text"], (w["x"], w["y"]), (w["right"] * POINTS, -w["down"] * POINTS), textcoords="offset points", color=w["color"],
            fontsize=w["size"] * POINTS, fontweight="bold" if w["bold"] else "normal", ha=w["across"], va=w["up"], zorder=5)

def figure_of(scene):
    figure = Figure(figsize=(scene["width"] / DPI, scene["height"] / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    for face in scene["faces"]:
        put(axes_of(figure, scene, face), face)
    return figure

def draw(scene):
    out = io.BytesIO()
    figure_of(scene).savefig(out, format="png")
    return out.getvalue()

# What the finished figure holds, in pixels from the top left.
def read(scene):
    figure, found = figure_of(scene), {"lines": [], "rects": [], "circles": [], "texts": []}
    figure.canvas.draw()
    height = scene["height"]
    def line(points):
        found["lines"].append([v for x, y in points for v in (float(x), height - float(y))])
    def box(x0, y0, x1, y1):
        found["rects"].append([float(min(x0, x1)), height - float(max(y0, y1)), float(max(x0, x1)), height - float(min(y0, y1))])
    for axes, face in zip(figure.axes, scene["faces"]):
        for c in axes.collections:
            if isinstance(c, LineCollection):
                for path in c.get_paths():
                    line(c.get_transform().transform(path.vertices))
            elif isinstance(c, PatchCollection):
                for path in c.get_paths():
                    at = c.get_transform().transform(path.vertices[:4])
                    box(at[:, 0].min(), at[:, 1].min(), at[:, 0].max(), at[:, 1].max())
            else:
                square = len(c.get_paths()[0].vertices) == 5
                for (x, y), size in zip(c.get_offset_transform().transform(c.get_offsets()), c.get_sizes()):
                    r = size ** 0.5 / 2 / POINTS
                    if square:
                        box(x - r, y - r, x + r, y + r)
                    else:
                        found["circles"].append([float(x), height - float(y), float(r)])
        found["texts"] += [t.get_text() for t in axes.texts]
        if face["up"]:
            for rule in axes.get_ygridlines():
                line(rule.get_transform().transform(rule.get_xydata()))
            bottom = axes.bbox
            line([(bottom.x0, bottom.y0), (bottom.x1, bottom.y0)])
            found["texts"] += [t.get_text() for t in axes.get_xticklabels() + axes.get_yticklabels()]
    return found

scenes = json.load(open(sys.argv[1]))
draws = int(sys.argv[2])
loaded = (time.perf_counter(), time.process_time())
for scene in scenes:
    picture = draw(scene)
    if len(sys.argv) > 3:
        open(os.path.join(sys.argv[3], scene["name"] + ".png"), "wb").write(picture)
startup = time.process_time()
times = []
for scene in scenes:
    begun = (time.perf_counter(), time.process_time())
    for _ in range(draws):
        picture = draw(scene)
    times.append({"name": scene["name"], "wall": (time.perf_counter() - begun[0]) * 1000 / draws, "cpu": (time.process_time() - begun[1]) * 1000 / draws, "bytes": len(picture)})
print(json.dumps({"startup": startup, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "times": times, "drawn": [read(s) for s in scenes]}))
