import { ConfigError, environmentConfig, portOf } from './index';

const whole = { CHANCERY_ISSUER: 'http://identity.test/realms/chancery', CHANCERY_DB_HOST: 'db', CHANCERY_HOME: '/data' };

test('a service is configured by its environment, with ports derived from the gateway’s', () => {
  const config = environmentConfig('docs', { ...whole, CHANCERY_PORT: '9000', CHANCERY_SETTING_IDENTITY_SECRET: 's', CHANCERY_LOG: 'debug' });
  expect(config).toMatchObject({ host: '127.0.0.1', port: 9003, home: '/data', logLevel: 'debug', settings: { identitySecret: 's' }, identity: { issuer: whole.CHANCERY_ISSUER }, database: { server: { host: 'db', port: 5432 } } });
  expect(config.database.admin).toBeUndefined();
  expect(environmentConfig('docs', { ...whole, CHANCERY_DOCS_PORT: '7000' }).port).toBe(7000);
  expect(['directory', 'docs', 'workbench'].map((service) => portOf(8080, service))).toEqual([8082, 8083, 8084]);
});

test('everything that is wrong is said at once, and no secret with it', () => {
  try {
    environmentConfig('docs', { CHANCERY_PORT: 'eighty', CHANCERY_ISSUER: 'nowhere', CHANCERY_DB_ADMIN: 'postgres', CHANCERY_DB_PORT: '70000', CHANCERY_SETTING_IDENTITY_SECRET: 'hunter2' });
    throw new Error('was accepted');
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).faults).toEqual([
      'CHANCERY_PORT must be a port, not "eighty"', 'CHANCERY_ISSUER is not an address: "nowhere"', 'CHANCERY_DB_HOST is missing', 'CHANCERY_DB_PORT must be a port, not "70000"', 'CHANCERY_DB_ADMIN_PASSWORD is missing',
    ]);
    expect(String(error)).not.toContain('hunter2');
  }
});

test('an admin of the database is one only where its password is given', () => {
  expect(environmentConfig('docs', { ...whole, CHANCERY_DB_ADMIN: 'postgres', CHANCERY_DB_ADMIN_PASSWORD: 'p' }).database.admin).toEqual({ host: 'db', port: 5432, user: 'postgres', password: 'p' });
});

test('passwords of roles come from the environment, and a missing one is named', async () => {
  const { passwords } = environmentConfig('docs', { ...whole, CHANCERY_DB_PASSWORD_DOCS_APP: 'a' }).database;
  await expect(passwords('docs_app')).resolves.toBe('a');
  await expect(passwords('docs_relay')).rejects.toThrow('CHANCERY_DB_PASSWORD_DOCS_RELAY');
});
