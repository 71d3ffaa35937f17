import type { Kind, ProcessDefinition } from '@chancery/approval';
import type { ServiceManifest } from '@chancery/service';
import { approval, docs } from './parts.ts';

const { decide } = approval;
const title = (zh: string, en: string) => ({ zh, en });

/** Three deciders one after another, each another person: an approval and nothing else. */
const process: ProcessDefinition = {
  title: title('三级审批', 'Three-step approval'),
  version: 1,
  steps: [
    decide('department', { title: title('部门审批', 'Department'), who: { post: 'dept-head', of: 'applicant' }, due: '1wd' }),
    decide('review', { title: title('核稿', 'Review'), who: { post: 'director', of: 'company' }, due: '1wd' }),
    decide('sign', { title: title('签发', 'Sign'), who: { post: 'gm', of: 'company' }, due: '1wd' }),
  ],
};

/**
 * The documents service with the outgoing document's form, rights and events, decided in three steps without effects: what is measured is the
 * decision's own transaction, not what a register adds to it.
 */
export function benchedDocs(): ServiceManifest {
  const outgoing = docs.kinds.find((one) => one.kind === 'outgoing-document') as unknown as Kind;
  const plain = { ...outgoing, process, requires: {}, exempt: [], effects: {}, asks: {}, urges: {}, checkEntry: {} };
  for (const name of ['files', 'facts', 'people', 'check', 'matrix'] as const) delete plain[name];
  return { ...docs, kinds: [plain as never], listens: {}, jobs: {} };
}
