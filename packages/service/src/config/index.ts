import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Bus } from '../events';
import { logBus, prepareBus } from '../events';
import { environmentPasswords, keptPasswords, type Admin, type Passwords } from '../migrate';
import type { Log } from '../manifest';

/** What a service needs to know of the place it runs in. Made by the start script (embedded) or read from the environment. */
export interface ServiceConfig {
  /** Address that the gRPC server binds. Default 127.0.0.1. */
  host: string;
  /** 0: any free port; the handle says which. */
  port: number;
  /** Data folder: keys, files, secrets of the embedded profile. */
  home: string;
  database: {
    /** May create databases and roles. Absent: the operator made them, `server` says where. */
    admin?: Admin;
    server?: { host: string; port: number };
    passwords: Passwords;
    /** Shifts time (OP-017), as `'3 days'`. Tests and demonstration only. */
    timeOffset?: string;
    /** Connections of the application role. Default 10. */
    max?: number;
  };
  /** The process's bus, closed by its maker; or how to open one, which the service then closes. */
  bus: Bus | ((log: Log) => Promise<Bus>);
  identity: {
    /** `http://…/realms/chancery`: the `iss` of every token. */
    issuer: string;
    /** Default `<issuer>/protocol/openid-connect/certs`. */
    jwks?: string;
    /** Default `chancery`. */
    audience?: string;
  };
  /** Own settings of the service (`runs`): the directory's client secret … */
  settings?: Record<string, string>;
  /** `debug`, `info`, `warn`, `error`, `silent`. Default `info`. */
  logLevel?: string;
  /** Seconds that calls under way have to finish at the end. Default 10. */
  drain?: number;
}

type Environment = Record<string, string | undefined>;

/** What is wrong with the environment, all of it at once: the service does not start. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`configuration: ${faults.join('; ')}`);
  }
}

const PLACES: Record<string, number> = { directory: 2, docs: 3, workbench: 4 };

/** Port of a backend beside the gateway's: identity +1, then the backends. */
export const portOf = (gateway: number, service: string): number => gateway + (PLACES[service] ?? 0);

/**
 * Reads a service's configuration. Names: CHANCERY_PORT (the gateway's; others are derived) or CHANCERY_<SERVICE>_PORT, CHANCERY_HOME,
 * CHANCERY_ISSUER, CHANCERY_DB_HOST, CHANCERY_DB_PORT, CHANCERY_DB_ADMIN (with CHANCERY_DB_ADMIN_PASSWORD), CHANCERY_DB_PASSWORD_<ROLE>,
 * CHANCERY_LOG, CHANCERY_SETTING_<NAME>.
 *
 * @throws ConfigError naming every fault.
 */
export function environmentConfig(service: string, environment: Environment): ServiceConfig {
  const faults: string[] = [];
  const home = environment.CHANCERY_HOME ?? join(homedir(), '.chancery');
  const number = (name: string, fallback: number): number => {
    const text = environment[name];
    if (text === undefined || text === '') return fallback;
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) faults.push(`${name} must be a port, not "${text}"`);
    return Number(text);
  };
  const needed = (name: string): string => {
    const text = environment[name];
    if (!text) faults.push(`${name} is missing`);
    return text ?? '';
  };
  const own = `CHANCERY_${service.toUpperCase()}`;
  const gateway = number('CHANCERY_PORT', 8080);
  const port = number(`${own}_PORT`, portOf(gateway, service));
  const issuer = needed('CHANCERY_ISSUER');
  if (issuer && !URL.canParse(issuer)) faults.push(`CHANCERY_ISSUER is not an address: "${issuer}"`);
  const server = { host: needed('CHANCERY_DB_HOST'), port: number('CHANCERY_DB_PORT', 5432) };
  const user = environment.CHANCERY_DB_ADMIN;
  const admin = user ? { ...server, user, password: needed('CHANCERY_DB_ADMIN_PASSWORD') } : undefined;
  if (faults.length) throw new ConfigError(faults);

  const passwords = environment.CHANCERY_DB_PASSWORDS === 'kept' ? keptPasswords(join(home, 'secrets')) : environmentPasswords(environment);
  return {
    host: environment.CHANCERY_BIND ?? '127.0.0.1',
    port,
    home,
    database: { admin, server, passwords, timeOffset: environment.CHANCERY_TIME_OFFSET, max: number('CHANCERY_DB_MAX', 10) },
    bus: async (log) => {
      const { app, worker } = await prepareBus({ admin, server, passwords });
      return logBus({ app, worker: environment.CHANCERY_BUS_RETENTION === 'here' ? worker : undefined, log });
    },
    identity: { issuer, jwks: environment.CHANCERY_JWKS },
    settings: settingsOf(environment),
    logLevel: environment.CHANCERY_LOG,
  };
}

/** `CHANCERY_SETTING_IDENTITY_SECRET` → `identitySecret`. */
function settingsOf(environment: Environment): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const words = /^CHANCERY_SETTING_(.+)$/.exec(name)?.[1];
    if (words && value) settings[words.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return settings;
}
