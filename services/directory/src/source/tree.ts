import { type Account, type GroupNode, type Organisation, organisationOf } from '@chancery/domain';
import type { GroupView, Source, UserView } from './keycloak';

const AT_ONCE = 8;

const accountOf = ({ id, username, enabled, firstName = '', lastName = '', attributes = {} }: UserView): Account => ({
  id,
  username,
  enabled,
  firstName,
  lastName,
  attributes,
});
const isPost = (group: GroupView): boolean => group.attributes?.type?.[0] === 'post';

/** At most a few requests at a time: a walk must not press the identity provider hard. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

/**
 * 组织树 — the group tree as last read. Read whole by `walk`; one person at a time by `reread`, after an admin event.
 */
export class Tree {
  private roots: GroupNode[] = [];
  private posts = new Map<string, GroupNode>();
  private accounts = new Map<string, Account>();

  constructor(private readonly source: Source) {}

  /** Reads everything anew. The old tree stays in force until the new one is whole. */
  async walk(): Promise<void> {
    const posts = new Map<string, GroupNode>();
    const accounts = new Map<string, Account>();
    const turn = turns(AT_ONCE);
    const node = async (group: GroupView): Promise<GroupNode> => {
      const made: GroupNode = { id: group.id, name: group.name, attributes: group.attributes ?? {}, groups: [], members: [] };
      if (isPost(group)) {
        const members = await turn(() => this.source.members(group.id));
        for (const member of members) accounts.set(member.id, accountOf(member));
        made.members = members.map((member) => member.id);
        posts.set(group.id, made);
        return made;
      }
      if (group.subGroupCount !== 0) made.groups = await Promise.all((await turn(() => this.source.children(group.id))).map(node));
      return made;
    };
    this.roots = await Promise.all((await this.source.top()).map(node));
    this.posts = posts;
    this.accounts = accounts;
  }

  /** Reads one person and the posts that the person holds. */
  async reread(id: string): Promise<void> {
    const [user, groups] = await Promise.all([this.source.user(id), this.source.groupsOf(id)]);
    const held = new Set(user ? groups.map((group) => group.id) : []);
    for (const [post, node] of this.posts) {
      const others = node.members.filter((member) => member !== id);
      node.members = held.has(post) ? [...others, id] : others;
    }
    if (user) this.accounts.set(id, accountOf(user));
    else this.accounts.delete(id);
  }

  organisation(): Organisation {
    return organisationOf(this.roots, [...this.accounts.values()]);
  }
}
