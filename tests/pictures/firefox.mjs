// What the page's own code makes of picture files in Firefox: {code, script, files} comes in, what the script answers
// goes out, both as JSON. Playwright drives only a Firefox of its own; this drives the one on the machine.
import { text } from "node:stream/consumers";
import puppeteer from "puppeteer-core";

const { code, script, files } = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.argv[2], headless: true });
const page = await browser.newPage();
await page.evaluate(code);
console.log(JSON.stringify(await page.evaluate(`(${script})(${JSON.stringify([files, 0])})`)));
await browser.close();
