import { ahead, openByEvent, openMatter, walk, workingCalendar, type Fields, type Kind, type Matter, type Opening, type Outcome, type WalkContext } from '@chancery/approval';
import { person, system, type Directory } from '@chancery/domain';
import { demoDirectory, demoPerson } from '@chancery/embedded';
import type { Db } from '../src/database';

export { demoCompany, demoDirectory } from '@chancery/embedded';

/** A matter of one kind, moved by the pure walk over the demonstration group: who acts is named by user name. */
export class Walked {
  matter: Matter;
  last: Outcome;
  private ids = 0;
  private readonly context: WalkContext;

  private constructor(kind: Kind<Fields, Db>, begin: (context: WalkContext) => Outcome, readonly directory: Directory = demoDirectory()) {
    this.context = {
      kind: kind as WalkContext['kind'], process: kind.process, directory, calendar: workingCalendar(), now: new Date('2026-11-24T02:00:00Z'),
      id: () => `00000000-0000-7000-8000-${String(++this.ids).padStart(12, '0')}`, named: {}, sees: true,
    };
    this.last = begin(this.context);
    this.matter = this.last.matter;
  }

  static submitted(kind: Kind<Fields, Db>, by: string, company: string, form: Fields): Walked {
    return new Walked(kind, (context) => openMatter({ id: context.id(), company, form, actor: person(demoPerson(by)), key: 'open', submit: true }, context));
  }

  static arrived(kind: Kind<Fields, Db>, opening: Opening): Walked {
    return new Walked(kind, (context) => openByEvent({ id: context.id(), opening, key: 'event' }, context));
  }

  /** Steps that stand open, with the user names of those who hold them. */
  open(): Record<string, string[]> {
    const open: Record<string, string[]> = {};
    for (const { step, holder } of this.matter.tasks) open[step] = [...(open[step] ?? []), this.directory.people.get(holder)?.username ?? holder];
    return open;
  }

  does(who: string, operation: string, more: { entry?: Fields; target?: string; opinion?: string } = {}): this {
    const holder = demoPerson(who);
    const task = this.matter.tasks.find((one) => one.holder === holder);
    return this.move({ operation, actor: person(holder), key: `${operation}-${this.ids}`, textVersion: this.matter.textVersion, ...(task ? { task: task.id } : {}), ...more });
  }

  arrives(type: string, value: Fields, seatOf?: string): this {
    return this.move({ operation: 'arrive', actor: system('event'), key: `event-${this.ids}`, event: { id: `event-${this.ids}`, type, key: this.matter.id, value }, ...(seatOf ? { seatOf } : {}) });
  }

  /** Effects of the last command, by step. */
  effects(): string[] {
    return this.last.effects.map((one) => one.step);
  }

  ahead(): string[] {
    return ahead(this.matter, this.context).map((one) => one.step);
  }

  private move(command: Parameters<typeof walk>[1]): this {
    this.last = walk(this.matter, command, this.context);
    this.matter = this.last.matter;
    return this;
  }
}
