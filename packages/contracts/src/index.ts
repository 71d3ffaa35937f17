import { createFileRegistry, fromBinary, type FileRegistry } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let registry: FileRegistry | undefined;

/** Every message, service and option of `proto/`, read once from the descriptor set that `npm run generate` wrote. */
export function descriptors(): FileRegistry {
  registry ??= createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(join(__dirname, '..', 'descriptors.binpb'))));
  return registry;
}
