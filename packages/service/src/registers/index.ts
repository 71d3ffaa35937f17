import { RegistersService, type PageRegisterRequest, type PageRegisterResponse, type RegisterView } from '@chancery/contracts/chancery/registers/v1/registers';
import { actorId, Refusal, type Directory } from '@chancery/domain';
import { readPage, registerSight, type Register, type RegisterField } from '@chancery/registers';
import type { MethodDefinition } from '@grpc/grpc-js';
import type { Database } from '../company';
import type { Scope } from '../manifest';
import type { Caller } from '../rpc/caller';
import type { Method } from '../rpc/server';

interface Books {
  registers: Register[];
  scopes: Scope[];
  database: Database;
  directory(): Directory;
}

const unknown = (): Refusal => new Refusal('missing', 'register', { zh: '没有这个台账', en: 'There is no such register' });

/** `field:value` pairs; a value may have colons of its own. */
function filters(pairs: string[]): { field: string; value: string }[] {
  return pairs.map((pair) => {
    const at = pair.indexOf(':');
    if (at < 1) throw new Refusal('invalid', 'filter', { zh: '筛选条件不正确：{pair}', en: 'Not a filter: {pair}' }, { arguments: { pair: pair.slice(0, 60) } });
    return { field: pair.slice(0, at), value: pair.slice(at + 1) };
  });
}

/** Cells that name people, departments and companies by id show their names. */
function shown(line: Record<string, unknown>, fields: RegisterField[], directory: Directory, english: boolean): Record<string, unknown> {
  const nameOf = (type: string, id: string): string => {
    const company = directory.companies.get(id);
    if (type === 'company') return (english ? company?.nameEn : company?.shortName) ?? id;
    const one = type === 'department' ? directory.departments.get(id) : directory.people.get(id);
    return (english ? one?.nameEn : one?.name) ?? id;
  };
  const cell = (type: string | undefined, value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'string' && ['person', 'department', 'company'].includes(type ?? '') ? nameOf(type!, value) : value;
  };
  return Object.fromEntries(Object.entries(line).map(([name, value]) => [name, cell(fields.find((one) => one.name === name)?.type, value)]));
}

async function page(books: Books, caller: Caller, request: PageRegisterRequest): Promise<PageRegisterResponse> {
  const register = books.registers.find((one) => one.register === request.register);
  if (!register) throw unknown();
  const directory = books.directory();
  const sight = registerSight(register, { person: actorId(caller.actor), company: caller.company, directory, scopes: books.scopes });
  const asked = { pageSize: request.pageSize || 50, filter: filters(request.filter), ...(request.after ? { after: request.after } : {}), ...(request.sort ? { sort: request.sort } : {}), ...(request.search ? { search: request.search } : {}) };
  const found = await books.database.inCompany({ company: caller.company, actor: caller.actor, plans: 'custom' }, (tx) => readPage(tx, register, asked, sight));
  return { lines: found.lines.map((line) => shown(line, register.fields, directory, caller.language === 'en')), next: found.next ?? '', total: found.total, gaps: found.gaps };
}

const view = (register: Register): RegisterView => ({
  register: register.register,
  title: { ...register.title },
  formNumber: register.formNumber ?? '',
  fields: register.fields.map((field) => ({
    name: field.name, label: { ...field.label }, type: field.type, repeated: false, required: false, material: false, choices: (field.choices ?? []).map((one) => ({ ...one })), fields: [], maxLength: 0, computed: true,
  })),
  sortable: register.fields.filter((field) => field.sortable).map((field) => field.name),
  filterable: register.fields.filter((field) => field.filterable).map((field) => field.name),
});

/** 台账 — pages of the service's registers, as far as the caller may see them. */
export function registerMethods(books: Books): Method[] {
  const definitions = RegistersService as unknown as Record<string, MethodDefinition<never, never>>;
  return [
    { definition: definitions.pageRegister!, personal: false, seat: false, unary: (caller, request) => page(books, caller, request as PageRegisterRequest) },
    { definition: definitions.listRegisters!, personal: false, seat: false, unary: async () => ({ registers: books.registers.map(view) }) },
  ];
}
