import { useState } from 'react';
import type { AheadView, MatterView, WayView } from '../api/wire';
import { onDay } from '../formats/dates';
import { Icon } from '../parts/icon';
import { useSession } from '../session';
import { label, say, t } from '../words';
import { Node } from './node';
import { people } from './people';
import { drawn, type Round } from './rounds';

export type StepTitle = (step: string) => string;

const returned = (step: string, how: string): string => (how ? t('way.returnedHow', { step, how }) : t('way.returnedAt', { step }));

function heading(round: Round, now: Date, title: StepTitle): string {
  const [from, to] = [round.from && onDay(new Date(round.from), now), round.to && onDay(new Date(round.to), now)];
  const span = round.undone && from && to ? (from === to ? from : t('way.span', { from, to })) : from ? t('way.since', { from }) : '';
  const { ending } = round;
  const step = label(ending?.title, title(ending?.step ?? ''));
  const end = !ending ? '' : ending.operation === 'return' ? returned(step, say(`mark.${ending.way}`, '')) : ending.operation === 'withdraw' ? t('way.withdrawn') : t('way.redoneAt', { step: title(ending.target ?? '') });
  return [t('way.round', { n: round.n }), span, end].filter(Boolean).join(' · ');
}

/** A round that was undone folds to what ended it. */
function Passage({ round, only, closing, me, now, title }: { round: Round; only: boolean; closing: boolean; me: string; now: Date; title: StepTitle }) {
  const [whole, setWhole] = useState(!round.undone);
  const steps = whole ? round.steps : round.steps.slice(-1);
  const hidden = round.steps.length - steps.length;
  return (
    <section>
      {!only && <h4 className="rd">{heading(round, now, title)}</h4>}
      {round.undone && round.steps.length > 1 && (
        <button type="button" className="fold" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? t('way.fold') : t('way.unfold', { n: hidden })}</button>
      )}
      <ol className="steps">{steps.map((step, index) => <Node key={step.key} step={step} title={title} me={me} now={now} last={(round.undone || closing) && index === steps.length - 1} />)}</ol>
    </section>
  );
}

function Ahead({ step, me, last, title }: { step: AheadView; me: string; last: boolean; title: StepTitle }) {
  const name = label(step.title, title(step.step ?? ''));
  const beside = step.uncertain ? label(step.why, say(`way.${step.uncertain}`, '')) : people(step.people, me);
  const skipped = step.uncertain === 'not-needed';
  return (
    <>
      <li className={`st n${last ? ' last' : ''}`} aria-label={[name, t('way.ahead'), beside].join('，')} data-step={step.step}>
        <span className="nd">{skipped ? <Icon of="right" /> : step.uncertain === 'nobody' ? '?' : step.irreversible ? <Icon of="lock" /> : null}</span>
        <div className="w1"><b>{name}</b><span className={step.uncertain === 'nobody' ? 'over' : ''}>{beside}</span></div>
        <span className="t3 s12">{skipped ? '' : step.irreversible ? t('way.irreversible') : ''}</span>
      </li>
      {step.effectPoint && <li className="eff" aria-hidden="true">{t('way.effect', { step: name })}</li>}
    </>
  );
}

/** 过程 — rounds as headings, each step with its person, result, opinion and time; ahead with names. */
export function WayColumn({ way, matter, title, now }: { way: WayView; matter: Pick<MatterView, 'state'>; title: StepTitle; now: Date }) {
  const { me } = useSession();
  const { rounds, ahead } = drawn(way);
  const deciding = (way.open ?? []).find((task) => task.kind === 'decide' && task.state === 'open');
  /** The last decider is at work: nothing ahead is an effect point any more, so it lies here. */
  const here = matter.state === 'running' && deciding && !ahead.some((step) => step.effectPoint);
  return (
    <div className="way">
      {rounds.map((round, index) => <Passage key={round.n} round={round} only={rounds.length === 1} closing={ahead.length === 0 && index === rounds.length - 1} me={me.id} now={now} title={title} />)}
      {here && <div className="eff" aria-hidden="true">{t('way.effect', { step: label(deciding.title, title(deciding.step ?? '')) })}</div>}
      {ahead.length > 0 && <ol className="steps">{ahead.map((step, index) => <Ahead key={step.step} step={step} me={me.id} last={index === ahead.length - 1} title={title} />)}</ol>}
    </div>
  );
}
