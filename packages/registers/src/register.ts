import type { Page, Transaction, Words } from '@chancery/domain';

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
  fields: RegisterField[];
  /** Posts that see every line in their company (ORG-09). */
  posts: string[];
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
  /** Serials missing between first and last: empty in a sound register (DOUT-03). */
  gaps: string[];
}

export function defineRegister(register: Register): Register {
  return register;
}

/** Reads one page. Names of sort and filter come from the register's whitelist: anything else is `invalid`. */
export type ReadPage = (tx: Transaction, register: Register, request: PageRequest, sight: { person: string; all: boolean }) => Promise<RegisterPage>;
