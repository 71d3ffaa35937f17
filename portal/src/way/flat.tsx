import type { WayView } from '../api/wire';
import { at, due, within } from '../formats/dates';
import { Icon } from '../parts/icon';
import { useSession } from '../session';
import { label, say, t } from '../words';
import { shapes } from './node';
import { actor, called, people, who } from './people';
import { drawn, tone } from './rounds';
import type { StepTitle } from './way';

interface Flat {
  key: string;
  kind: string;
  name: string;
  who: string;
  small: string;
}
const most = 7;

/** In previews the way lies flat: the last round and what comes, at most seven. */
export function FlatWay({ way, title, now }: { way: WayView; title: StepTitle; now: Date }) {
  const { me } = useSession();
  const { rounds, ahead } = drawn(way);
  const been: Flat[] = (rounds.at(-1)?.steps ?? []).map((step) => {
    const [line, task] = [step.lines.at(-1), step.open[0]];
    const late = task && due(task.dueAt, now);
    return {
      key: step.key, kind: tone(step), name: line ? called(line, title) : label(task?.title, title(step.step)),
      who: step.lines.length + step.open.length > 1 ? t('way.some', { n: step.lines.length, all: step.lines.length + step.open.length }) : task ? who(task.holder, me.id) || (task.awaiting ?? '') : line ? actor(line, me.id) : '',
      small: late ? (late.tone === 'over' ? late.text : t('way.due', { when: within(late.text) })) : line?.at ? at(new Date(line.at), now) : '',
    };
  });
  const coming: Flat[] = ahead.map((step) => ({
    key: `ahead-${step.step}`, kind: 'a', name: label(step.title, title(step.step ?? '')),
    who: step.uncertain ? say(`way.${step.uncertain}`, '') : people(step.people, me.id), small: step.uncertain ? label(step.why) : '',
  }));
  const current = been.findIndex((one) => one.kind === 'c');
  const start = Math.max(0, Math.min(current < 0 ? been.length - 1 : current - 3, been.length + coming.length - most));
  const shown = [...been, ...coming].slice(start, start + most);
  return (
    <ol className="hw">
      {shown.map((one) => {
        const shape = shapes[one.kind];
        return (
          <li key={one.key} className={one.kind === 'a' || one.kind === 'h' ? 'n' : one.kind} aria-current={one.kind === 'c' ? 'step' : undefined}>
            <span className="nd">{shape && one.kind !== 'n' && <Icon of={shape} />}</span><b className={one.kind === 'c' ? '' : 'm'}>{one.name}</b><br />{one.who}<small className="num">{one.small}</small>
          </li>
        );
      })}
    </ol>
  );
}
