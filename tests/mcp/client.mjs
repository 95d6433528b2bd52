// SPDX-License-Identifier: MIT
// client.mjs SIPERR FOLDER SCHEMA: the protocol's own client asks siperr --mcp for everything it offers; what comes back as
// structured content holds to the schema. FOLDER has trace.pcap and trace.log. TAP.
import { readFileSync, readdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import Ajv2020 from 'ajv/dist/2020.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [siperr, folder, schema] = process.argv.slice(2);
const valid = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema)));
let count = 0, failed = 0;

function test(name, holds, note) {
	console.log(`${holds ? 'ok' : 'not ok'} ${++count} - ${name}`);
	if (!holds) {
		failed++;
		if (note !== undefined)
			console.log(String(note).replace(/^/gm, '# '));
	}
}

function allValid(results) {
	const bad = results.find((r) => !valid(r));
	return bad === undefined ? '' : JSON.stringify(bad).slice(0, 400) + '\n' + JSON.stringify(valid.errors.slice(0, 3));
}

async function connect(...options) {
	const client = new Client({ name: 'test', version: '1' });
	await client.connect(new StdioClientTransport({ command: siperr, args: options }));
	return client;
}

const client = await connect(`--mcp=${folder}`, '--lang', 'en');
const call = (name, args) => client.callTool({ name, arguments: args });
test('it says who it is', client.getServerVersion().name === 'siperr');
test('and how its answers are to be taken', /data/.test(client.getInstructions()));
const { tools } = await client.listTools();
test('five tools', tools.map((t) => t.name).sort().join(' ') === 'diagnose explain ladder search summary', tools.map((t) => t.name));

let r = await call('explain', { text: '486 Busy Here' });
test('a code is explained', r.structuredContent.results[0].id === 'code.486' && !r.isError, JSON.stringify(r));
test('in its form', allValid(r.structuredContent.results) === '', allValid(r.structuredContent.results));
r = await call('explain', { text: '486 Busy Here', language: 'es' });
test('in another language', r.structuredContent.results[0].lang === 'es');
r = await call('search', { words: 'busy' });
test('words are found', r.structuredContent.results.some((e) => e.id === 'code.486') && allValid(r.structuredContent.results) === '');
for (const file of ['trace.pcap', 'trace.log']) {
	r = await call('diagnose', { file });
	test(`${file} is diagnosed`, r.structuredContent.results.length > 0 && allValid(r.structuredContent.results) === '',
		allValid(r.structuredContent.results));
	r = await call('summary', { file, by: 'peer,hour' });
	test(`${file} is counted`, r.structuredContent.results[0].calls > 0 && allValid(r.structuredContent.results) === '',
		allValid(r.structuredContent.results));
}
r = await call('ladder', { file: 'trace.pcap' });
test('messages are drawn', /INVITE/.test(r.content[0].text) && r.structuredContent === undefined);
r = await call('diagnose', { text: readFileSync(`${folder}/trace.log`, 'utf8') });
test('a text is diagnosed', r.structuredContent.results.length > 0);
// A pseudonym of an address in 10.0.0.0/8 is one of that block and may begin like a real one of another: each is held against its own.
const plain = r.structuredContent.results.filter((f) => f.call);
r = await call('diagnose', { text: readFileSync(`${folder}/trace.log`, 'utf8'), redact: true });
const hidden = r.structuredContent.results.filter((f) => f.call);
test('and redacted', plain.length > 50 && hidden.length === plain.length && hidden.every((f, i) =>
	['call_id', 'from', 'to'].every((k) => f.call[k] !== plain[i].call[k])), JSON.stringify(hidden.slice(0, 2)));
for (const file of ['../trace.pcap', '/etc/passwd', 'none', 'link'])
	test(`no ${file}`, (await call('diagnose', { file })).isError);
test('an argument that is none', (await call('explain', { text: '486', nonsense: 'x' })).isError);
test('one that is missing', (await call('explain', {})).isError);
let refused = false;
await call('nonsense', {}).catch(() => { refused = true; });
test('a tool that is none', refused);
await client.close();

const outside = await connect('--mcp');
test('without a folder no file can be named', (await outside.callTool({ name: 'diagnose', arguments: { file: 'trace.pcap' } })).isError);
await outside.close();

const forms = [['--all', '-x', 'F'], ['--all', '--each', 'F'], ['--fold', 'F'], ['--calls', 'F'], ['--why', '*', 'F'],
	['--summary', '--by', 'peer,trunk,prefix,agent,hour', 'F'], ['--list'], ['--list', 'languages'], ['--list', 'products'], ['-x', '503']];
for (const form of forms) {
	const args = form.map((a) => a === 'F' ? `${folder}/trace.pcap` : a);
	const lines = execFileSync(siperr, ['--format', 'json', ...args], { maxBuffer: 1 << 28 }).toString().split('\n').filter(Boolean);
	const bad = allValid(lines.map((l) => JSON.parse(l)));
	test(`${form.join(' ')}: ${lines.length} lines hold to the schema`, lines.length > 0 && bad === '', bad);
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
