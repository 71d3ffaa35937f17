import { descriptors } from '@chancery/contracts';
import { actorId } from '@chancery/domain';
import type { MethodDefinition } from '@grpc/grpc-js';
import type { StoredEngine } from '@chancery/approval';
import type { Database } from '../company';
import type { Call, Files, Handler, ServiceManifest, StreamHandler } from '../manifest';
import { methodOptions } from '../rpc/contract';
import type { Caller } from '../rpc/caller';
import type { Method } from '../rpc/server';
import type { DirectorySnapshot } from '../directory';

interface Parts {
  database: Database;
  directory: DirectorySnapshot;
  engine: StoredEngine | undefined;
  files: Files;
}

const noEngine = new Proxy({}, { get: () => { throw new Error('the service has no kinds'); } }) as StoredEngine;

const callOf = ({ database, directory, engine, files }: Parts, caller: Caller, request: unknown): Call<unknown> => ({
  request,
  actor: caller.actor,
  company: caller.company,
  directory: directory.current(),
  language: caller.language,
  engine: engine ?? noEngine,
  files,
  inCompany: (work) => database.inCompany({ company: caller.company, actor: caller.actor }, work),
  asPerson: (work) => database.asPerson(actorId(caller.actor), work),
});

/** The calls that a service writes by hand: each with a checked caller and the one way to a transaction. */
export function handwritten(manifest: ServiceManifest, parts: Parts): Method[] {
  return manifest.serves.flatMap(({ definition, handlers }) =>
    Object.entries(definition as unknown as Record<string, MethodDefinition<never, never>>).map(([name, method]): Method => {
      const handler = handlers[name];
      if (!handler) throw new Error(`${manifest.name}: nothing serves ${method.path}`);
      const [, service = '', word = ''] = method.path.split('/');
      const schema = descriptors().getService(service)?.methods.find((one) => one.name === word);
      const personal = schema ? methodOptions(schema).personal : false;
      const shared = { definition: method, personal, seat: !personal && 'matter_id' in Object.fromEntries(schema?.input.fields.map((field) => [field.name, true]) ?? []) };
      if (method.responseStream)
        return { ...shared, stream: (caller, request, gone) => (handler as StreamHandler<never, unknown>)({ ...callOf(parts, caller, request), gone } as never) };
      return { ...shared, unary: (caller, request) => (handler as Handler<never, unknown>)(callOf(parts, caller, request) as never) };
    }),
  );
}
