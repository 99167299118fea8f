// A tab of Firefox that keeps what it has been given, driven line by line: {go} opens an address, {run} evaluates a
// function's text in the page, and each is answered by a line, {found} or {error}, all JSON.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.argv[2], headless: true });
const page = await browser.newPage();

async function done({ go, run }) {
  if (go) await page.goto(go);
  return run ? ((await page.evaluate(`(${run})()`)) ?? null) : null;
}

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await done(JSON.parse(line)).then(
      (found) => ({ found }),
      (error) => ({ error: String(error) }),
    );
    console.log(JSON.stringify(answer));
  }
} finally {
  await browser.close();
}
