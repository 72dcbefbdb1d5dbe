// The instance of the wasm module. It is made at first use; one that trapped is never used again, since a Rust panic leaves
// its stack and its borrows as they were, and after some hundred of them nothing works.
import { InternalError } from "./errors.js";
import { instantiate } from "./glue.js";

let load;
let advice;
// Not `module`: a bundle in CommonJS has a variable of that name.
let compiled;
let instance;

/** Each loader says how it comes by the compiled module, and what helps where that is refused. */
export function use(loader, hint = "") {
  load = loader;
  advice = hint;
}

/** The present instance. */
export function core() {
  return (instance ??= make());
}

function make() {
  try {
    return instantiate((compiled ??= load()));
  } catch (cause) {
    // Jest's jsdom hides what Node has, TextDecoder for one.
    const why = cause?.name === "ReferenceError" ? `${cause.message} here. ` : advice;
    throw new InternalError("internal", `WebAssembly could not be started. ${why}${UNSENT}`, { cause });
  }
}

/** Whether an instance is the present one: objects of a lost one are left alone. */
export function lives(home) {
  return home === instance;
}

/** Whether anything was sent by the call that failed. */
const UNSENT = "Nothing was sent by this call";
const PERHAPS_SENT = "The message may have been sent: look it up before you send it again";

/**
 * Does one thing with an instance: the present one, or the one an object lives in.
 * A trap costs this call, and those it was made within, by a getter for one; the next one gets a fresh instance.
 */
export function within(home, work, sent = false) {
  if (!lives(home)) throw new InternalError("internal", `This message was lost with an instance that failed: make a new one. ${UNSENT}`);
  try {
    const result = work(home);
    if (lives(home)) return result;
  } catch (error) {
    if (starts(error, "recursive use of an object") || starts(error, "attempted to take ownership")) throw new TypeError("This message is in use: a getter, toJSON or proxy among its values used it while it was read");
    if (lives(home)) {
      if (!broke(error)) throw error;
      home.failure = error;
      home.retire();
      instance = undefined;
    }
  }
  throw new InternalError("internal", `The package failed here: see the cause. ${sent ? PERHAPS_SENT : UNSENT}`, { cause: home.failure });
}

/**
 * What engines say where a stack ran out in the midst of the module's own frames: V8 and JavaScriptCore, SpiderMonkey; and where it was
 * the module's own stack, below which the glue writes (a DataView's words: JavaScriptCore, V8, SpiderMonkey).
 */
const SPENT = ["Maximum call stack", "too much recursion", "Out of bounds access", "Offset is outside", "offset is outside"];

/** A trap, or a stack that ran out. */
function broke(error) {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && (error.name === "RangeError" || error.name === "InternalError") && SPENT.some((words) => starts(error, words));
}

/** Whether an error's message begins so. V8 ends the whole process where the stack has no room to compile a regular expression. */
function starts(error, words) {
  return typeof error?.message === "string" && error.message.startsWith(words);
}
