import type { Directory, Event } from '@chancery/domain';
import type { Ahead, Allowed } from '../engine';
import type { Kind, Opening } from '../kind';
import type { Command, Fields, Matter, Told, WayLine } from '../matter';
import type { ProcessDefinition } from '../process';
import type { OpenInput, SetAside } from '../walk/types';

/** What a scenario plays in: one kind, one group of companies, a moment. */
export interface World {
  kind: Kind;
  directory: Directory;
  now: Date;
  /** Posts that see every matter of the kind in their own company. */
  watchers: string[];
}

/** One world set up over one engine. Commands refuse with `Refusal`; whatever an effect throws comes out as it is. */
export interface Stage {
  open(input: Omit<OpenInput, 'id'>): Promise<Matter>;
  /** Undefined when the event had opened one before (OP-841). */
  openByEvent(opening: Opening, event: Event & { id: string }): Promise<Matter | undefined>;
  command(matter: string, command: Command): Promise<Matter>;
  matter(id: string): Promise<Matter>;
  lines(id: string): Promise<WayLine[]>;
  /** By every door: as `sees`. */
  allowed(id: string, person: string): Promise<Allowed[]>;
  ahead(id: string): Promise<Ahead[]>;
  sees(id: string, person: string): Promise<boolean>;
  /** Notices of the last command on the matter. */
  told(id: string): Promise<Told[]>;
  setAside(id: string): Promise<Pick<SetAside, 'reason' | 'step'>[]>;
  /** Frozen text versions. */
  versions(id: string): Promise<{ number: number; contentHash: string; form: Fields }[]>;
  now(): Date;
  setNow(now: Date): void;
  setDirectory(directory: Directory): Promise<void>;
  /** The version in force for what is submitted from now on (OP-303). */
  publish(process: ProcessDefinition): Promise<void>;
  close(): Promise<void>;
}

/** The engine that scenarios run over: the pure walk, or the stored engine. */
export interface Driver {
  name: 'pure' | 'stored';
  stage(world: World): Promise<Stage>;
}

export interface Scenario {
  /** Begins with the ids that it proves. */
  title: string;
  run(driver: Driver): Promise<void>;
}
