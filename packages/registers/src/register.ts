import { Refusal, type Page, type Transaction, type Words } from '@chancery/domain';

export type FieldType = 'text' | 'number' | 'date' | 'time' | 'choice' | 'person' | 'department' | 'company' | 'file' | 'boolean';

export interface RegisterField {
  name: string;
  label: Words;
  type: FieldType;
  /** Column of the register's table or view, from the register's own list; never from a request. */
  column: string;
  sortable?: boolean;
  filterable?: boolean;
  choices?: { value: string; zh: string; en: string }[];
}

/** 台账 — a book of record (FORM-21). Lines are numbered in a gapless series and never removed. */
export interface Register {
  register: string;
  title: Words;
  /** Number of the paper form: GL/YJ-BG-02. */
  formNumber?: string;
  /** Table or view that the page is read from; its rows are limited by row-level security and by sight. */
  from: string;
  /** Column with the matter's id: lines are shown with the matter's sight unless a post's scope opens the register. */
  matterColumn?: string;
  /** Column of the gapless serial, for the proof at the foot. */
  serialColumn?: string;
  /** Columns that begin a new series each, as `['mark', 'year']`. */
  seriesColumns?: string[];
  /** Column that is unique in the company; ends every sort order. Default `id`. */
  keyColumn?: string;
  /** Column with the level: who opens the register by post needs clearance for it (SEC-02); a participant of the matter does not. */
  secrecyColumn?: string;
  fields: RegisterField[];
  /** Posts that see every line in their company (ORG-09). */
  posts: string[];
  /** Name of a sortable field, with `-` before it for descending. */
  defaultSort: string;
}

export interface PageRequest {
  pageSize: number;
  after?: string;
  sort?: string;
  filter: { field: string; value: string }[];
  search?: string;
}

export interface RegisterPage extends Page<Record<string, unknown>> {
  total: number;
  /** Serials missing in their series: empty in a sound register (DOUT-03). Over the whole register, whatever the filter. */
  gaps: string[];
}

/** What the reader may see of a register (ORG-09). */
export interface RegisterSight {
  person: string;
  /** A post opens every line of the company; else only lines of matters that the person sees. */
  all: boolean;
  /** Levels that the person is cleared for, when `all` (SEC-02). Absent: every level. */
  levels?: string[];
}

/** Reads one page. Names of sort and filter come from the register's whitelist: anything else is `invalid`. */
export type ReadPage = (tx: Transaction, register: Register, request: PageRequest, sight: RegisterSight) => Promise<RegisterPage>;

const IDENTIFIER = /^[a-z][a-z0-9_]*$/;
const RELATION = /^([a-z][a-z0-9_]*\.)?[a-z][a-z0-9_]*$/;

/**
 * Checks the register's own names, so that nothing but identifiers ever reaches a statement.
 *
 * @throws Error naming the register and the name; the service does not start.
 */
export function defineRegister(register: Register): Register {
  const columns = [register.keyColumn ?? 'id', register.matterColumn, register.serialColumn, register.secrecyColumn, ...(register.seriesColumns ?? []), ...register.fields.map((field) => field.column)];
  for (const column of columns) if (column !== undefined && !IDENTIFIER.test(column)) throw new Error(`register ${register.register}: no column name: ${column}`);
  if (!RELATION.test(register.from)) throw new Error(`register ${register.register}: no table name: ${register.from}`);
  const names = register.fields.map((field) => field.name);
  for (const name of names) if (names.indexOf(name) !== names.lastIndexOf(name)) throw new Error(`register ${register.register}: two fields ${name}`);
  const sorted = register.defaultSort.replace(/^-/, '');
  if (!register.fields.some((field) => field.name === sorted && field.sortable)) throw new Error(`register ${register.register}: default sort ${sorted} is not sortable`);
  return register;
}

/** The field of that name that may be sorted or filtered by. @throws Refusal `invalid`. */
export function allowedField(register: Register, name: string, as: 'sortable' | 'filterable'): RegisterField {
  const field = register.fields.find((one) => one.name === name && one[as]);
  if (!field)
    throw new Refusal(
      'invalid',
      as === 'sortable' ? 'sort' : 'filter',
      as === 'sortable' ? { zh: '台账不能按“{field}”排序', en: 'The register cannot be sorted by {field}' } : { zh: '台账不能按“{field}”筛选', en: 'The register cannot be filtered by {field}' },
      { arguments: { field: name.slice(0, 60) }, more: { allowed: register.fields.filter((one) => one[as]).map((one) => one.name) } },
    );
  return field;
}
