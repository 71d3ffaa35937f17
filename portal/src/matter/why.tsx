import type { LineView, MatterView, TaskView, WayView } from '../api/wire';
import { length } from '../formats/dates';
import { useSession } from '../session';
import { people } from '../way/people';
import { drawn } from '../way/rounds';
import { comma, gap, label, t } from '../words';
import { verbOf } from '../decide/verbs';
import { arrange } from '../decide/arrange';
import type { OperationView } from '../api/wire';

/** 为何在我 — what is asked of me, the rule that made it mine, what comes after; or who has it now. */
export function Why({ matter, way, task, now, lay = false }: { matter: MatterView; way: WayView | undefined; task: TaskView | undefined; now: Date; lay?: boolean }) {
  const { me } = useSession();
  const { main } = arrange((matter.may ?? []) as OperationView[], task?.id);
  const others = ((way?.open ?? matter.tasks ?? []) as TaskView[]).filter((one) => one.id !== task?.id && one.state !== 'waiting');
  const next = way ? drawn(way).ahead.find((one) => (one.people ?? []).length > 0) : undefined;
  const with1 = others[0];
  if (task && main) {
    return (
      <span className="why">
        <b>{t('matter.yours', { verb: verbOf(main) })}</b>{gap()}
        {[lay && task.openedAt ? t('matter.here', { time: length(now.getTime() - Date.parse(task.openedAt)) }) : '', label(matter.why), next ? t('matter.after', { who: people(next.people, me.id), step: label(next.title, next.step ?? '') }) : ''].filter(Boolean).join(gap())}
      </span>
    );
  }
  if (!with1) return <span className="why">{matter.state === 'draft' ? '' : t('matter.ended')}</span>;
  const same = others.filter((one) => one.step === with1.step);
  if (with1.kind === 'await') return <span className="why">{t('matter.awaits', { what: [label(with1.title), same.map((one) => one.awaiting).filter(Boolean).join(comma())].filter(Boolean).join(' ') })}</span>;
  return <span className="why">{t('matter.with', { who: people(same.map((one) => one.holder).filter((one) => one !== undefined), me.id), step: label(with1.title, with1.step) })}</span>;
}

/** The last opinion, shown above the phone's decision bar. */
export const lastOpinion = (way: WayView | undefined): LineView | undefined => ((way?.lines ?? []) as LineView[]).filter((line) => line.opinion).at(-1);
