// Opens HTML files in headless Chromium as readers meet them: wide, at 320 px and for print. Fails on an
// accessibility violation, a message on the console, a request to a network, a page that is wider than the window, or a
// caption of several lines that does not use the width there is.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const [tools, browserPath, ...files] = process.argv.slice(2);
const require = createRequire(tools + "/node/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failed = false;
const fail = (file, text) => { failed = true; console.log(`${file}: ${text}`); };
for (const file of files) {
  for (const [name, width, media] of [["wide", 1280, "screen"], ["narrow", 320, "screen"], ["print", 794, "print"]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on("console", (message) => fail(file, `${name}: console: ${message.text()}`));
    page.on("pageerror", (error) => fail(file, `${name}: error: ${error.message}`));
    page.on("request", (request) => {
      if (!/^(file|data|blob|about):/.test(request.url())) fail(file, `${name}: asks for ${request.url()}`);
    });
    await page.emulateMedia({ media });
    await page.goto(pathToFileURL(file).href);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0 && media === "screen") fail(file, `${name}: ${overflow} px wider than the window`);
    const squeezed = await page.evaluate(() => [...document.querySelectorAll("caption")].flatMap((caption) => {
      const range = document.createRange();
      range.selectNodeContents(caption);
      const { width, height } = range.getBoundingClientRect();
      const there = Math.min(caption.closest(".scroll").clientWidth, window.innerWidth);
      const lines = height / (1.4 * parseFloat(getComputedStyle(caption).fontSize));
      return lines > 1.5 && width < there / 2 ? [`${caption.textContent} (${Math.round(width)} px of ${there})`] : [];
    }));
    for (const caption of squeezed) fail(file, `${name}: squeezed: ${caption}`);
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const violation of result.violations) {
      const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
      fail(file, `${name}: ${violation.id}: ${violation.help} (${where})`);
    }
    await page.close();
  }
  console.log(`${file}: opened`);
}
await browser.close();
process.exit(failed ? 1 : 0);
