import type { Scenario } from '../testing/driver';
import { deciding } from './decide';

/** Every scenario of the truth table that exists: run over the pure walk here, over the stored engine in `test/stored.db.spec.ts`. */
export const scenarios: Scenario[] = [...deciding];
