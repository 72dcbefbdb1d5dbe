// From CommonJS, which Node lets require() an ES module since 20.19 and TypeScript since 5.8, under nodenext alone.

import mailgunEdge = require("mailgun-edge");
import sandbox = require("mailgun-edge/sandbox");

const { fetch } = sandbox.createSandbox({ key: "key-1", domains: ["mg.example.com"] });
const mailgun: mailgunEdge.Mailgun = new mailgunEdge.Mailgun({ key: "key-1", domain: "mg.example.com", fetch });
export = mailgun;
