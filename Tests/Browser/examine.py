#!/usr/bin/env python3
"""Opens reports in headless Chromium and says, as JSON, what a reader would meet there.

    examine.py [--axe axe.min.js] [--shots FOLDER] [--openings N] REPORT.html...

For each report: what it wrote to the console, what it asked the network for, whether dialogs came
up, how wide it is in windows of 390 and 1280 pixels and on paper, which texts of its pictures lie on
each other or outside, how long it took to open, its elements with their attributes, and what axe
holds against it in light and in dark. `--shots` keeps pictures of it. Needs nothing from PyPI but
axe itself.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import sys

from devtools import Browser, Failure, Tab

WIDTHS = [390, 1280]
SCHEMES = ["light", "dark"]
# A4 between the report's margins, at 96 pixels an inch.
PAPER = 688

# How far the page reaches beyond its window.
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"

# Texts of pictures that lie on each other or outside: by their boxes, a pixel of leeway.
COLLISIONS = """
(() => {
  const found = [];
  for (const picture of document.querySelectorAll('svg')) {
    const frame = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll('text')].filter(t => t.textContent.trim());
    const boxes = texts.map(t => t.getBoundingClientRect());
    boxes.forEach((box, i) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        found.push('outside: ' + texts[i].textContent);
      for (let j = 0; j < i; j++) {
        const other = boxes[j];
        if (box.left < other.right - 1 && other.left < box.right - 1
            && box.top < other.bottom - 3 && other.top < box.bottom - 3)
          found.push(texts[j].textContent + ' | ' + texts[i].textContent);
      }
    });
  }
  return found;
})()
"""

# Every element once with the names of its attributes, as `tag attribute attribute`.
SHAPES = """
[...new Set([...document.querySelectorAll('*')].map(
  e => [e.localName, ...e.getAttributeNames().sort()].join(' ')))].sort()
"""

TIMES = """
(() => {
  const load = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {load: load.loadEventEnd, interactive: load.domInteractive,
          paint: paint ? paint.startTime : null,
          elements: document.querySelectorAll('*').length};
})()
"""

# Waits for the first text or picture, a second at most: blank pages have none.
PAINTED = """
new Promise(done => {
  new PerformanceObserver(done).observe({type: 'paint', buffered: true});
  setTimeout(done, 1000);
}).then(() => 0)
"""

AXE = """
axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => ({
  rule: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 5).map(n => n.html)
})))
"""


def examine(browser, file, axe, shots, openings):
    with Tab(browser) as tab:
        address = file.resolve().as_uri()
        tab.show(WIDTHS[-1])
        times = []
        for _ in range(openings):
            tab.open(address)
            # The first picture is known a moment after it was drawn; two frames
            # later everything has been.
            tab.value("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
            tab.value(PAINTED)
            times.append(tab.value(TIMES))
        # What else the machine does is none of the page's.
        facts = {"times": min(times, key=lambda t: t["load"]), "overflow": {}, "axe": {}}
        for width in WIDTHS:
            for scheme in SCHEMES:
                tab.show(width, scheme)
                facts["overflow"][f"{width} {scheme}"] = tab.value(OVERFLOW)
                keep(tab, shots, file, f"{width}-{scheme}")
        tab.show(PAPER, media="print")
        facts["overflow"]["print"] = tab.value(OVERFLOW)
        if shots:
            printed = tab.call("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
            (shots / f"{file.stem}-print.pdf").write_bytes(base64.b64decode(printed["data"]))
        tab.show(WIDTHS[-1])
        facts["collisions"] = tab.value(COLLISIONS)
        facts["shapes"] = tab.value(SHAPES)
        facts["text"] = tab.value("document.body.innerText")
        # Before axe, whose own work is none of the page's.
        facts.update(deeds(tab, address))
        if axe:
            tab.value(axe + ";0")
            for scheme in SCHEMES:
                tab.show(WIDTHS[-1], scheme)
                facts["axe"][scheme] = tab.value(AXE)
        if shots:
            summary = {"bytes": file.stat().st_size, **facts["times"]}
            (shots / f"{file.stem}.json").write_text(json.dumps(summary) + "\n")
        return facts


def deeds(tab, address):
    """What the page did beside being shown."""
    console, requests, dialogs = [], [], 0
    for event in tab.own_events():
        method, values = event["method"], event["params"]
        if method == "Runtime.consoleAPICalled":
            console.append(values["type"])
        elif method == "Runtime.exceptionThrown":
            console.append(values["exceptionDetails"].get("text", "exception"))
        elif method == "Log.entryAdded":
            console.append(values["entry"]["text"])
        elif method == "Network.requestWillBeSent" and values["request"]["url"] != address:
            requests.append(values["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            dialogs += 1
    return {"console": console, "requests": requests, "dialogs": dialogs}


def keep(tab, shots, file, name):
    if not shots:
        return
    picture = tab.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
    (shots / f"{file.stem}-{name}.png").write_bytes(base64.b64decode(picture["data"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--axe", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--openings", type=int, default=1, help="the fastest one counts")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("reports", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    if not options.chromium:
        sys.exit("examine.py: no chromium")
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    axe = options.axe.read_text(encoding="utf-8") if options.axe else None
    try:
        with Browser(options.chromium) as browser:
            found = {
                file.name: examine(browser, file, axe, options.shots, options.openings)
                for file in options.reports}
    except Failure as failure:
        sys.exit(f"examine.py: {failure}")
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    main()
