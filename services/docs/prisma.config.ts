import { defineConfig } from 'prisma/config';

// `generate` asks for the native schema engine and never runs it; our own runner applies the migrations. So nothing is downloaded.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } });
