import type { Scope } from '@chancery/service';

const kinds = ['outgoing-document', 'incoming-document'];
const registers = ['outgoing-documents', 'incoming-documents', 'distributions'];

/** Who sees documents by post: the office of the company; group leaders and auditors also those of the companies below (ORG-04, ORG-09). */
export const scopes: Scope[] = [
  { post: 'clerk', kinds, registers, reach: 'own' },
  { post: 'director', kinds, registers, reach: 'own' },
  { post: 'archivist', kinds, registers, reach: 'own' },
  { post: 'auditor', kinds, registers, reach: 'below' },
  { post: 'group-leader', kinds, registers, reach: 'below' },
];
