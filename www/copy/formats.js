// Every way to copy a message. Each format is `{ label, note, files, write(copied) }`; `files` is said where there are files.
import { builder } from "./builder.js";
import { curl } from "./curl.js";
import { deno } from "./deno.js";
import { http } from "./http.js";
import { json } from "./json.js";
import { object } from "./object.js";
import { plainFetch } from "./fetch.js";
import { worker } from "./worker.js";

export const FORMATS = { curl, fetch: plainFetch, object, builder, worker, deno, json, http };
