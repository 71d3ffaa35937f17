import { descriptors } from '@chancery/contracts';
import { Refusal } from '@chancery/domain';
import { fromBinary, type DescMethod } from '@bufbuild/protobuf';
import { Server, ServerCredentials, type Metadata, type MethodDefinition, type sendUnaryData, type ServerDuplexStream, type ServerReadableStream, type ServerUnaryCall, type ServerWritableStream, type ServiceDefinition, type UntypedHandleCall } from '@grpc/grpc-js';
import type { Log } from '../manifest';
import { inTrace } from '../telemetry';
import { traceOf, type Caller } from './caller';
import { MESSAGE_AT_MOST } from './client';
import { defect, toRpc, type RpcError } from './refusals';
import { validate } from './validation';

/** One method as the server takes it: messages are the generated types of `definition`. */
export interface Method {
  definition: MethodDefinition<never, never>;
  /** Needs no acting company. */
  personal: boolean;
  /** A seat on one matter is enough (ORG-10): the engine's sight judges. */
  seat: boolean;
  unary?(caller: Caller, request: unknown): Promise<unknown>;
  stream?(caller: Caller, request: unknown, gone: AbortSignal): AsyncIterable<unknown>;
  upload?(caller: Caller, requests: AsyncIterable<unknown>): Promise<unknown>;
  /** The request is validated elsewhere: forms that may be drafts. */
  lenient?: boolean;
}

export interface ServerOptions {
  methods: Method[];
  caller(metadata: Metadata, method: Method): Promise<Caller>;
  log: Log;
  host: string;
  port: number;
}

export interface RunningServer {
  port: number;
  /** Takes no more calls, lets those under way end, at most so many milliseconds. */
  stop(ms: number): Promise<void>;
}

const same = (bytes: Buffer): Buffer => bytes;
const schemaOf = (definition: MethodDefinition<never, never>): DescMethod => {
  const [, service = '', name = ''] = definition.path.split('/');
  const method = descriptors().getService(service)?.methods.find((one) => one.name === name);
  if (!method) throw new Error(`the contracts have no method ${definition.path}`);
  return method;
};

/** grpc.health.v1: a service that answers is serving; what it stands on it waits for before it opens its port. */
const SERVING = Buffer.from([0x08, 0x01]);
const health: ServiceDefinition = {
  Check: { path: '/grpc.health.v1.Health/Check', requestStream: false, responseStream: false, requestDeserialize: same, requestSerialize: same, responseDeserialize: same, responseSerialize: same },
};

/** Opens the service's port: each call is traced, its token verified, its message validated by descriptor; refusals travel whole. */
export async function openServer({ methods, caller, log, host, port }: ServerOptions): Promise<RunningServer> {
  const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_AT_MOST, 'grpc.max_send_message_length': MESSAGE_AT_MOST, 'grpc.enable_channelz': 0 });
  const answerOf = (error: unknown, metadata: Metadata, path: string): RpcError => {
    if (error instanceof Refusal) return toRpc(error);
    const trace = traceOf(metadata);
    log.error({ error, method: path, trace: trace.id }, 'a defect');
    return defect(trace.id);
  };
  for (const [service, own] of Map.groupBy(methods, (one) => one.definition.path.split('/')[1]!)) {
    const definition: Record<string, MethodDefinition<Buffer, Buffer>> = {};
    const handlers: Record<string, UntypedHandleCall> = {};
    for (const method of own) {
      const name = method.definition.path.split('/')[2]!;
      const schema = schemaOf(method.definition);
      definition[name] = { ...method.definition, requestDeserialize: same, requestSerialize: same, responseDeserialize: same, responseSerialize: same } as unknown as MethodDefinition<Buffer, Buffer>;
      handlers[name] = handlerOf(method, schema, caller, answerOf);
    }
    log.info({ rpc: service, methods: own.length }, 'serves');
    server.addService(definition as ServiceDefinition, handlers);
  }
  server.addService(health, { Check: (_call: unknown, done: sendUnaryData<Buffer>) => done(null, SERVING) });
  const bound = await new Promise<number>((resolve, reject) => server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, at) => (error ? reject(error) : resolve(at))));
  return {
    port: bound,
    stop: (ms) =>
      new Promise((resolve) => {
        const hurry = setTimeout(() => {
          server.forceShutdown();
          resolve();
        }, ms);
        server.tryShutdown(() => {
          clearTimeout(hurry);
          resolve();
        });
      }),
  };
}

type AnswerOf = (error: unknown, metadata: Metadata, path: string) => RpcError;

function handlerOf(method: Method, schema: DescMethod, caller: ServerOptions['caller'], answerOf: AnswerOf): UntypedHandleCall {
  const { path } = method.definition;
  const decode = (bytes: Buffer): unknown => {
    if (!method.lenient) validate(schema.input, fromBinary(schema.input, bytes));
    return method.definition.requestDeserialize(bytes);
  };
  const encode = (answer: unknown): Buffer => method.definition.responseSerialize(answer as never);
  if (method.unary)
    return (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) =>
      void inTrace(traceOf(call.metadata), async () => {
        try {
          const who = await caller(call.metadata, method);
          done(null, encode(await method.unary!(who, decode(call.request))));
        } catch (error) {
          done(answerOf(error, call.metadata, path));
        }
      });
  if (method.upload)
    return (call: ServerReadableStream<Buffer, Buffer>, done: sendUnaryData<Buffer>) =>
      void inTrace(traceOf(call.metadata), async () => {
        try {
          const who = await caller(call.metadata, method);
          done(null, encode(await method.upload!(who, each(call, decode))));
        } catch (error) {
          call.resume();
          done(answerOf(error, call.metadata, path));
        }
      });
  return (call: ServerWritableStream<Buffer, Buffer>) =>
    void inTrace(traceOf(call.metadata), async () => {
      const gone = new AbortController();
      call.on('cancelled', () => gone.abort());
      call.on('close', () => gone.abort());
      try {
        const who = await caller(call.metadata, method);
        for await (const answer of method.stream!(who, decode(call.request), gone.signal)) {
          // A stream outlives its token: each element is for one who still has one, and is still enabled (ORG-06).
          await caller(call.metadata, method);
          if (!call.write(encode(answer))) await drained(call, gone.signal);
        }
        call.end();
      } catch (error) {
        if (!gone.signal.aborted) call.emit('error', answerOf(error, call.metadata, path));
      }
    });
}

async function* each(call: AsyncIterable<unknown>, decode: (bytes: Buffer) => unknown): AsyncGenerator<unknown> {
  for await (const bytes of call) yield decode(bytes as Buffer);
}

const drained = (call: ServerWritableStream<Buffer, Buffer> | ServerDuplexStream<Buffer, Buffer>, gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    call.once('drain', resolve);
    gone.addEventListener('abort', () => resolve(), { once: true });
  });
