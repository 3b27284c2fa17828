// What the browser tests share: the system's own Chromium, without anything that it does by itself,
// and counting.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM || places.find(existsSync),
		args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync"],
	});
}

let passed = 0, failed = 0;

export function check(name, holds, ...said) {
	if (holds) {
		passed++;
	} else {
		failed++;
		console.log(`FAIL ${name}`);
		for (const line of said)
			console.log(`     ${typeof line === "string" ? line : JSON.stringify(line)}`);
	}
}

export function finish() {
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Every rule of WCAG 2.2 A and AA and of good practice: no violation, and none that is not counted.
export async function accessible(name, page) {
	await page.evaluate(axe);
	const result = await page.evaluate(() => window.axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	}));
	check(`${name}: rules were tried`, result.passes.length > 10);
	check(`${name}: accessible`, result.violations.length === 0,
		...result.violations.flatMap(v => v.nodes.slice(0, 3).map(n =>
			`${v.id}: ${v.help}: ${n.html.slice(0, 200)} ${n.failureSummary.slice(0, 300)}`)));
}

// The page at the address in light and dark, at 320 pixels and wide: accessible, and scrolling in one
// direction only. `ready` comes before, `more` has something else to ask of each view; both may be left out.
export async function views(browser, file, address, { ready, more }) {
	for (const colorScheme of ["light", "dark"]) {
		for (const width of [320, 1400]) {
			const name = `${file} ${colorScheme} ${width}`;
			// The page's own policy keeps axe out: it is let past for the test.
			const context = await browser.newContext({ bypassCSP: true, colorScheme,
				viewport: { width, height: 900 } });
			const page = await context.newPage();
			await page.goto(address);
			await ready?.(page);
			await accessible(name, page);
			const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			check(`${name}: the page scrolls in one direction only`, over <= 0, `${over} pixels too wide`);
			await more?.(name, page);
			await context.close();
		}
	}
}

// Without script, and with all that the page asks for and the browser complains of.
export async function plain(browser, file, address) {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	const asked = [], said = [];
	page.on("request", r => asked.push(r.url()));
	page.on("console", m => said.push(m.text()));
	await page.goto(address);
	check(`${file}: nothing but the page is fetched`, asked.length === 1, asked);
	check(`${file}: the browser has no complaint`, said.length === 0, said);
	return page;
}
