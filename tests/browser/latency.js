// From saving a record to its new pixels in the browser: median and 95th percentile, in milliseconds.
// Arguments: the program, a folder to work in, records, each with how often it is saved (x.xml:50).
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launch } from "./browser.js";

const [program, folder, ...asked] = process.argv.slice(2);
const browser = await launch();

mkdirSync(join(folder, "input"), { recursive: true });
cpSync("input", join(folder, "input"), { recursive: true });

const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(0);

// Of the process and all that it has begun, in kB; 0 where there is no /proc.
function memory(pid) {
	const all = !existsSync("/proc") ? [] : readdirSync("/proc").filter(name => /^\d+$/.test(name)).flatMap(name => {
		try {
			const text = readFileSync(`/proc/${name}/status`, "utf8");
			return [{ pid: Number(name), parent: Number(text.match(/PPid:\s+(\d+)/)[1]), held: Number(text.match(/VmRSS:\s+(\d+)/)?.[1] || 0) }];
		} catch {
			return []; // it has just ended
		}
	});
	const of = parent => all.filter(one => one.pid === parent || one.parent === parent)
		.reduce((sum, one) => sum + (one.pid === parent ? one.held : of(one.pid)), 0);

	return of(pid);
}

async function measure(record, times) {
	const name = basename(record), file = join(folder, "input", name);

	cpSync(record, file);
	const child = spawn(program, ["preview", "--no-open", "--draft", `input/${name}`], { cwd: folder });
	const address = await new Promise(resolve => child.stdout.on("data", data => resolve(String(data).trim())));
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	const began = readFileSync(file, "utf8");
	// a word in the last long paragraph of one line: the pages before stay as they are
	const at = began.lastIndexOf(" the ", began.lastIndexOf("</para>"));
	const took = [];

	await page.goto(address);
	await page.waitForFunction(() => document.documentElement.dataset.painted && pages.length);
	const count = await page.evaluate(() => pages.length);
	await page.evaluate(() => page_go(pages.length));
	await page.evaluate(() => addEventListener("painted", event => { window.last = event.detail.at; }));
	await page.waitForTimeout(500);
	let before = 0;
	for (let i = 0; i < times; i++) {
		if (i === 10)
			before = memory(child.pid); // once it is warm
		await page.evaluate(() => { window.last = 0; });
		const saved = Date.now();
		writeFileSync(file, `${began.slice(0, at)} the ${"abcdefghij"[i % 10]}${i} ${began.slice(at + 5)}`);
		took.push(await page.evaluate(() => new Promise(resolve => {
			const look = () => (window.last ? resolve(window.last) : setTimeout(look, 1));
			look();
		})) - saved);
	}
	const sorted = [...took].sort((a, b) => a - b), late = [...took.slice(-20)].sort((a, b) => a - b);
	const after = memory(child.pid);
	console.log(`preview of ${name}, ${count} pages, saved ${times} times: pixels after ` +
		`${share(sorted, 0.5)} ms (p50), ${share(sorted, 0.95)} ms (p95); the last 20 after ${share(late, 0.5)} ms; ` +
		`memory ${before} kB after 10 saves, ${after} kB at the end (${(100 * after / before - 100).toFixed(1)} %)`);
	await page.close();
	child.kill("SIGTERM");
}

for (const one of asked) {
	const [record, times] = one.split(":");
	await measure(record, Number(times));
}
await browser.close();
