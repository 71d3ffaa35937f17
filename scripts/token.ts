// `npm run -s token -- <username>`: a bearer token of a demonstration person (embedded profile only, while `npm start` runs).
import { createRequire } from 'node:module';

const { demoPassword } = createRequire(import.meta.url)('@chancery/embedded') as typeof import('@chancery/embedded');
const [username] = process.argv.slice(2);
if (!username) {
  console.error('Which person? npm run -s token -- zhoumin');
  process.exit(2);
}
const identity = `http://127.0.0.1:${Number(process.env.CHANCERY_PORT ?? 8080) + 1}/realms/chancery/protocol/openid-connect/token`;
const answer = await fetch(identity, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'password', client_id: 'chancery-token', username, password: demoPassword, scope: 'openid' }),
}).catch(() => undefined);
if (!answer) {
  console.error('The identity provider does not answer: is `npm start` running (and with this CHANCERY_PORT)?');
  process.exit(1);
}
const body = (await answer.json()) as { access_token?: string; error_description?: string };
if (!body.access_token) {
  console.error(`No token for ${username}: ${body.error_description ?? answer.status}`);
  process.exit(1);
}
console.log(body.access_token);
