// Every parameter in three forms: the plain object by wire names, by camelCase names, and the builder.

import { BASE, BASE_PARTS, equal, field, ok, partsOf, same } from "./kit.mjs";
import { byWire, callsOf, inOrder, ORDER, samples } from "./samples.mjs";

const WIRE = Object.fromEntries(samples(new Date(0)).map((sample) => [sample.field, sample.wire]));
const partsFor = (fields) => Object.entries(fields).map(([name, value]) => field(WIRE[name], value));

/** The rest of the message: BASE without the field itself, and what the field needs. */
const restFor = (sample) => {
  const { [sample.field]: own, ...rest } = { ...BASE, ...sample.also };
  return rest;
};

/** All samples that go together in one message, last first: the order given must not matter. */
const together = (without) => samples().filter((sample) => !without.includes(sample.field)).reverse();

export function parameterCases({ Message, toFormData, parameters }) {
  const all = samples();
  const cases = {
    "parameters: a sample for every row of mailgun-edge/parameters": () => {
      same(parameters.map((row) => row.name).sort(), [...ORDER].sort(), "wire names");
      same(parameters.map((row) => row.field).sort(), all.map((sample) => sample.field).sort(), "camelCase names");
      ok(Object.isFrozen(parameters), "the list is not frozen");
    },
    "parameters: the rows stand in the order of the parts": () => same(parameters.map((row) => row.name), ORDER, "order"),
    "parameters: every row tells its kind, doc and source": () => {
      for (const row of parameters) {
        for (const name of ["kind", "group", "doc", "source"]) ok(typeof row[name] === "string" && row[name], `${row.field}: ${name}`);
        equal(typeof row.repeatable, "boolean", `${row.field}: repeatable`);
      }
      same(parameters.find((row) => row.field === "trackingClicks").values, ["yes", "no", "htmlonly"], "values of trackingClicks");
    },
    "parameters: every setter named is a method of Message": () => {
      for (const row of parameters) {
        equal(typeof Message.prototype[row.field], "function", `Message.prototype.${row.field}`);
        if (row.setter) equal(typeof Message.prototype[row.setter], "function", `Message.prototype.${row.setter}`);
      }
    },
  };
  for (const sample of all) {
    const rest = restFor(sample);
    const expected = inOrder([...partsFor(rest), ...sample.parts]);
    cases[`parameter ${sample.wire || "params"}: wire name`] = (kit) => kit.arrives({ ...byWire(sample), ...rest }, expected);
    cases[`parameter ${sample.wire || "params"}: camelCase name ${sample.field}`] = (kit) => kit.arrives({ [sample.field]: sample.value, ...rest }, expected);
    cases[`parameter ${sample.wire || "params"}: builder, ${callsOf(sample)[0][0]}()`] = async (kit) => {
      const message = new Message();
      for (const [setter, ...values] of callsOf(sample)) equal(message[setter](...values), message, `${setter}() returns`);
      for (const [name, value] of Object.entries(rest)) equal(message[name](value), message, `${name}() returns`);
      await kit.arrives(message, expected);
    };
    cases[`parameter ${sample.wire || "params"}: builder takes what the object takes`] = (kit) =>
      kit.arrives(kit.builder({ ...rest, [sample.field]: sample.value }), expected);
  }
  return { ...cases, ...whole(Message, toFormData) };
}

/** Many parameters in one message. */
function whole(Message, toFormData) {
  const cases = {};
  // Mailgun refuses html together with template, and the t: parameters need a template.
  const sets = { "with html": ["template", "templateVersion", "templateText", "templateVariables"], "with template": ["html"] };
  for (const [title, without] of Object.entries(sets)) {
    const chosen = together(without);
    const expected = inOrder(chosen.flatMap((sample) => sample.parts));
    const wire = Object.assign({}, ...chosen.map(byWire));
    const camel = Object.fromEntries(chosen.map((sample) => [sample.field, sample.value]));
    cases[`all parameters ${title}: wire names`] = (kit) => kit.arrives(wire, expected);
    cases[`all parameters ${title}: camelCase names`] = (kit) => kit.arrives(camel, expected);
    cases[`all parameters ${title}: builder, one by one`] = (kit) => {
      const message = new Message();
      for (const sample of chosen) for (const [setter, ...values] of callsOf(sample)) message[setter](...values);
      return kit.arrives(message, expected);
    };
    cases[`all parameters ${title}: builder, chained`] = (kit) =>
      kit.arrives(chosen.flatMap(callsOf).reduce((message, [setter, ...values]) => message[setter](...values), new Message()), expected);
    cases[`all parameters ${title}: new Message(init)`] = (kit) => kit.arrives(new Message(camel), expected);
    cases[`all parameters ${title}: toFormData gives what is sent`] = async () => same(await partsOf(toFormData(wire)), expected, "parts");
  }
  cases["the smallest message"] = (kit) => kit.arrives(BASE, BASE_PARTS);
  return cases;
}
