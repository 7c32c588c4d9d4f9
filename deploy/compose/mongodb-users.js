// mongosh, once at every `docker compose up`: makes the replica set of one member and the user of the services, where they are not
// there yet. Reads the passwords from files: none is in a command line.
const { readFileSync } = require('node:fs');
const read = (name) => readFileSync(`/secrets/mongodb/${name}`, 'utf8');
const admin = new Mongo('mongodb://mongodb:27017/?directConnection=true').getDB('admin');
admin.auth('root', read('root-password'));
try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}
while (!admin.hello().isWritablePrimary) sleep(500);
const pwd = read('acebuddy-password');
const roles = ['conversation', 'ticketing', 'notifications'].map((name) => ({
  role: 'readWrite',
  db: `acebuddy_${name}`,
}));
if (admin.getUser('acebuddy') === null) admin.createUser({ user: 'acebuddy', pwd, roles });
else admin.updateUser('acebuddy', { pwd, roles });
