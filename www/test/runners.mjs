// Runs what the page copies, each format as a person would run it, against a loopback server that stands for Mailgun.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bin, install } from "../../tests/package/runtimes/installed.mjs";
import { finish } from "../../tests/package/runtimes/process.mjs";
import { configuration, serve } from "../../tests/package/runtimes/workerd.mjs";
import { startServer } from "../../tests/package/server.mjs";

const MAILGUN = "https://api.mailgun.net";
export const KEY = "key-of-the-test";
export const AUTHORIZATION = `Basic ${Buffer.from(`api:${KEY}`).toString("base64")}`;

async function run(command, args, { folder }) {
  const { code, stdout, stderr } = await finish(command, args, { cwd: folder, env: { MAILGUN_KEY: KEY }, limit: 60_000 });
  if (code !== 0) throw new Error(`ended with ${code}: ${`${stdout}${stderr}`.slice(-1500)}`);
}

/** As a module beside the installed package; block.mjs lets the server stand for Mailgun's hosts. */
const program = (command, args) => async (text, kit) => {
  const file = `copied-${kit.id}.mjs`;
  await writeFile(join(kit.folder, file), text);
  await run(command, [...args, "block.mjs", kit.base, `./${file}`], kit);
};

const node = program(process.execPath, []);
const DENO = ["run", "--no-lock", "--no-prompt", "--node-modules-dir=manual", "--allow-env", "--allow-net", "--allow-read"];

/** In workerd, with the folder's files as the assets, and the server as the whole outside world. */
async function worker(text, kit) {
  const main = `copied-${kit.id}.mjs`;
  await writeFile(join(kit.folder, main), text);
  const bindings = [`(name = "MAILGUN_KEY", text = "${KEY}")`, '(name = "ASSETS", service = "assets")'];
  const outside = `external = (address = "${kit.base.replace("http://", "")}", http = ())`;
  const written = await configuration(kit.installed, { main, files: [], bindings, outside });
  const assets = `(name = "assets", disk = (path = ${JSON.stringify(kit.folder)}))`;
  const config = join(kit.folder, `${main}.capnp`);
  await writeFile(config, written.replace("services = [", `services = [\n    ${assets},`));
  const { base, log, stop } = await serve(config);
  try {
    const response = await fetch(base);
    if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()} ${log().slice(-1500)}`);
  } finally {
    await stop();
  }
}

/** The message sent by a program that has it as JSON, and gives each file its data. */
const json = (text, kit) => {
  const message = JSON.parse(text);
  const reads = kit.paths.map(([field, at, path]) => `message.${field}[${at}].data = await readFile(${JSON.stringify(path)});`);
  return node(`import { readFile } from "node:fs/promises";
import { Mailgun } from "mailgun-edge";
const message = JSON.parse(${JSON.stringify(JSON.stringify(message))});
${reads.join("\n")}
await new Mailgun({ key: process.env.MAILGUN_KEY, domain: ${JSON.stringify(kit.domain)} }).send(message);
`, kit);
};

/** What a workflow tool does with the request: the placeholder filled in, then each part appended. */
const http = (text, kit) => {
  const base64 = AUTHORIZATION.replace("Basic ", "");
  const request = JSON.parse(text.replace("<base64 of api:YOUR_MAILGUN_KEY>", base64));
  return node(`import { readFile } from "node:fs/promises";
const { method, url, headers, parts } = JSON.parse(${JSON.stringify(JSON.stringify(request))});
const body = new FormData();
for (const { name, value, file, filename, contentType } of parts) {
  body.append(name, file === undefined ? value : new File([await readFile(file)], filename, { type: contentType }));
}
await fetch(url, { method, headers, body });
`, kit);
};

/** As pasted into a shell: a script of its own, since an argument of bash's would have an end. */
async function curl(text, kit) {
  const script = join(kit.folder, `copy-${kit.id}.sh`);
  await writeFile(script, text.replace(MAILGUN, kit.base));
  return run("bash", [script], kit);
}

export const RUNNERS = {
  curl,
  fetch: node, object: node, builder: node, worker, json, http,
  deno: program(bin("deno"), DENO),
};

let runs = 0;

/** The server and the installed package: `send(format, text, message)` runs a copy and gives what arrived. */
export async function bench() {
  const installed = await install();
  const server = await startServer();
  return {
    folder: installed.folder,
    installed,
    /** Lays the files that a copy reads into the folder it runs in. */
    async lay(files) {
      for (const [path, bytes] of files) {
        await mkdir(dirname(join(installed.folder, path)), { recursive: true });
        await writeFile(join(installed.folder, path), bytes);
      }
    },
    async send(format, text, { domain, paths = [] }) {
      await RUNNERS[format](text, { installed, folder: installed.folder, base: server.base, id: ++runs, domain, paths });
      return server.received.get(domain) ?? [];
    },
    async close() {
      await server.close();
      await installed.remove();
    },
  };
}
