// A talk in Firefox, opened from the disk, with no way into any network. A line of input, [what, given], is answered by
// a line of output, {found} or {error}, all JSON. What: open (an address), press (a key), get (an expression), until
// (one that comes to be true), press-popup and get-popup (in the window that the talk has opened), problems.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const nowhere = { "network.proxy.type": 1, "network.proxy.no_proxies_on": "" };
for (const kind of ["http", "ssl", "socks"]) {
  nowhere[`network.proxy.${kind}`] = "127.0.0.1";
  nowhere[`network.proxy.${kind}_port`] = 9; // nothing listens there
}
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.argv[2],
  headless: true,
  defaultViewport: { width: 1280, height: 720 },
  extraPrefsFirefox: nowhere,
});
const page = await browser.newPage();
const problems = [];
page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
page.on("pageerror", (error) => problems.push(String(error)));
page.on("request", (request) => /^(file|data|blob|about):/.test(request.url()) || problems.push(request.url()));
let popup;
page.on("popup", (opened) => (popup = opened));

const does = {
  open: async (address) => void (await page.goto(address)),
  press: (key) => page.keyboard.press(key),
  get: (expression) => page.evaluate(expression),
  until: async (expression) => void (await page.waitForFunction(expression, { timeout: 20_000 })),
  "get-popup": (expression) => popup.evaluate(expression),
  "press-popup": (key) => popup.keyboard.press(key),
  problems: async () => problems.splice(0),
};

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const [what, given] = JSON.parse(line);
    const answer = await does[what](given).then(
      (found) => ({ found: found ?? null }),
      (error) => ({ error: `${what} ${given}: ${error}` }),
    );
    console.log(JSON.stringify(answer));
  }
} finally {
  await browser.close();
}
