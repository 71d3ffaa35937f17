import type { Scenario } from '../testing/driver';
import { applicants } from './applicant';
import { awaits } from './await';
import { countersigning } from './countersign';
import { deciding } from './decide';
import { effects } from './effects';
import { forks } from './forks';
import { gate } from './gate';
import { openedByEvent } from './opened';
import { people } from './people';
import { redoing } from './redo';
import { returning } from './return';
import { returningEarlier } from './return-earlier';
import { tables } from './table';
import { transferring } from './transfer';
import { urging } from './urge';
import { withdrawing } from './withdraw';

/** Every scenario of the truth table that exists: run over the pure walk here, over the stored engine in `test/stored.db.spec.ts`. */
export const scenarios: Scenario[] = [
  ...deciding,
  ...returning,
  ...returningEarlier,
  ...withdrawing,
  ...transferring,
  ...countersigning,
  ...people,
  ...applicants,
  ...urging,
  ...awaits,
  ...redoing,
  ...openedByEvent,
  ...effects,
  ...forks,
  ...gate,
  ...tables,
];
