"""What is dropped beside, or is no file: the page stays, says what came, and asks nobody for it."""

import json

import pytest

# What is dropped, as a browser hands it over, onto what a selector finds; whether the page took care of it.
DROP = """({ kind, selector, files = [], folder = false, given = {} }) => {
  const data = new DataTransfer();
  for (const [name, type] of files) data.items.add(new File(["x"], name, { type }));
  for (const [type, text] of Object.entries(given)) data.setData(type, text);
  if (folder) DataTransferItem.prototype.webkitGetAsEntry = () => ({ isDirectory: true });
  else delete DataTransferItem.prototype.webkitGetAsEntry;
  const target = document.querySelector(selector);
  const sent = (type) => new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
  const taken = kind === "paste"
    ? [target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))]
    : [target.dispatchEvent(sent("dragover")), target.dispatchEvent(sent("drop"))];
  return taken.map(left => !left);
}"""
SAID = "document.querySelector('CONTROL .dnn-said').textContent"
SEEN = """(({ top, bottom, height }) => height && top >= 0 && bottom <= innerHeight)(
  document.querySelector('CONTROL .dnn-said').getBoundingClientRect())"""
FIGURE = "dnn-explainer .dnn-summary"
TEXT = {"given": {"text/plain": "two words"}}
ADDRESS = {"given": {"text/uri-list": "https://pictures.example/cat.jpg", "text/html": "<img src=x>"}}
# (what, where, [words that are said])
PHOTO = {
    "a file beside": ({"files": [["a.png", "image/png"]]}, "h1", ["file was dropped beside", "drop it here"]),
    "files beside": ({"files": [["a.png", ""], ["b.png", ""]]}, "footer", ["2 files were dropped beside"]),
    "an address beside": (ADDRESS, "article p", ["web address was dropped", "pictures.example", "save the picture"]),
    "an address": (ADDRESS, FIGURE, ["web address was dropped", "pictures.example", "Nothing is fetched"]),
    "an address as text": ({"given": {"text/plain": "https://a.example/x?y#z"}}, FIGURE, ["web address", "a.example"]),
    "an address with a note": ({"given": {"text/uri-list": "# note\r\nhttps://a.example/x"}}, FIGURE, ["a.example"]),
    "an address of a mobile": ({"given": {"text/uri-list": "# note\r\ncontent://media/1"}}, FIGURE, ["web address"]),
    "a text": (TEXT, FIGURE, ["A text was dropped", "picture"]),
    "a folder": ({"files": [["photos", ""]], "folder": True}, FIGURE, ["A folder was dropped", "one picture"]),
    "a folder beside": ({"files": [["photos", ""]], "folder": True}, "h1", ["A folder was dropped"]),
    "an address pasted": (ADDRESS | {"kind": "paste"}, FIGURE, ["web address was pasted"]),
    "a text pasted": (TEXT | {"kind": "paste"}, FIGURE, ["A text was pasted"]),
}


@pytest.mark.about("convnets/imagenet/")
def test_what_no_figure_takes_is_said(visit):
    page = visit("convnets/imagenet/", reduced_motion="reduce")
    page.tab.wait_for_function("Boolean(customElements.get('dnn-explainer'))")
    asked, said = len(page.asked), SAID.replace("CONTROL", ".dnn-photo")
    for what, (given, selector, words) in PHOTO.items():
        page.tab.evaluate(f"{said} = ''")
        assert all(page.tab.evaluate(DROP, given | {"selector": selector})), what
        found = page.tab.evaluate(said)
        assert all(word in found for word in words), (what, found)
    for what, given, selector in [("a text beside", TEXT, "h1"), ("an address in a field", ADDRESS, "#top5-answer")]:
        assert not any(page.tab.evaluate(DROP, given | {"selector": selector})), what
    page.tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.tab.evaluate(DROP, {"selector": "footer", "files": [["a.png", "image/png"]]})
    page.tab.wait_for_function(f"{SEEN.replace('CONTROL', '.dnn-photo')}")
    drag = "type => document.querySelector('article a').dispatchEvent(new DragEvent(type, { bubbles: true }))"
    page.tab.evaluate(drag, "dragstart")
    assert not any(page.tab.evaluate(DROP, ADDRESS | {"selector": "h1"})), "a link of this page"
    page.tab.evaluate(drag, "dragend")
    assert all(page.tab.evaluate(DROP, ADDRESS | {"selector": "h1"}))
    page.frames(5)
    assert len(page.asked) == asked, "nothing is fetched, and no network wakes"
    assert page.tab.locator("dnn-explainer").first.get_attribute("data-state") == "still"


@pytest.mark.about("convnets/imagenet/")
def test_of_several_files_the_first_picture_is_taken(at):
    figure = at("convnets/imagenet/").figure("top5")
    png = """async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
      canvas.getContext("2d").fillRect(0, 0, 64, 64);
      const data = new DataTransfer();
      data.items.add(new File(["notes"], "notes.txt", { type: "text/plain" }));
      data.items.add(new File([await new Promise(done => canvas.toBlob(done))], "black.png", { type: "image/png" }));
      document.querySelector("dnn-explainer .dnn-summary").dispatchEvent(
        new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    figure.page.tab.evaluate(png)
    figure.page.tab.wait_for_function(f"{SAID.replace('CONTROL', '.dnn-photo')}.includes('black.png')")
    assert figure.do("element.values.photo").startswith("own")
    assert "Of 2 files, black.png is used." in figure.element.locator(".dnn-photo .dnn-said").inner_text()


POINTS = ".dnn-points"
TABLE = {"selector": POINTS, "given": {"text/plain": "x,y,class\n0,0,1\n1,1,2\n0,1,1"}}


@pytest.mark.about("learning/playground/")
def test_points_take_a_table_and_say_what_else_came(visit):
    page = visit("learning/playground/", reduced_motion="reduce")
    page.tab.wait_for_function("Boolean(customElements.get('dnn-explainer'))")
    page.tab.evaluate(DROP, TABLE)
    page.tab.wait_for_function(f"{SAID.replace('CONTROL', POINTS)}.includes('3 points')")
    cases = [
        (ADDRESS, POINTS, "web address"),
        ({"files": [["a.png", "image/png"]]}, POINTS, "no table"),
        ({"files": [["t.csv", "text/csv"]]}, "h1", "beside"),
        ({"files": [["tables", ""]], "folder": True}, POINTS, "A folder"),
    ]
    for given, selector, word in cases:
        assert all(page.tab.evaluate(DROP, given | {"selector": selector})), word
        assert word in page.tab.evaluate(SAID.replace("CONTROL", POINTS))


@pytest.mark.about("learning/playground/")
def test_a_table_wakes_a_figure_that_sleeps(visit):
    given = json.dumps(TABLE)
    drop = f"window.slept = document.querySelector('dnn-explainer').dataset.state; window.taken = ({DROP})({given})"
    page = visit(
        "learning/playground/",
        reduced_motion="reduce",
        script=f"customElements.whenDefined('dnn-explainer').then(() => {{ {drop} }})",
    )
    page.tab.wait_for_function(f"{SAID.replace('CONTROL', POINTS)}.includes('3 points')")
    assert page.tab.evaluate("[slept, ...taken]") == ["still", True, True]


def test_a_page_that_takes_nothing_leaves_drops_to_the_browser(visit):
    page = visit("networks/neuron/", reduced_motion="reduce").live()
    given = {"files": [["a.png", "image/png"]], "selector": "h1"}
    assert not any(page.tab.evaluate(DROP, given))
