// `revisit preview` in a browser: first view, saving, mistakes, clicks to the source, scrolling, tabs, a
// server that goes and comes back; accessible in light and dark, at 320 pixels and wide.
// Arguments: a folder to work in, the program.
import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { accessible, check, finish, launch } from "./browser.js";

const folder = process.argv[2], program = process.argv[3];
const record = "input/milton-keynes-2007.xml", file = join(folder, record), log = join(folder, "opened");
const began = readFileSync(record, "utf8");

mkdirSync(join(folder, "input"), { recursive: true });
cpSync("input", join(folder, "input"), { recursive: true });
appendFileSync(log, "");
writeFileSync(join(folder, "editor"), `#!/bin/sh\necho "$1:$2" >>'${log}'\n`);
chmodSync(join(folder, "editor"), 0o755);

// ---- the server ----

function preview(...options) {
	const child = spawn(program, ["preview", "--no-open", "--draft", "--editor", `${join(folder, "editor")} {file} {line}`,
		...options, record], { cwd: folder });
	let said = "", complaints = "";

	child.stderr.on("data", data => { complaints += data; });
	const address = new Promise((resolve, reject) => {
		child.stdout.on("data", data => {
			said += data;
			const found = said.match(/http:\/\/\S+\//);
			if (found)
				resolve(found[0]);
		});
		child.on("exit", () => reject(new Error(`the preview ended: ${complaints}`)));
	});
	return { child, address };
}

const ended = child => new Promise(resolve => {
	if (child.exitCode !== null)
		resolve(child.exitCode);
	child.on("exit", resolve);
});

// ---- a page that is watched ----

const browser = await launch();
const violations = [], said = [], elsewhere = [];

async function tab(address, options = {}) {
	const context = options.context || await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
	const page = await context.newPage();

	page.on("console", message => said.push(message.text()));
	page.on("pageerror", error => said.push(error.message));
	page.on("request", request => {
		if (!request.url().startsWith(address) && !request.url().startsWith("data:"))
			elsewhere.push(request.url());
	});
	await page.exposeFunction("violated", text => violations.push(text));
	await page.addInitScript(() => document.addEventListener("securitypolicyviolation",
		event => window.violated(`${event.violatedDirective} ${event.blockedURI}`)));
	await page.goto(address);
	await painted(page, 0);
	return page;
}

const version = page => page.evaluate(() => Number(document.documentElement.dataset.painted || 0));
const painted = (page, after) => page.waitForFunction(
	before => Number(document.documentElement.dataset.painted || 0) > before, after, { timeout: 30000 });

async function save(page, text) {
	const before = await version(page);
	writeFileSync(file, text);
	await painted(page, before);
}

const fetched = page => page.evaluate(() => performance.getEntriesByType("resource")
	.filter(r => r.name.includes("/page/") && r.initiatorType === "fetch").length);
const place = page => page.evaluate(() => ({ top: document.getElementById("view").scrollTop,
	zoom: getComputedStyle(document.getElementById("pages")).getPropertyValue("--zoom"),
	number: document.getElementById("page-number").value }));
const settle = page => page.waitForTimeout(150);
const show = async (page, number) => {
	await page.evaluate(n => page_go(n), number);
	await page.waitForFunction(n => pages[n - 1].svg && pages[n - 1].svg.parentNode, number);
	await settle(page);
};

// ---- first view ----

const first = preview();
const address = await first.address;
const page = await tab(address);

check("the title is the report's", (await page.textContent("h1")).includes("Milton Keynes"));
const count = await page.evaluate(() => pages.length);
check("there are all pages", count > 15 && await page.locator("section.page").count() === count, count);
check("the first is drawn", await page.locator("section.page svg text").count() > 3);
check("the contents are there", await page.locator("#contents a").count() > 10);
await page.click("#contents a:has-text('Vehicle crime')");
await settle(page);
check("and lead to the page", Number((await place(page)).number) > 4, await place(page));
await page.click("#tab-thumbs");
await page.waitForSelector("#thumbs svg text");
check("each page has a thumbnail", await page.locator("#thumbs .sheet").count() === count);

// ---- saving: the page changes in place ----

await page.click("#tab-contents");
await page.selectOption("#zoom", "1.5");
await show(page, 9);
await page.evaluate(() => { document.getElementById("view").scrollTop += 137; });
await settle(page);
const before = await place(page), loaded = await fetched(page);
await save(page, began.replace("Crime performance is better", "Crime performance is far better"));
await page.waitForFunction(() => pages.some(p => p.svg && p.svg.textContent.includes("far better")));
check("what was written stands on the page", true);
const after = await place(page);
check("the scroll position is kept", Math.abs(after.top - before.top) <= 1 && after.number === before.number, before, after);
check("and the zoom", after.zoom === before.zoom, before, after);
const more = await fetched(page) - loaded;
check("what changed comes by itself, and nothing is fetched", more === 0, `${more} pages fetched`);
check("the problems are told", (await page.textContent("#tab-problems")).includes("Problems"));

// ---- a mistake, and its end ----

await save(page, began.replace("<heading>Performance information</heading>", "<headin>Performance information</headin>"));
const line = began.split("\n").findIndex(l => l.includes("<heading>Performance information")) + 1;
check("a mistake is told with its line", (await page.textContent("#problems")).includes(`line ${line}`),
	await page.textContent("#problems"));
check("it is said that the pages are old", await page.isVisible("#banner"));
check("and they are still there", await page.locator("section.page svg text").count() > 3);
await page.click("#problems button:has-text('Open in editor')");
for (let i = 0; i < 80 && !readFileSync(log, "utf8"); i++)
	await page.waitForTimeout(25);
check("a problem opens in the editor", readFileSync(log, "utf8").trim().endsWith(`:${line}`), readFileSync(log, "utf8"));
await save(page, began);
check("mended, the pages are good again", !await page.isVisible("#banner") &&
	await page.evaluate(() => document.documentElement.dataset.state !== "failed"));

// ---- from a click to the line ----

await page.selectOption("#zoom", "1");

// Clicks the first item that `find` (code of the page) gives, and compares what is said of it.
async function click_on(name, find, wanted) {
	const spot = await page.evaluate(async code => {
		const pick = eval(code);
		for (const p of pages) {
			await page_show(p);
			const item = pick(p.svg);
			if (!item)
				continue;
			page_go(p.number, box_on(p, item).y);
			await new Promise(resolve => setTimeout(resolve, 100));
			const box = item.getBoundingClientRect();
			return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
		}
		return null;
	}, find);
	if (!spot) {
		check(`${name}: is there`, false);
		return;
	}
	const opened = readFileSync(log, "utf8").length;
	await page.mouse.click(spot.x, spot.y);
	const title = await page.textContent("#source-title");
	const [, from, number] = title.match(/^(.*), line (\d+)$/) || [];
	const path = from && join(folder, from);
	const text = path && existsSync(path) ? readFileSync(path, "utf8").split("\n")[Number(number) - 1] : "";
	check(`${name}: its line is told`, wanted.test(text), title, text);
	for (let i = 0; i < 40 && readFileSync(log, "utf8").length === opened; i++)
		await page.waitForTimeout(25);
	check(`${name}: and opened`, readFileSync(log, "utf8").slice(opened).trim() === `${path}:${number}`,
		readFileSync(log, "utf8").slice(opened));
}

const saying = (words, more = "") => `svg => [...svg.querySelectorAll("text${more}, tspan${more}")].find(e => e.textContent.trim() === ${JSON.stringify(words)})`;

await click_on("a title on the cover", saying("Thames Valley Police"), /<force>Thames Valley Police/);
await click_on("a heading", saying("Robbery"), /Robbery|measure-narrative/);
await click_on("a word of a paragraph", saying("community"), /community/);
await click_on("a stated figure in a table", saying("27,906"), /value="27906"/);
await click_on("a computed figure in a table", saying("3.17%"), /id="total"/);
await click_on("the head of a table", saying("Measure"), /<performance-table/);
await click_on("a date in the head of a table", saying("July 2005 to"), /<period id="previous"/);
await click_on("a figure in running text", `svg => [...svg.querySelectorAll("[data-figure]")].find(e => e.textContent.trim() === "6.68%")`, /<val |6\.68/);
await click_on("a list's item", `svg => [...svg.querySelectorAll("text.label")].find(e => e.textContent.trim() === "•")`, /<item|<point|<milestone/);
await click_on("a point of a chart", `svg => svg.querySelector("path[data-figure^='total-months.value']")`, /<month at=/);
await click_on("the name of a line in a chart", saying("MSBCU average"), /<series id="total-months"/);
await click_on("the number of a recommendation", saying("Recommendation 1"), /<recommendation id="r1"/);
await click_on("the running head", `svg => [...svg.querySelectorAll("text.header")].find(e => e.textContent.startsWith("Follow-up"))`, /<unit /);
await click_on("an entry of the contents", `svg => [...svg.querySelectorAll("text")].find(e => e.textContent.trim() === "Inspection recommendations")`, /<heading>Inspection recommendations/);

await page.evaluate(() => page_go(4));
await settle(page);
await click_on("a computed figure", `svg => [...svg.querySelectorAll("text[data-figure='total.change']")].find(e => e.textContent.includes("increase"))?.firstElementChild`, /measure-narrative measure="total"/);
await page.click("#source-explain");
await page.waitForSelector("#explain table");
check("a number is explained", (await page.textContent("#explain")).includes("(28,792 − 27,906) ÷ 27,906 × 100 = 3.17%"),
	await page.textContent("#explain"));
check("with the lines of what it is from", await page.locator("#explain tbody button").count() === 2);
await page.keyboard.press("Escape");
check("Escape closes it", !await page.isVisible("#source"));

// ---- keys and search ----

await page.focus("#view");
await page.evaluate(() => page_go(1));
await settle(page);
await page.keyboard.press("n");
check("N picks the first words", await page.isVisible("#source") && (await page.textContent("#source-title")).includes("line"));
const one = await page.textContent("#source-text");
await page.keyboard.press("n");
check("and then the next", await page.textContent("#source-text") !== one);
await page.keyboard.press("Escape");
await page.keyboard.press("/");
await page.keyboard.type("partner­ship");
await page.waitForFunction(() => / of \d/.test(document.getElementById("search-count").textContent));
const found = await page.textContent("#search-count");
await page.keyboard.press("Enter");
await page.waitForFunction(text => document.getElementById("search-count").textContent !== text, found);
check("search finds, and goes on", await page.locator(".over .found.now").count() > 0, found);
await page.keyboard.press("Escape");
check("Escape closes the search", !await page.isVisible("#search"));
await page.keyboard.press("?");
check("? shows the keys", await page.evaluate(() => document.getElementById("help").open));
await page.keyboard.press("Escape");
await page.keyboard.press("s");
check("S shows pages side by side", await page.evaluate(() => document.getElementById("pages").classList.contains("spread")));
await show(page, 9);
const beside = (await place(page)).number;
await page.keyboard.press("s");
await settle(page);
await page.evaluate(() => page_go(9));
await settle(page);
await page.keyboard.press("s");
await settle(page);
const aside = (await place(page)).number;
await page.keyboard.press("s");
await settle(page);
check("and keeps to the page that was read", aside === "9" && (await place(page)).number === "9", beside, aside, await place(page));
for (const key of ["d", "m", "r", "l"])
	await page.keyboard.press(key);
await page.waitForSelector(".over .margin");
check("margins, frames and baselines are drawn", await page.locator(".over .frame").count() > 0 &&
	await page.locator(".over .baseline").count() > 0);
check("and the watermark goes", await page.evaluate(() => getComputedStyle(document.querySelector(".page .watermark")).display === "none"));
for (const key of ["d", "m", "r", "l"])
	await page.keyboard.press(key);

// ---- what opens below hides nothing that it speaks of ----

const in_view = () => page.evaluate(() => {
	const box = document.querySelector(".over .picked").getBoundingClientRect(), all = view.getBoundingClientRect();
	return box.top >= all.top && box.bottom <= all.bottom;
});
for (const [name, what] of [["the lowest word", "text[data-line]"], ["the lowest figure", "text[data-figure]"]]) {
	await show(page, 9);
	const spot = await page.evaluate(selector => {
		const floor = view.getBoundingClientRect().bottom;
		const boxes = pages.flatMap(p => (p.svg ? [...p.svg.querySelectorAll(`${selector}:not(.watermark)`)] : []))
			.map(e => e.getBoundingClientRect()).filter(b => b.bottom < floor - 1);
		const low = boxes.reduce((a, b) => (b.bottom > a.bottom ? b : a));
		view.scrollTop -= floor - low.bottom - 2; // down to the edge
		return { x: low.left + Math.min(4, low.width / 2), y: floor - 2 - low.height / 2 };
	}, what);
	await page.mouse.click(spot.x, spot.y);
	await page.waitForSelector(".over .picked", { state: "attached" });
	check(`${name} stays in view when it is picked`, await in_view());
	if (what.includes("figure")) {
		await page.click("#source-explain");
		await page.waitForSelector("#explain .value"); // a stated one has no table
		check(`${name} stays in view when it is explained`, await in_view());
	}
	await page.keyboard.press("Escape");
}

// ---- surroundings ----

const looks = () => page.evaluate(() => [getComputedStyle(document.body).backgroundColor,
	getComputedStyle(document.querySelector(".page")).backgroundColor, getComputedStyle(document.querySelector(".page")).color]);
const [bright, paper, ink] = await looks();
await page.evaluate(() => theme_set("dark"));
const dark = await looks();
check("dark surroundings may be chosen, and paper stays paper", dark[0] !== bright && dark[1] === paper && dark[2] === ink,
	[bright, paper, ink], dark);
await page.evaluate(() => theme_set("light"));
check("and light ones", (await looks())[0] === bright);
await page.evaluate(() => theme_set("auto"));

// ---- two tabs ----

const second = await tab(address, { context: page.context() });
const both = [await version(page), await version(second)];
writeFileSync(file, began.replace("Crime performance is better", "Crime performance is no better"));
await Promise.all([painted(page, both[0]), painted(second, both[1])]);
await show(second, 9);
check("two tabs show the same", await second.evaluate(() => pages[8].svg.textContent.includes("no better")) &&
	(await second.textContent("#state-text")) === (await page.textContent("#state-text")));
await second.close();

// ---- documents ----

for (const [name, type] of [["report.pdf", "application/pdf"], ["report.html", "text/html; charset=utf-8"]]) {
	const answer = await page.evaluate(async n => {
		const got = await fetch(n);
		return [got.status, got.headers.get("content-type"), (await got.arrayBuffer()).byteLength];
	}, name);
	check(`${name} can be had`, answer[0] === 200 && answer[1] === type && answer[2] > 10000, answer);
}
for (const kind of ["pdf", "html"]) {
	await page.click("[aria-controls='files']");
	const [got] = await Promise.all([page.waitForEvent("download"), page.click(`#get-${kind}`)]);
	check(`a ${kind} has the record's name`, got.suggestedFilename() === `milton-keynes-2007.${kind}` && !await got.failure(),
		got.suggestedFilename(), await got.failure());
}
await page.click("#tab-publish");
await page.waitForSelector("#publish h2");
check("what to look at before publication is told", await page.locator("#publish h2").count() === 4 &&
	(await page.textContent("#publish")).includes("published as"), await page.textContent("#publish"));
await page.click("#tab-problems");

// ---- gone, and back ----

check("the policy is never broken", violations.length === 0, violations);
check("the browser has no complaint", said.length === 0, said);
check("nothing is fetched from elsewhere", elsewhere.length === 0, elsewhere);
await page.context().close();

// Between the browser and the server, so that it can go and come back.
const sockets = new Set(), port = new URL(address).port;
let own;
const between = createServer(near => {
	const far = connect(port, "127.0.0.1");

	sockets.add(near).add(far);
	near.on("data", data => far.write(Buffer.from(data.toString("latin1").replaceAll(`127.0.0.1:${own}`, `127.0.0.1:${port}`), "latin1")));
	far.on("data", data => near.write(data));
	for (const [one, other] of [[near, far], [far, near]]) {
		one.on("error", () => other.destroy());
		one.on("close", () => other.destroy());
	}
});
const listening = at => new Promise(resolve => { between.listen(at, "127.0.0.1", resolve); });
await listening(0);
own = between.address().port;
const through = await tab(address.replace(`:${port}/`, `:${own}/`));
await show(through, 9);
said.length = 0;
between.close();
sockets.forEach(socket => socket.destroy());
await through.waitForFunction(() => document.documentElement.dataset.state === "gone", null, { timeout: 10000 });
check("it is told that the server is gone", await through.isVisible("#banner") &&
	await through.locator("section.page svg text").count() > 3);
writeFileSync(file, began.replace("Crime performance is better", "Crime performance was better"));
await listening(own);
await through.waitForFunction(() => pages[8].svg && pages[8].svg.textContent.includes("was better"), null, { timeout: 20000 });
check("back, it shows what was written meanwhile", !await through.isVisible("#banner"));
first.child.kill("SIGTERM");
check("the server ends when it is told to", await ended(first.child) === 0);
await through.waitForFunction(() => document.documentElement.dataset.state === "gone", null, { timeout: 10000 });
check("the pages stay when it is over", await through.locator("section.page svg text").count() > 3);
await through.context().close();
between.close();

// ---- against what was before ----

writeFileSync(join(folder, "input", "before.xml"), began.replace('value="27906"', 'value="27999"'));
writeFileSync(file, began);
const third = began.split("\n").findIndex(l => l.includes('<recommendation id="r3"')) + 1;
const other = preview("--against", "input/before.xml", "--line", String(third));
const changed = await tab(await other.address);
await changed.waitForSelector("#source:not([hidden])");
check("--line begins at what stands there", (await changed.textContent("#source-title")).endsWith(`, line ${third}`) &&
	Number((await place(changed)).number) > 10, await changed.textContent("#source-title"), await place(changed));
await changed.keyboard.press("Escape");
await changed.evaluate(async () => {
	begun_at_line = false;
	const one = { ...state, version: state.version + 1 }, two = { ...state, version: state.version + 2 };
	await Promise.all([state_take(one), state_take(two)]);
	newest = -1;
});
await changed.waitForSelector("#source:not([hidden])");
check("also when one state overtakes another", true);
await changed.click("#problems button:has-text('Show')");
await changed.waitForFunction(n => !document.getElementById("source-title").textContent.endsWith(`, line ${n}`), third);
check("a note in the list leads to its place", Number((await place(changed)).number) < 12, await place(changed));
await changed.click("#tab-changes");
await changed.waitForSelector("#changes tbody tr");
check("changed figures are listed", (await changed.textContent("#changes")).includes("27,999"));
check("figures stand below their heads", await changed.evaluate(() => ["thead th", "tbody td"].every(cells =>
	[...document.querySelectorAll(`#changes ${cells}`)].slice(1, 3).every(cell => getComputedStyle(cell).textAlign === "right"))));
check("and paragraphs, word by word", await changed.locator("#changes li ins").count() > 0 &&
	await changed.locator("#changes li del").count() > 0);
await changed.click("#changes li button:has-text('Show')");
await changed.waitForSelector(".over .changed");
check("their margins are marked", true);

// ---- a record that cannot be built from the beginning ----

writeFileSync(file, began.replace("</heading>", "</headin>"));
const broken = preview(), bare = await tab(await broken.address);
await bare.waitForFunction(() => state && state.failed && document.querySelector("#problems li"));
check("without pages, nothing is told of any", await bare.inputValue("#page-number") === "" && await bare.textContent("#page-count") === "" &&
	(await bare.textContent("#contents")) === "There are no pages yet.", await bare.textContent("#contents"));
check("but what is wrong", await bare.isVisible("#banner") && (await bare.textContent("#problems")).includes("headin"));
writeFileSync(file, began);
await bare.waitForFunction(() => pages.length && document.querySelectorAll("#contents a").length);
check("mended, they are there", await bare.textContent("#page-count") === `of ${count}` && !await bare.isVisible("#banner"));
await save(bare, began.replace("</heading>", " \u{12000}</heading>"));
await bare.click("#tab-publish");
await bare.click("[aria-controls='files']");
await bare.click("#get-pdf");
await bare.waitForFunction(() => document.getElementById("live").textContent.startsWith("There is no document"));
check("pages with an error are no document, and the error is shown", await bare.isVisible("#problems") &&
	!await bare.isVisible("#banner") && (await bare.textContent("#problems")).includes("12000"), await bare.textContent("#problems"));
writeFileSync(file, began);
await bare.context().close();
broken.child.kill("SIGTERM");
await ended(broken.child);

// ---- started again, at the same port ----

const twice = preview("--port", new URL(await other.address).port);
check("one port, one preview", await twice.address.then(() => false, () => true));
const once = preview(), old = await tab(await once.address);
await old.waitForFunction(() => pages.length);
await show(old, 1);
once.child.kill("SIGTERM");
await ended(once.child);
const again = preview("--port", new URL(await once.address).port);
check("started again, it has another address", await again.address !== await once.address);
await old.waitForFunction(() => document.getElementById("banner").textContent.includes("started again"), null, { timeout: 20000 });
check("an old tab says so, and waits no longer", (await old.textContent("#state-text")) === "This preview has ended" &&
	await old.locator("section.page svg text").count() > 3, await old.textContent("#state-text"));
await old.context().close();
again.child.kill("SIGTERM");
await ended(again.child);

// ---- accessible ----

await changed.context().close();
violations.length = said.length = 0;
for (const colorScheme of ["light", "dark"])
	for (const width of [320, 1280]) {
		const name = `preview ${colorScheme} ${width}`;
		// The page's own policy keeps axe out: it is let past for the test.
		const view = await tab(await other.address, { bypassCSP: true, colorScheme, viewport: { width, height: 800 } });
		await accessible(name, view);
		const over = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		check(`${name}: nothing is wider than the window`, over <= 0, `${over} pixels`);
		if ((colorScheme === "light") !== (width === 1280)) {
			await view.context().close();
			continue;
		}
		if (await view.isHidden("#right"))
			await view.click("#right-toggle");
		for (const id of ["tab-changes", "tab-publish"]) {
			await view.click(`#${id}`);
			await view.waitForSelector("#right [role=tabpanel]:not([hidden]) li");
			await accessible(`${name} ${id}`, view);
		}
		if (width === 320)
			await view.click("#right-toggle");
		await view.click("#draft-toggle");
		await accessible(`${name} view`, view);
		await view.keyboard.press("Escape");
		await view.keyboard.press("/");
		await view.keyboard.type("crime");
		await view.waitForTimeout(300);
		await accessible(`${name} search`, view);
		await view.keyboard.press("Escape");
		await view.focus("#view");
		await view.keyboard.press("n");
		await accessible(`${name} source`, view);
		await view.keyboard.press("?");
		await accessible(`${name} keys`, view);
		await view.context().close();
	}
check("the browser has no complaint", said.length === 0, said);
other.child.kill("SIGTERM");
await ended(other.child);
await browser.close();
finish();
