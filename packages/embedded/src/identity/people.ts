import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Realm, RealmGroup, RealmUser } from '../realm';
import { writeWhole } from './keep';

/** 管理事件 — what the admin API records of each write, in Keycloak's shape. */
export interface AdminEvent {
  id: string;
  time: number;
  realmId: string;
  authDetails: { realmId: string; clientId: string; userId: string; ipAddress: string };
  operationType: 'CREATE' | 'UPDATE' | 'DELETE' | 'ACTION';
  resourceType: 'USER' | 'GROUP' | 'GROUP_MEMBERSHIP';
  resourcePath: string;
  representation?: string;
}

/** What differs from realm.json: users changed or made, and the groups that they are in. */
interface Changes {
  users: { [id: string]: RealmUser };
  memberships: { [user: string]: string[] };
  deleted: string[];
  groups: { [id: string]: { name: string; attributes: { [name: string]: string[] } } };
  events: AdminEvent[];
}

export interface PlacedGroup extends RealmGroup {
  path: string;
  parentId?: string;
}

const EVENTS_KEPT = 2000;

/**
 * 人员 — users and groups of the embedded identity provider: realm.json plus what the admin API changed, kept in one file. What a
 * write changes is on the disk before it is answered.
 */
export class People {
  readonly groups = new Map<string, PlacedGroup>();
  readonly roots: PlacedGroup[] = [];
  private readonly users = new Map<string, RealmUser>();
  private readonly memberships = new Map<string, Set<string>>();
  private readonly changes: Changes = { users: {}, memberships: {}, deleted: [], groups: {}, events: [] };

  constructor(
    realm: Realm,
    private readonly path: string,
  ) {
    if (existsSync(path)) Object.assign(this.changes, JSON.parse(readFileSync(path, 'utf8')));
    for (const group of realm.groups) this.roots.push(this.place(group));
    const byPath = new Map([...this.groups.values()].map((group) => [group.path, group.id]));
    for (const user of realm.users) {
      this.users.set(user.id, user);
      this.memberships.set(user.id, new Set((user.groups ?? []).flatMap((one) => byPath.get(one) ?? [])));
    }
    for (const [id, user] of Object.entries(this.changes.users)) this.users.set(id, user);
    for (const [id, joined] of Object.entries(this.changes.memberships))
      this.memberships.set(id, new Set(joined.filter((group) => this.groups.has(group))));
    for (const id of this.changes.deleted) this.users.delete(id);
  }

  private place(group: RealmGroup, above?: PlacedGroup): PlacedGroup {
    const placed: PlacedGroup = { ...group, ...this.changes.groups[group.id], path: `${above?.path ?? ''}/${group.name}`, parentId: above?.id };
    this.groups.set(group.id, placed);
    placed.subGroups = group.subGroups.map((below) => this.place(below, placed));
    return placed;
  }

  /** Users that are people, by user name. */
  list(): RealmUser[] {
    return [...this.users.values()].filter((user) => !user.serviceAccountClientId).sort((a, b) => (a.username < b.username ? -1 : 1));
  }

  user(id: string): RealmUser | undefined {
    return this.users.get(id);
  }

  named(username: string): RealmUser | undefined {
    return this.list().find((user) => user.username === username.trim().toLowerCase());
  }

  serviceAccount(client: string): RealmUser | undefined {
    return [...this.users.values()].find((user) => user.serviceAccountClientId === client);
  }

  groupsOf(user: string): PlacedGroup[] {
    return [...(this.memberships.get(user) ?? [])].flatMap((id) => this.groups.get(id) ?? []).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  members(group: string): RealmUser[] {
    return this.list().filter((user) => this.memberships.get(user.id)?.has(group));
  }

  /** Newest first, as Keycloak lists them. */
  events(): AdminEvent[] {
    return this.changes.events.toReversed();
  }

  save(user: RealmUser, operation: 'CREATE' | 'UPDATE', by: string): void {
    this.users.set(user.id, user);
    this.changes.users[user.id] = user;
    this.record(by, operation, 'USER', `users/${user.id}`, user);
  }

  remove(id: string, by: string): void {
    this.users.delete(id);
    this.memberships.delete(id);
    this.changes.deleted.push(id);
    delete this.changes.users[id];
    this.record(by, 'DELETE', 'USER', `users/${id}`);
  }

  join(user: string, group: string, by: string): void {
    this.keepGroups(user, new Set([...(this.memberships.get(user) ?? []), group]));
    this.record(by, 'CREATE', 'GROUP_MEMBERSHIP', `users/${user}/groups/${group}`, { id: group });
  }

  leave(user: string, group: string, by: string): void {
    this.keepGroups(user, new Set([...(this.memberships.get(user) ?? [])].filter((one) => one !== group)));
    this.record(by, 'DELETE', 'GROUP_MEMBERSHIP', `users/${user}/groups/${group}`, { id: group });
  }

  /** Changes name or attributes of a group: a company that closes, a leader answering for another department. */
  saveGroup(id: string, change: { name?: string; attributes?: { [name: string]: string[] } }, by: string): void {
    const group = this.groups.get(id);
    if (!group) return;
    Object.assign(group, { name: change.name ?? group.name, attributes: change.attributes ?? group.attributes });
    this.changes.groups[id] = { name: group.name, attributes: group.attributes };
    this.record(by, 'UPDATE', 'GROUP', `groups/${id}`, this.changes.groups[id]);
  }

  private keepGroups(user: string, joined: Set<string>): void {
    this.memberships.set(user, joined);
    this.changes.memberships[user] = [...joined];
  }

  private record(
    by: string,
    operationType: AdminEvent['operationType'],
    resourceType: AdminEvent['resourceType'],
    resourcePath: string,
    representation?: object,
  ): void {
    const authDetails = { realmId: 'chancery', clientId: by, userId: this.serviceAccount(by)?.id ?? '', ipAddress: '127.0.0.1' };
    const text = representation ? JSON.stringify(representation) : undefined;
    // Two writes in one millisecond keep their order: readers go on from the last time that they saw.
    const time = Math.max(Date.now(), (this.changes.events.at(-1)?.time ?? 0) + 1);
    this.changes.events.push({
      id: randomUUID(),
      time,
      realmId: 'chancery',
      authDetails,
      operationType,
      resourceType,
      resourcePath,
      representation: text,
    });
    this.changes.events.splice(0, this.changes.events.length - EVENTS_KEPT);
    writeWhole(this.path, JSON.stringify(this.changes));
  }
}
