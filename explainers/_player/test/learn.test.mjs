import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, OTHERS } from "../src/controls/index.js";
import { learn } from "../src/controls/parts/learn.js";

globalThis.CONTROL_FILES = { pad: "pad-1.js" };

test("a spec's kinds are fetched, and no others", async () => {
  assert(!("pad" in KINDS) && !("text" in KINDS));
  await learn({ controls: [{ kind: "pad" }, { kind: "slider" }, { kind: "pad" }] });
  assert(KINDS.pad.check && !("text" in KINDS));
});

test("a kind that no player knows is named", async () => {
  await assert.rejects(learn({ controls: [{ kind: "wheel" }] }), /"wheel"/);
});

test("a kind that does not come is said, and may come later", async () => {
  const { text } = OTHERS;
  OTHERS.text = () => Promise.reject(new TypeError("no network"));
  await assert.rejects(learn({ controls: [{ kind: "text" }] }), /code of its controls/);
  OTHERS.text = text;
  await learn({ controls: [{ kind: "text" }] });
  assert(KINDS.text);
});
