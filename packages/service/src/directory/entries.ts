import { DirectoryChanged } from '@chancery/contracts/chancery/directory/v1/directory';
import type { Company, Department, Person } from '@chancery/domain';

/** One line of kit.directory: an entry of the directory as this service last heard it. */
export interface DirectoryEntry {
  kind: 'company' | 'department' | 'person';
  id: string;
  /** The publisher's revision: what is older than the stored one is passed by. */
  heard: number;
  /** Absent: the entry is gone, and its names with it. */
  value?: Company | Department | Person;
}

const kinds = ['company', 'department', 'person'] as const;

/**
 * Reads one value of the topic chancery.directory (protobuf JSON). Answers nothing for a value that names no entry.
 *
 * @throws Error when a removal names no known kind: the event is parked.
 */
export function entryOf(json: unknown): DirectoryEntry | undefined {
  const { entry, revision } = DirectoryChanged.fromJSON(json);
  if (!entry) return undefined;
  if (entry.$case !== 'removed')
    return { kind: entry.$case, id: entry.value.id, heard: revision, value: entry.value as Company | Department | Person };
  const [word, id = ''] = entry.value.split('/');
  const kind = kinds.find((one) => one === word);
  if (!kind || !id) throw new Error(`a removal that names no entry: ${entry.value}`);
  return { kind, id, heard: revision };
}
