export { applyDirectoryChanged, type DirectoryConnection } from './consumer';
export { entryOf, type DirectoryEntry } from './entries';
export { directorySnapshot, type DirectoryReader, type DirectorySnapshot } from './snapshot';
