import assert from "node:assert/strict";
import test from "node:test";
import { keeping, parse, read, write } from "../src/page/address.js";
import { follow, held, repeated, resumed } from "../src/run/copy.js";
import { Session } from "../src/run/session.js";
import { defaults } from "../src/run/values.js";
import { adder, engine, runnable } from "./spec.mjs";

const x = (session) => session.sources.x[0];
const advance = (session, n) => session.advance(n);

/** A run with two changes on its way, and x and the noise at each of its steps. */
async function changed(running = adder()) {
  const session = new Session(runnable, running);
  await session.evaluate();
  const seen = [[x(session), ...session.feeds.noise]];
  for (let step = 1; step <= 12; step++) {
    await session.advance(1);
    if (step === 3) await session.take({ speed: 2 });
    if (step === 7) await session.take({ speed: 0.5 });
    seen.push([x(session), ...session.feeds.noise]);
  }
  return { session, seen };
}

/** All that can be seen of a session. */
const all = ({ step, last, log, initial, values, sources, history }) =>
  structuredClone({ step, last, log, initial, values, sources, count: history.count, stride: history.stride });

test("a copy holds the same, to the bit, and neither moves the other", async () => {
  const { session } = await changed();
  await session.scrub(9);
  const whole = held(session);
  const before = all(session);
  await session.take({ speed: 1.5 });
  await session.advance(5);
  const copy = await resumed(runnable, adder(), whole);
  assert.deepEqual(all(copy), before);
  const after = all(session);
  await copy.scrub(2);
  copy.set({ start: 3 });
  assert.deepEqual(all(session), after);
});

for (const [engines, make] of Object.entries({ exact: adder, whole: () => ({ run: adder().run }) })) {
  test(`a copy goes where it is sent, on an engine that is ${engines}`, async () => {
    const { session, seen } = await changed(make());
    for (let more = 0; more < 8; more++) {
      await session.advance(1);
      seen.push([x(session), ...session.feeds.noise]);
    }
    const { session: other } = await changed(make());
    const copy = await resumed(runnable, make(), held(other));
    for (const step of [12, 2, 3, 7, 14, 0, 13, 20, 5, 20]) {
      const { last } = copy;
      assert.equal(await follow(copy, step), true);
      assert.deepEqual([x(copy), ...copy.feeds.noise], seen[copy.step]);
      // One that cannot make a part of a step goes back only to steps that it has kept.
      if (engines === "exact" || step > last) assert.equal(copy.step, step);
      else assert.ok(copy.step <= step);
    }
    assert.deepEqual([copy.last, copy.log], [20, other.log]);
  });
}

test("what is held stays, whatever becomes of the session", async () => {
  const { session, seen } = await changed();
  await session.take({ speed: 3 });
  const whole = held(session);
  await session.take({ speed: 4 });
  await session.scrub(2);
  await session.take({ speed: 9 });
  await session.advance(20);
  const copy = await resumed(runnable, adder(), whole);
  assert.deepEqual(copy.log.at(-1), { step: 12, values: { speed: 3 } });
  for (const step of [9, 4, 12]) {
    await follow(copy, step);
    assert.equal(x(copy), seen[step][0]);
  }
});

test("changes after the last step that can be gone back to are made again, even if that is to be stopped", async () => {
  const whole = () => ({ run: adder().run });
  const { session } = await changed(whole());
  await session.advance(1);
  await session.take({ speed: 3 });
  await session.advance(1);
  const [copy, wanted] = [await resumed(runnable, whole(), held(session)), x(session)];
  await follow(copy, 2);
  await follow(copy, 15, () => true);
  assert.equal(await follow(copy, 15), true);
  assert.deepEqual([x(copy), copy.log], [wanted + 3, session.log]);
});

test("a copy that is stopped on its way goes on from there", async () => {
  const { session, seen } = await changed();
  const copy = await resumed(runnable, adder(), held(session));
  assert.equal(await follow(copy, 500, () => copy.step > 40), false);
  assert.ok(copy.step > 40 && copy.step < 500);
  assert.equal(await follow(copy, 500), true);
  assert.equal(x(copy), seen[12][0] + 0.5 * 488);
});

test("a run is made again from what an address says of it, beside another", async () => {
  const { session, seen } = await changed();
  const spec = { ...runnable, beside: true };
  const { initial, log, last, values } = session;
  const run = write(spec, initial, defaults(spec), last, log, values);
  const hash = keeping(write(spec, { ...initial, start: 5 }, defaults(spec), 4), [run, `#${spec.name}`]);
  assert.equal(hash, "#halving?start=5&step=4&kept=at%3D3%3Aspeed%3A2%26at%3D7%3Aspeed%3A0.5%26step%3D12&kept=");
  const { kept, problems } = read(spec, parse(hash).texts);
  assert.deepEqual([kept.length, kept[0].last, kept[1].last, problems], [2, 12, 0, []]);
  const again = await repeated(
    spec,
    adder(),
    { ...kept[0], initial: { ...defaults(spec), ...kept[0].initial } },
    advance,
  );
  assert.deepEqual([again.step, x(again), again.log], [12, seen[12][0], session.log]);
});

test("runs that cannot be are left out, and said; without `beside` there are none", () => {
  const spec = { ...runnable, beside: true };
  const runs = ["speed=99", "speed=0.5", "step=x", "kept=", "", "", ""].map((run) => ["kept", run]);
  const { kept, problems } = read(spec, new URLSearchParams(runs));
  assert.deepEqual(
    kept.map(({ initial }) => initial),
    [{ speed: 0.5 }, {}, {}],
  );
  assert.equal(problems.length, 4);
  assert.match(problems.join(), /speed takes.*step takes.*keeps others.*up to 3 runs/);
  assert.match(read(runnable, new URLSearchParams("kept=")).problems.join(), /no control "kept"/);
});

test("a promised engine is followed, too", async () => {
  const later = { run: async (feeds) => engine.run(feeds) };
  const session = new Session(runnable, later);
  await session.evaluate();
  await session.advance(2);
  const copy = await resumed(runnable, later, held(session));
  await follow(copy, 4);
  assert.deepEqual([copy.step, x(copy), x(session)], [4, 0.5, 2]);
});
