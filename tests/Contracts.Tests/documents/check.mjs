// Checks the documents of the messages with the tools that their readers use.
//
//   node check.mjs asyncapi DOCS     asyncapi.yaml, with every schema it refers to, by AsyncAPI's own parser
//   node check.mjs schemas DOCS      the schemas, by ajv: strict, their examples valid, what they demand demanded
//
// Writes a line for each fault and ends with 1 if there is any; else it says what was checked.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [what, docs] = process.argv.slice(2);
const faults = [];

async function checkAsyncApi() {
  const source = join(docs, "asyncapi.yaml");
  const { document, diagnostics } = await new Parser().parse(readFileSync(source, "utf8"), { source });
  for (const one of diagnostics.filter((diagnostic) => diagnostic.severity <= DiagnosticSeverity.Warning)) {
    faults.push(`${one.path.join(".")}: ${one.message}`);
  }
  return document && `${document.allMessages().length} messages on ${document.allChannels().length} channels`;
}

function checkSchemas() {
  const folder = join(docs, "schemas");
  const schemas = new Map(
    readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8"))]));
  // Keywords of several types in one place are ours: "type": ["string", "null"].
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  for (const [file, schema] of schemas) ajv.addSchema(schema, file);

  let examples = 0;
  let demands = 0;
  for (const [file, schema] of schemas) {
    const validate = ajv.getSchema(file);
    for (const example of schema.examples) {
      examples += 1;
      if (!validate(example)) faults.push(`${file}: example: ${ajv.errorsText(validate.errors)}`);
      for (const name of schema.required) {
        demands += 1;
        const { [name]: _, ...rest } = example;
        if (validate(rest)) faults.push(`${file}: ${name} is not missed`);
      }
    }
  }

  const observation = ajv.getSchema("ObservationReceived.schema.json");
  const [good] = schemas.get("ObservationReceived.schema.json").examples;
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`m${i}`, i]));
  const spoiled = [
    ["u", 41], ["u", -9998], ["alpha", 360], ["alpha", -9999], ["delta", -90.1], ["delta", 99], ["redshift", 12.1],
    ["redshift", -1], ["observationId", ""], ["observedAt", "yesterday"], ["g", "18"], ["measurements", { w1: "14" }],
    ["measurements", [14]], ["measurements", many],
  ];
  for (const [name, value] of spoiled) {
    const shown = JSON.stringify(value);
    if (observation({ ...good, [name]: value })) faults.push(`ObservationReceived: ${name} may be ${shown}`);
  }
  const unmeasured = [null, -9999, -999, -99, 99, 999, 9999];
  for (const name of ["u", "g", "r", "i", "z", "redshift"]) {
    for (const value of [undefined, ...unmeasured]) {
      const { [name]: _, ...rest } = good;
      const one = value === undefined ? rest : { ...rest, [name]: value };
      if (!observation(one)) faults.push(`ObservationReceived: ${name} may not be ${value}`);
    }
  }
  for (const value of [null, {}, { w1: 14.2, ebv: null, psfMag_r: 99 }]) {
    const one = { ...good, measurements: value };
    if (!observation(one)) faults.push(`ObservationReceived: measurements may not be ${JSON.stringify(value)}`);
  }
  const lists = [
    ["ObservationBatchReceived", "observations", 5000, "ObservationReceived"],
    ["ObjectsClassified", "objects", 500, "ObjectClassified"],
  ];
  for (const [name, list, most, one] of lists) {
    const validate = ajv.getSchema(`${name}.schema.json`);
    const [item] = schemas.get(`${one}.schema.json`).examples;
    const { observationId: _, ...nameless } = item;
    const of = (count) => ({ [list]: Array(count).fill(item) });
    for (const count of [1, most]) {
      if (!validate(of(count))) faults.push(`${name}: may not hold ${count}`);
    }
    for (const count of [0, most + 1]) {
      if (validate(of(count))) faults.push(`${name}: may hold ${count}`);
    }
    for (const wrong of [nameless, null, 1]) {
      if (validate({ [list]: [item, wrong] })) faults.push(`${name}: may hold ${JSON.stringify(wrong)}`);
    }
  }
  return `${schemas.size} schemas, ${examples} examples, ${demands} demands`;
}

const checked = what === "asyncapi" ? await checkAsyncApi() : checkSchemas();
console.log(faults.length === 0 ? checked : faults.join("\n"));
process.exit(faults.length === 0 ? 0 : 1);
