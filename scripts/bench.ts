// `npm run -s bench -- --json`: see load-tests/bench/main.ts.
import '../load-tests/bench/main.ts';
