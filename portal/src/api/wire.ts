import type { AheadStep, Field, Kind, Matter, Operation, Person, Task, TextVersion, Way, WayLine } from '@chancery/contracts/chancery/approval/v1/approval';
import type { Company, FoundPerson, Me, MyCompany } from '@chancery/contracts/chancery/directory/v1/directory';
import type { Duplicate, Receipt, TextBlock } from '@chancery/contracts/chancery/docs/v1/documents';
import type { RegisterView } from '@chancery/contracts/chancery/registers/v1/registers';
import type { FileRef, Named } from '@chancery/contracts/chancery/types/v1/types';
import type { InboxCounts, InboxRow, Notice } from '@chancery/contracts/chancery/workbench/v1/workbench';

/** 线上形状 — a message as JSON brings it: times are text, and what has its default value may be absent. */
export type Wire<T> = T extends Date ? string : T extends (infer U)[] ? Wire<U>[] : T extends object ? { [K in keyof T]?: Wire<T[K]> } : T;

/** A message whose named fields are always there. */
export type With<T, K extends keyof T> = Wire<T> & Required<Pick<Wire<T>, K & keyof Wire<T>>>;

export type MatterView = With<Matter, 'id' | 'companyId' | 'service' | 'kind' | 'state'>;
export type TaskView = With<Task, 'id' | 'step'>;
export type OperationView = With<Operation, 'name'>;
export type PersonView = Wire<Person>;
export type VersionView = With<TextVersion, 'number'>;
export type WayView = Wire<Way>;
export type LineView = Wire<WayLine>;
export type AheadView = Wire<AheadStep>;
export type FieldView = With<Field, 'name' | 'type'>;
export type KindView = With<Kind, 'kind'>;
export type MeView = Wire<Me>;
export type CompanyView = With<Company, 'id' | 'code' | 'name'>;
export type MyCompanyView = Wire<MyCompany>;
export type FoundView = With<FoundPerson, 'id'>;
export type RowView = With<InboxRow, 'taskId' | 'matterId' | 'service' | 'companyId'>;
export type CountsView = Wire<InboxCounts>;
export type NoticeView = With<Notice, 'id'>;
export type RegisterDrawn = With<RegisterView, 'register'>;
export type ReceiptView = Wire<Receipt>;
export type DuplicateView = Wire<Duplicate>;
export type Block = Required<Wire<TextBlock>>;
export type FileView = With<FileRef, 'id'>;
export type NamedView = Wire<Named>;

/** Form, entry or register line: plain JSON by field name. */
export type Form = Record<string, unknown>;
