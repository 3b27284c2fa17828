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
