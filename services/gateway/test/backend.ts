import { MattersService, type ActRequest } from '@chancery/contracts/chancery/approval/v1/approval';
import { FilesService, type UploadRequest } from '@chancery/contracts/chancery/files/v1/files';
import { RegistersService } from '@chancery/contracts/chancery/registers/v1/registers';
import { WorkbenchService } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { Refusal } from '@chancery/domain';
import { defect, toRpc } from '@chancery/service';
import { Server, type Metadata, type sendUnaryData, type ServerReadableStream, type ServerUnaryCall, type ServerWritableStream, type UntypedServiceImplementation } from '@grpc/grpc-js';

export const matter = '01970000-0000-7000-8000-000000000001';
export const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
/** What the backend heard, and how it is to behave. */
export const scene = { heard: [] as { request: unknown; metadata: Metadata }[], breakOff: false, left: 0 };
const unary = (answer: (request: never) => unknown) => (call: ServerUnaryCall<never, unknown>, done: sendUnaryData<unknown>) => {
  scene.heard.push({ request: call.request, metadata: call.metadata });
  try {
    done(null, answer(call.request));
  } catch (error) {
    done(error instanceof Refusal ? toRpc(error) : defect(trace));
  }
};
const words = { zh: '{who}已处理', en: '{who} was first' };

/** A backend at the wire: it answers what it is told to. */
export const backend = new Server();
backend.addService(RegistersService, {
  pageRegister: unary(() => ({ lines: [{ number: '1号' }], next: 'n', total: 1, gaps: [] })),
  listRegisters: unary(() => ({ registers: [] })),
} as unknown as UntypedServiceImplementation);
backend.addService(MattersService, {
  ...Object.fromEntries(
    ['listMatters', 'getWay', 'listVersions', 'changeDraft', 'operate', 'listKinds'].map((name) => [
      name,
      unary(() => {
        throw new Error('not asked here');
      }),
    ]),
  ),
  getMatter: unary(() => {
    throw new Refusal('missing', 'matter', { zh: '没有这个事项', en: 'There is no such matter' });
  }),
  act: unary((request: ActRequest) => {
    if (request.operation === 'agree') throw new Refusal('stale', 'too-late', words, { arguments: { who: '王敏' }, more: { first: 'agree' } });
    if (request.operation === 'urge')
      throw new Refusal('refused', 'urged-recently', { zh: '刚催过', en: 'Urged just now' }, { status: 429, retryAfter: 90 });
    if (request.operation === 'done')
      throw new Refusal(
        'refused',
        'DOUT-03',
        { zh: '不得跳号', en: 'No number may be skipped' },
        { rule: 'DOUT-03', fields: [{ field: 'entry.mark', words: { zh: '必填', en: 'Required' } }] },
      );
    throw new Error('the secret plan');
  }),
} as unknown as UntypedServiceImplementation);
backend.addService(WorkbenchService, {
  ...Object.fromEntries(
    ['listInbox', 'listNotices', 'readNotices'].map((name) => [
      name,
      unary(() => {
        throw new Error('not asked here');
      }),
    ]),
  ),
  watch: (call: ServerWritableStream<never, unknown>) => {
    call.write({ what: 'inbox', matterId: '', taskId: '', service: '', counts: { all: 3, decide: 1, do: 2, overdue: 0 } });
    call.on('cancelled', () => {
      scene.left += 1;
      call.end();
    });
  },
} as unknown as UntypedServiceImplementation);
backend.addService(FilesService, {
  upload: (call: ServerReadableStream<UploadRequest, unknown>, done: sendUnaryData<unknown>) => {
    let [name, mediaType, size] = ['', '', 0];
    call.on('data', (one: UploadRequest) => {
      name ||= one.name;
      mediaType ||= one.mediaType;
      size += one.chunk.length;
    });
    call.on('end', () => done(null, { id: matter, name, mediaType, size, sha256: 'a'.repeat(64) }));
  },
  download: (call: ServerWritableStream<unknown, unknown>) => {
    call.write({ file: { id: matter, name: '通知.pdf', mediaType: 'application/pdf', size: 6, sha256: 'b'.repeat(64) }, chunk: Buffer.alloc(0) });
    call.write({ chunk: Buffer.from('%PDF-') });
    if (scene.breakOff) return void setTimeout(() => call.emit('error', defect(trace)), 50);
    call.write({ chunk: Buffer.from('1') });
    call.end();
  },
} as unknown as UntypedServiceImplementation);
