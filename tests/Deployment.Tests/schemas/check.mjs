// Reads YAML documents from standard input and prints a line for each value that has not the type its kind demands, and
// for each field that its kind does not know. TypeScript finds both: a literal may have no property that its type lacks.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parseAllDocuments } from "yaml";

const folder = dirname(fileURLToPath(import.meta.url));

function moduleOf(apiVersion) {
  const group = apiVersion.split("/").slice(0, -1).join("/");
  if (group === "keda.sh") return `@kubernetes-models/keda/${apiVersion}`;
  if (group === "monitoring.coreos.com") return `@kubernetes-models/prometheus-operator/${apiVersion}`;
  if (group === "rabbitmq.com") return "./rabbitmq.js";
  return `kubernetes-models/${apiVersion}`;
}

const documents = parseAllDocuments(readFileSync(0, "utf8"), { strict: true, uniqueKeys: true });
const faults = documents.flatMap(document => document.errors.map(error => error.message));
const values = documents.map(document => document.toJS()).filter(value => value !== null);

const file = join(folder, "rendered.ts");
const sources = values.map((value, index) =>
  `const value${index}: import(${JSON.stringify(moduleOf(value.apiVersion))}).I${value.kind} = `
  + `${JSON.stringify(value, null, 1)};\n`);
const text = sources.join("");

const options = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.fileExists = name => name === file || fileExists(name);
host.readFile = name => (name === file ? text : readFile(name));
host.getSourceFile = (name, ...rest) =>
  name === file ? ts.createSourceFile(name, text, options.target) : getSourceFile(name, ...rest);

const program = ts.createProgram([file], options, host);
const starts = sources.map((_, index) => sources.slice(0, index).join("").length);
for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
  const value = values[starts.findLastIndex(start => start <= (diagnostic.start ?? 0))];
  const line = text.slice(diagnostic.start ?? 0).split("\n", 1)[0].trim();
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  faults.push(`${value?.kind} ${value?.metadata?.name}: ${line}: ${message.replaceAll("\n", " ")}`);
}

for (const fault of faults) {
  console.log(fault);
}
