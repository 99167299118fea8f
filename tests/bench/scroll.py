"""What a page does of its own while a finger scrolls it on the phone."""

import threading

from tests.bench.chromium import tab

SCROLL = 3  # s that the finger scrolls, from when the page is there
TRACED = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8.execute"]
# A place beside the figures: on a pad a finger draws, and does not scroll.
BESIDE = """[700, 600, 500, 400, 300, 200].find(y => !document.elementFromPoint(195, y)?.closest('dnn-explainer'))"""
SCRIPT = {"FunctionCall", "EvaluateScript", "v8.evaluateModule", "RunMicrotasks"}


def scrolled(browser, site, address):
    """ms of the longest run of script in a task that began while the finger scrolled, until which a page's figures
    would wake.
    """
    with tab(browser, phone=True) as (page, tools):
        events, done = [], threading.Event()
        tools.on("Tracing.dataCollected", lambda event: events.extend(event["value"]))
        tools.on("Tracing.tracingComplete", lambda event: done.set())
        page.goto(site + address, wait_until="domcontentloaded")
        tools.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": TRACED}})
        start = page.evaluate(BESIDE)
        touch(tools, "touchStart", start)
        for step in range(SCROLL * 20):
            touch(tools, "touchMove", start - 20 - 160 * (step % 2))
            page.wait_for_timeout(50)
        touch(tools, "touchEnd")
        page.wait_for_timeout(200)
        tools.send("Tracing.end")
        while not done.is_set():
            page.wait_for_timeout(50)
    return longest(events)


def touch(tools, kind, y=None):
    tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if y is None else [{"x": 195, "y": y}]})


def longest(events):
    """ms of the longest of the page's own runs of script that began between the first touch of a trace and its last."""
    touches = [
        event
        for event in events
        if event["name"] == "EventDispatch" and event["args"]["data"]["type"].startswith("touch")
    ]
    start, end = min(event["ts"] for event in touches), max(event["ts"] for event in touches)
    thread = touches[0]["pid"], touches[0]["tid"]
    runs = [
        event["dur"]
        for event in events
        if event["name"] in SCRIPT
        and (event["pid"], event["tid"]) == thread
        and start < event["ts"] < end
        and "dur" in event
    ]
    return max(runs, default=0) / 1000
