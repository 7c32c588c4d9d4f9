import fastify from 'fastify';

/** A bare Fastify that answers what it was sent: what this machine can do at most. Prints its port. */
const app = fastify();
app.post('/', async (request) => request.body);
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${url}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit()));
