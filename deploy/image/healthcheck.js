// `node healthcheck.js VARIABLE PORT`: HEALTHCHECK of the images, which have no curl. Asks /health at the port that VARIABLE
// names, else at PORT; ends with 0 when the process answers 200 within four seconds.
const [variable = 'PORT', port = '8000'] = process.argv.slice(2);
const url = `http://127.0.0.1:${process.env[variable] || port}/health`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch((error) => error);
if (answer.status !== 200) {
  process.stderr.write(`${url}: ${answer.status ?? answer.cause?.code ?? answer.message}\n`);
  process.exit(1);
}
