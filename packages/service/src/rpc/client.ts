import { fromBinary, toBinary, type DescMethod, type Message } from '@bufbuild/protobuf';
import { Client, credentials, Metadata, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js';
import { currentTrace } from '../telemetry';

/** Who asks, for which company, in which language: what each call carries. */
export interface CallHeaders {
  /** Bearer token, without the word. */
  token?: string;
  company?: string;
  language?: 'zh' | 'en';
  /** Command key (APR-25). */
  key?: string;
  traceparent?: string;
}

/** A connection to one backend. Messages are protobuf-es dynamic messages of the method's own types. */
export interface RpcClient {
  address: string;
  /** @throws ServiceError of grpc-js: `fromRpc` gives the refusal in it. */
  unary(method: DescMethod, message: Message, headers: CallHeaders, deadline?: number): Promise<Message>;
  /** Answers until the signal, or the other side's end. */
  stream(method: DescMethod, message: Message, headers: CallHeaders, gone?: AbortSignal): AsyncIterable<Message>;
  /** Sends one message after another, then hears the answer. */
  upload(method: DescMethod, messages: Iterable<Message> | AsyncIterable<Message>, headers: CallHeaders, deadline?: number): Promise<Message>;
  /** Resolves when the connection stands. @throws Error after the deadline. */
  ready(deadline: number): Promise<void>;
  /** One call by its path with bytes: health. */
  raw(path: string, bytes: Buffer, deadline: number): Promise<{ bytes: Buffer; metadata: Metadata }>;
  close(): void;
}

/** A preview of a long document is the largest answer there is. */
export const MESSAGE_AT_MOST = 16 * 1024 * 1024;
const DEADLINE = 30_000;
const bytes = (value: Buffer): Buffer => value;
const pathOf = (method: DescMethod): string => `/${method.parent.typeName}/${method.name}`;
const encode = (method: DescMethod) => (message: Message) => Buffer.from(toBinary(method.input, message));
const decode = (method: DescMethod) => (answer: Buffer) => fromBinary(method.output, answer);

export function metadataOf({ token, company, language, key, traceparent }: CallHeaders): Metadata {
  const metadata = new Metadata();
  const parent = traceparent ?? currentTrace()?.traceparent;
  if (token) metadata.set('authorization', `Bearer ${token}`);
  if (company) metadata.set('chancery-company', company);
  if (language) metadata.set('chancery-language', language);
  if (key) metadata.set('chancery-key', key);
  if (parent) metadata.set('traceparent', parent);
  return metadata;
}

/**
 * Opens a client for one backend. Retries and channelz are off on this hop: a command is repeated by its key, by the caller, or not at all.
 *
 * @example const docs = rpcClient('127.0.0.1:8083'); const matter = await docs.unary(method, message, { token, company });
 */
export function rpcClient(address: string): RpcClient {
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.enable_retries': 0,
    'grpc.enable_channelz': 0,
    'grpc.max_receive_message_length': MESSAGE_AT_MOST,
    'grpc.max_send_message_length': MESSAGE_AT_MOST,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 2_000,
    'grpc.keepalive_time_ms': 30_000,
  });
  const until = (deadline = DEADLINE): { deadline: number } => ({ deadline: Date.now() + deadline });
  return {
    address,
    unary: (method, message, headers, deadline) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(pathOf(method), encode(method), decode(method), message, metadataOf(headers), until(deadline), (error, answer) =>
          error || !answer ? reject(error) : resolve(answer),
        );
      }),
    stream: (method, message, headers, gone) => {
      const call = client.makeServerStreamRequest(pathOf(method), encode(method), decode(method), message, metadataOf(headers));
      gone?.addEventListener('abort', () => call.cancel(), { once: true });
      return iterate(call, gone);
    },
    upload: (method, messages, headers, deadline) =>
      new Promise((resolve, reject) => {
        const call = client.makeClientStreamRequest(pathOf(method), encode(method), decode(method), metadataOf(headers), until(deadline ?? 2 * DEADLINE), (error: ServiceError | null, answer?: Message) =>
          error || !answer ? reject(error) : resolve(answer),
        );
        void send(messages, call).catch((error: unknown) => {
          call.cancel();
          reject(error);
        });
      }),
    ready: (deadline) => new Promise((resolve, reject) => client.waitForReady(Date.now() + deadline, (error) => (error ? reject(error) : resolve()))),
    raw: (path, body, deadline) =>
      new Promise((resolve, reject) => {
        const call = client.makeUnaryRequest(path, bytes, bytes, body, new Metadata(), until(deadline), (error, answer) => {
          if (error || !answer) reject(error);
          else call.once('status', ({ metadata }) => resolve({ bytes: answer, metadata }));
        });
      }),
    close: () => client.close(),
  };
}

async function send(messages: Iterable<Message> | AsyncIterable<Message>, call: { write(message: Message): boolean; end(): void; once(event: string, heard: () => void): unknown }): Promise<void> {
  for await (const message of messages) if (!call.write(message)) await new Promise<void>((resolve) => void call.once('drain', resolve));
  call.end();
}

async function* iterate(call: ClientReadableStream<Message>, gone?: AbortSignal): AsyncIterable<Message> {
  try {
    for await (const message of call) yield message as Message;
  } catch (error) {
    if (!gone?.aborted) throw error;
  } finally {
    call.cancel();
  }
}
