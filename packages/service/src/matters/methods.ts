import { descriptors } from '@chancery/contracts';
import { Matter, MattersService } from '@chancery/contracts/chancery/approval/v1/approval';
import { fromBinary, toJson, type DescMethod } from '@bufbuild/protobuf';
import type { MethodDefinition } from '@grpc/grpc-js';
import { methodOptions } from '../rpc/contract';
import type { Caller } from '../rpc/caller';
import type { Method } from '../rpc/server';
import { act, changeDraft, openKind, operate } from './commands';
import { wholeView, type Office } from './office';
import { getWay, listKinds, listMatters, listVersions } from './reads';

type Definition = MethodDefinition<never, never>;

/** The method of the contract that opens matters of the kind: option `kind`. */
function openingOf(kind: string): DescMethod {
  for (const type of descriptors()) if (type.kind === 'service') for (const method of type.methods) if (methodOptions(method).kind === kind) return method;
  throw new Error(`no method of the contracts opens ${kind}`);
}

/** A kind's own method: no handler is written, its request is read by descriptor (architecture §4). */
function openingMethod(office: Office, kind: string): Method {
  const schema = openingOf(kind);
  const definition = {
    path: `/${schema.parent.typeName}/${schema.name}`,
    requestStream: false,
    responseStream: false,
    requestDeserialize: (bytes: Buffer) => toJson(schema.input, fromBinary(schema.input, bytes), { registry: descriptors() }),
    responseSerialize: (matter: Matter) => Buffer.from(Matter.encode(matter).finish()),
  } as unknown as Definition;
  return { definition, personal: false, seat: false, lenient: true, unary: (caller, request) => openKind(office, caller, kind, request as { form?: unknown; submit?: boolean }) };
}

/** 事项 — the calls of every backend that has kinds: `Matters`, and one method for each kind. */
export function matterMethods(office: Office): Method[] {
  const calls: Record<string, (caller: Caller, request: never) => Promise<unknown>> = {
    getMatter: (caller, request: { matterId: string }) => wholeView(office, caller, request.matterId),
    listMatters: (caller, request) => listMatters(office, caller, request),
    getWay: (caller, request) => getWay(office, caller, request),
    listVersions: (caller, request) => listVersions(office, caller, request),
    changeDraft: (caller, request) => changeDraft(office, caller, request),
    operate: (caller, request) => operate(office, caller, request),
    act: (caller, request) => act(office, caller, request),
    listKinds: (caller) => listKinds(office, caller),
  };
  const named = Object.entries(calls).map(([name, unary]): Method => ({
    definition: (MattersService as unknown as Record<string, Definition>)[name]!,
    personal: false,
    // What a seat opens is one matter; lists and kinds are the company's.
    seat: name !== 'listMatters' && name !== 'listKinds',
    unary: unary as Method['unary'],
  }));
  return [...named, ...[...office.kinds.keys()].map((kind) => openingMethod(office, kind))];
}
