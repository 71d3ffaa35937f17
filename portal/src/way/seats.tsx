import type { LineView, TaskView } from '../api/wire';
import { at, due } from '../formats/dates';
import { personName, say, t } from '../words';
import { actor, who } from './people';
import type { Step } from './rounds';

const tones: Record<string, string> = { agree: 'ok', done: 'ok', arrive: 'ok', disagree: 'over', return: 'ret', redo: 'ret' };

function Given({ line, me, now }: { line: LineView; me: string; now: Date }) {
  const operation = line.operation ?? '';
  return (
    <>
      <span>{line.actor?.department || line.actor?.company || ''}</span><span className="m">{actor(line, me)}</span>
      <span className={`m ${tones[operation] ?? ''}`}>{say(`op.${operation}`, operation)}</span><span className="t3 num">{line.at ? at(new Date(line.at), now) : ''}</span>
    </>
  );
}

function Waiting({ task, me, now }: { task: TaskView; me: string; now: Date }) {
  const held = task.state === 'held' || task.state === 'waiting';
  return (
    <>
      <span>{task.awaiting || task.holder?.department || ''}</span><span className="m">{task.kind === 'await' ? personName(undefined) : who(task.holder, me)}</span>
      <span className={held ? 't3 m' : 'pri m'}>{t(held ? 'way.held' : 'way.open')}</span><span className="t3 num">{due(task.dueAt, now)?.text ?? ''}</span>
    </>
  );
}

/** 会签表 — unit, person, result, time of each seat. */
export function Seats({ step, me, now }: { step: Step; me: string; now: Date }) {
  return (
    <div className="grid3">
      {step.lines.map((line) => <Given key={line.no} line={line} me={me} now={now} />)}
      {step.open.map((task) => <Waiting key={task.id} task={task} me={me} now={now} />)}
    </div>
  );
}
