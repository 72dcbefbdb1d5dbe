# The worker in workerd itself, without wrangler: `workerd serve config.capnp` in this folder, with mailgun-edge installed in
# its node_modules. The bindings come from the environment; what is not set there is null.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "mail", worker = .mail),
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "mail")]
);

const mail :Workerd.Worker = (
  compatibilityDate = "2026-10-01",
  bindings = [
    (name = "MAILGUN_KEY", fromEnvironment = "MAILGUN_KEY"),
    (name = "MAILGUN_DOMAIN", fromEnvironment = "MAILGUN_DOMAIN"),
    (name = "MAILGUN_REGION", fromEnvironment = "MAILGUN_REGION"),
    (name = "MAILGUN_BASE_URL", fromEnvironment = "MAILGUN_BASE_URL"),
    (name = "MAILGUN_TESTMODE", fromEnvironment = "MAILGUN_TESTMODE"),
  ],
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    # workerd looks for a bare name beside the module that imports it.
    (name = "mailgun-edge", esModule = "export * from './node_modules/mailgun-edge/workerd.js';"),
    (name = "node_modules/mailgun-edge/workerd.js", esModule = embed "node_modules/mailgun-edge/workerd.js"),
    (name = "node_modules/mailgun-edge/mailgun_edge.wasm", wasm = embed "node_modules/mailgun-edge/mailgun_edge.wasm"),
    (name = "node_modules/mailgun-edge/api.js", esModule = embed "node_modules/mailgun-edge/api.js"),
    (name = "node_modules/mailgun-edge/attempt.js", esModule = embed "node_modules/mailgun-edge/attempt.js"),
    (name = "node_modules/mailgun-edge/core.js", esModule = embed "node_modules/mailgun-edge/core.js"),
    (name = "node_modules/mailgun-edge/draft.js", esModule = embed "node_modules/mailgun-edge/draft.js"),
    (name = "node_modules/mailgun-edge/errors.js", esModule = embed "node_modules/mailgun-edge/errors.js"),
    (name = "node_modules/mailgun-edge/glue.js", esModule = embed "node_modules/mailgun-edge/glue.js"),
    (name = "node_modules/mailgun-edge/mailgun.js", esModule = embed "node_modules/mailgun-edge/mailgun.js"),
    (name = "node_modules/mailgun-edge/message.js", esModule = embed "node_modules/mailgun-edge/message.js"),
    (name = "node_modules/mailgun-edge/secrets.js", esModule = embed "node_modules/mailgun-edge/secrets.js"),
    (name = "node_modules/mailgun-edge/source.js", esModule = embed "node_modules/mailgun-edge/source.js"),
  ]
);
