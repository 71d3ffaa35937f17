import { scenarios } from '../src/scenarios';
import { storedDatabase, storedDriver } from './stored';

afterAll(async () => (await storedDatabase()).close());

for (const { title, run } of scenarios) test(`${title} (stored)`, () => run(storedDriver), 20_000);
