// Ends the tests' PostgreSQL when no test process is alive any more. Started by src/cluster.ts: node keeper.cjs <folder> <pid of the server>.
const fs = require('node:fs');
const path = require('node:path');

const [, , folder, server] = process.argv;
const users = path.join(folder, 'users');
const lock = path.join(folder, 'lock');
const LOOK = 1000;
const IDLE_LOOKS = 5;

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function used() {
  let some = false;
  for (const name of fs.readdirSync(users)) {
    if (alive(Number(name))) some = true;
    else fs.rmSync(path.join(users, name), { force: true });
  }
  return some;
}

let idle = 0;
setInterval(() => {
  if (!alive(Number(server))) process.exit(0);
  idle = used() ? 0 : idle + 1;
  if (idle < IDLE_LOOKS) return;
  try {
    fs.mkdirSync(lock);
  } catch {
    return;
  }
  fs.writeFileSync(path.join(lock, 'pid'), String(process.pid));
  if (!used()) process.kill(Number(server), 'SIGINT');
  const done = setInterval(() => {
    if (idle && alive(Number(server)) && !used()) return;
    clearInterval(done);
    fs.rmSync(lock, { recursive: true, force: true });
    process.exit(0);
  }, 50);
}, LOOK);
