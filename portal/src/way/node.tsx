import { at, due, length, within } from '../formats/dates';
import { Icon, type Drawing } from '../parts/icon';
import { colon, label, say, t } from '../words';
import { actor, called, place, who } from './people';
import { tone, type Step } from './rounds';
import { Seats } from './seats';

export const shapes: Record<string, Drawing | undefined> = { d: 'tick', r: 'back', x: 'close', h: 'clock', n: 'right' };
const plain = new Set(['submit', 'agree', 'done', 'open']);

/** What is said beside the step's name. */
function said(step: Step, me: string, now: Date): string {
  const task = step.open[0];
  if (step.lines.length + step.open.length > 1) {
    const agreed = step.lines.filter((line) => line.operation === 'agree' || line.operation === 'done' || line.operation === 'arrive').length;
    const all = step.lines.length + step.open.length;
    return t(agreed === all ? 'way.all' : 'way.some', { n: agreed, all });
  }
  if (task) {
    const name = task.kind === 'await' ? (task.awaiting ?? '') : who(task.holder, me);
    const lay = task.openedAt ? t('way.lay', { time: length(now.getTime() - Date.parse(task.openedAt)) }) : '';
    return [name, task.state === 'held' ? t('way.held') : lay].filter(Boolean).join(' · ');
  }
  const line = step.lines[0];
  if (!line) return '';
  const operation = line.operation ?? '';
  const result = plain.has(operation) ? place(line.actor) : say(`op.${operation}`, operation);
  return [actor(line, me), result, line.target ? t('way.target', { step: say(`decide.${line.target}`, line.target) }) : ''].filter(Boolean).join(' · ');
}

/** What a command did besides, as words; what only the record needs is left out. */
export function marked(mark: string, title: (step: string) => string): string {
  const [code = '', about = ''] = mark.split(':');
  return say(`mark.${code}`, '', { step: about ? title(about) : '' });
}

/** What a reader hears of a step: 签发，当前，陈国栋，明天 17:30. */
const heard = (title: string, kind: string, beside: string, time: string): string => [title, kind === 'c' ? t('way.current') : '', beside, time].filter(Boolean).join('，');

/** 节点 — step, person, result, opinion, time. */
export function Node({ step, title, me, now, last }: { step: Step; title(step: string): string; me: string; now: Date; last: boolean }) {
  const kind = tone(step);
  const many = step.lines.length + step.open.length > 1;
  const task = step.open[0];
  const line = step.lines.at(-1);
  const name = step.lines[0] ? called(step.lines[0], title) : label(task?.title, title(step.step));
  const late = task && due(task.dueAt, now);
  const time = late ? (late.tone === 'over' ? late.text : t('way.due', { when: within(late.text) })) : line?.at ? at(new Date(line.at), now) : '';
  const shape = shapes[kind];
  const beside = said(step, me, now);
  return (
    <li className={`st ${kind === 'h' ? 'n' : kind}${last ? ' last' : ''}`} aria-current={kind === 'c' ? 'step' : undefined} aria-label={heard(name, kind, beside, time)} data-step={step.step}>
      <span className="nd">{shape && <Icon of={shape} />}</span>
      <div className="w1"><b>{name}</b><span>{beside}</span></div>
      <time className={late?.tone ?? ''}>{time}</time>
      {many && <Seats step={step} me={me} now={now} />}
      {step.lines.filter((one) => (one.opinion ?? '') !== '').map((one) => (
        <div key={one.no} className={kind === 'r' ? 'op x' : 'op'}>{many && <span className="t2">{actor(one, me)}{colon()}</span>}{one.opinion}</div>
      ))}
      {step.lines.flatMap((one) => one.marks ?? []).map((mark) => marked(mark, title)).filter(Boolean).map((text, index) => <div key={index} className="op t3 s12">{text}</div>)}
    </li>
  );
}
