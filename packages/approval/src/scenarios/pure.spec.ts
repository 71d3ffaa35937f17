import { pureDriver } from '../testing/pure';
import { scenarios } from './index';

for (const scenario of scenarios) test(`${scenario.title} (pure)`, () => scenario.run(pureDriver));
