export { applyDirectoryChanged, type DirectoryConnection } from './consumer';
export { directoryTopic, keepDirectory, type KeepDirectoryOptions } from './keep';
export { entryOf, type DirectoryEntry } from './entries';
export { directorySnapshot, type DirectoryReader, type DirectorySnapshot } from './snapshot';
