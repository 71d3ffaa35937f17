import type { MatterView, TaskView, WayView } from '../api/wire';
import { Secrecy, StateTag, Urgency } from '../parts/marks';
import { fieldOf } from './use-matter';
import { say, t } from '../words';
import { Why } from './why';

/** Marks, title, state and one sentence why. */
export function Header({ matter, way, task, kindTitle, now }: { matter: MatterView; way: WayView | undefined; task: TaskView | undefined; kindTitle: string; now: Date }) {
  const important = fieldOf(matter.form as Record<string, unknown>, 'importance') === 'important';
  return (
    <div className="mh">
      <div className="row">
        <Urgency of={matter.urgency} /><Secrecy of={matter.secrecy} years={fieldOf(matter.form as Record<string, unknown>, 'secrecyYears') as number | undefined} />
        <h1 className="title" lang="zh-CN">{matter.title || kindTitle || t('list.untitled')}</h1>
        <StateTag state={matter.state} />{important && <span className="tag line">{say('importance.important', '')}</span>}
      </div>
      <div className="s13 t2"><Why matter={matter} way={way} task={task} now={now} /></div>
    </div>
  );
}
